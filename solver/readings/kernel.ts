import {
  type Binary,
  type Cell,
  type Index,
  type Loop,
  operandOf,
  type Place,
  type SymbolicIndex,
  type Test,
  type Unary,
} from "../cell.ts";
import type { FunctionDefinition, Options } from "../function.ts";
import { type Shape, size } from "../ndarray.ts";

/** A function's cell as the source of a gpu.js kernel, over flat row-major arrays of 32-bit floats. */
export interface Kernel {
  /** `function (a, b) { … return …; }`: one argument to an operand, a single number as an array of length 1. */
  source: string;
  /** How many cells it fills: gpu.js's `output` is `[cells]`. */
  cells: number;
  /** How far an operation may lie off beyond the rounding of its numbers: some are printed for 32-bit floats only. */
  accuracy: number;
}

/** Prints the kernel that computes a function for operands of these shapes. */
export function printKernel(definition: FunctionDefinition, shapes: readonly Shape[], options: Options = {}): Kernel {
  const shape = definition.shape(shapes, options);
  const printer = new Printer(definition.params, shapes);
  const index = printer.indexOfThread(shape);
  const lines = printer.body(definition.cell(shapes.map(shapeOnly).map(operandOf), options, index));
  const source = `function (${definition.params.join(", ")}) ${braces(lines)}`;
  return { source, cells: size(shape), accuracy: printer.accuracy };
}

const shapeOnly = (shape: Shape) => ({ shape });

/** An expression, and the depths of the loops whose index it rests on. */
interface Code {
  code: string;
  rests: ReadonlySet<number>;
  /** Whether it needs brackets as a part of a larger expression. */
  loose?: boolean;
}

/** What is being printed between two braces: the whole body, that of a loop, or a branch. */
interface Block {
  lines: string[];
  /** What is at hand here, so that a cell used twice is computed once. */
  known: Map<Cell, Code>;
  /** Nothing moves out of a branch, which may not be taken. */
  isBranch: boolean;
}

type Operator = Exclude<Unary, "erf"> | Binary | Test["op"];
type Writer = { loose: boolean; write: (x: string, y: string) => string };
const infix = (sign: string): Writer => ({ loose: true, write: (x, y) => `${x} ${sign} ${y}` });
const call = (write: Writer["write"]): Writer => ({ loose: false, write });

const WRITERS: { readonly [op in Operator]: Writer } = {
  neg: { loose: true, write: (x) => `-${x}` },
  add: infix("+"),
  sub: infix("-"),
  mul: infix("*"),
  div: infix("/"),
  less: infix("<"),
  equal: infix("==="),
  exp: call((x) => `Math.exp(${x})`),
  log: call((x) => `Math.log(${x})`),
  cos: call((x) => `Math.cos(${x})`),
  sin: call((x) => `Math.sin(${x})`),
  floor: call((x) => `Math.floor(${x})`),
  ceil: call((x) => `Math.ceil(${x})`),
  // WebGL makes tanh of exponentials, which overflow; beyond 20 even a float64 says 1.
  tanh: call((x) => `Math.tanh(Math.max(-20.0, Math.min(20.0, ${x})))`),
  pow: call((x, y) => `Math.pow(${x}, ${y})`),
  max: call((x, y) => `Math.max(${x}, ${y})`),
  min: call((x, y) => `Math.min(${x}, ${y})`),
  sqrt: call((x) => `Math.sqrt(${x})`),
  abs: call((x) => `Math.abs(${x})`),
  sign: call((x) => `Math.sign(${x})`),
};

/** Worth a local of its own outside the loops it does not depend on. */
const COSTLY: ReadonlySet<Cell["op"]> = new Set(["div", "exp", "log", "sqrt", "tanh", "erf", "cos", "sin", "pow"]);

/** A kernel has no literal for −∞, so a maximum starts at the lowest float32. */
const LOWEST = "-3.4028234e38";

/** Abramowitz & Stegun 7.1.26, the coefficients of t = 1/(1 + 0.3275911 x), highest power first. */
const ERF = { scale: 0.3275911, powers: [1.061405429, -1.453152027, 1.421413741, -0.284496736, 0.254829592] };
const ERF_ACCURACY = 1.5e-7;

/** What an index can be, both ends included. */
interface Range {
  from: number;
  to: number;
}

class Printer {
  readonly #params: readonly string[];
  readonly #shapes: readonly Shape[];
  /** The blocks that are being printed, outermost first. */
  readonly #open: Block[] = [{ lines: [], known: new Map(), isBranch: false }];
  /** How deep the loop of each loop variable is. */
  readonly #depths = new Map<string, number>();
  /** How many places each index variable runs over. */
  readonly #extents = new Map<string, number>();
  readonly #taken: Set<string>;
  accuracy = 0;

  constructor(params: readonly string[], shapes: readonly Shape[]) {
    this.#params = params;
    this.#shapes = shapes;
    this.#taken = new Set(params);
  }

  /** The index of the cell that a thread computes. An axis of size 1 has only one place. */
  indexOfThread(shape: Shape): Index[] {
    let rest = "this.thread.x";
    return shape.map((n, d) => {
      if (n === 1) return 0;
      const [variable, stride] = [this.#fresh("i"), size(shape.slice(d + 1))];
      // The half keeps a GPU, which may divide 3 by 3 to 0.9999999, from rounding down to 0.
      const place = stride === 1 ? rest : `Math.floor((${rest} + 0.5) / ${decimal(stride)})`;
      this.#emit(0, `const ${variable} = ${place};`);
      this.#extents.set(variable, n);
      rest += ` - ${strided(variable, stride)}`;
      return { variable };
    });
  }

  body(cell: Cell): string[] {
    const { code } = this.#print(cell);
    return [...(this.#open[0] as Block).lines, `return ${code};`];
  }

  #print(cell: Cell): Code {
    const before = this.#open.map(({ known }) => known.get(cell)).find(Boolean);
    if (before) return before;
    let code = this.#printNew(cell);
    const home = this.#home(code.rests);
    if (COSTLY.has(cell.op) && home < this.#open.length - 1) code = this.#local(cell.op, code);
    this.#open[home]?.known.set(cell, code);
    return code;
  }

  #printNew(cell: Cell): Code {
    switch (cell.op) {
      case "number":
        return literal(cell.value);
      case "none":
        return literal(0);
      case "pi":
        return literal(Math.PI);
      case "read":
        return this.#read(cell.input, cell.index);
      case "place":
        return this.#place(cell.index);
      case "sum":
      case "most":
        return cell.extent === 1 ? this.#print(cell.body(0)) : this.#loop(cell);
      case "argmost":
        return cell.extent === 1 ? literal(0) : this.#loop(cell);
      case "where":
        return this.#where(cell);
      case "within":
        return this.#within(cell);
      case "shift":
        return this.#print(cell.of());
      case "neg":
      case "exp":
      case "log":
      case "sqrt":
      case "tanh":
      case "cos":
      case "sin":
      case "abs":
      case "sign":
      case "floor":
      case "ceil":
        return apply(cell.op, this.#print(cell.of));
      case "erf":
        return this.#erf(this.#print(cell.of));
      default: {
        const left = this.#print(cell.left);
        const isSquare = cell.op === "pow" && cell.right.op === "number" && cell.right.value === 2;
        return isSquare ? this.#square(left) : apply(cell.op, left, this.#print(cell.right));
      }
    }
  }

  #erf(of: Code): Code {
    this.accuracy = ERF_ACCURACY;
    const x = this.#local("x", of);
    const size = `Math.abs(${x.code})`;
    const t = this.#local("t", { code: `1.0 / (1.0 + ${ERF.scale} * ${size})`, rests: x.rests });
    const polynomial = ERF.powers.map(decimal).reduce((inner, power) => `(${inner}) * ${t.code} + ${power}`);
    return {
      code: `Math.sign(${x.code}) * (1.0 - (${polynomial}) * ${t.code} * Math.exp(-${x.code} * ${x.code}))`,
      rests: x.rests,
      loose: true,
    };
  }

  #square(base: Code): Code {
    const once = base.loose ? this.#local("base", base) : base;
    return apply("mul", once, once);
  }

  #read(input: number, index: readonly Index[]): Code {
    const shape = this.#shapes[input] as Shape;
    const terms: string[] = [];
    const rests = new Set<number>();
    let fixed = 0;
    for (const [d, i] of index.entries()) {
      const stride = size(shape.slice(d + 1));
      if (typeof i === "number") fixed += i * stride;
      else {
        const code = this.#index(i);
        terms.push(strided(code.loose && stride !== 1 ? `(${code.code})` : code.code, stride));
        for (const depth of code.rests) rests.add(depth);
      }
    }
    if (fixed > 0 || terms.length === 0) terms.push(String(fixed));
    return { code: `${this.#params[input]}[${terms.join(" + ")}]`, rests };
  }

  #place(index: Index): Code {
    return typeof index === "number" ? literal(index) : this.#index(index);
  }

  #index(index: SymbolicIndex): Code {
    if ("variable" in index) return { code: index.variable, rests: new Set([this.#depths.get(index.variable) ?? 0]) };
    if ("op" in index) {
      const of = this.#index(index.of);
      // The half does here what it does for the index of the thread.
      const whole = `Math.floor((${of.code} + 0.5) / ${decimal(index.by)})`;
      if (index.op === "quot") return { code: whole, rests: of.rests };
      return { code: `${of.loose ? `(${of.code})` : of.code} - ${whole} * ${index.by}`, rests: of.rests, loose: true };
    }
    const parts = index.terms.map(([scale, of]) => ({ scale, ...this.#index(of) }));
    const terms = parts.map(({ scale, code, loose }) => strided(loose && scale !== 1 ? `(${code})` : code, scale));
    if (index.base !== 0) terms.push(String(index.base));
    const code = terms.join(" + ").replaceAll("+ -", "- ");
    return { code, rests: union(parts), loose: terms.length > 1 };
  }

  /** Between which bounds an index stays, whatever its variables are. */
  #range(index: Index): Range {
    if (typeof index === "number") return { from: index, to: index };
    if ("variable" in index) return { from: 0, to: (this.#extents.get(index.variable) as number) - 1 };
    if ("op" in index) {
      const { from, to } = this.#range(index.of);
      if (index.op === "quot") return { from: Math.floor(from / index.by), to: Math.floor(to / index.by) };
      return { from: 0, to: index.by - 1 };
    }
    return index.terms.reduce(
      (sum, [scale, of]) => {
        const { from, to } = this.#range(of);
        return { from: sum.from + Math.min(scale * from, scale * to), to: sum.to + Math.max(scale * from, scale * to) };
      },
      { from: index.base, to: index.base },
    );
  }

  #loop({ op, extent, body }: Extract<Cell, { op: Loop }>): Code {
    const [total, variable, depth] = [this.#fresh(op), this.#fresh("k"), this.#open.length];
    this.#depths.set(variable, depth);
    this.#extents.set(variable, extent);
    const { lines, code, rests } = this.#block(op === "sum" ? body({ variable }) : present(body({ variable })), false);
    const outside = new Set([...rests].filter((d) => d !== depth));
    const home = this.#home(outside);
    const each = `for (let ${variable} = 0; ${variable} < ${extent}; ${variable}++)`;
    if (op === "argmost") {
      const [largest, term] = [this.#fresh("most"), this.#fresh("term")];
      const better = `if (${term} > ${largest}) ${braces([`${largest} = ${term};`, `${total} = ${variable};`])}`;
      this.#emit(home, `let ${total} = 0.0;`, `let ${largest} = ${LOWEST};`);
      this.#emit(home, `${each} ${braces([...lines, `const ${term} = ${code};`, better])}`);
    } else {
      const [start, next] = op === "sum" ? ["0.0", `${total} + ${code}`] : [LOWEST, `Math.max(${total}, ${code})`];
      this.#emit(home, `let ${total} = ${start};`, `${each} ${braces([...lines, `${total} = ${next};`])}`);
    }
    return { code: total, rests: outside };
  }

  #within({ places, yes, no }: Extract<Cell, { op: "within" }>): Code {
    const conditions = places.map((place) => this.#inside(place));
    if (conditions.includes(false)) return this.#print(no());
    const open = conditions.flatMap((condition) => (typeof condition === "object" ? [condition] : []));
    if (open.length === 0) return this.#print(yes());
    return this.#branch({ code: open.map(({ code }) => code).join(" && "), rests: union(open) }, yes(), no());
  }

  /** Whether a place lies on the grid: always, never, or where a condition holds. */
  #inside({ index, by, extent }: Place): boolean | Code {
    const { from, to } = this.#range(index);
    const most = (extent - 1) * by;
    if (to < 0 || from > most) return false;
    if (typeof index === "number") return index % by === 0;
    const at = this.#index(index);
    const whole = `Math.floor((${at.code} + 0.5) / ${decimal(by)})`;
    const conditions = [
      ...(from < 0 ? [`${at.code} >= 0`] : []),
      ...(to > most ? [`${at.code} < ${most + 1}`] : []),
      ...(by > 1 ? [`${whole} * ${by} === ${at.code}`] : []),
    ];
    return conditions.length === 0 || { code: conditions.join(" && "), rests: at.rests };
  }

  #where({ test, yes, no }: Extract<Cell, { op: "where" }>): Code {
    return this.#branch(apply(test.op, this.#print(test.left), this.#print(test.right)), yes(), no());
  }

  #branch(condition: Code, yes: Cell, no: Cell): Code {
    const chosen = this.#fresh("value");
    const [first, second] = [this.#block(yes, true), this.#block(no, true)];
    const rests = union([condition, first, second]);
    const [then, otherwise] = [first, second].map(({ lines, code }) => braces([...lines, `${chosen} = ${code};`]));
    this.#emit(this.#home(rests), `let ${chosen} = 0.0;`, `if (${condition.code}) ${then} else ${otherwise}`);
    return { code: chosen, rests };
  }

  /** A cell printed between braces of its own: the lines that come first, and the expression. */
  #block(cell: Cell, isBranch: boolean): Code & { lines: string[] } {
    const lines: string[] = [];
    this.#open.push({ lines, known: new Map(), isBranch });
    const code = this.#print(cell);
    this.#open.pop();
    return { ...code, lines };
  }

  #local(hint: string, { code, rests }: Code): Code {
    const variable = this.#fresh(hint);
    this.#emit(this.#home(rests), `const ${variable} = ${code};`);
    return { code: variable, rests };
  }

  /** The depth of the outermost block in which code can stand. */
  #home(rests: ReadonlySet<number>): number {
    const branch = this.#open.findLastIndex(({ isBranch }) => isBranch);
    return Math.max(0, branch, ...rests);
  }

  #emit(depth: number, ...statements: string[]): void {
    this.#open[depth]?.lines.push(...statements);
  }

  #fresh(hint: string): string {
    let n = 0;
    while (this.#taken.has(`${hint}${n}`)) n++;
    this.#taken.add(`${hint}${n}`);
    return `${hint}${n}`;
  }
}

function apply(op: Operator, ...args: Code[]): Code {
  const { loose, write } = WRITERS[op];
  const [x = "", y = ""] = args.map((arg) => (loose && arg.loose ? `(${arg.code})` : arg.code));
  return { code: write(x, y), rests: union(args), loose };
}

const literal = (value: number): Code => {
  const code = value === Number.NEGATIVE_INFINITY ? LOWEST : decimal(value);
  return { code, rests: new Set(), loose: value < 0 };
};

/** A term of a maximum: one that is not there is never the largest. */
const present = (term: Cell): Cell =>
  term.op === "within"
    ? { ...term, no: () => (term.no().op === "none" ? { op: "number", value: Number.NEGATIVE_INFINITY } : term.no()) }
    : term;

/** Numbers have a decimal point: without one, a GPU takes them for integers. */
const decimal = (value: number): string => String(value).replace(/^(-?\d+)(?=e|$)/, "$1.0");

const strided = (index: string, stride: number): string =>
  stride === 1 ? index : stride === -1 ? `-${index}` : `${index} * ${stride}`;

const union = (codes: readonly Code[]): Set<number> => new Set(codes.flatMap(({ rests }) => [...rests]));

const braces = (lines: readonly string[]): string => `{\n${lines.join("\n").replace(/^/gm, "  ")}\n}`;

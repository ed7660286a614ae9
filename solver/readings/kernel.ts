import { type Binary, type Cell, type Index, operandOf, type Test, type Unary } from "../cell.ts";
import type { FunctionDefinition, Options } from "../function.ts";
import { type Shape, size } from "../ndarray.ts";

/** A function's cell as the source of a gpu.js kernel, over flat row-major arrays of 32-bit floats. */
export interface Kernel {
  /** `function (a, b) { … return …; }`: one argument to an operand, a single number as an array of length 1. */
  source: string;
  /** How many cells it fills: gpu.js's `output` is `[cells]`. */
  cells: number;
}

/** Prints the kernel that computes a function for operands of these shapes. */
export function printKernel(definition: FunctionDefinition, shapes: readonly Shape[], options: Options = {}): Kernel {
  const shape = definition.shape(shapes, options);
  const printer = new Printer(definition.params, shapes);
  const index = printer.indexOfThread(shape);
  const lines = printer.body(definition.cell(shapes.map(shapeOnly).map(operandOf), options, index));
  return { source: `function (${definition.params.join(", ")}) ${braces(lines)}`, cells: size(shape) };
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

type Operator = Unary | Binary | Test["op"];
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
  // WebGL makes tanh of exponentials, which overflow; beyond 20 even a float64 says 1.
  tanh: call((x) => `Math.tanh(Math.max(-20.0, Math.min(20.0, ${x})))`),
  pow: call((x, y) => `Math.pow(${x}, ${y})`),
  max: call((x, y) => `Math.max(${x}, ${y})`),
};

/** Worth a local of its own outside the loops it does not depend on. */
const COSTLY: ReadonlySet<Cell["op"]> = new Set(["div", "exp", "log", "tanh", "pow"]);

/** A kernel has no literal for −∞, so a maximum starts at the lowest float32. */
const LOWEST = "-3.4028234e38";

class Printer {
  readonly #params: readonly string[];
  readonly #shapes: readonly Shape[];
  /** The blocks that are being printed, outermost first. */
  readonly #open: Block[] = [{ lines: [], known: new Map(), isBranch: false }];
  /** How deep the loop of each loop variable is. */
  readonly #depths = new Map<string, number>();
  readonly #taken: Set<string>;

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
      case "read":
        return this.#read(cell.input, cell.index);
      case "sum":
      case "most":
        return cell.extent === 1 ? this.#print(cell.body(0)) : this.#loop(cell);
      case "where":
        return this.#where(cell);
      case "shift":
        return this.#print(cell.of());
      case "neg":
      case "exp":
      case "log":
      case "tanh":
        return apply(cell.op, this.#print(cell.of));
      default: {
        const left = this.#print(cell.left);
        const isSquare = cell.op === "pow" && cell.right.op === "number" && cell.right.value === 2;
        return isSquare ? this.#square(left) : apply(cell.op, left, this.#print(cell.right));
      }
    }
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
        terms.push(strided(i.variable, stride));
        rests.add(this.#depths.get(i.variable) ?? 0);
      }
    }
    if (fixed > 0 || terms.length === 0) terms.push(String(fixed));
    return { code: `${this.#params[input]}[${terms.join(" + ")}]`, rests };
  }

  #loop({ op, extent, body }: Extract<Cell, { op: "sum" | "most" }>): Code {
    const [total, variable, depth] = [this.#fresh(op), this.#fresh("k"), this.#open.length];
    this.#depths.set(variable, depth);
    const { lines, code, rests } = this.#block(body({ variable }), false);
    const [start, next] = op === "sum" ? ["0.0", `${total} + ${code}`] : [LOWEST, `Math.max(${total}, ${code})`];
    const outside = new Set([...rests].filter((d) => d !== depth));
    const home = this.#home(outside);
    const each = `for (let ${variable} = 0; ${variable} < ${extent}; ${variable}++)`;
    this.#emit(home, `let ${total} = ${start};`, `${each} ${braces([...lines, `${total} = ${next};`])}`);
    return { code: total, rests: outside };
  }

  #where({ test, yes, no }: Extract<Cell, { op: "where" }>): Code {
    const condition = apply(test.op, this.#print(test.left), this.#print(test.right));
    const chosen = this.#fresh("value");
    const [first, second] = [this.#block(yes(), true), this.#block(no(), true)];
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

const literal = (value: number): Code => ({ code: decimal(value), rests: new Set(), loose: value < 0 });

/** Numbers have a decimal point: without one, a GPU takes them for integers. */
const decimal = (value: number): string => String(value).replace(/^(-?\d+)(?=e|$)/, "$1.0");

const strided = (variable: string, stride: number): string => (stride === 1 ? variable : `${variable} * ${stride}`);

const union = (codes: readonly Code[]): Set<number> => new Set(codes.flatMap(({ rests }) => [...rests]));

const braces = (lines: readonly string[]): string => `{\n${lines.join("\n").replace(/^/gm, "  ")}\n}`;

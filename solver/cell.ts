import { type NdArray, offset, type Shape } from "./ndarray.ts";

/**
 * One cell of a function's output, as an expression: the only form in which the field's functions are written down.
 * Values, handwritten arithmetic and GPU kernels are all read from it (see `readCell` and `readings/`).
 *
 * A loop's body is a function of its index. Readings of values call it with numbers, printers with a name.
 */
export type Cell =
  | { op: "number"; value: number }
  /** Zero by structure (a term that is not there): it annihilates products, vanishes from sums and is never a maximum. */
  | { op: "none" }
  | { op: "pi" }
  | { op: "read"; input: number; index: Index[] }
  /** Where a cell stands along an axis, as a number. */
  | { op: "place"; index: Index }
  | { op: Unary; of: Cell }
  | { op: Binary; left: Cell; right: Cell }
  | { op: Loop; extent: number; body: (k: Index) => Cell }
  | { op: "where"; test: Test; yes: () => Cell; no: () => Cell }
  /** One thing where every place lies on the grid of its axis, another elsewhere: indices decide, never values. */
  | { op: "within"; places: readonly Place[]; yes: () => Cell; no: () => Cell }
  /** A number that cancels out of the result and only keeps it in range: machines compute it, people write nothing. */
  | { op: "shift"; of: () => Cell };

export type Unary = "neg" | "exp" | "log" | "sqrt" | "tanh" | "erf" | "cos" | "sin" | "abs" | "sign" | "floor" | "ceil";
export type Binary = "add" | "sub" | "mul" | "div" | "pow" | "max" | "min";
/** A total, the largest, and the place of the largest, the first one where several are. */
export type Loop = "sum" | "most" | "argmost";
export interface Test {
  op: "less" | "equal";
  left: Cell;
  right: Cell;
}

/** A position along an axis: a number, or, when code is printed, what is reckoned from the names of loop variables. */
export type Index = number | SymbolicIndex;
export type SymbolicIndex =
  | { variable: string }
  /** `base` + the sum of scale · index. */
  | { base: number; terms: readonly (readonly [scale: number, of: SymbolicIndex])[] }
  | { op: "quot" | "rem"; of: SymbolicIndex; by: number };

/** On an axis of `extent` cells, `by` apart: on the grid from 0 to (extent − 1)·by. */
export interface Place {
  index: Index;
  by: number;
  extent: number;
}

/** An operand as a definition sees it: its shape, and its cells. */
export interface Operand {
  shape: Shape;
  at(...index: Index[]): Cell;
}

/** The operand that stands at a place of the argument list. */
export const operandOf = ({ shape }: { shape: Shape }, input: number): Operand => ({
  shape,
  at: (...index) => ({ op: "read", input, index }),
});

/** `base + Σ scale·index`, such as the place `-padding + stride·i + u` that a kernel's cell u lies on. */
export function aff(base: number, ...terms: readonly (readonly [scale: number, index: Index])[]): Index {
  let fixed = base;
  const symbolic: (readonly [number, SymbolicIndex])[] = [];
  for (const [scale, index] of terms) {
    if (typeof index === "number") fixed += scale * index;
    else if (scale !== 0) symbolic.push([scale, index]);
  }
  const [first] = symbolic;
  if (!first) return fixed;
  return fixed === 0 && symbolic.length === 1 && first[0] === 1 ? first[1] : { base: fixed, terms: symbolic };
}

/** Whole part and remainder of an index that is not negative. */
export const quot = (of: Index, by: number): Index => {
  if (by === 1) return of;
  return typeof of === "number" ? Math.floor(of / by) : { op: "quot", of, by };
};
export const rem = (of: Index, by: number): Index => {
  if (by === 1) return 0;
  return typeof of === "number" ? of % by : { op: "rem", of, by };
};

type Cellish = Cell | number;
const lift = (x: Cellish): Cell => (typeof x === "number" ? { op: "number", value: x } : x);
const unary =
  (op: Unary) =>
  (of: Cellish): Cell => ({ op, of: lift(of) });
const binary =
  (op: Binary) =>
  (left: Cellish, right: Cellish): Cell => ({ op, left: lift(left), right: lift(right) });
const test =
  (op: Test["op"]) =>
  (left: Cellish, right: Cellish): Test => ({ op, left: lift(left), right: lift(right) });
const loop =
  (op: Loop) =>
  (extent: number, body: (k: Index) => Cell): Cell => ({ op, extent, body });

export const none: Cell = { op: "none" };
export const pi: Cell = { op: "pi" };
export const place = (index: Index): Cell => ({ op: "place", index });
export const neg = unary("neg");
export const exp = unary("exp");
export const log = unary("log");
export const sqrt = unary("sqrt");
export const tanh = unary("tanh");
/** The error function, 2/√π ∫₀ˣ e^(−t²) dt. */
export const erf = unary("erf");
/** Of an angle in radians. */
export const cos = unary("cos");
export const sin = unary("sin");
export const abs = unary("abs");
/** −1, 0 or 1. */
export const sign = unary("sign");
export const floor = unary("floor");
export const ceil = unary("ceil");
export const add = binary("add");
export const sub = binary("sub");
export const mul = binary("mul");
export const div = binary("div");
export const pow = binary("pow");
export const max = binary("max");
export const min = binary("min");
export const less = test("less");
export const equal = test("equal");
export const sum = loop("sum");
/** The largest of several cells. */
export const most = loop("most");
/** Which of several cells is the largest, counted from 0; the first one where several are. */
export const argmost = loop("argmost");
/** Lazy: only the branch that holds is read, so that 0·ln 0 never arises. */
export const where = (condition: Test, yes: () => Cellish, no: () => Cellish): Cell => ({
  op: "where",
  test: condition,
  yes: () => lift(yes()),
  no: () => lift(no()),
});
export const shift = (of: () => Cell): Cell => ({ op: "shift", of });
/** A place along an axis; `[index, by]` is cell index / by, and no cell between the multiples of `by`. */
export type Placing = Index | readonly [index: Index, by: number];

/** `yes` at a cell of an array of this shape, and `no` outside it. */
export function inside(
  shape: Shape,
  placings: readonly Placing[],
  yes: (...index: Index[]) => Cellish,
  no: Cellish = none,
): Cell {
  const steps = placings.map((placing) => (isStepped(placing) ? placing : ([placing, 1] as const)));
  return {
    op: "within",
    places: steps.map(([index, by], d) => ({ index, by, extent: shape[d] as number })),
    yes: () => lift(yes(...steps.map(([index, by]) => quot(index, by)))),
    no: () => lift(no),
  };
}
const isStepped = (placing: Placing): placing is readonly [Index, number] => Array.isArray(placing);

/** A cell of `x`, or `fill` where there is none. The gradient of a strided convolution is one such read. */
export const or = (x: Operand, fill: Cell, ...placings: readonly Placing[]): Cell =>
  inside(x.shape, placings, x.at, fill);

/** What a reading takes for a number, and how it reckons with it. A reading is one such table. */
export type Arithmetic<T> = {
  number(value: number): T;
  none: T;
  pi: T;
  sum(terms: T[]): T;
  most(terms: T[]): T;
  /** The place of the largest term; terms that are not there have no place. */
  argmost(terms: T[], places: number[]): T;
  shift(of: () => T): T;
  /** What may be one or the other, where a comparison is undecided. */
  either?(x: T, y: T): T;
} & { [op in Unary]: (x: T) => T } & { [op in Binary]: (x: T, y: T) => T } & {
  [op in Test["op"]]: (x: T, y: T) => boolean | undefined;
};

/** The value of a cell under a reading, given the operands' values. */
export function readCell<T>(cell: Cell, inputs: readonly NdArray<T>[], arithmetic: Arithmetic<T>): T {
  // A maximum or a total that the terms of a sum share is found once.
  const known = new Map<Cell, T>();
  const once = (c: Cell, find: () => T): T => {
    const before = known.get(c);
    if (before !== undefined) return before;
    const found = find();
    known.set(c, found);
    return found;
  };
  const choose = (holds: boolean | undefined, yes: () => Cell, no: () => Cell): T => {
    if (holds !== undefined || !arithmetic.either) return read(holds ? yes() : no());
    return arithmetic.either(read(yes()), read(no()));
  };
  const loop = ({ op, extent, body }: Extract<Cell, { op: Loop }>): T => {
    const terms = Array.from({ length: extent }, (_, k) => body(k));
    if (op === "sum") return arithmetic.sum(terms.map(read));
    const places = [...terms.keys()].filter((k) => !isAbsent(terms[k] as Cell));
    const present = places.map((k) => read(terms[k] as Cell));
    return present.length === 0 ? arithmetic.none : arithmetic[op](present, places);
  };
  const read = (c: Cell): T => {
    switch (c.op) {
      case "number":
        return arithmetic.number(c.value);
      case "none":
      case "pi":
        return arithmetic[c.op];
      case "read": {
        const input = inputs[c.input] as NdArray<T>;
        return input.cells[offset(input.shape, c.index as number[])] as T;
      }
      case "place":
        return arithmetic.number(c.index as number);
      case "sum":
      case "most":
      case "argmost":
        return once(c, () => loop(c));
      case "where":
        return choose(arithmetic[c.test.op](read(c.test.left), read(c.test.right)), c.yes, c.no);
      case "within":
        return read(c.places.every(isInside) ? c.yes() : c.no());
      case "shift":
        return once(c, () => arithmetic.shift(() => read(c.of())));
      case "neg":
      case "exp":
      case "log":
      case "sqrt":
      case "tanh":
      case "erf":
      case "cos":
      case "sin":
      case "abs":
      case "sign":
      case "floor":
      case "ceil":
        return arithmetic[c.op](read(c.of));
      default:
        return arithmetic[c.op](read(c.left), read(c.right));
    }
  };
  return read(cell);
}

const isInside = ({ index, by, extent }: Place): boolean =>
  (index as number) >= 0 && (index as number) < extent * by && (index as number) % by === 0;

/** Nothing at all, such as what lies on the padding. */
const isAbsent = (c: Cell): boolean =>
  c.op === "none" || (c.op === "within" && isAbsent(c.places.every(isInside) ? c.yes() : c.no()));

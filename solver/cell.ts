import { type NdArray, offset, type Shape } from "./ndarray.ts";

/**
 * One cell of a function's output, as an expression: the only form in which the field's functions are written down.
 * Values, handwritten arithmetic and GPU kernels are all read from it (see `readCell` and `readings/`).
 *
 * A loop's body is a function of its index. Readings of values call it with numbers, printers with a name.
 */
export type Cell =
  | { op: "number"; value: number }
  /** Zero by structure (a term that is not there): it annihilates products and vanishes from written sums. */
  | { op: "none" }
  | { op: "read"; input: number; index: Index[] }
  | { op: Unary; of: Cell }
  | { op: Binary; left: Cell; right: Cell }
  | { op: "sum" | "most"; extent: number; body: (k: Index) => Cell }
  | { op: "where"; test: Test; yes: () => Cell; no: () => Cell }
  /** A number that cancels out of the result and only keeps it in range: machines compute it, people write nothing. */
  | { op: "shift"; of: () => Cell };

export type Unary = "neg" | "exp" | "log" | "tanh";
export type Binary = "add" | "sub" | "mul" | "div" | "pow" | "max";
export interface Test {
  op: "less" | "equal";
  left: Cell;
  right: Cell;
}

/** A position along an axis: a number, or the name of a loop variable when code is printed. */
export type Index = number | { variable: string };

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
  (op: "sum" | "most") =>
  (extent: number, body: (k: Index) => Cell): Cell => ({ op, extent, body });

export const none: Cell = { op: "none" };
export const neg = unary("neg");
export const exp = unary("exp");
export const log = unary("log");
export const tanh = unary("tanh");
export const add = binary("add");
export const sub = binary("sub");
export const mul = binary("mul");
export const div = binary("div");
export const pow = binary("pow");
export const max = binary("max");
export const less = test("less");
export const equal = test("equal");
export const sum = loop("sum");
/** The largest of several cells. */
export const most = loop("most");
/** Lazy: only the branch that holds is read, so that 0·ln 0 never arises. */
export const where = (condition: Test, yes: () => Cellish, no: () => Cellish): Cell => ({
  op: "where",
  test: condition,
  yes: () => lift(yes()),
  no: () => lift(no()),
});
export const shift = (of: () => Cell): Cell => ({ op: "shift", of });

/** What a reading takes for a number, and how it reckons with it. A reading is one such table. */
export type Arithmetic<T> = {
  number(value: number): T;
  none: T;
  sum(terms: T[]): T;
  most(terms: T[]): T;
  shift(of: () => T): T;
} & { [op in Unary]: (x: T) => T } & { [op in Binary]: (x: T, y: T) => T } & {
  [op in Test["op"]]: (x: T, y: T) => boolean;
};

/** The value of a cell under a reading, given the operands' values. */
export function readCell<T>(cell: Cell, inputs: readonly NdArray<T>[], arithmetic: Arithmetic<T>): T {
  const read = (c: Cell): T => {
    switch (c.op) {
      case "number":
        return arithmetic.number(c.value);
      case "none":
        return arithmetic.none;
      case "read": {
        const input = inputs[c.input] as NdArray<T>;
        return input.cells[offset(input.shape, c.index as number[])] as T;
      }
      case "sum":
      case "most":
        return arithmetic[c.op](Array.from({ length: c.extent }, (_, k) => read(c.body(k))));
      case "where":
        return read(arithmetic[c.test.op](read(c.test.left), read(c.test.right)) ? c.yes() : c.no());
      case "shift":
        return arithmetic.shift(() => read(c.of()));
      case "neg":
      case "exp":
      case "log":
      case "tanh":
        return arithmetic[c.op](read(c.of));
      default:
        return arithmetic[c.op](read(c.left), read(c.right));
    }
  };
  return read(cell);
}

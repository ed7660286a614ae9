import { prose } from "../../explainers/prose.ts";
import { call, type Expr } from "../../solver/expression.ts";
import { symbolOf } from "../../solver/notation.ts";
import { shapeCode } from "./python.ts";

/** An array while code runs: its shape in any case, its numbers where the problem gives them. */
export interface Arr {
  /** As it stands in the code: `a`, `b.T`. */
  code: string;
  shape: readonly number[];
  /** The step that holds the shape; a single number has none. */
  shapeId: string | undefined;
  /** What gives its numbers; undefined where only shapes are known. */
  value: Expr | undefined;
}

/** What is being worked out: its code, the name under which its steps are recorded, and what people read. */
export interface Place {
  code: string;
  key: string;
  label: string;
}

/** Code set upright: only letters, digits and signs that mean nothing to TeX occur in it, but for the underscore. */
export const codeTex = (code: string): string =>
  /^[A-Za-z]\w*$/.test(code) ? symbolOf(code) : `\\text{${code.replaceAll("_", "\\_")}}`;
export const shapeTex = (code: string): string => `\\text{shape}(${codeTex(code)})`;
/** Code within prose. */
export const quoted = (code: string): string => prose(code);
/** `b.T has shape (3,)`. */
export const described = ({ code, shape }: Pick<Arr, "code" | "shape">): string =>
  `${quoted(code)} has shape ${shapeCode(shape)}`;

/** A function of single numbers: the shape stays. */
export const entryByEntry = (a: Arr, fn: string, code: string): Arr => ({
  ...a,
  code,
  value: a.value && call(fn, [a.value]),
});

/** What NumPy stops with. It is an answer, not a fault of the problem. */
export class NumpyError extends Error {
  /** The step that says which sizes do not go together. */
  readonly fits: string;

  constructor(message: string, fits: string) {
    super(message);
    this.fits = fits;
  }
}

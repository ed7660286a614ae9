import { ShapeError } from "./errors.ts";

/** Sizes per axis; `[]` is a single number, `[n]` a list, `[rows, columns]` a matrix. */
export type Shape = readonly number[];

/** An n-dimensional array of whatever a reading takes for a number, in row-major order. */
export interface NdArray<T> {
  shape: Shape;
  cells: readonly T[];
}

/** A number, or lists of lists of numbers of equal length. */
export type NestedNumbers = number | readonly NestedNumbers[];

export const size = (shape: Shape): number => shape.reduce((product, n) => product * n, 1);

export const sameShape = (a: Shape, b: Shape): boolean => a.length === b.length && a.every((n, d) => n === b[d]);

/** For people: `2×3`, `a list of 4`, `a single number`. */
export function describeShape(shape: Shape): string {
  if (shape.length === 0) return "a single number";
  return shape.length === 1 ? `a list of ${shape[0]}` : shape.join("×");
}

export const scalar = <T>(x: T): NdArray<T> => ({ shape: [], cells: [x] });

/** Reads nested lists; throws a ShapeError for ragged or empty ones. */
export function fromNested(value: NestedNumbers): NdArray<number> {
  const shape = shapeOfNested(value);
  return { shape, cells: Array.isArray(value) ? (value.flat(shape.length - 1) as number[]) : [value as number] };
}

function shapeOfNested(value: NestedNumbers): number[] {
  if (typeof value === "number") return [];
  if (value.length === 0) throw new ShapeError("an empty list of numbers");
  const [first, ...rest] = value.map(shapeOfNested) as [number[], ...number[][]];
  const odd = rest.findIndex((shape) => !sameShape(shape, first));
  if (odd >= 0) {
    const [a, b] = [describeShape(first), describeShape(rest[odd] as number[])];
    throw new ShapeError(`the rows have different lengths: row 1 is ${a}, row ${odd + 2} is ${b}`);
  }
  return [value.length, ...first];
}

/** The nested lists of an array, innermost axis last; a single number for shape `[]`. */
export function toNested<T>(array: NdArray<T>): T | unknown[] {
  const nest = (shape: Shape, cells: readonly T[]): T | unknown[] => {
    if (shape.length === 0) return cells[0] as T;
    const [n, ...rest] = shape as [number, ...number[]];
    const step = size(rest);
    return Array.from({ length: n }, (_, i) => nest(rest, cells.slice(i * step, (i + 1) * step)));
  };
  return nest(array.shape, array.cells);
}

/** Position of an index in row-major order. */
export function offset(shape: Shape, index: readonly number[]): number {
  let position = 0;
  for (let d = 0; d < shape.length; d++) position = position * (shape[d] as number) + (index[d] as number);
  return position;
}

/** Every index of a shape, in row-major order. */
export function indices(shape: Shape): number[][] {
  return Array.from({ length: size(shape) }, (_, position) => indexAt(shape, position));
}

export function indexAt(shape: Shape, position: number): number[] {
  const index = new Array<number>(shape.length);
  for (let d = shape.length - 1; d >= 0; d--) {
    const n = shape[d] as number;
    index[d] = position % n;
    position = Math.floor(position / n);
  }
  return index;
}

/** NumPy's rule: shapes are aligned at the right; sizes must be equal, or one of them 1 or absent. */
export function broadcastShapes(shapes: readonly Shape[]): number[] {
  const rank = Math.max(0, ...shapes.map((shape) => shape.length));
  return Array.from({ length: rank }, (_, d) => {
    const sizes = shapes.map((shape) => shape[d - rank + shape.length] ?? 1);
    const n = sizes.find((k) => k !== 1) ?? 1;
    if (sizes.some((k) => k !== 1 && k !== n)) {
      throw new ShapeError(
        `shapes ${shapes.map(describeShape).join(" and ")} do not fit cell by cell: ` +
          `in axis ${d} the sizes are ${sizes.join(" and ")}, which must be equal or 1`,
      );
    }
    return n;
  });
}

/** The cell of a broadcast operand that lands in an output cell. */
export function broadcastCell<T>({ shape, cells }: NdArray<T>, index: readonly number[]): T {
  const skipped = index.length - shape.length;
  return cells[
    offset(
      shape,
      shape.map((n, d) => (n === 1 ? 0 : (index[d + skipped] as number))),
    )
  ] as T;
}

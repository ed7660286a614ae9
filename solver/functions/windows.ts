import * as c from "../cell.ts";
import { ShapeError } from "../errors.ts";
import type { Options } from "../function.ts";
import { describeShape, type Shape } from "../ndarray.ts";

/** How a window of `size` cells, `dilation` apart, moves along one axis of `extent` cells. */
interface Axis {
  size: number;
  stride: number;
  dilation: number;
  /** Cells added before the first one. */
  before: number;
  extent: number;
  /** Places the window takes. */
  places: number;
}

/** How a window moves over the last two axes of an array. */
export interface Windows {
  rows: Axis;
  columns: Axis;
}

type Pair = readonly [number, number];

/** A number for both axes, or one for each. */
function pairOf(fn: string, options: Options, name: string, otherwise: number | Pair, least: number): Pair {
  const value = options[name] ?? otherwise;
  const pair = Array.isArray(value) ? value : [value, value];
  if (pair.length === 2 && pair.every((n) => Number.isInteger(n) && n >= least)) return pair as unknown as Pair;
  throw new ShapeError(`${fn}: ${name} must be a whole number from ${least} on, or a pair of them, not ${value}`);
}

/** Cells added above, below, left and right. */
function paddingOf(fn: string, options: Options): readonly [Pair, Pair] {
  const value = options.padding;
  if (Array.isArray(value) && value.length === 4 && value.every((n) => Number.isInteger(n) && n >= 0))
    return [value.slice(0, 2) as unknown as Pair, value.slice(2) as unknown as Pair];
  const [rows, columns] = pairOf(fn, options, "padding", 0, 0);
  return [
    [rows, rows],
    [columns, columns],
  ];
}

/** The settings of a window over a list, which has columns only. A pair of paddings is before and after. */
export function alongOneAxis({ size, stride, padding, dilation, ...others }: Options): Options {
  return {
    ...others,
    ...(size !== undefined && { size: acrossColumns(size) }),
    ...(stride !== undefined && { stride: acrossColumns(stride) }),
    ...(dilation !== undefined && { dilation: acrossColumns(dilation) }),
    ...(padding !== undefined && { padding: Array.isArray(padding) ? [0, 0, ...padding] : [0, padding as number] }),
  };
}
const acrossColumns = (value: Options[string]): Options[string] => (typeof value === "number" ? [1, value] : value);

/** @param what the window is called where it does not fit: a kernel, a window */
export function windowsOf(fn: string, what: string, image: Pair, size: Pair, options: Options, stride: Pair): Windows {
  const [strides, dilations] = [pairOf(fn, options, "stride", stride, 1), pairOf(fn, options, "dilation", 1, 1)];
  const padding = paddingOf(fn, options);
  const axis = (d: 0 | 1): Axis => {
    const [before, after] = padding[d];
    const reach = dilations[d] * (size[d] - 1) + 1;
    const free = image[d] + before + after - reach;
    if (free < 0) throw new ShapeError(tooLarge(fn, what, image, size, options));
    const places = Math.floor(free / strides[d]) + 1;
    return { size: size[d], stride: strides[d], dilation: dilations[d], before, extent: image[d], places };
  };
  return { rows: axis(0), columns: axis(1) };
}

function tooLarge(fn: string, what: string, image: Pair, size: Pair, { padding, dilation }: Options): string {
  const spread = dilation === undefined ? "" : ` with dilation ${dilation}`;
  const padded = padding === undefined ? "" : `, even with padding ${padding}`;
  return `${fn}: a ${describeShape(size)} ${what}${spread} does not fit an input of ${describeShape(image)}${padded}`;
}

/** Sizes of windows as an option: `{size: 2}`. Without a stride, windows stand side by side. */
export function poolWindows(fn: string, x: Shape, options: Options): Windows {
  if (x.length < 2) throw new ShapeError(`${fn}: x must have rows and columns, but it is ${describeShape(x)}`);
  if (options.size === undefined)
    throw new ShapeError(`${fn}: the window over ${describeShape(x)} needs a size, such as {size: 2}`);
  const size = pairOf(fn, options, "size", 1, 1);
  const windows = windowsOf(fn, "window", x.slice(-2) as unknown as Pair, size, options, size);
  const most = Math.max(...paddingOf(fn, options).flatMap((sides, d) => sides.map((n) => n - (size[d] as number))));
  if (most < 0) return windows;
  throw new ShapeError(
    `${fn}: with padding ${options.padding}, a ${describeShape(size)} window could lie beside an input of ${describeShape(x)}`,
  );
}

/** The place that cell `u` of the window lies on when the window takes place `i`. */
export const covered = ({ stride, dilation, before }: Axis, i: c.Index, u: c.Index): c.Index =>
  c.aff(-before, [stride, i], [dilation, u]);

/** The other way round: the place the window takes when its cell `u` lies on `h`, if that is a multiple of the stride. */
export const placed = ({ stride, dilation, before }: Axis, h: c.Index, u: c.Index): readonly [c.Index, number] => [
  c.aff(before, [1, h], [-dilation, u]),
  stride,
];

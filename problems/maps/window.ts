import { ShapeError } from "../../solver/errors.ts";
import { describeShape, type Shape } from "../../solver/ndarray.ts";
import type { PaddingField, PairField } from "./fields.ts";

/** How a window slides along one axis. */
export interface Slide {
  /** Cells of the input, and of the window. */
  extent: number;
  size: number;
  stride: number;
  dilation: number;
  /** Cells from the first to the last of a window whose cells lie `dilation` apart. */
  reach: number;
  /** Cells added before and after. */
  before: number;
  after: number;
  /** Cells beyond the padding that the last window hangs over, where places are rounded up. */
  over: number;
  places: number;
}

/** A window over a list (one axis) or an image (rows, then columns). */
export interface Window {
  slides: readonly Slide[];
  padding: PaddingField;
  round: "floor" | "ceil";
}

export interface WindowFields {
  stride?: PairField | undefined;
  padding?: PaddingField | undefined;
  dilation?: PairField | undefined;
}

/** What a problem of this kind may not hold. */
interface Words {
  /** "kernel", "window" */
  what: string;
  /** The field that says how large it is. */
  at: string;
  /** The path of the fields. */
  within: string;
}

export function windowOf(
  extents: Shape,
  sizes: Shape,
  fields: WindowFields,
  round: "floor" | "ceil",
  words: Words,
): Window {
  const { padding = "valid" } = fields;
  const slides = extents.map((extent, axis) => {
    const [size, stride] = [sizes[axis] as number, along(fields.stride ?? 1, axis, extents, `${words.within}.stride`)];
    const dilation = along(fields.dilation ?? 1, axis, extents, `${words.within}.dilation`);
    const reach = dilation * (size - 1) + 1;
    const [before, after] = padded(padding, axis, { extent, reach, stride }, extents, words);
    const free = extent + before + after - reach;
    if (free < 0) throw tooLarge(extents, sizes, words, fields);
    const down = Math.floor(free / stride) + 1;
    const up = Math.ceil(free / stride) + 1;
    // A window that began beyond the input and the padding before it would hold nothing.
    const places = round === "ceil" && (up - 1) * stride < extent + before ? up : down;
    const over = Math.max(0, (places - 1) * stride + reach - (extent + before + after));
    return { extent, size, stride, dilation, reach, before, after, over, places };
  });
  return { slides, padding, round };
}

function along(value: PairField, axis: number, extents: Shape, at: string): number {
  if (typeof value === "number") return value;
  if (extents.length === 2) return value[axis] as number;
  throw new ShapeError(`a list has one direction, but ${at} gives two`, { at, suggestion: "Give one number." });
}

/** Cells added before and after, along one axis. */
function padded(
  padding: PaddingField,
  axis: number,
  { extent, reach, stride }: Pick<Slide, "extent" | "reach" | "stride">,
  extents: Shape,
  { within }: Words,
): readonly [number, number] {
  if (padding === "valid") return [0, 0];
  if (padding === "full") return [reach - 1, reach - 1];
  if (padding === "same") {
    const total = Math.max(0, (Math.ceil(extent / stride) - 1) * stride + reach - extent);
    return [Math.floor(total / 2), Math.ceil(total / 2)];
  }
  if (typeof padding === "number") return [padding, padding];
  if (extents.length === 1) {
    if (padding.length === 2) return padding;
    throw new ShapeError("a list is padded before and after, but padding gives four numbers", {
      at: `${within}.padding`,
    });
  }
  if (padding.length === 4) return [padding[2 * axis] as number, padding[2 * axis + 1] as number];
  return [padding[axis] as number, padding[axis] as number];
}

function tooLarge(extents: Shape, sizes: Shape, { what, at }: Words, { padding, dilation }: WindowFields): ShapeError {
  const spread = dilation === undefined || dilation === 1 ? "" : ` with dilation ${dilation}`;
  const more = padding === undefined || padding === "valid" ? "" : `, even with padding ${padding}`;
  const message = `a ${what} of ${sides(sizes)}${spread} does not fit into ${sides(extents)}${more}`;
  return new ShapeError(message, { at, suggestion: `Take a smaller ${what}, or add padding.` });
}
const sides = (shape: Shape): string => (shape.length === 1 ? `${shape[0]}` : describeShape(shape));

/** The options of a formula that slides this window: `, {stride: 2, padding: 1}`, or nothing. */
export function optionsOf({ slides }: Window, more: readonly string[] = []): string {
  const strides = slides.map(({ stride }) => stride);
  const dilations = slides.map(({ dilation }) => dilation);
  const paddings = slides.flatMap(({ before, after, over }) => [before, after + over]);
  const settings = [
    ...more,
    ...(strides.some((n) => n !== 1) || more.length > 0 ? [`stride: ${short(strides)}`] : []),
    ...(paddings.some((n) => n !== 0) ? [`padding: ${short(paddings)}`] : []),
    ...(dilations.some((n) => n !== 1) ? [`dilation: ${short(dilations)}`] : []),
  ];
  return settings.length > 0 ? `, {${settings.join(", ")}}` : "";
}

/** `[2, 2]` is written 2. */
export const short = (values: readonly number[]): string =>
  values.every((n) => n === values[0]) ? String(values[0]) : `[${values.join(", ")}]`;

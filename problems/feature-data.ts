import * as z from "zod";
import { ProblemError, ShapeError } from "../solver/errors.ts";
import { fromNested, type NdArray, type NestedNumbers, type Shape, size } from "../solver/ndarray.ts";
import { matrix, number, vector } from "./fields.ts";

/** A number, a list, a matrix, an image with channels (C×H×W) or several of them (N×C×H×W). */
export const block = z.union([number, vector, matrix, z.array(matrix).min(1), z.array(z.array(matrix).min(1)).min(1)]);
export type Block = z.infer<typeof block>;

/** A number for all features, or one for each. */
export const perFeature = z.union([number, vector]);
export type PerFeature = z.infer<typeof perFeature>;

/** A field's value, and the name it has in the problem. */
export interface Named<T> {
  field: string;
  value: T;
}

/** The one of several names of a field that a problem uses, if any; throws where it uses two. */
export function namedOne<T>(stated: Readonly<Record<string, unknown>>, ...names: string[]): Named<T> | undefined {
  const [field, other] = names.filter((name) => stated[name] !== undefined);
  if (other === undefined) return field === undefined ? undefined : { field, value: stated[field] as T };
  throw new ProblemError("conflict", `${field} and ${other} are two names of the same: give one of them`, {
    at: `given.${other}`,
  });
}

/** Numbers beyond which nobody normalizes by hand. */
const MOST_NUMBERS = 4096;

/** Nested lists as an array; what is wrong with them is said with the name of the field. */
export function blockOf(field: string, value: Block): NdArray<number> {
  const found = nestedOf(field, value);
  if (found.cells.length <= MOST_NUMBERS) return found;
  throw new ProblemError("too-large", `${field} has ${found.cells.length} numbers, too many to work out by hand`, {
    at: `given.${field}`,
    suggestion: `Take at most ${MOST_NUMBERS}.`,
  });
}

function nestedOf(field: string, value: Block): NdArray<number> {
  try {
    return fromNested(value as NestedNumbers);
  } catch (error) {
    if (error instanceof ShapeError) throw new ShapeError(`${field}: ${error.message}`, { at: `given.${field}` });
    throw error;
  }
}

/** One number for each feature, as a list; a single number is taken for all of them. */
export function listOf(field: string, value: PerFeature, features: number | undefined): NdArray<number> {
  const numbers = [value].flat();
  if (features === undefined && numbers.length === 1) return { shape: [], cells: numbers };
  if (features !== undefined && numbers.length === features) return { shape: [features], cells: numbers };
  if (features !== undefined && typeof value === "number")
    return { shape: [features], cells: new Array<number>(features).fill(value) };
  const wanted =
    features === undefined ? "one number" : `one number for each of the ${features} features, or one for all`;
  throw new ShapeError(`${field} has ${numbers.length} numbers, but it must be ${wanted}`, { at: `given.${field}` });
}

/** How many places there are along an axis; undefined without one: a single feature. */
export const featuresOf = (shape: Shape, axis: number | undefined): number | undefined =>
  axis === undefined ? undefined : shape[axis];

/** How many values each feature has. */
export const valuesPerFeature = (shape: Shape, axis: number | undefined): number =>
  size(shape) / (featuresOf(shape, axis) ?? 1);

/** `{axis: 1}`, to be written behind the arguments of a call; nothing for a single feature. */
export const axisOption = (axis: number | undefined): string => (axis === undefined ? "" : `, {axis: ${axis}}`);

/** A list of statistics laid beside the data, in a formula. */
export const beside = (id: string, data: string, axis: number | undefined): string =>
  axis === undefined ? id : `along(${id}, ${data}${axisOption(axis)})`;

/** The axis of the features of a matrix or image; undefined for a list, whose values are those of one feature. */
export function featureAxis(
  field: string,
  { length: rank }: Shape,
  layout: { examples: string; channels: "first" | "last" },
): number | undefined {
  if (rank < 2) return undefined;
  if (rank === 2) return layout.examples === "columns" ? 0 : 1;
  if (layout.channels === "last") return rank - 1;
  if (rank <= 4) return rank - 3;
  throw new ShapeError(`${field} has too many axes`, { at: `given.${field}` });
}

/** "4 examples of 2 features", "2 channels of 8 numbers" */
export function sizeInWords(shape: Shape, axis: number | undefined): string {
  const count = valuesPerFeature(shape, axis);
  const features = featuresOf(shape, axis);
  if (features === undefined) return `${count} numbers`;
  if (shape.length > 2) return `${features} channels of ${count} numbers`;
  return `${count} examples of ${features} features`;
}

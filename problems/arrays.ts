import { ShapeError } from "../solver/errors.ts";
import { fromNested, type NdArray } from "../solver/ndarray.ts";
import type { TensorField } from "./fields.ts";

/** Nested lists as an array; what is wrong with them is said with the name of the field. */
export function array(field: string, value: TensorField): NdArray<number> {
  try {
    return fromNested(value);
  } catch (error) {
    if (error instanceof ShapeError) throw new ShapeError(`${field}: ${error.message}`, { at: `given.${field}` });
    throw error;
  }
}

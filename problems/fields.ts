import { z } from "zod";

/** Field types that several topics share. Every given is finite; NaN and ∞ are refused with the path of the field. */
export const number = z.number();
export const vector = z.array(number).min(1);
export const matrix = z.array(vector).min(1);
/** A number, a list or a matrix. */
export const tensor = z.union([number, vector, matrix]);
export type TensorField = z.infer<typeof tensor>;

export const learningRate = number
  .positive()
  .meta({ symbol: "\\eta", description: "Step size of gradient descent. Without it nothing is updated." });

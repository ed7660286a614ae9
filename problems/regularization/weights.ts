import type { Tex } from "../../explainers/solution.ts";
import { ProblemError, ShapeError } from "../../solver/errors.ts";
import { describeShape, type NdArray, sameShape } from "../../solver/ndarray.ts";
import { array } from "../arrays.ts";
import type { TensorField } from "../fields.ts";
import type { Given } from "./given.ts";

/** Weights that are penalized. */
export interface Weights {
  /** Its id, and the field's name. */
  id: string;
  tex: Tex;
  value: NdArray<number>;
  gradient: NdArray<number> | undefined;
}

/** Numbers that anybody would work through. */
const MOST_NUMBERS = 400;

/** All weights with their gradients, in the order of the layers. */
export function weightsOf(given: Given): Weights[] {
  const layers = Object.keys(given)
    .filter((field) => /^W[1-9]\d?$/.test(field))
    .sort((a, b) => Number(a.slice(1)) - Number(b.slice(1)));
  const single = (["w", "W"] as const).filter((field) => given[field] !== undefined);
  const fields = [...single, ...layers];
  if (fields.length === 0)
    throw new ProblemError("missing", "there are no weights", {
      at: "given.w",
      missing: ["given.w"],
      suggestion: "Give w: [0.5, -1, 2].",
    });
  if (single.length > 0 && fields.length > 1)
    throw new ProblemError("conflict", `${fields[0]} and ${fields[1]} cannot both be given`, {
      at: `given.${fields[1]}`,
      suggestion: "Give w, or W1, W2, … for several layers.",
    });
  const weights = fields.map((field) => {
    const value = array(field, given[field] as TensorField);
    return { id: field === "W" ? "w" : field, tex: texOf(field), value, gradient: gradientOf(given, field, value) };
  });
  if (weights.reduce((n, { value }) => n + value.cells.length, 0) > MOST_NUMBERS)
    throw new ProblemError("too-large", `at most ${MOST_NUMBERS} weights are worked out`, { at: `given.${fields[0]}` });
  return weights;
}

const texOf = (field: string): Tex => (/\d/.test(field) ? `W^{[${field.slice(1)}]}` : field);

function gradientOf(given: Given, field: string, value: NdArray<number>): NdArray<number> | undefined {
  const names = [...new Set([`d${field}`, ...(field === "w" || field === "W" ? ["dw", "dW"] : [])])];
  const [name, other] = names.filter((candidate) => given[candidate] !== undefined);
  if (other)
    throw new ProblemError("conflict", `${name} and ${other} are the same: give one of them`, { at: `given.${other}` });
  if (name === undefined) return undefined;
  const gradient = array(name, given[name] as TensorField);
  if (sameShape(gradient.shape, value.shape)) return gradient;
  throw new ShapeError(`${name} is ${describeShape(gradient.shape)}, but ${field} is ${describeShape(value.shape)}`, {
    at: `given.${name}`,
    suggestion: "Each weight has its own gradient.",
  });
}

import { ProblemError, ShapeError } from "../../solver/errors.ts";
import { describeShape } from "../../solver/ndarray.ts";
import { array } from "../arrays.ts";
import type { Given as NetworkGiven } from "../mlp/given.ts";
import { conflict, missing } from "../needs.ts";
import { type Given, MOST_STEPS } from "./given.ts";

/** Single units with an input are a network of layers with one unit: `w` is their weights. */
export function unitsAsLayers(given: Given): Given {
  const { w, ...rest } = given;
  if (w === undefined || given.W !== undefined || given.W1 !== undefined) return given;
  if (typeof w === "number") return { ...rest, W: w } as Given;
  return { ...rest, ...Object.fromEntries(w.map((weight, k) => [`W${k + 1}`, weight])) };
}

/** As the topic `mlp` has it: weights that all layers share are repeated. */
export function statedOf(given: Given): NetworkGiven {
  const { factor, layers, w, z, W, g, threshold, activation = "linear", ...rest } = given;
  const chain = Object.entries({ factor, w, z }).find(([, value]) => value !== undefined);
  if (chain) throw conflict(chain[0], `${chain[0]} belongs to a chain of single units, but a network is given as well`);
  if (given.x === undefined) throw missing("x", "there is no input", "Give x, the input of the first layer.");
  if (W === undefined) {
    if (given.W1 === undefined) throw missing("W1", "there are no weights", "Give W1, W2, …, or W and layers.");
    const count = Object.keys(rest).filter((field) => /^W\d+$/.test(field)).length;
    if (layers !== undefined && layers !== count)
      throw conflict("layers", `layers is ${layers}, but ${count} are given`);
    return { ...rest, activation } as NetworkGiven;
  }
  if (given.W1 !== undefined) throw conflict("W1", "W stands for the weights of all layers: give W, or W1, W2, …");
  if (layers === undefined)
    throw missing("layers", "nothing says how many layers have these weights", "Give layers: 10.");
  if (layers > MOST_STEPS) throw tooLarge("layers", `there are ${layers} layers`);
  const { shape, cells } = array("W", W);
  if (layers > 1 && cells.length !== (shape[0] ?? 1) ** 2)
    throw new ShapeError(`W is ${describeShape(shape)}: layers that all have it need as many units as inputs`, {
      at: "given.W",
      suggestion: "Give a square matrix, or W1, W2, …",
    });
  const repeated = Object.fromEntries(Array.from({ length: layers }, (_, k) => [`W${k + 1}`, W]));
  return { ...rest, ...repeated, activation } as NetworkGiven;
}

export const tooLarge = (field: string, what: string): ProblemError =>
  new ProblemError("too-large", `${what}, too many to follow one by one`, { at: `given.${field}` });

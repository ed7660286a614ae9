import { ProblemError, ShapeError } from "../../solver/errors.ts";
import type { NdArray } from "../../solver/ndarray.ts";
import { array } from "../arrays.ts";
import type { Choices } from "../conventions.ts";
import type { TensorField } from "../fields.ts";
import { type Activation, ruleOf } from "../mlp/activations.ts";
import { checkTargets } from "../mlp/checks.ts";
import { layersOf, type Given as NetworkGiven } from "../mlp/given.ts";
import { layOut, type Network } from "../mlp/layout.ts";
import type { Loss } from "../mlp/losses.ts";
import type { Given } from "./given.ts";
import { checkMask } from "./layer.ts";

/** A network with masks between its layers. */
export interface Plan {
  network: Network;
  activations: Activation[];
  loss: Loss;
  /** By the layer whose activations they are laid on; 0 is the input. */
  masks: Map<number, NdArray<number>>;
  /** One probability for all masks, or one for each. */
  p: number | Map<number, number>;
}

const OWN: ReadonlySet<string> = new Set(["p", "a", "A", "mask", "random", "dA", "activation", "loss"]);
const MASK = /^mask(\d)$/;

export function planOf(given: Given, choices: Choices): Plan {
  const stray = (["a", "A", "mask", "random", "dA"] as const).find((field) => given[field] !== undefined);
  if (stray)
    throw new ProblemError("conflict", `${stray} belongs to a single layer, and W1 to a network`, {
      at: `given.${stray}`,
      suggestion: "Give mask1, mask2, … for a network.",
    });
  const entries = Object.entries(given).filter(([field]) => !OWN.has(field) && !MASK.test(field));
  const depth = entries.filter(([field]) => /^W\d+$/.test(field)).length;
  const activations = activationsOf(given, depth);
  const problem = { ...Object.fromEntries(entries), activation: activations } as NetworkGiven;
  const network = layOut(problem, layersOf(problem), choices);
  const loss = given.loss ?? ruleOf(activations.at(-1) as Activation).loss ?? "squared-error";
  checkTargets(loss, activations.at(-1) as Activation, "y", network);
  const masks = masksOf(given, network);
  return { network, activations, loss, masks, p: probabilities(given, masks) };
}

/** One activation is that of the hidden layers. */
function activationsOf({ activation = "relu" }: Given, depth: number): Activation[] {
  if (!Array.isArray(activation))
    return Array.from({ length: depth }, (_, k) => (k < depth - 1 ? activation : "linear"));
  if (activation.length === depth) return activation;
  throw new ProblemError("length", `there are ${depth} layers, but activation lists ${activation.length}`, {
    at: "given.activation",
    suggestion: "Give one activation for the hidden layers, or one per layer.",
  });
}

function masksOf(given: Given, { X, layers, layout }: Network): Map<number, NdArray<number>> {
  const widths = [X.cells.length, ...layers.map(({ units }) => units)];
  const fields = Object.keys(given)
    .filter((field) => MASK.test(field))
    .sort();
  if (fields.length === 0)
    throw new ProblemError("missing", "there is no mask", {
      at: "given.mask1",
      missing: ["given.mask1"],
      suggestion: "Give mask1: [1, 0, 1], one entry for each unit of layer 1.",
    });
  return new Map(
    fields.map((field) => {
      const l = Number(MASK.exec(field)?.[1]);
      if (l >= layers.length)
        throw new ProblemError("mask", l === layers.length ? "the outputs are not dropped" : `there is no layer ${l}`, {
          at: `given.${field}`,
          suggestion: `Masks are laid on the inputs (mask0) and on hidden layers, here up to mask${layers.length - 1}.`,
        });
      const mask = array(field, given[field] as TensorField);
      checkMask(field, mask);
      const n = widths[l] as number;
      if (mask.cells.length !== n)
        throw new ShapeError(`${field} has ${mask.cells.length} entries, but layer ${l} has ${n} units`, {
          at: `given.${field}`,
        });
      return [l, { shape: layout.examples === "columns" ? [n, 1] : [1, n], cells: mask.cells }] as const;
    }),
  );
}

function probabilities({ p }: Given, masks: ReadonlyMap<number, unknown>): Plan["p"] {
  if (!Array.isArray(p)) return p;
  if (p.length === 1) return p[0] as number;
  if (p.length === masks.size) return new Map([...masks.keys()].map((l, k) => [l, p[k] as number]));
  throw new ProblemError("length", `there are ${masks.size} masks, but ${p.length} probabilities`, {
    at: "given.p",
    suggestion: "Give one p for all masks, or one for each.",
  });
}

import { ProblemError } from "../../solver/errors.ts";
import type { NdArray } from "../../solver/ndarray.ts";
import { type Activation, ruleOf } from "./activations.ts";
import type { Constants } from "./constants.ts";
import type { Given } from "./given.ts";
import type { Network } from "./layout.ts";
import { type Loss, lossRule } from "./losses.ts";

/** How far the targets of one example may be from 1 in all: thirds are written as 0.333333. */
const SLACK = 1e-5;

export function activationsOf({ activation }: Given, depth: number): Activation[] {
  if (!Array.isArray(activation)) return Array.from({ length: depth }, () => activation);
  if (activation.length === depth) return activation;
  throw new ProblemError("length", `there are ${depth} layers, but activation lists ${activation.length}`, {
    at: "given.activation",
    suggestion: "Give one activation for all layers, or one per layer.",
  });
}

/** A constant belongs to a function that has one. */
export function checkConstants({ alpha, delta }: Constants, activations: readonly Activation[], loss: Loss): void {
  if (alpha !== undefined && !activations.some((activation) => ruleOf(activation).alpha))
    throw stray("alpha", "no layer is leaky-relu or elu");
  if (delta !== undefined && loss !== "huber") throw stray("delta", `the loss is ${loss}, not huber`);
}

const stray = (field: string, because: string): ProblemError =>
  new ProblemError("unknown-field", `${field} has no use here: ${because}`, {
    at: `given.${field}`,
    suggestion: `Leave ${field} out.`,
  });

/** A cross-entropy needs probabilities on both sides. */
export function checkTargets(loss: Loss, last: Activation, field: string, network: Network): void {
  const { after } = lossRule(loss);
  if (!network.Y || !after) return;
  if (last !== after)
    throw new ProblemError("loss", `the loss ${loss} needs probabilities, but the last layer is ${last}`, {
      at: "given.loss",
      suggestion: `Make the last activation ${after}, or the loss squared-error.`,
    });
  const outputs = network.layers.at(-1)?.units ?? 1;
  const mend = loss === "cce" ? { suggestion: `Write the target one-hot, e.g. ${oneHot(outputs - 1, outputs)}.` } : {};
  const fail = (message: string) => new ProblemError("target", message, { at: `given.${field}`, ...mend });
  if (network.Y.cells.some((t) => t < 0 || t > 1))
    throw fail(`the targets of ${loss} are probabilities, between 0 and 1`);
  const sums = loss === "cce" ? targetSums(network.Y, network) : [];
  const odd = sums.find((sum) => Math.abs(sum - 1) > SLACK);
  if (odd !== undefined)
    throw fail(`the targets of one example sum to 1 under ${loss}, but here to ${Number(odd.toFixed(6))}`);
}

/** One sum for each example. */
function targetSums({ cells }: NdArray<number>, { layout, m }: Network): number[] {
  const outputs = cells.length / m;
  const exampleOf = (k: number) => (layout.examples === "columns" ? k % m : Math.floor(k / outputs));
  return Array.from({ length: m }, (_, i) => cells.reduce((sum, t, k) => (exampleOf(k) === i ? sum + t : sum), 0));
}

/** The mend for targets that name a class where one number for each output is needed. */
export function classMend({ activation }: Given, field: string, cells: readonly number[], outputs: number, m: number) {
  const last = Array.isArray(activation) ? activation.at(-1) : activation;
  const isClass = cells.length === m && cells.every((t) => Number.isInteger(t) && t >= 0 && t <= outputs);
  if (last !== "softmax" || outputs < 2 || !isClass) return {};
  const [first] = cells as [number];
  const from = Math.max(...cells) < outputs ? 0 : 1;
  const vector = oneHot(first - from, outputs);
  const each = m > 1 ? ", one vector for each example" : "";
  return { suggestion: `Write ${field} one-hot: class ${first}, counted from ${from}, is ${vector}${each}.` };
}

const oneHot = (hot: number, length: number): string =>
  `[${Array.from({ length }, (_, k) => Number(k === hot)).join(", ")}]`;

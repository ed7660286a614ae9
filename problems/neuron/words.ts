import { updatesOf } from "../mlp/ids.ts";
import type { Setup } from "./setup.ts";

/** What is asked, in one sentence. */
export function askedFor({ data, given, updates, single }: Setup, wanted: readonly string[]): string {
  const some = (pattern: RegExp) => wanted.some((id) => pattern.test(id));
  const times = Math.max(0, ...wanted.map(updatesOf));
  const parts = [
    (some(/^([azAZ]|yhat)/) || !data.Y) &&
      (single ? "the output of the neuron" : `the outputs of the neuron for ${data.m} examples`),
    some(/^[LJ]$/) && (single ? "the loss" : "the cost"),
    some(/^d/) && "the gradients",
    times > 0 &&
      updates > 0 &&
      `its parameters after ${times === 1 ? "one step" : `${times} steps`} of gradient descent with $\\eta=${given.learningRate}$`,
  ].filter((part) => typeof part === "string");
  const list = parts.length > 1 ? `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}` : (parts[0] ?? "the neuron");
  return `${list.replace(/^[a-z]/, (c) => c.toUpperCase())}.`;
}

/** The way there: only as far as the problem asks. */
export function planFor({ updates }: Setup, needed: readonly string[]): string {
  const some = (pattern: RegExp) => needed.some((id) => pattern.test(id));
  return [
    "Weighted sum, activation",
    some(/^L/) && ", loss",
    some(/^d/) && "; backwards from the loss to $z$, from there to each parameter",
    some(/^[wb]_\d/) && "; then one subtraction per parameter",
    some(/^[wb]_[2-9]/) && `, and all of it ${updates} times`,
    ".",
  ]
    .filter((part) => typeof part === "string")
    .join("");
}

/** Why a gradient is what it is, where the rule alone would say too little. */
export function whyGradient(of: string, { single }: Setup): string | undefined {
  if (of === "w")
    return single
      ? "Each weight is multiplied by its input: its gradient is the error at $z$ times that input."
      : "Each weight's gradient adds up its input times the error at $z$, over the examples.";
  if (of !== "b") return undefined;
  return single
    ? "The bias is added as it is, so it receives the error at $z$ unchanged."
    : "The bias is added in every example, so the errors of the examples add up.";
}

import type { Prose } from "../../explainers/solution.ts";
import type { Kind } from "./given.ts";
import type { Setup } from "./setup.ts";

export const WHY_ERROR: Readonly<Record<Kind, Prose>> = {
  softmax:
    "Softmax followed by cross-entropy: what the classes do to each other cancels, and prediction minus target is left.",
  sigmoid: "Sigmoid followed by cross-entropy: the slopes cancel, and each unit keeps its own prediction minus target.",
};

const SUBJECT: Readonly<Record<Kind, string>> = { softmax: "softmax regression", sigmoid: "logistic units" };

export function askedFor({ kinds, data: { k, m, targets, model }, single, updates, given }: Setup): string {
  const who = kinds.length > 1 ? "logistic units against a softmax" : SUBJECT[kinds[0] as Kind];
  const parts = [
    "the probabilities",
    ...(targets ? [single ? "the loss" : "the cost", "the gradients"] : []),
    ...(updates > 0 && model
      ? [`the parameters after ${updates === 1 ? "one step" : `${updates} steps`} with $\\eta=${given.learningRate}$`]
      : []),
  ];
  const list = parts.length > 1 ? `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}` : parts[0];
  const sizes = `${k} ${k === 1 ? "class" : "classes"}${single ? "" : `, ${m} examples`}`;
  return `${who.charAt(0).toUpperCase()}${who.slice(1)} (${sizes}): ${list}.`;
}

export function planFor({ kinds, data: { targets, model }, updates }: Setup): string {
  const outputs = kinds.map((kind) => (kind === "softmax" ? "exponentials and their shares" : "a sigmoid for each"));
  return [
    model ? "A score for each class; " : "",
    outputs.join(", and once more "),
    targets ? "; the loss; prediction minus target" : "",
    targets && model ? ", times the input for the weights" : "",
    updates > 0 ? "; one subtraction per parameter" : "",
    ".",
  ]
    .join("")
    .replace(/^[a-z]/, (c) => c.toUpperCase());
}

export function lossRemarks({ single, data: { targets } }: Setup, kind: Kind): Prose[] {
  const hard = targets && (targets.areLabels || targets.value.cells.every((t) => t === 0 || t === 1));
  if (!hard) return [];
  if (kind === "softmax")
    return [
      single
        ? "Only the true class is left of the sum; do not forget the minus: no loss is negative."
        : "In each example only the true class is left of the sum, and its minus: no loss is negative.",
    ];
  return single ? [] : ["A unit with $y=0$ counts as well, by $-\\ln(1-\\hat{y})$."];
}

export function errorRemarks({ data: { targets } }: Setup, kind: Kind): Prose[] {
  if (!targets) return [];
  if (kind === "softmax") return ["The entries of one example sum to 0: what the true class gains, the others lose."];
  return ["No unit needs to know what the others gave."];
}

export function weightRemarks({ single, data: { layout } }: Setup, kind: Kind): Prose[] {
  const lines = layout.orientation === "Wx" ? "row" : "column";
  if (kind === "sigmoid") return [`Each ${lines} is the gradient of one logistic regression.`];
  return single
    ? [`The ${lines} of the true class is negative where its input is positive: the update raises its score.`]
    : [];
}

import { updatesOf } from "./ids.ts";

/** What the words about a problem need to know of it. */
export interface Told {
  /** "2–3–1" */
  widths: string;
  depth: number;
  single: boolean;
  learningRate: number | undefined;
  /** What is wanted, as ids, and whether the problem said so. */
  wanted: readonly string[];
  isAsked: boolean;
  /** The steps that those rest on. */
  needed: readonly string[];
  nameOf(id: string): string;
}

/** Quantities that are asked for are named one by one up to this many. */
const FEW = 3;

export function askedFor(told: Told): string {
  const text = told.isAsked && told.wanted.length <= FEW ? namedOne(told) : namedKinds(told);
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

/** "the weighted sums of layer 1 of the 2–1 network and the loss after one step of gradient descent" */
function namedOne({ wanted, widths, learningRate, nameOf }: Told): string {
  const times = [...new Set(wanted.map(updatesOf))].sort((a, b) => a - b);
  const parts = times.map((k, place) => {
    const names = wanted.filter((id) => updatesOf(id) === k).map((id) => `the ${nameOf(id.replace(/_\d+$/, ""))}`);
    return (
      listed([...new Set(names)]) +
      (place === 0 ? ` of the ${widths} network` : "") +
      (k > 0 ? descent(k, learningRate) : "")
    );
  });
  return listed(parts);
}

function namedKinds({ wanted, widths, single, learningRate }: Told): string {
  const some = (pattern: RegExp) => wanted.some((id) => pattern.test(id));
  const times = Math.max(0, ...wanted.map(updatesOf));
  const kinds = [
    some(/^([ZA]\d+|yhat)$/) && "the forward pass",
    some(/^[LJ]$/) && (single ? "the loss" : "the cost"),
    some(/^d[AZWbxXy]/) && "the gradients",
  ].filter((kind) => typeof kind === "string");
  const [first = "the forward pass", ...others] = kinds;
  const after = times > 0 ? [`the parameters${descent(times, learningRate)}`] : [];
  if (some(/^(yhat|[ZALJ]\d*)_\d+$/)) after.push("what the network gives with them");
  return listed([`${first} of the ${widths} network`, ...others, ...after]);
}

const descent = (times: number, learningRate: number | undefined): string =>
  ` after ${times === 1 ? "one step" : `${times} steps`} of gradient descent with $\\eta=${learningRate}$`;

const listed = (parts: readonly string[]): string =>
  parts.length > 1 ? `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}` : (parts[0] ?? "");

/** The way there: only as far as the problem asks. */
export function planFor({ needed, depth }: Told): string {
  const some = (pattern: RegExp) => needed.some((id) => pattern.test(id));
  const times = Math.max(0, ...needed.filter((id) => /^[Wb]\d+_/.test(id)).map(updatesOf));
  const layer = Math.max(0, ...needed.map((id) => Number(/^Z(\d+)$/.exec(id)?.[1] ?? 0)));
  const parts = [
    forwardPlan(layer, depth, some(/^yhat$/), some(/^[LJ]$/)),
    some(/^d[AZWbxXy]/) && "backwards from the loss, one layer at a time",
    times > 0 && `then one subtraction per parameter${times > 1 ? `, and all of it ${times} times` : ""}`,
    times > 0 && needed.includes(`Z1_${times}`) && "then forward again with the new weights",
  ];
  return `${parts.filter((part) => typeof part === "string").join("; ")}.`;
}

function forwardPlan(layer: number, depth: number, toPrediction: boolean, toLoss: boolean): string {
  if (toLoss) return "Layer by layer to $\\hat{y}$ and the loss";
  if (toPrediction) return "Layer by layer to $\\hat{y}$";
  if (layer > 1) return `Layer by layer, as far as layer ${layer}${layer === depth ? ", the last" : ""}`;
  return layer === 1 ? "Nothing beyond layer 1 is needed" : "It is given";
}

/** "Hidden layer 2" is gone back through under "Back through hidden layer 2"; the loss keeps its own section. */
export function backSection(forward: string): string {
  const [, run = "", title = ""] = /^(.* · )?(.*)$/.exec(forward) ?? [];
  if (title === "Loss") return forward;
  return `${run}Back through ${title === "Output layer" ? "the output layer" : title.toLowerCase()}`;
}

/** Why a gradient of a layer's parameters or activations is what it is. */
export function whyGradient(kind: string, single: boolean): string | undefined {
  if (kind === "W") return "What came into the layer, times the error at its sums.";
  if (kind === "A") return "The error goes back over the weights it came through.";
  if (kind !== "b") return undefined;
  return single
    ? "A bias is added to the sum, so it receives the error as it is."
    : "A bias is added in every example, so the errors of the examples add up.";
}

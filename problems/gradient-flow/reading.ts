import type { Assumption, Tex } from "../../explainers/solution.ts";
import { ProblemError } from "../../solver/errors.ts";
import type { Tape } from "../../solver/tape.ts";
import { checkConstants } from "../mlp/checks.ts";
import { constantsOf } from "../mlp/constants.ts";
import { conflict, missing } from "../needs.ts";
import { type Activation, type Given, MOST_STEPS } from "./given.ts";
import { recordThreshold } from "./limit.ts";

/** A chain of single units, as the problem states it. */
export interface Chain {
  /** Undefined where only a threshold says how many layers are meant. */
  depth: number | undefined;
  /** Whether all layers have the same factor. */
  isUniform: boolean;
  /** Whether the slopes are the largest there are, not those at given sums. */
  isBound: boolean;
  activations: (l: number) => Activation;
  /** What to blame where the product is too large. */
  field: "factor" | "w";
}

export const overflow = (field: string): ProblemError =>
  new ProblemError("too-large", "the product of all layers is too large for a number", {
    at: `given.${field}`,
    suggestion: "Take fewer layers, or smaller numbers.",
  });

export function checkFields(given: Given): void {
  const known = ["factor", "layers", "w", "z", "activation", "alpha", "g", "threshold"];
  const stray = Object.keys(given).find((field) => !known.includes(field));
  if (stray !== undefined)
    throw new ProblemError("unknown-field", `there is no field ${stray} in a chain of single units`, {
      at: `given.${stray}`,
      candidates: [...known, "x", "W", "W1"],
      suggestion: "A network is given by x and W1, W2, …",
    });
  const { factor, w, z, activation, g } = given;
  if (factor === undefined && w === undefined && z === undefined && activation === undefined)
    throw missing(
      "factor",
      "nothing says by what a layer multiplies the gradient",
      "Give factor, or w and activation, or x and W1, W2, …",
    );
  const other = (["w", "z", "activation"] as const).find((field) => given[field] !== undefined);
  if (factor !== undefined && other) throw conflict(other, `factor already says what ${other} would: give one of them`);
  if (z !== undefined && activation === undefined)
    throw missing(
      "activation",
      "the sums z are given, but no activation whose slope they fix",
      "Give activation: sigmoid.",
    );
  if (g !== undefined && typeof g !== "number")
    throw new ProblemError("length", "a chain of single units has one output: g is one number", { at: "given.g" });
  if (g === 0) throw new ProblemError("zero", "the gradient at the output is 0: nothing flows back", { at: "given.g" });
}

export function chainOf(given: Given): Chain {
  const { factor, w, z, activation = "linear", layers, threshold } = given;
  const lists = Object.entries({ factor, w, z, activation }).filter(([, value]) => Array.isArray(value)) as [
    string,
    unknown[],
  ][];
  const [first] = lists;
  const depth = layers ?? first?.[1].length;
  const odd = lists.find(([, list]) => list.length !== depth);
  if (odd)
    throw new ProblemError("length", `${odd[0]} has ${odd[1].length} entries, but there are ${depth} layers`, {
      at: `given.${odd[0]}`,
      suggestion: "Give one entry per layer, or one number for all.",
    });
  if (lists.length > 0 && (depth as number) > MOST_STEPS)
    throw new ProblemError("too-large", `${depth} different layers are too many to follow one by one`, {
      at: `given.${first?.[0]}`,
      suggestion: `Give at most ${MOST_STEPS} layers, or one factor for all.`,
    });
  if (depth === undefined && threshold === undefined)
    throw missing("layers", "nothing says how many layers there are", "Give layers: 10, or a threshold to reach.");
  const kinds = [activation].flat();
  checkConstants(given, kinds, "squared-error");
  const curved = kinds.some((kind) => kind !== "linear");
  return {
    depth,
    isUniform: lists.length === 0,
    field: factor === undefined ? "w" : "factor",
    isBound: curved && z === undefined,
    activations: (l) => (Array.isArray(activation) ? (activation[l - 1] as Activation) : activation),
  };
}

export function recordGivens(tape: Tape, given: Given, { depth, isUniform }: Chain): Assumption[] {
  const { factor, w, z, activation, threshold, g } = given;
  tape.section("Given");
  const each = (id: string, value: number | number[] | undefined, tex: Tex, name: string) => {
    if (typeof value === "number") tape.given(id, value, { tex, name: `${name} of every layer` });
    for (const [k, x] of (Array.isArray(value) ? value : []).entries())
      tape.given(`${id}${k + 1}`, x, { tex: `${tex}_{${k + 1}}`, name: `${name} of layer ${k + 1}` });
  };
  each("f", factor, "f", "factor");
  each("w", w, "w", "weight");
  each("z", z, "z", "weighted sum");
  const kinds = [activation ?? []].flat();
  const alphas = constantsOf(given, kinds, "squared-error");
  for (const { id, value, tex, name } of alphas) tape.given(id, value, { tex, name });
  if (isUniform && depth !== undefined) tape.given("layers", depth, { tex: "L", name: "number of layers" });
  tape.given("g", (g as number | undefined) ?? 1, { tex: "g_{\\text{out}}", name: "gradient at the output" });
  if (threshold !== undefined) recordThreshold(tape, threshold);
  const weights = {
    convention: "w",
    value: "1",
    because: "No weights are given: this is what the activations do alone.",
  };
  const start = { convention: "g", value: "1", because: "What counts is how the gradient changes on its way." };
  return [
    ...(factor === undefined && w === undefined ? [weights] : []),
    ...(g === undefined && (threshold !== undefined || !isUniform) ? [start] : []),
    ...alphas.flatMap(({ assumed }) => assumed ?? []),
  ];
}

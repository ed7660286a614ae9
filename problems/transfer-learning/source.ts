import type { Assumption } from "../../explainers/solution.ts";
import { ProblemError } from "../../solver/errors.ts";
import { parameterWords } from "../cnn-shapes/counting.ts";
import type { Layer } from "../cnn-shapes/layers.ts";
import type { Stack } from "../cnn-shapes/stack.ts";
import { textTex } from "../cnn-shapes/words.ts";
import type { Setting } from "../topic.ts";
import type { Given } from "./given.ts";

/** The pretrained network, recorded: what it is made of, and what reaches the new head. */
export interface Source {
  title: string;
  /** From the input to the output. */
  kept: readonly Part[];
  replaced: readonly Part[];
  /** The step that holds how many numbers reach the head. */
  features: string;
  hasBatchNorm: boolean;
  /** Sections that only repeat. */
  folded: readonly string[];
  /** Whether its counts are looked up. */
  isKnown: boolean;
  assumed: readonly Assumption[];
}

/** What is frozen or trained as one. */
export interface Part {
  name: string;
  /** The step that holds its parameters. */
  params: string;
  /** What the problem itself says of it. */
  trainable?: boolean | undefined;
}

export const conflict = (field: string, message: string, suggestion: string): ProblemError =>
  new ProblemError("conflict", message, { at: `given.${field}`, suggestion });

export const missing = (field: string, message: string, suggestion: string): ProblemError =>
  new ProblemError("missing", message, { at: `given.${field}`, missing: [`given.${field}`], suggestion });

/** How many of the last layers are replaced: one, unless the problem says otherwise or there is none. */
export function replacedOf({ replace }: Given, most: number, what: string): number {
  if ((replace ?? 0) <= most) return replace ?? Math.min(1, most);
  throw new ProblemError("range", `${replace} layers cannot be replaced: the network has ${most} ${what}`, {
    at: "given.replace",
    suggestion: `Replace at most ${most}.`,
  });
}

/** The parameters of a part, as something that is known. */
export function givePart({ tape }: Setting, name: string, params: number, key = name): Part {
  const id = `params_${key}`;
  tape.given(id, params, { ...parameterWords({ k: name, sub: textTex(name), name }), section: "Given" });
  return { name, params: id };
}
export const FEATURES = { tex: "d", name: "numbers that reach the head" };

/** The step that holds how many numbers leave a layer for a head: all of its maps, or one of each. */
export function lengthAfter(stack: Stack, layer: Layer, pooling: Given["pooling"]): string {
  const flow = stack.flows.get(layer.k);
  const maps = layer.type === "flatten" ? stack.before(layer) : flow;
  if (maps?.kind === "maps") {
    if (pooling === "average") return maps.channels;
    return flow?.kind === "list" ? flow.length : stack.resolve(`size_${layer.k}`);
  }
  if (pooling === undefined && flow?.kind === "list") return flow.length;
  throw conflict(
    "pooling",
    "no maps reach the new head, but a list",
    "Leave pooling out, or replace all dense layers.",
  );
}

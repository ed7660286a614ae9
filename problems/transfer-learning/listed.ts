import type { Assumption } from "../../explainers/solution.ts";
import { ProblemError } from "../../solver/errors.ts";
import { type Layer, networkOf } from "../cnn-shapes/layers.ts";
import { foldedOf } from "../cnn-shapes/outcome.ts";
import { Stack } from "../cnn-shapes/stack.ts";
import { walkLayers } from "../cnn-shapes/walk.ts";
import type { Setting } from "../topic.ts";
import type { Counted, Described, Given } from "./given.ts";
import { FEATURES, givePart, lengthAfter, missing, replacedOf, type Source } from "./source.ts";

const NETWORK = "the network";

/** A backbone of which only the size is known. */
export function recordBackbone(given: Given, setting: Setting): Source {
  return recordCounted([{ name: "backbone", params: given.backbone as number }], { replace: 0, ...given }, setting);
}

/** Layers whose parameters the problem states. */
export function recordCounted(layers: readonly Counted[], given: Given, setting: Setting): Source {
  const names = layers.map(({ name }, k) => name ?? `layer ${k + 1}`);
  const twice = names.findIndex((name, k) => names.indexOf(name) < k);
  if (twice >= 0)
    throw new ProblemError("conflict", `two layers are called ${names[twice]}`, {
      at: `given.layers.${twice}.name`,
      suggestion: "Give each its own name.",
    });
  const parts = layers.map(({ params, trainable }, k) => ({
    ...givePart(setting, names[k] as string, params, String(k + 1)),
    trainable,
  }));
  if (given.features === undefined)
    throw missing(
      "features",
      "how many numbers reach the new head?",
      "Give features: the width of the last layer that stays.",
    );
  setting.tape.given("features", given.features, { ...FEATURES, section: "Given" });
  const kept = parts.length - replacedOf(given, parts.length, "layers");
  return {
    title: NETWORK,
    kept: parts.slice(0, kept),
    replaced: parts.slice(kept),
    features: "features",
    hasBatchNorm: names.some((name) => /^(bn|batch.?norm)/i.test(name)),
    folded: [],
    isKnown: false,
    assumed: given.replace === undefined ? [oldHead(names.at(-1) as string)] : [],
  };
}

const oldHead = (name: string): Assumption => ({
  convention: "replace",
  value: "1",
  because: `The last layer, ${name}, is the old head.`,
});

/** Layers described by their sizes: they are worked out first. */
export function recordDescribed(layers: readonly Described[], given: Given, setting: Setting): Source {
  if (given.input === undefined)
    throw missing(
      "input",
      "described layers need the image that they are laid over",
      "Give input: [224, 224, 3], say.",
    );
  const { input, channels } = given;
  const stack = new Stack(networkOf({ input, channels, layers: [...layers] }, setting.conventions), setting);
  walkLayers(stack);
  const dense = stack.layers.filter(({ type }) => type === "dense");
  const first = dense[dense.length - replacedOf(given, dense.length, "dense layers")];
  const stays = stack.layers.slice(0, first && stack.layers.indexOf(first));
  recordFeatures(stack, stays.at(-1), given);
  const parts = (some: readonly Layer[]) =>
    some
      .filter(({ k }) => stack.value(`params_${k}`) > 0)
      .map(({ k, name }) => ({ name: name ?? `layer ${k}`, params: `params_${k}` }));
  return {
    title: NETWORK,
    kept: parts(stays),
    replaced: parts(stack.layers.slice(stays.length)),
    features: "features",
    hasBatchNorm: stays.some(({ type }) => type === "batchnorm"),
    folded: foldedOf(stack),
    isKnown: false,
    assumed: stack.assumed,
  };
}

function recordFeatures(stack: Stack, last: Layer | undefined, { features, pooling }: Given): void {
  stack.tape.section("The new head");
  if (features !== undefined || !last) {
    const all = { ...FEATURES, section: "Given" };
    stack.tape.given("features", features ?? stack.value("size_0"), all);
    return;
  }
  stack.tape.let("features", lengthAfter(stack, last, pooling), {
    ...FEATURES,
    title: "What reaches the head",
    why: pooling === "average" ? "One number is left of each map." : "The width of the last layer that stays.",
  });
}

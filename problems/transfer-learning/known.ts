import { Tape } from "../../solver/tape.ts";
import { type NamedNetwork, networkOf } from "../architectures/fields.ts";
import type { Layer } from "../cnn-shapes/layers.ts";
import { Stack } from "../cnn-shapes/stack.ts";
import type { Setting } from "../topic.ts";
import type { Given } from "./given.ts";
import { FEATURES, givePart, lengthAfter, replacedOf, type Source } from "./source.ts";

/** A known network. What its layers have is looked up, not worked out: the topic architectures does that. */
export function recordKnown(given: Given & NamedNetwork, setting: Setting): Source {
  const known = networkOf({ ...given, classes: undefined }, setting.conventions);
  const stack = new Stack(known.network, { ...setting, tape: new Tape(), ask: [] });
  const parts = known.walk(stack).map(({ name, params }) => givePart(setting, name, stack.value(params)));
  const dense = stack.layers.filter(({ type }) => type === "dense");
  const kept = dense.length - replacedOf(given, dense.length, "dense layers");
  const names = dense.slice(kept).map(({ k, name }) => name ?? k);
  const last = stack.layers.find(({ k }) => k === dense[kept]?.from) ?? (stack.layers.at(-1) as Layer);
  const features = given.features ?? stack.value(lengthAfter(stack, last, given.pooling));
  setting.tape.given("features", features, { ...FEATURES, section: "Given" });
  return {
    title: known.title,
    kept: parts.filter(({ name }) => !names.includes(name)),
    replaced: parts.filter(({ name }) => names.includes(name)),
    features: "features",
    hasBatchNorm: known.hasBatchNorm,
    folded: [],
    isKnown: true,
    assumed: known.assumed.filter(({ convention }) => convention !== "resnet.stride"),
  };
}

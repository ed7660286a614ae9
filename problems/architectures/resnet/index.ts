import type { Architecture, Variation } from "../architecture.ts";
import { layersOf, planOf, type ResNetDepth } from "./plan.ts";
import { walkPlan } from "./walk.ts";
import { outcomeOf } from "./words.ts";

const STRIDE = {
  "v1.5": "A bottleneck that halves does so in its 3×3 convolution, as in every current library.",
  v1: "A bottleneck that halves does so in its first 1×1 convolution, as in the paper.",
};

export function resnet(
  depth: ResNetDepth,
  { input = [224, 224, 3], classes = 1000, choices }: Variation,
): Architecture {
  const value = choices["resnet.stride"] === "v1" ? "v1" : "v1.5";
  const plan = planOf(depth, { classes, fcBias: choices["count.bias"] !== "no", early: value === "v1" });
  return {
    title: `ResNet-${depth}`,
    source: "He et al. 2016",
    network: { input, layers: layersOf(plan), compact: true },
    hasBatchNorm: true,
    assumed: plan.bottleneck ? [{ convention: "resnet.stride", value, because: STRIDE[value] }] : [],
    warnings: [],
    walk: (stack) => walkPlan(stack, plan),
    outcome: (stack, ask) => outcomeOf(stack, plan, ask),
  };
}

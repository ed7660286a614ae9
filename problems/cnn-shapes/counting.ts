import { ProblemError } from "../../solver/errors.ts";
import type { Layer, Of } from "./layers.ts";
import type { Maps, Stack } from "./stack.ts";
import { spoken } from "./words.ts";

/** (f f C/g + 1) K parameters, and one multiply-add per weight for each number of the output. */
export function countConvolution(stack: Stack, layer: Of<"conv">, input: Maps, output: Maps): void {
  const { k, sub } = layer;
  const depth = recordDepth(stack, layer, input);
  const [fh, fw] = [stack.settings.id(layer, "kernel", 0), stack.settings.id(layer, "kernel", 1)];
  stack.count(`weights_${k}`, `${stack.area([fh, fw])} * ${depth}`, layer, {
    tex: `w_{${sub}}`,
    name: `weights of one filter of ${spoken(layer)}`,
    title: "Weights of one filter",
    why: stack.first("weights", ...counts(k))
      ? "A filter is as deep as what it slides over: a weight for every cell of its window in every channel."
      : "Window times depth.",
    remarks: depthRemarks(stack, layer, input),
  });
  const filters = output.channels;
  stack.count(`params_${k}`, layer.bias ? `(weights_${k} + 1) * ${filters}` : `weights_${k} * ${filters}`, layer, {
    ...parameterWords(layer),
    why: layer.bias
      ? "Every filter has its weights and one bias."
      : "Every filter has its weights; there are no biases.",
    remarks:
      layer.bias && stack.first("bias", `params_${k}`, "params")
        ? ["One bias for a filter, not for each cell: its weights are shared too."]
        : [],
  });
  stack.count(`macs_${k}`, `${stack.product(output)} * weights_${k}`, layer, {
    ...macWords(layer),
    why: stack.first("macs", `macs_${k}`, "macs")
      ? "Each number of the output takes one multiplication and addition for every weight of its filter."
      : "Numbers in the output, times the weights of one filter.",
  });
}

/** What the weights of a filter lead to. */
const counts = (k: string): string[] => [`weights_${k}`, `params_${k}`, `macs_${k}`, "params", "macs"];

/** How many channels one filter sees: all of them, or those of its group. */
function recordDepth(stack: Stack, layer: Of<"conv">, { channels }: Maps): string {
  if (layer.groups === 1) return channels;
  checkGroups(layer, stack.value(channels));
  const [groups, depth] = [`groups_${layer.k}`, `depth_${layer.k}`];
  stack.tape.given(groups, layer.groups, { tex: `g_{${layer.sub}}`, name: "groups of channels", section: "Given" });
  stack.count(depth, `${channels} / ${groups}`, layer, {
    tex: `c_{${layer.sub}}`,
    name: `channels that a filter of ${spoken(layer)} sees`,
    title: "Channels in a group",
    why: "A filter sees only the channels of its own group.",
  });
  return depth;
}

function checkGroups({ k, at, groups, filters }: Of<"conv">, channels: number): void {
  for (const [what, n] of [
    ["input channels", channels],
    ["filters", filters],
  ] as const) {
    if (n % groups === 0) continue;
    throw new ProblemError("shape", `layer ${k} has ${groups} groups, which do not divide its ${n} ${what}`, {
      at: `${at}.groups`,
      suggestion: "Groups must divide both the input channels and the filters.",
    });
  }
}

function depthRemarks(stack: Stack, layer: Of<"conv">, { channels }: Maps): string[] {
  const depth = stack.value(channels) / layer.groups;
  if (depth === 1 || !stack.first("depth", ...counts(layer.k))) return [];
  return [`Not just the window: the ${depth} channels that come in are part of every filter.`];
}

/** (inputs + 1) u parameters, inputs · u multiply-adds. */
export function countDense(stack: Stack, layer: Of<"dense">, inputs: string): void {
  const { k, bias } = layer;
  stack.count(`params_${k}`, bias ? `(${inputs} + 1) * units_${k}` : `${inputs} * units_${k}`, layer, {
    ...parameterWords(layer),
    why: bias ? "Every unit has a weight for each input and one bias." : "Every unit has a weight for each input.",
  });
  stack.count(`macs_${k}`, `${inputs} * units_${k}`, layer, {
    ...macWords(layer),
    why: "One multiplication and addition for every weight.",
  });
}

/** Scale and shift for each channel; the running mean and variance are counted or not. */
export function countNormalization(stack: Stack, layer: Named & Pick<Layer, "at">, channels: string): void {
  const all = stack.choices["bn.counted"] === "all";
  stack.count(`params_${layer.k}`, `${all ? 4 : 2} * ${channels}`, layer, {
    ...parameterWords(layer),
    why: all
      ? "A scale, a shift, a running mean and a running variance for each channel."
      : "A scale and a shift for each channel.",
  });
  const value = all ? "all" : "trainable";
  const because = all
    ? "The running mean and variance are kept with the parameters, though they are not learned."
    : "The running mean and variance are kept, but not learned.";
  if (stack.first("bn.counted")) stack.assumed.push({ convention: "bn.counted", value, because });
}

/** Whether a layer was counted, or has nothing to count. */
export function countNothing(stack: Stack, layer: Layer): void {
  const { k } = layer;
  if (!stack.tape.has(`params_${k}`))
    stack.count(`params_${k}`, "0", layer, { ...parameterWords(layer), why: "There is nothing to learn here." });
  if (!stack.tape.has(`macs_${k}`))
    stack.count(`macs_${k}`, "0", layer, {
      ...macWords(layer),
      why: "Only convolutions and fully connected layers are counted: the rest is negligible beside them.",
    });
}

type Named = Pick<Layer, "k" | "sub"> & { name?: string | undefined };
export const parameterWords = (layer: Named) => ({
  tex: `\\text{params}_{${layer.sub}}`,
  name: `parameters of ${spoken(layer)}`,
  title: "Parameters",
});
export const macWords = (layer: Named) => ({
  tex: `\\text{MACs}_{${layer.sub}}`,
  name: `multiply-adds of ${spoken(layer)}`,
  title: "Multiply-adds",
});

/** What the layers add up to. */
export function recordTotals(stack: Stack): void {
  const layers = stack.layers.map(({ k }) => k);
  total(stack, "params", "Parameters", "\\text{params}", layers);
  total(stack, "macs", "Multiply-adds", "\\text{MACs}", layers);
}

function total(stack: Stack, id: "params" | "macs", title: string, tex: string, layers: readonly string[]): void {
  const counted = layers.filter((k) => stack.value(`${id}_${k}`) > 0);
  const formula = counted.map((k) => `${id}_${k}`).join(" + ") || "0";
  stack.count(id, formula, stack.layers.at(-1) as Layer, {
    tex,
    name: `${title.toLowerCase()} in all`,
    title: `${title} in all`,
    why: counted.length > 0 ? "The layers add up." : "No layer has any.",
  });
  const [step, most] = [stack.tape.step(id), Math.max(...counted.map((k) => stack.value(`${id}_${k}`)))];
  const share = most / stack.value(id);
  const layer = stack.layers.find(({ k }) => stack.value(`${id}_${k}`) === most) as Layer;
  if (counted.length > 2 && share >= 0.5)
    step.remarks.push(`${Math.round(100 * share)} % of them are in ${spoken(layer)} alone.`);
}

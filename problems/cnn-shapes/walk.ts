import { ProblemError } from "../../solver/errors.ts";
import { countConvolution, countDense, countNormalization, countNothing, recordTotals } from "./counting.ts";
import { isWindowed, type Layer, type Of, type Windowed } from "./layers.ts";
import { recordReceptiveFields } from "./receptive.ts";
import type { Flow, Stack } from "./stack.ts";
import { recordSides } from "./windows.ts";
import { spoken, titleOf } from "./words.ts";

/** Where the totals stand, with the table over all layers. */
export const ALL = "All layers";

/** Records every layer of a stack, then what they add up to and how far they see. */
export function walk(stack: Stack): void {
  walkLayers(stack);
  recordReceptiveFields(stack);
  stack.tape.section(ALL);
  recordTotals(stack);
}

/** Records every layer in a section of its own. */
export function walkLayers(stack: Stack): void {
  for (const layer of stack.layers) {
    stack.tape.section(titleOf(layer));
    recordLayer(stack, layer);
  }
}

/** Records one layer: what leaves it, its parameters and its multiply-adds. */
export function recordLayer(stack: Stack, layer: Layer): void {
  record(stack, layer);
  layer.count?.(stack);
  countNothing(stack, layer);
}

function record(stack: Stack, layer: Layer): void {
  if (isWindowed(layer)) recordWindowed(stack, layer);
  else if (layer.type === "dense") recordDense(stack, layer);
  else if (layer.type === "flatten") recordFlatten(stack, layer);
  else if (layer.type === "add") recordAddition(stack, layer);
  else if (layer.type === "adaptivepool") recordAdaptive(stack, layer);
  else if (layer.type === "globalpool") {
    const { channels } = stack.maps(layer);
    stack.leave(layer, { kind: "list", length: channels }, "One number is left of each map.");
  } else {
    if (layer.type === "batchnorm") countNormalization(stack, layer, widthOf(stack.before(layer)));
    stack.pass(layer);
  }
}

/** What batch normalization counts as a channel: a map, or one number of a list. */
const widthOf = (flow: Flow): string => (flow.kind === "maps" ? flow.channels : flow.length);

function recordWindowed(stack: Stack, layer: Windowed): void {
  const input = stack.maps(layer);
  const channels = layer.type === "conv" ? recordFilters(stack, layer) : input.channels;
  const sides = recordSides(stack, layer, input);
  const output = { kind: "maps", sides, channels } as const;
  stack.leave(layer, output, channelsWhy(stack, layer));
  if (layer.type === "conv" && !layer.count) countConvolution(stack, layer, input, output);
}

function recordFilters(stack: Stack, layer: Of<"conv">): string {
  const { k, sub, filters, width } = layer;
  if (width !== undefined) return width;
  const words = { tex: `K_{${sub}}`, name: `filters of ${spoken(layer)}`, section: "Given" };
  stack.tape.given(`filters_${k}`, filters, words);
  return `filters_${k}`;
}

function channelsWhy(stack: Stack, layer: Windowed): string {
  if (layer.type !== "conv")
    return !layer.count && stack.first("pooling", `shape_${layer.k}`, "macs")
      ? "Pooling works on each map by itself: the channels stay, and there is nothing to learn."
      : "The channels stay.";
  if (stack.first("channels", `shape_${layer.k}`, "macs"))
    return "Each filter makes one map, however many channels come in.";
  return "One map for each filter.";
}

function recordDense(stack: Stack, layer: Of<"dense">): void {
  const { length } = stack.list(layer);
  const units = `units_${layer.k}`;
  stack.tape.given(units, layer.units, {
    tex: `u_{${layer.sub}}`,
    name: `units of ${spoken(layer)}`,
    section: "Given",
  });
  stack.leave(layer, { kind: "list", length: units }, "One number for each unit.");
  if (!layer.count) countDense(stack, layer, length);
}

/** Windows of whatever size it takes; PyTorch's adaptive pooling. */
function recordAdaptive(stack: Stack, layer: Of<"adaptivepool">): void {
  const { channels } = stack.maps(layer);
  const side = `side_${layer.k}`;
  const words = { tex: `m_{${layer.sub}}`, name: `side that ${spoken(layer)} leaves`, section: "Given" };
  stack.tape.given(side, layer.size, words);
  stack.leave(
    layer,
    { kind: "maps", sides: [side, side], channels },
    "Windows as large as it takes for so many places.",
  );
}

/** A shortcut ends: what it brings is added number by number (He et al. 2016). */
function recordAddition(stack: Stack, layer: Of<"add">): void {
  const [one, other] = [stack.shapeText(layer.from), stack.shapeText(layer.with)];
  if (one !== other) {
    const message = `layer ${layer.k} adds the ${other} of layer ${layer.with} to the ${one} of layer ${layer.from}`;
    throw new ProblemError("shape", `${message}: their shapes must agree`, {
      at: `${layer.at}.with`,
      suggestion:
        "Let the shortcut pass through a 1×1 convolution with as many filters, and the stride that is missing.",
    });
  }
  stack.leave(layer, stack.before(layer), "Number is added to number, so the two shapes must agree, and they do.");
}

function recordFlatten(stack: Stack, layer: Layer): void {
  const flow = stack.before(layer);
  if (flow.kind === "list") {
    stack.pass(layer);
    return;
  }
  const length = `size_${layer.k}`;
  stack.count(length, stack.product(flow), layer, layer.from === "0" ? IMAGE : flattenWords(layer));
  stack.leave(
    layer,
    { kind: "list", length },
    "One list of so many numbers: rows, columns and maps are no longer told apart.",
  );
}

/** An image that is flattened itself: the features of logistic regression. */
const IMAGE = {
  tex: "n_{x}",
  name: "length of the image vector",
  title: "Image vector",
  why: "Every pixel holds one number for each channel, and all of them go into one vector.",
  remarks: ["Channel after channel or pixel after pixel: the order differs, the length does not."],
};

const flattenWords = (layer: Layer) => ({
  tex: `N_{${layer.sub}}`,
  name: layer.sub === layer.k ? `length of the list after layer ${layer.k}` : "length of the flattened list",
  title: "Length of the list",
  why: "All maps are written into one list: height times width times channels.",
});

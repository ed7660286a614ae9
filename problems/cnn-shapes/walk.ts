import { countConvolution, countDense, countNormalization, countNothing, recordTotals } from "./counting.ts";
import { isWindowed, type Layer, type Of, type Windowed } from "./layers.ts";
import { recordReceptiveFields } from "./receptive.ts";
import type { Flow, Stack } from "./stack.ts";
import { recordSides } from "./windows.ts";
import { titleOf } from "./words.ts";

/** Where the totals stand, with the table over all layers. */
export const ALL = "All layers";

/** Records every layer of a stack, then what they add up to and how far they see. */
export function walk(stack: Stack): void {
  for (const layer of stack.layers) {
    stack.tape.section(titleOf(layer));
    record(stack, layer);
    countNothing(stack, layer.k);
  }
  recordReceptiveFields(stack);
  stack.tape.section(ALL);
  recordTotals(stack);
}

function record(stack: Stack, layer: Layer): void {
  if (isWindowed(layer)) recordWindowed(stack, layer);
  else if (layer.type === "dense") recordDense(stack, layer);
  else if (layer.type === "flatten") recordFlatten(stack, layer.k);
  else if (layer.type === "globalpool") {
    const { channels } = stack.maps(layer);
    stack.leave(layer.k, { kind: "list", length: channels }, "One number is left of each map.");
  } else {
    if (layer.type === "batchnorm") countNormalization(stack, layer.k, widthOf(stack.before(layer.k)));
    stack.pass(layer.k);
  }
}

/** What batch normalization counts as a channel: a map, or one number of a list. */
const widthOf = (flow: Flow): string => (flow.kind === "maps" ? flow.channels : flow.length);

function recordWindowed(stack: Stack, layer: Windowed): void {
  const { k } = layer;
  const input = stack.maps(layer);
  if (layer.type === "conv") {
    const words = { tex: `K_{${k}}`, name: `filters of layer ${k}`, section: "Given" };
    stack.tape.given(`filters_${k}`, layer.filters, words);
  }
  const sides = recordSides(stack, layer, input);
  const output = { kind: "maps", sides, channels: layer.type === "conv" ? `filters_${k}` : input.channels } as const;
  stack.leave(k, output, channelsWhy(stack, layer));
  if (layer.type === "conv") countConvolution(stack, layer, input, output);
}

function channelsWhy(stack: Stack, layer: Windowed): string {
  if (layer.type !== "conv")
    return stack.first("pooling", `shape_${layer.k}`, "macs")
      ? "Pooling works on each map by itself: the channels stay, and there is nothing to learn."
      : "The channels stay.";
  if (stack.first("channels", `shape_${layer.k}`, "macs"))
    return "Each filter makes one map, however many channels come in.";
  return "One map for each filter.";
}

function recordDense(stack: Stack, layer: Of<"dense">): void {
  const { length } = stack.list(layer);
  const units = `units_${layer.k}`;
  stack.tape.given(units, layer.units, { tex: `u_{${layer.k}}`, name: `units of layer ${layer.k}`, section: "Given" });
  stack.leave(layer.k, { kind: "list", length: units }, "One number for each unit.");
  countDense(stack, layer, length);
}

function recordFlatten(stack: Stack, k: number): void {
  const flow = stack.before(k);
  if (flow.kind === "list") {
    stack.pass(k);
    return;
  }
  const length = `size_${k}`;
  stack.count(length, stack.product(flow), k, flow === stack.flows[0] ? IMAGE : flattenWords(k));
  stack.leave(
    k,
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

const flattenWords = (k: number) => ({
  tex: `N_{${k}}`,
  name: `length of the list after layer ${k}`,
  title: "Length of the list",
  why: "All maps are written into one list: height times width times channels.",
});

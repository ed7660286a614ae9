import { macWords, parameterWords } from "../cnn-shapes/counting.ts";
import type { Layer, Windowed } from "../cnn-shapes/layers.ts";
import type { Maps, Stack } from "../cnn-shapes/stack.ts";
import { type Architecture, sequential, type Variation } from "./architecture.ts";
import { chain, conv, dense, flatten, pool } from "./layers.ts";

/** LeCun, Bottou, Bengio & Haffner 1998, section II.B and Table I. */
export function lenet({ input = [32, 32, 1], classes = 10, choices }: Variation): Architecture {
  const isPaper = choices.lenet === "paper";
  const bias = choices["count.bias"] !== "no";
  const layers = chain([
    conv("C1", 6, 5, { bias }),
    pool("avgpool", "S2", 2),
    conv("C3", 16, 5, { bias }),
    pool("avgpool", "S4", 2),
    ...(isPaper ? [conv("C5", 120, 5, { bias }), flatten()] : [flatten(), dense("C5", 120, bias)]),
    dense("F6", 84, bias),
    dense("output", classes, bias),
  ]);
  const because = isPaper
    ? "C3 sees some of the maps only, subsampling is trained, and the output has fixed weights."
    : "As usually built: C3 sees all maps of S2, and pooling is a plain average.";
  return sequential({
    title: "LeNet-5",
    source: "LeCun et al. 1998",
    network: { input, layers: isPaper ? layers.map(asInPaper) : layers },
    assumed: [{ convention: "lenet", value: isPaper ? "paper" : "full", because }],
    warnings:
      input[0] === 28 && input[1] === 28
        ? [
            "The paper puts the 28×28 digits into the middle of 32×32 (padding 2), and only then do C5 and F6 have their usual size.",
          ]
        : [],
    ...(isPaper && { finish: recordConnections }),
  });
}

/** How the layers of the paper are counted where they differ from today's. */
function asInPaper(layer: Layer): Layer {
  const count = { C3: countPartial, S2: countSubsampling, S4: countSubsampling, output: countFixed }[layer.name ?? ""];
  return count ? { ...layer, count: (stack) => count(stack, layer) } : layer;
}

const sideOfWindow = (stack: Stack, layer: Layer): string => stack.settings.id(layer as Windowed, "kernel", 0);
const outputOf = (stack: Stack, { k }: Layer): Maps => stack.flows.get(k) as Maps;

/** Table I: six filters of C3 see 3 maps of S2, nine see 4, one sees all 6. */
function countPartial(stack: Stack, layer: Layer): void {
  const { k, sub } = layer;
  const output = outputOf(stack, layer);
  const bias = layer.type === "conv" && layer.bias;
  stack.count(`pairs_${k}`, "6*3 + 9*4 + 1*6", layer, {
    tex: `q_{${sub}}`,
    name: "maps that the filters of C3 see, added up",
    title: "Maps seen by the filters",
    why: "Table I of the paper: six filters see 3 maps of S2, nine see 4 and one sees all 6.",
    remarks: ["Not all $16\\cdot 6=96$ pairs: that breaks the symmetry between filters, and saves a third."],
  });
  stack.count(`weights_${k}`, `${sideOfWindow(stack, layer)}^2 * pairs_${k}`, layer, {
    tex: `w_{${sub}}`,
    name: "weights of all filters of C3",
    title: "Weights of all filters",
    why: "A window of weights for each map that a filter sees.",
  });
  stack.count(`params_${k}`, bias ? `weights_${k} + ${output.channels}` : `weights_${k}`, layer, {
    ...parameterWords(layer),
    why: bias ? "The weights, and one bias for each filter." : "The weights; there are no biases.",
  });
  stack.count(`macs_${k}`, `${stack.area(output.sides)} * weights_${k}`, layer, {
    ...macWords(layer),
    why: "All filters stand at each place of the output once.",
  });
}

/** Section II.B: four inputs are added, multiplied by a trainable coefficient, and a trainable bias is added. */
function countSubsampling(stack: Stack, layer: Layer): void {
  const output = outputOf(stack, layer);
  stack.count(`params_${layer.k}`, `2 * ${output.channels}`, layer, {
    ...parameterWords(layer),
    why: "Here pooling is trained: one coefficient and one bias for each map.",
    remarks: stack.first("subsampling", `params_${layer.k}`, "params")
      ? ["Today's pooling layers have no parameters; these do."]
      : [],
  });
  stack.count(`macs_${layer.k}`, stack.product(output), layer, {
    ...macWords(layer),
    why: "The sum of a window times its coefficient, plus the bias: one multiply-add for each number of the output.",
  });
}

/** The outputs are distances to bitmaps of the digits, whose ±1 the paper fixes by hand (section II.C). */
function countFixed(stack: Stack, layer: Layer): void {
  const [input, units] = [stack.list(layer).length, `units_${layer.k}`];
  stack.count(`params_${layer.k}`, "0", layer, {
    ...parameterWords(layer),
    why: "Distances to bitmaps that are drawn by hand: nothing to learn.",
  });
  stack.count(`macs_${layer.k}`, `${input} * ${units}`, layer, {
    ...macWords(layer),
    why: "One difference is squared and added for each input of each unit.",
  });
}

/** What the paper counts beside parameters: every use of a weight or a bias. */
function recordConnections(stack: Stack): void {
  stack.tape.section("Connections");
  const layers = stack.layers.filter(({ type }) => type !== "flatten");
  for (const layer of layers) {
    stack.count(`connections_${layer.k}`, connectionsOf(stack, layer), layer, {
      tex: `\\text{conn}_{${layer.sub}}`,
      name: `connections of ${layer.name}`,
      title: `Connections of ${layer.name}`,
      why: connectionsWhy(layer),
    });
    stack.alias(`connections_${layer.name}`, `connections_${layer.k}`);
  }
  stack.count("connections", layers.map(({ k }) => `connections_${k}`).join(" + "), layers.at(-1) as Layer, {
    tex: "\\text{conn}",
    name: "connections in all",
    title: "Connections in all",
    why: "The layers add up.",
    remarks: ["Far more than parameters: a weight that is shared is used at every place."],
  });
}

function connectionsOf(stack: Stack, layer: Layer): string {
  const { k } = layer;
  if (layer.type === "dense") return layer.name === "output" ? `macs_${k}` : `params_${k}`;
  const output = outputOf(stack, layer);
  if (layer.type === "avgpool") return `${stack.product(output)} * (${sideOfWindow(stack, layer)}^2 + 1)`;
  return `${stack.area(output.sides)} * params_${k}`;
}

function connectionsWhy({ type, name }: Layer): string {
  if (type === "dense") return name === "output" ? "One for each input of each unit." : "Every parameter is used once.";
  return type === "avgpool"
    ? "Each number of the output is joined to its window and to a bias."
    : "Every parameter is used at each place of the output.";
}

import type { Tex } from "../../explainers/solution.ts";
import { ProblemError } from "../../solver/errors.ts";
import type { Choices } from "../conventions.ts";
import type { Given, GivenLayer } from "./given.ts";
import { type Pair, pairOf } from "./sizes.ts";
import type { Network, Stack } from "./stack.ts";

/** A layer with everything settled that the problem left open. */
export type Layer = {
  /** What its quantities are called after, `params_3`: its number from 1, as a rule. */
  k: string;
  /** The same in TeX. */
  sub: Tex;
  name: string | undefined;
  /** The layer whose output it takes, by `k`; the input is "0". */
  from: string;
  /** Where the problem states it. */
  at: string;
  /** Counts its parameters and multiply-adds, where that is done otherwise than usual. */
  count?: (stack: Stack) => void;
} & Kind;
export type Kind =
  | Conv
  | Pool
  | { type: "globalpool" | "flatten" | "batchnorm" | "plain" }
  | { type: "adaptivepool"; size: number }
  | { type: "add"; with: string }
  | { type: "dense"; units: number; bias: boolean };

/** Layers in which a window slides over the input. */
interface Window {
  kernel: Pair;
  stride: Pair;
  padding: Pair | "same";
  dilation: Pair;
}
interface Conv extends Window {
  type: "conv";
  filters: number;
  /** The step that holds the number of filters, where several layers share it. */
  width?: string;
  groups: number;
  bias: boolean;
}
interface Pool extends Window {
  type: "maxpool" | "avgpool";
}
export type Windowed = Layer & Window;
export type Of<T extends Layer["type"]> = Extract<Layer, { type: T }>;

export const isWindowed = (layer: Layer): layer is Windowed => "kernel" in layer;

export const networkOf = (given: Given, choices: Choices): Network => ({
  input: inputOf(given),
  layers: layersOf(given, choices),
  openStride: given.layers.some((layer) => /^(max|avg)pool$/.test(layer.type) && !("stride" in layer)),
});

export function inputOf({ input, channels }: Pick<Given, "input" | "channels">): Network["input"] {
  if (typeof input === "number") return [input, input, 1];
  const [a, b, c] = input;
  if (c === undefined) return [a, b, 1];
  return channels === "last" ? [a, b, c] : [b, c, a];
}

const layersOf = (given: Given, choices: Choices): Layer[] =>
  given.layers.map((layer, index) => {
    const k = String(index + 1);
    const at = `given.layers.${index}`;
    const from = layer.from === undefined ? String(index) : sourceOf(layer.from, index, given.layers, `${at}.from`);
    return { k, sub: k, name: layer.name, from, at, ...settle(layer, index, given, choices) };
  });

/** The number of a layer before this one, which somebody gave by number or name. */
function sourceOf(reference: number | string, index: number, layers: readonly GivenLayer[], at: string): string {
  const place =
    typeof reference === "number" ? reference : layers.slice(0, index).findIndex(({ name }) => name === reference) + 1;
  const isKnown = typeof reference === "number" || place > 0;
  if (isKnown && place <= index) return String(place);
  throw new ProblemError("order", `layer ${index + 1} takes the output of ${reference}, which is no layer before it`, {
    at,
    suggestion: "Give the number of an earlier layer (0 is the input), or its name.",
  });
}

function settle(layer: GivenLayer, index: number, given: Given, choices: Choices): Kind {
  const bias = ("bias" in layer ? layer.bias : undefined) ?? choices["count.bias"] !== "no";
  switch (layer.type) {
    case "conv":
    case "conv2d":
      return { ...windowOf(layer), type: "conv", filters: layer.filters, groups: layer.groups, bias };
    case "maxpool":
    case "avgpool":
      return { ...poolWindow(layer, index, choices), type: layer.type };
    case "dense":
    case "fc":
    case "linear":
      return { type: "dense", units: layer.units, bias };
    case "add":
    case "residual":
      return { type: "add", with: sourceOf(layer.with, index, given.layers, `given.layers.${index}.with`) };
    case "flatten":
    case "batchnorm":
      return { type: layer.type };
    case "adaptivepool":
    case "adaptiveavgpool":
    case "adaptivemaxpool":
      return { type: "adaptivepool", size: layer.size };
    case "globalpool":
    case "globalavgpool":
    case "globalmaxpool":
      return { type: "globalpool" };
    default:
      return { type: "plain" };
  }
}

type Written = { [key in keyof Window]: number | Pair | (key extends "padding" ? "valid" | "same" : never) };

const windowOf = ({ kernel, stride, padding, dilation }: Written): Window => ({
  kernel: pairOf(kernel),
  stride: pairOf(stride),
  padding: padding === "same" ? padding : pairOf(padding === "valid" ? 0 : padding),
  dilation: pairOf(dilation),
});

function poolWindow(
  layer: Extract<GivenLayer, { type: "maxpool" | "avgpool" }>,
  index: number,
  choices: Choices,
): Window {
  const at = `given.layers.${index}.size`;
  const kernel = layer.size ?? layer.kernel;
  if (kernel === undefined) {
    const mend = { at, missing: [at], suggestion: "Most often it is 2: { type: maxpool, size: 2 }." };
    throw new ProblemError("missing", `layer ${index + 1} pools, but over how large a window?`, mend);
  }
  if (layer.size !== undefined && layer.kernel !== undefined)
    throw new ProblemError("conflict", "size and kernel are two names of the same: give one of them", { at });
  const stride = layer.stride ?? (choices["pool.stride"] === "1" ? 1 : kernel);
  return windowOf({ kernel, stride, padding: layer.padding, dilation: 1 });
}

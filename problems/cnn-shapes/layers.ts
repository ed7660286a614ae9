import { ProblemError } from "../../solver/errors.ts";
import type { Choices } from "../conventions.ts";
import type { Given, GivenLayer } from "./given.ts";
import { type Pair, pairOf } from "./sizes.ts";

/** A layer with everything settled that the problem left open. `k` counts from 1. */
export type Layer = { k: number; name: string | undefined } & Kind;
type Kind =
  | Conv
  | Pool
  | { type: "globalpool" | "flatten" | "batchnorm" | "plain" }
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
  groups: number;
  bias: boolean;
}
interface Pool extends Window {
  type: "maxpool" | "avgpool";
}
export type Windowed = Layer & Window;
export type Of<T extends Layer["type"]> = Extract<Layer, { type: T }>;

export const isWindowed = (layer: Layer): layer is Windowed => "kernel" in layer;

export const layersOf = (given: Given, choices: Choices): Layer[] =>
  given.layers.map((layer, index) => ({ k: index + 1, name: layer.name, ...settle(layer, index, choices) }));

function settle(layer: GivenLayer, index: number, choices: Choices): Kind {
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
    case "flatten":
    case "batchnorm":
      return { type: layer.type };
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

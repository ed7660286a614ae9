import * as z from "zod";
import { number, tensor, vector } from "../fields.ts";
import { named } from "../names.ts";

/** Layers that are followed one by one, and those that a power still says something about. */
export const MOST_STEPS = 30;
const MOST_LAYERS = 1000;

/** Activations whose slope anybody writes down. */
export const ACTIVATIONS = ["sigmoid", "tanh", "relu", "leaky-relu", "linear"] as const;
export type Activation = (typeof ACTIVATIONS)[number];

const perLayer = z.union([number, vector]).optional();

export const given = z
  .object({
    factor: perLayer.meta({
      symbol: "f",
      description: "By what each layer multiplies the gradient: one number for all layers, or one per layer.",
    }),
    layers: z
      .int("the number of layers is whole")
      .min(1, "there must be at least one layer")
      .max(MOST_LAYERS, `at most ${MOST_LAYERS} layers are worked out`)
      .optional()
      .meta({ symbol: "L", description: "How many layers, where no list says so." }),
    w: perLayer.meta({
      symbol: "w",
      description: "With one unit per layer: its weight, one for all layers or one per layer. Left out: 1.",
    }),
    z: perLayer.meta({
      symbol: "z",
      description:
        "With one unit per layer: its weighted sum, one for all or one per layer. Left out: where the activation is steepest.",
    }),
    activation: z
      .union([named(ACTIVATIONS), z.array(named(ACTIVATIONS)).min(1)])
      .optional()
      .meta({ description: "Of all layers, or one per layer. Left out: linear." }),
    alpha: number.optional().meta({ symbol: "\\alpha", description: "Slope of leaky-relu below 0; left out: 0.01." }),
    x: tensor.optional().meta({ symbol: "x", description: "The input of a network; then its weights are given too." }),
    W: tensor.optional().meta({ symbol: "W", description: "Weights that every one of `layers` layers has." }),
    W1: tensor.optional().meta({
      symbol: "W^{[1]}",
      description: "Weights of layer 1; W2, W3, … for further layers, and b1, b2, … for biases.",
    }),
    g: tensor.optional().meta({
      symbol: "g_{\\text{out}}",
      description: "The gradient that arrives at the output: a number, or one per output. Left out: 1.",
    }),
    threshold: number.positive("the threshold is positive: it is compared with sizes").optional().meta({
      symbol: "\\tau",
      description: "In which layer, or after how many, the gradient falls below this (or rises above it).",
    }),
  })
  .catchall(tensor);

export type Given = z.infer<typeof given>;

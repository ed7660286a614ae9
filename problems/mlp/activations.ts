import type { Loss } from "./losses.ts";

export interface ActivationRule {
  /** Its name in formulas. */
  fn: string;
  why: string;
  /** The loss that belongs to it in a last layer; squared error unless said otherwise. */
  loss?: Loss;
  /** Its constant: the field `alpha`. */
  alpha?: { id: string; name: string; usual: number };
}

const rules = {
  sigmoid: { fn: "sigmoid", why: "The sigmoid presses every sum into the range from 0 to 1.", loss: "bce" },
  tanh: { fn: "tanh", why: "The hyperbolic tangent presses every sum into the range from −1 to 1." },
  relu: { fn: "relu", why: "ReLU keeps what is positive and makes the rest 0." },
  linear: { fn: "linear", why: "A linear unit hands its sum on as it is." },
  softmax: { fn: "softmax", why: "The softmax turns the sums of one example into probabilities.", loss: "cce" },
  "leaky-relu": {
    fn: "leakyRelu",
    why: "Leaky ReLU keeps what is positive, and of the rest only $\\alpha$ times as much.",
    alpha: { id: "alphaLeaky", name: "slope of leaky ReLU below 0", usual: 0.01 },
  },
  elu: {
    fn: "elu",
    why: "ELU keeps what is positive and bends the rest towards $-\\alpha$.",
    alpha: { id: "alphaElu", name: "how far below 0 ELU goes", usual: 1 },
  },
  selu: { fn: "selu", why: "SELU is an ELU with constants that keep mean 0 and variance 1." },
  softplus: {
    fn: "softplus",
    why: "Softplus is a smooth ReLU: always positive, and nearly the sum where that is large.",
  },
  gelu: { fn: "gelu", why: "GELU takes of each sum the share of a standard normal distribution that lies below it." },
  "bipolar-sigmoid": {
    fn: "bipolarSigmoid",
    why: "The bipolar sigmoid presses every sum into the range from −1 to 1.",
  },
  swish: { fn: "swish", why: "Swish multiplies each sum by its own sigmoid." },
  "hard-tanh": { fn: "hardTanh", why: "Hard tanh cuts every sum off at −1 and at 1." },
} as const satisfies Record<string, ActivationRule>;

export type Activation = keyof typeof rules;
export const ACTIVATIONS = Object.keys(rules) as Activation[];
export const ruleOf = (activation: Activation): ActivationRule => rules[activation];

export interface LossRule {
  /** Its name in formulas. */
  fn: string;
  why: string;
  /** What the last layer must be, so that the predictions are probabilities. */
  after?: "sigmoid" | "softmax";
}

const rules = {
  "squared-error": { fn: "squaredError", why: "The squared difference of prediction and target." },
  bce: {
    fn: "bce",
    why: "Binary cross-entropy: minus the logarithm of the probability given to the true class.",
    after: "sigmoid",
  },
  cce: {
    fn: "cce",
    why: "Categorical cross-entropy: minus the logarithm of the probability given to the true class.",
    after: "softmax",
  },
  mae: { fn: "absoluteError", why: "Absolute error: the distance of prediction and target." },
  huber: { fn: "huber", why: "Huber loss: half the squared error up to $\\delta$, and a straight line beyond." },
} as const satisfies Record<string, LossRule>;

export type Loss = keyof typeof rules;
export const LOSSES = Object.keys(rules) as Loss[];
export const lossRule = (loss: Loss): LossRule => rules[loss];

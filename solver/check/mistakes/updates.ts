import type { Mistake } from "../mistake.ts";

const RATE = { lr: /^(learningRate|eta|alpha)/ };

/** What goes wrong in an update of parameters. */
export const updateMistakes: readonly Mistake[] = [
  {
    id: "update.ascent",
    about: "the step was added, uphill",
    match: "w - lr .* g",
    where: RATE,
    formula: "w + lr .* g",
    prior: 0.8,
    hints: ["Which way does the loss fall?", "Gradient descent goes against the gradient: subtract."],
  },
  {
    id: "update.rate-omitted",
    about: "the learning rate was left out",
    match: "w - lr .* g",
    where: RATE,
    formula: "w - g",
    prior: 0.6,
    hints: ["How long is the step?", "The gradient is multiplied by the learning rate before it is subtracted."],
  },
  {
    id: "update.rate-twice",
    about: "the learning rate was multiplied in twice",
    match: "w - lr .* g",
    where: RATE,
    formula: "w - lr .* (lr .* g)",
    prior: 0.2,
    hints: ["How long is the step?", "The learning rate comes in once."],
  },
  {
    id: "update.step-alone",
    about: "the step was written down, and not what it leaves of the parameter",
    match: "w - lr .* g",
    where: RATE,
    formula: "lr .* g",
    prior: 0.3,
    hints: ["What is left after the step?", "The new parameter is the old one minus the step."],
  },
  {
    id: "update.divided",
    about: "the gradient was divided by the learning rate",
    match: "w - lr .* g",
    where: RATE,
    formula: "w - g / lr",
    prior: 0.05,
    hints: ["How long is the step?", "The gradient is multiplied by the learning rate."],
  },
  {
    id: "update.weight-decayed",
    about: "the learning rate was multiplied with the whole difference",
    match: "w - lr .* g",
    where: RATE,
    formula: "lr .* (w - g)",
    prior: 0.1,
    hints: ["What does the learning rate multiply?", "Only the gradient is multiplied by the learning rate."],
  },
];

import type { Prose } from "../../explainers/solution.ts";

/** What is known of a loss without any number. */
export interface Kind {
  /** What tells its quantities from those of another loss: in ids, `L_mse`, and in symbols. */
  short: string;
  sign: string;
  /** As people call the loss of one example, and the cost. */
  name: string;
  cost: string;
  /** What it rests on: the errors, or predictions and targets themselves. */
  of: "errors" | "margins" | "probability" | "distribution";
  why: Prose;
  /** Which probability of the data is the larger the smaller this is. */
  behind?: Prose;
  slip?: Prose;
}

const kinds = {
  "squared-error": {
    short: "mse",
    sign: "MSE",
    name: "squared error",
    cost: "mean squared error",
    of: "errors",
    why: "The error, squared: twice as far off costs four times as much.",
    behind:
      "Behind it: targets that scatter around $\\hat{y}$ by a normal distribution. Minus the logarithm of its density is the squared error, but for constants.",
    slip: "Squared first, then averaged; the errors may be negative, their squares are not.",
  },
  mae: {
    short: "mae",
    sign: "MAE",
    name: "absolute error",
    cost: "mean absolute error",
    of: "errors",
    why: "The error without its sign: twice as far off costs twice as much.",
    behind:
      "Behind it: targets that scatter around $\\hat{y}$ by a Laplace distribution, whose logarithm falls off in straight lines.",
    slip: "Errors above and below the target must not cancel: take each without its sign first.",
  },
  huber: {
    short: "huber",
    sign: "Huber",
    name: "Huber loss",
    cost: "mean Huber loss",
    of: "errors",
    why: "Up to $\\delta$ half the squared error, beyond it a straight line of slope $\\delta$ that goes on where the parabola ends.",
    behind: "Behind it: noise that is normal in the middle, with the heavier tails of a Laplace distribution.",
    slip: "$\\delta$ is chosen beforehand, not trained; at $|e|=\\delta$ both pieces give $\\frac12\\delta^2$.",
  },
  hinge: {
    short: "hinge",
    sign: "hinge",
    name: "hinge loss",
    cost: "mean hinge loss",
    of: "margins",
    why: "Nothing once the score lies on the right side by 1 or more; what is lacking, otherwise.",
    slip: "The targets are $-1$ and $1$: $y\\hat{y}$ is positive where the sign is right.",
  },
  "squared-hinge": {
    short: "sqhinge",
    sign: "hinge²",
    name: "squared hinge loss",
    cost: "mean squared hinge loss",
    of: "margins",
    why: "What is lacking to a margin of 1, squared; nothing where nothing is lacking.",
  },
  bce: {
    short: "bce",
    sign: "BCE",
    name: "binary cross-entropy",
    cost: "mean binary cross-entropy",
    of: "probability",
    why: "Minus the logarithm of the probability that was given to what happened: $\\hat{y}$ where $y=1$, $1-\\hat{y}$ where $y=0$.",
    behind:
      "Behind it: a Bernoulli distribution, $\\hat{y}^y(1-\\hat{y})^{1-y}$; minus its logarithm is this loss exactly.",
  },
  cce: {
    short: "cce",
    sign: "CCE",
    name: "categorical cross-entropy",
    cost: "mean categorical cross-entropy",
    of: "distribution",
    why: "Minus the logarithm of the probability that was given to the true class; a one-hot target picks it.",
    behind:
      "Behind it: a multinoulli distribution, $\\prod_k\\hat{y}_k^{y_k}$; minus its logarithm is this loss exactly.",
  },
  kl: {
    short: "kl",
    sign: "KL",
    name: "Kullback–Leibler divergence",
    cost: "mean divergence",
    of: "distribution",
    why: "What it costs to believe $\\hat{y}$ where $y$ holds: the cross-entropy less the entropy of $y$ itself.",
    slip: "It is not symmetric: the target's probabilities weight the logarithms.",
  },
} as const satisfies Record<string, Kind>;

export type Loss = keyof typeof kinds;
export const LOSSES = Object.keys(kinds) as Loss[];
export const kindOf = (loss: Loss): Kind => kinds[loss];

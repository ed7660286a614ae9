import type { Mistake } from "../../../solver/check/mistake.ts";

/** The ids of a quantity, of the one parameter or of several. */
export const everyParameter = (quantity: string): string[] =>
  ["", "x_", "y_", "w_", "b_", "w1_", "w2_", "theta_"].map((parameter) => `${quantity}_${parameter}#`);

/** The parameter itself. */
export const PARAMETERS = ["w_#", "theta_#", "x_#", "y_#", "w1_#", "w2_#"];

const WEIGHT = { r: /^(beta|rho)/ };
export const SQUARES = { s: /^[suv]_/ };

/** What goes wrong in a running mean `r * m + (1 - r) * x`. */
export const runningMeanMistakes: readonly Mistake[] = [
  {
    id: "running-mean.shares-exchanged",
    about: "the two shares were exchanged: the large one went to the new value",
    match: "r * m + (1 - r) * x",
    where: WEIGHT,
    formula: "(1 - r) .* m + r .* x",
    prior: 0.6,
    hints: ["How much of the old mean is kept?", "$\\beta$ stands before the old mean, $1-\\beta$ before what is new."],
  },
  {
    id: "running-mean.new-share-forgotten",
    about: "the factor $1-\\beta$ before the new value was left out",
    match: "r * m + (1 - r) * x",
    where: WEIGHT,
    formula: "r .* m + x",
    prior: 0.7,
    hints: ["What stands before the new value?", "The two shares of a mean add up to 1: $\\beta$ and $1-\\beta$."],
  },
  {
    id: "running-mean.old-share-forgotten",
    about: "the old mean was kept whole, without the factor $\\beta$",
    match: "r * m + (1 - r) * x",
    where: WEIGHT,
    formula: "m + (1 - r) .* x",
    prior: 0.3,
    hints: ["What stands before the old mean?", "The two shares of a mean add up to 1: $\\beta$ and $1-\\beta$."],
  },
  {
    id: "running-mean.old-left-out",
    about: "the old mean was left out",
    match: "r * m + (1 - r) * x",
    where: WEIGHT,
    formula: "(1 - r) .* x",
    prior: 0.5,
    hints: ["What is remembered of the iterations before?", "$\\beta$ times the old mean belongs to the new one."],
  },
];

/** What goes wrong where a step is divided by a root of squares. */
export const squareMistakes: readonly Mistake[] = [
  {
    id: "squares.root-forgotten",
    about: "the root was left out",
    match: "sqrt(x)",
    formula: "x",
    prior: 0.6,
    hints: ["What is the step divided by?", "It is divided by the root: a gradient by its own typical size."],
  },
  {
    id: "squares.epsilon-outside",
    about: "$\\varepsilon$ was added after the root, not before",
    match: "sqrt(s + e)",
    where: { e: /^epsilon$/ },
    formula: "sqrt(s) + e",
    prior: 0.4,
    hints: ["Does $\\varepsilon$ stand inside the root?", "Here $\\varepsilon$ stands inside the root."],
  },
  {
    id: "squares.epsilon-inside",
    about: "$\\varepsilon$ was added inside the root",
    match: "sqrt(s) + e",
    where: { e: /^epsilon$/ },
    formula: "sqrt(s + e)",
    prior: 0.4,
    hints: ["Does $\\varepsilon$ stand inside the root?", "Here $\\varepsilon$ is added after the root was taken."],
  },
  {
    id: "squares.epsilon-forgotten",
    about: "$\\varepsilon$ was left out",
    match: "x + e",
    where: { e: /^epsilon$/ },
    formula: "x",
    prior: 0.2,
    hints: ["Is everything below the line?", "$\\varepsilon$ is added before dividing."],
  },
];

/** What goes wrong in a running mean of squares. */
export const meanSquareMistakes: readonly Mistake[] = [
  ...squareMistakes,
  {
    id: "mean-square.not-squared",
    about: "the gradient itself was averaged, not its square",
    match: "(1 - r) * g .^ 2",
    where: WEIGHT,
    formula: "(1 - r) .* g",
    prior: 0.6,
    hints: ["What is this a mean of?", "This is the mean of the squares: square the gradient first."],
  },
  {
    id: "mean-square.share-squared",
    about: "the factor $1-\\beta$ was squared along with the gradient",
    match: "(1 - r) * g .^ 2",
    where: WEIGHT,
    formula: "((1 - r) .* g) .^ 2",
    prior: 0.2,
    hints: ["What exactly is squared?", "Only the gradient is squared, not $1-\\beta$."],
  },
];

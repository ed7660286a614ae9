import type { Mistake } from "../../solver/check/mistake.ts";

/** What goes wrong with time in any recurrent network. @param gradients ids of the gradients that are sums over time */
export const slipsOverTime = (topic: string, gradients: readonly string[]): Mistake[] => [
  {
    id: `${topic}.last-step-only`,
    about: "only the last time step was counted in the sum over time",
    at: gradients,
    match: "last + before + first",
    formula: "last",
    prior: 0.6,
    hints: [
      "In how many time steps were these parameters used?",
      "The same parameters act in every time step, so the shares of all steps add up.",
    ],
  },
  {
    id: `${topic}.step-missing`,
    about: "the first time step was left out of the sum over time",
    at: gradients,
    match: "later + first",
    formula: "later",
    prior: 0.4,
    hints: [
      "Count the terms: is there one for each time step?",
      "The same parameters act in every time step, so the shares of all steps add up.",
    ],
  },
  {
    id: `${topic}.own-output-only`,
    about: "what comes back from the next time step was left out",
    at: "dh#",
    match: "back + own",
    formula: "own",
    prior: 0.5,
    hints: [
      "Where does this state go besides its own output?",
      "A state is used twice: for the output of its step and for the next state. Both send an error back.",
    ],
  },
  {
    id: `${topic}.next-step-only`,
    about: "the error of this step's own output was left out",
    at: "dh#",
    match: "back + own",
    formula: "back",
    prior: 0.3,
    hints: [
      "Does this state have an output of its own?",
      "A state is used twice: for the output of its step and for the next state. Both send an error back.",
    ],
  },
  {
    id: `${topic}.weight-for-state`,
    about: "the output weight was multiplied by where the state belongs",
    at: "dWy",
    match: "error * h",
    where: { h: /^h\d+$/ },
    formula: "error * Wy",
    prior: 0.2,
    hints: [
      "By what is this weight multiplied on the way forward?",
      "The gradient of a weight is the error times what came in, here the state; the weight itself belongs to the gradient of the state.",
    ],
  },
];

/** Recurrent weights, and what they are multiplied by. */
const OF_STATE = /^(Wh|U[ficozrh]|r?h\d+)$/;

/** What is mixed up within a time step of any recurrent network. @param sums ids of the weighted sums */
export const slipsInStep = (topic: string, sums: readonly string[]): Mistake[] => [
  {
    id: `${topic}.no-state`,
    about: "the state before was left out, as if nothing were remembered",
    at: sums,
    match: "input + p * q",
    where: { p: OF_STATE, q: OF_STATE },
    formula: "input",
    prior: 0.5,
    hints: [
      "What does the network know besides the input?",
      "Every sum has two parts: one of the input, one of the state before it.",
    ],
  },
  {
    id: `${topic}.first-state-again`,
    about: "the initial state was used again, not the state of the step before",
    at: sums,
    match: "h",
    where: { h: /^h\d+$/ },
    formula: "h0",
    prior: 0.5,
    hints: [
      "Which state goes into this time step?",
      "Each time step takes the state that the one before it has just made.",
    ],
  },
  {
    id: `${topic}.input-before`,
    about: "the input of the step before was used",
    at: sums,
    match: "x",
    where: { x: /^x\d+$/ },
    formula: "x#<",
    prior: 0.2,
    hints: [
      "Which input belongs to this time step?",
      "The input is that of the step itself; only the state is that of the step before.",
    ],
  },
  {
    id: `${topic}.weights-exchanged`,
    about: "the weights of the input and of the state were exchanged",
    at: sums,
    match: "w * x + u * h",
    where: { x: /^x\d+$/, h: /^(h|rh)\d+$/ },
    formula: "u * x + w * h",
    prior: 0.3,
    hints: [
      "Which of the two weights belongs to the input?",
      "One weight is for what comes in, the other for what is remembered.",
    ],
  },
];

/** What goes wrong in counting. */
export const slipsInSizes = (topic: string): Mistake[] => [
  {
    id: `${topic}.state-not-counted`,
    about: "the weights of the state were not counted",
    at: ["params_gate", "params_1"],
    match: "input + h * h",
    where: { h: /^hiddenSize$/ },
    formula: "input",
    prior: 0.4,
    hints: [
      "What comes into the recurrent layer besides the input?",
      "Every unit has a weight for each number of the input and one for each unit of the state.",
    ],
  },
  {
    id: `${topic}.per-time-step`,
    about: "the parameters were counted once for every time step",
    at: "params",
    formula: "length * params_1",
    prior: 0.2,
    hints: ["Does a longer sequence need more weights?", "All time steps share the same parameters."],
  },
];

/** The gradients of all parameters of some gates. */
export const gradientsOf = (gates: string): string[] =>
  [...gates].flatMap((gate) => ["W", "U", "b", "bx", "bh"].map((kind) => `d${kind}${gate}`));

import type * as z from "zod";
import type { Mistake } from "../../solver/check/mistake.ts";
import { tensor } from "../fields.ts";
import type { Example, Topic } from "../topic.ts";
import { lstm } from "./cells.ts";
import { gateFields } from "./gate-fields.ts";
import { gradientsOf, slipsInSizes, slipsInStep, slipsOverTime } from "./slips.ts";
import { topicFor } from "./topic.ts";

const fields: z.ZodRawShape = {
  ...gateFields({ f: "forget gate", i: "input gate", c: "candidate", o: "output gate" }, { c: "g or a" }),
  c0: tensor.optional().meta({
    symbol: "c_0",
    description: "The cell before the first time step; left out: 0. Also called cPrev.",
  }),
  f: tensor.optional().meta({
    symbol: "f_t",
    description: "Instead of weights: the value of the forget gate; likewise i, o and ctilde, or f1, f2, … over time.",
  }),
};

const answers: Topic["answers"] = [
  { id: "af#", about: "weighted sum of the forget gate at time #; likewise ai#, ac#, ao#" },
  { id: "f#", about: "forget gate at time #" },
  { id: "i#", about: "input gate at time #" },
  { id: "ctilde#", about: "candidate at time #; also g#" },
  { id: "o#", about: "output gate at time #" },
  { id: "c#", about: "cell state at time #" },
  { id: "dWf", about: "gradient of the forget gate's weights of the input; likewise dUf, dbf and those of i, c and o" },
];

const SQUASHED = "The gates are sigmoids, between closed and open; the candidate is content and goes through tanh.";
const KEEP = "The cell keeps the share $f$ of the old cell and takes in the share $i$ of the candidate.";
const mistakes: readonly Mistake[] = [
  ...slipsOverTime("lstm", gradientsOf("fico")),
  ...slipsInStep("lstm", ["af#", "ai#", "ac#", "ao#"]),
  ...slipsInSizes("lstm"),
  {
    id: "lstm.gates-exchanged",
    about: "the forget gate and the input gate were exchanged",
    at: "c#",
    formula: "i# .* c#< + f# .* ctilde#",
    prior: 0.5,
    hints: ["Which gate meets the old cell?", KEEP],
  },
  {
    id: "lstm.all-kept",
    about: "the old cell was kept as a whole, without the forget gate",
    at: "c#",
    formula: "c#< + i# .* ctilde#",
    prior: 0.3,
    hints: ["How much of the old cell stays?", KEEP],
  },
  {
    id: "lstm.all-taken-in",
    about: "the candidate was added as a whole, without the input gate",
    at: "c#",
    formula: "f# .* c#< + ctilde#",
    prior: 0.3,
    hints: ["How much of the candidate gets into the cell?", KEEP],
  },
  {
    id: "lstm.forgotten-share",
    about: "the forget gate was read as the share that is forgotten",
    at: "c#",
    formula: "(1 - f#) .* c#< + i# .* ctilde#",
    prior: 0.2,
    hints: ["What does a forget gate of 1 do?", "In spite of its name the forget gate is the share that is kept."],
  },
  {
    id: "lstm.candidate-sigmoid",
    about: "the candidate went through the sigmoid like a gate",
    at: "ctilde#",
    match: "tanh(a)",
    formula: "sigmoid(a)",
    prior: 0.5,
    hints: ["Is the candidate a gate?", SQUASHED],
  },
  {
    id: "lstm.gate-tanh",
    about: "a gate went through tanh",
    at: ["f#", "i#", "o#"],
    match: "sigmoid(a)",
    formula: "tanh(a)",
    prior: 0.3,
    hints: ["Between which numbers must a gate lie?", SQUASHED],
  },
  {
    id: "lstm.cell-not-squashed",
    about: "the cell was shown without tanh",
    at: "h#",
    formula: "o# .* c#",
    prior: 0.6,
    hints: ["What happens to the cell before the output gate?", "The state is the output gate times tanh of the cell."],
  },
  {
    id: "lstm.old-cell-shown",
    about: "the old cell was shown instead of the new one",
    at: "tanhc#",
    match: "c",
    where: { c: /^c\d+$/ },
    formula: "c#<",
    prior: 0.3,
    hints: [
      "Which cell does the output gate show?",
      "The state is made from the cell that this time step has just computed.",
    ],
  },
  {
    id: "lstm.cell-in-sum",
    about: "the old cell went into a gate's sum where the old state belongs",
    at: ["af#", "ai#", "ac#", "ao#"],
    match: "h",
    where: { h: /^h\d+$/ },
    formula: "c#<",
    prior: 0.3,
    hints: [
      "Which of the two memories do the gates look at?",
      "The gates see the input and the state $h$; the cell $c$ is only multiplied and added to.",
    ],
  },
  {
    id: "lstm.no-cell-path",
    about: "what comes back along the cell from the next time step was left out",
    at: "dc#",
    match: "along + through",
    formula: "through",
    prior: 0.6,
    hints: [
      "Where does this cell go besides the state of its own time step?",
      "The cell is used twice: for the state of its step and, over the forget gate, for the next cell.",
    ],
  },
  {
    id: "lstm.only-cell-path",
    about: "what comes back through the state of this time step was left out",
    at: "dc#",
    match: "along + through",
    formula: "along",
    prior: 0.3,
    hints: [
      "Where does this cell go besides the next cell?",
      "The cell is used twice: for the state of its step and, over the forget gate, for the next cell.",
    ],
  },
  {
    id: "lstm.three-gates",
    about: "the candidate was not counted: three gates for four",
    at: "params_1",
    match: "4 * gate",
    formula: "3 * gate",
    prior: 0.3,
    hints: [
      "How many sums have weights of their own?",
      "Besides the three gates the candidate has weights: four times the same number.",
    ],
  },
];

const examples: readonly Example[] = [
  {
    problem: {
      topic: "lstm",
      given: {
        ...{ x: 1, h0: 0.5, c0: -0.4, Wf: 0.5, Uf: 0.8, bf: 0.1, Wi: 0.4, Ui: -0.3, bi: 0 },
        ...{ Wc: 0.9, Uc: 0.2, bc: 0, Wo: 0.3, Uo: 0.1, bo: 0 },
      },
    },
    expect: {
      f1: 0.7310585786300049,
      i1: 0.5621765008857981,
      ctilde1: 0.7615941559557649,
      o1: 0.5866175789173301,
      c1: 0.1357269062382827,
      h1: 0.07913445203638343,
    },
  },
  {
    // Gomez, "Backpropogating an LSTM: A Numerical Example" (2016), where the figures are printed to five digits.
    problem: {
      topic: "lstm",
      given: {
        x: [
          [1, 2],
          [0.5, 3],
        ],
        ...{ Wa: [0.45, 0.25], Ua: 0.15, ba: 0.2, Wi: [0.95, 0.8], Ui: 0.8, bi: 0.65 },
        ...{ Wf: [0.7, 0.45], Uf: 0.1, bf: 0.15, Wo: [0.6, 0.4], Uo: 0.25, bo: 0.1 },
        y: [0.5, 1.25],
        learningRate: 0.1,
      },
      conventions: { "loss.half": "yes", orientation: "Wx" },
    },
    expect: {
      a1: [[0.8177540779702877]],
      c2: [[1.5176330976694041]],
      h2: [[0.7719811057588907]],
      dba: [[-0.03640839223660673]],
      Wa_1: [[0.45267162184827364, 0.2592201131980954]],
      Uo_1: [[0.2529699872778096]],
    },
  },
  {
    problem: {
      topic: "lstm",
      given: {
        ...{ x: [1, 0.5, -1], Wf: 0.5, Uf: 0.8, Wi: 0.4, Ui: -0.3, Wc: 0.9, Uc: 0.2, Wo: 0.3, Uo: 0.1 },
        ...{ Wy: 2, y: 1, outputActivation: "sigmoid" },
      },
    },
    expect: {
      c3: -0.04946855974665676,
      h3: -0.021341021658561207,
      L: 0.7147159045379154,
      dWf: 0.04297146948262504,
      dUi: 0.01228324935140539,
      dWc: -0.0020534157496950797,
      dUo: 0.0009491014419792418,
      dWy: 0.010898195867481354,
    },
  },
  {
    problem: {
      topic: "lstm",
      given: { c0: [1, -2], f: [0.5, 1], i: [1, 0.25], ctilde: [0.5, 0.4], o: [0, 0.5] },
      ask: ["c", "h"],
    },
    // c = (0.5 + 0.5, −2 + 0.1)
    expect: { c: [[1], [-1.9]], h: [[0], [Math.tanh(-1.9) / 2]] },
  },
  {
    // PyTorch counts 2560 for nn.LSTM(10, 20), which has two biases a gate.
    problem: {
      topic: "lstm",
      given: { inputSize: 10, hiddenSize: 20, length: 7 },
      conventions: { "recurrent.bias": "two" },
    },
    expect: { params: 2560, params_gate: 640, shape_Wf: [20, 10], shape_Uo: [20, 20] },
  },
];

export default topicFor({ cell: lstm, fields, answers, mistakes, examples });

import type * as z from "zod";
import type { Mistake } from "../../solver/check/mistake.ts";
import { tensor } from "../fields.ts";
import type { Example, Topic } from "../topic.ts";
import { gru } from "./cells.ts";
import { gateFields } from "./gate-fields.ts";
import { gradientsOf, slipsInSizes, slipsInStep, slipsOverTime } from "./slips.ts";
import { topicFor } from "./topic.ts";

const fields: z.ZodRawShape = {
  ...gateFields({ z: "update gate", r: "reset gate", h: "candidate" }, { z: "u", h: "n" }),
  z: tensor.optional().meta({
    symbol: "z_t",
    description: "Instead of weights: the value of the update gate; likewise r and htilde, or z1, z2, … over time.",
  }),
};

const answers: Topic["answers"] = [
  { id: "az#", about: "weighted sum of the update gate at time #; likewise ar#, ah#" },
  { id: "z#", about: "update gate at time #" },
  { id: "r#", about: "reset gate at time #" },
  { id: "rh#", about: "old state times the reset gate, where that comes before the recurrent weights" },
  { id: "uh#", about: "recurrent part of the candidate, where the reset gate comes after it" },
  { id: "htilde#", about: "candidate at time #; also n#" },
  { id: "dWz", about: "gradient of the update gate's weights of the input; likewise dUz, dbz and those of r and h" },
];

const SHARES = "The two shares belong together: what is not taken from the one is taken from the other, $z$ and $1-z$.";
const SQUASHED = "The gates are sigmoids, between closed and open; the candidate is content and goes through tanh.";
const mistakes: readonly Mistake[] = [
  ...slipsOverTime("gru", gradientsOf("zrh")),
  ...slipsInStep("gru", ["az#", "ar#", "ah#"]),
  ...slipsInSizes("gru"),
  {
    id: "gru.shares-exchanged",
    about: "the share of the old state and that of the candidate were exchanged",
    at: "h#",
    match: "a .* b + c .* d",
    formula: "a .* d + c .* b",
    prior: 0.5,
    hints: ["Which of the two does the update gate stand for here?", SHARES],
  },
  {
    id: "gru.all-kept",
    about: "the old state was kept as a whole, and the candidate added to it",
    at: "h#",
    formula: "h#< + z# .* htilde#",
    prior: 0.3,
    hints: ["How much of the old state stays?", SHARES],
  },
  {
    id: "gru.same-share",
    about: "both parts were multiplied by the update gate itself",
    at: "h#",
    formula: "z# .* h#< + z# .* htilde#",
    prior: 0.3,
    hints: ["What do the two shares add up to?", SHARES],
  },
  {
    id: "gru.reset-for-update",
    about: "the reset gate was used to mix, where the update gate belongs",
    at: "h#",
    match: "z",
    where: { z: /^z\d+$/ },
    formula: "r#",
    prior: 0.3,
    hints: [
      "Which gate mixes old and new?",
      "The update gate mixes; the reset gate only decides what the candidate sees.",
    ],
  },
  {
    id: "gru.no-reset",
    about: "the candidate saw the whole old state, without the reset gate",
    at: "ah#",
    match: "s",
    where: { s: /^rh\d+$/ },
    formula: "h#<",
    prior: 0.6,
    hints: [
      "What does the candidate see of the old state?",
      "The old state is multiplied by the reset gate before the candidate sees it.",
    ],
  },
  {
    id: "gru.update-for-reset",
    about: "the update gate was put in the place of the reset gate",
    at: ["rh#", "ah#"],
    match: "r",
    where: { r: /^r\d+$/ },
    formula: "z#",
    prior: 0.3,
    hints: [
      "Which gate decides what the candidate sees?",
      "The reset gate decides what the candidate sees; the update gate mixes at the end.",
    ],
  },
  {
    id: "gru.candidate-sigmoid",
    about: "the candidate went through the sigmoid like a gate",
    at: "htilde#",
    match: "tanh(a)",
    formula: "sigmoid(a)",
    prior: 0.5,
    hints: ["Is the candidate a gate?", SQUASHED],
  },
  {
    id: "gru.gate-tanh",
    about: "a gate went through tanh",
    at: ["z#", "r#"],
    match: "sigmoid(a)",
    formula: "tanh(a)",
    prior: 0.3,
    hints: ["Between which numbers must a gate lie?", SQUASHED],
  },
  {
    id: "gru.one-share-back",
    about: "the error of the update gate was taken from one of its two uses only",
    at: "dz#",
    match: "a + b",
    formula: "b",
    prior: 0.4,
    hints: [
      "In how many places does the update gate stand?",
      "It stands at the candidate and, as $1-z$, at the old state: both send an error back.",
    ],
  },
  {
    id: "gru.two-gates",
    about: "the candidate was not counted: two gates for three",
    at: "params_1",
    match: "3 * gate",
    formula: "2 * gate",
    prior: 0.3,
    hints: [
      "How many sums have weights of their own?",
      "Besides the two gates the candidate has weights: three times the same number.",
    ],
  },
];

const examples: readonly Example[] = [
  {
    problem: { topic: "gru", given: { x: [1, -1], h0: 0.5, Wz: 0.5, Uz: 0.4, Wr: -0.3, Ur: 0.2, Wh: 0.8, Uh: 1 } },
    expect: {
      z1: 0.6681877721681662,
      r1: 0.45016600268752216,
      htilde1: 0.7719287825868982,
      h1: 0.6816994874251412,
      h2: 0.216311130936154,
    },
  },
  {
    // torch.nn.GRUCell(1, 2)
    problem: {
      topic: "gru",
      given: {
        x: 1,
        h0: [0.5, -0.5],
        weight_ih: [[0.1], [0.2], [0.3], [-0.4], [0.5], [0.6]],
        weight_hh: [
          [0.1, 0.2],
          [0.3, -0.1],
          [0.4, 0.1],
          [0.2, 0.2],
          [-0.3, 0.5],
          [0.1, 0.4],
        ],
        bias_ih: [0.1, 0.1, 0, 0, 0.2, -0.2],
        bias_hh: [0, 0, 0.1, 0.1, 0.3, -0.1],
      },
      conventions: { "gru.reset": "after", "gru.update": "old", orientation: "Wx" },
    },
    expect: { h1: [[0.5252976294445797], [-0.07512311463012306]] },
  },
  {
    problem: {
      topic: "gru",
      given: {
        x: [1, -1, 0.5],
        Wz: 0.5,
        Uz: 0.4,
        Wr: -0.3,
        Ur: 0.2,
        Wh: 0.8,
        Uh: 1,
        Wy: 1.5,
        y: [1, 0, 1],
        learningRate: 0.5,
      },
    },
    expect: {
      h3: 0.23503765631519388,
      L: 0.5657188950271765,
      dWz: -0.6623643341716978,
      dUr: -0.01569772698185114,
      dUh: -0.10564388753867042,
      dWy: -0.6156277261713137,
    },
  },
  {
    // PyTorch counts 1920 for nn.GRU(10, 20), which has two biases a gate.
    problem: {
      topic: "gru",
      given: { inputSize: 10, hiddenSize: 20, length: 7 },
      conventions: { "recurrent.bias": "two" },
    },
    expect: { params: 1920, params_gate: 640 },
  },
];

export default topicFor({ cell: gru, fields, answers, mistakes, examples });

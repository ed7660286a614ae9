import type { Mistake } from "../../solver/check/mistake.ts";
import { tensor } from "../fields.ts";
import type { Example, Topic } from "../topic.ts";
import { rnn } from "./cells.ts";
import { slipsInSizes, slipsInStep, slipsOverTime } from "./slips.ts";
import { topicFor } from "./topic.ts";

const fields = {
  Wx: tensor.optional().meta({
    symbol: "W_x",
    description: "Weights of the input; also called Wxh, Wax, weight_ih, U beside W, or W beside U.",
  }),
  Wh: tensor.optional().meta({
    symbol: "W_h",
    description:
      "Weights of the state; also called Whh, Waa, weight_hh, W beside U, or U beside W where that is square.",
  }),
  b: tensor.optional().meta({
    symbol: "b",
    description: "Biases of the state; also called bh or ba. Two of them are bx and bh, or bias_ih and bias_hh.",
  }),
  W: tensor.optional().meta({
    symbol: "W",
    description:
      "Instead of Wx and Wh: weights of state and input in one list (convention `recurrent.concat`); also called Wa.",
  }),
};

const answers: Topic["answers"] = [
  { id: "z#", about: "weighted sum of the state at time #" },
  { id: "dWx", about: "gradient of the weights of the input, summed over time" },
  { id: "dWh", about: "gradient of the weights of the state, summed over time" },
  { id: "db", about: "gradient of the biases, summed over time" },
];

const mistakes: readonly Mistake[] = [
  ...slipsOverTime("rnn", ["dWx", "dWh", "dW", "db", "dbx", "dbh"]),
  ...slipsInStep("rnn", ["z#"]),
  ...slipsInSizes("rnn"),
  {
    id: "rnn.sigmoid-for-tanh",
    about: "the sigmoid was taken where tanh belongs",
    at: "h#",
    match: "tanh(z)",
    formula: "sigmoid(z)",
    prior: 0.2,
    hints: [
      "Which function presses the state into its range?",
      "The state of this network goes through tanh, which is negative for negative sums.",
    ],
  },
  {
    id: "rnn.slope-of-sum",
    about: "the slope of tanh was taken of the sum instead of the state",
    at: "dz#",
    match: "1 - h ^ 2",
    where: { h: /^h\d+$/ },
    formula: "1 - z# ^ 2",
    prior: 0.3,
    hints: [
      "Of which number is the square in this slope?",
      "The slope of tanh is 1 − h²: it takes the state, not its weighted sum.",
    ],
  },
  {
    id: "rnn.back-over-input",
    about: "the error went back in time over the weights of the input",
    at: "dh#",
    match: "W",
    where: { W: /^Wh$/ },
    formula: "Wx",
    prior: 0.3,
    hints: [
      "Over which weights did the state reach the next step?",
      "Back in time the error takes the way of the state: over the recurrent weights.",
    ],
  },
];

const examples: readonly Example[] = [
  {
    problem: {
      topic: "rnn",
      given: { x: [1, 0.5, -1], Wx: 0.5, Wh: 0.8, b: 0.1, Wy: 2, y: 1, loss: "bce", learningRate: 0.1 },
    },
    expect: {
      z1: 0.6,
      h3: 0.12139816368477727,
      yhat: 0.5604026446927385,
      L: 0.5790997452357413,
      dWx: 0.4407296284812011,
      dWh: -0.7789362473350643,
      db: -1.4907181849603217,
      dWy: -0.053366311694986124,
    },
  },
  {
    problem: {
      topic: "rnn",
      given: { x: [1, 2, 3], Wx: 1, Wh: 0.5, activation: "linear", y: [1, 2, 4], learningRate: 0.1, clipValue: 4 },
    },
    // h = 1, 2.5, 4.25; errors 0, 0.5, 0.25; dh = 0.625, 1.25, 0.5
    expect: {
      h2: 2.5,
      h3: 4.25,
      L: 0.3125,
      dh3: 0.5,
      dh2: 1.25,
      dh1: 0.625,
      dWx: 4.625,
      dWh: 2.5,
      Wx_1: 0.6,
      Wh_1: 0.25,
    },
  },
  {
    problem: {
      topic: "rnn",
      given: {
        x: [
          [1, 0],
          [0, 1],
        ],
        Wxh: [
          [0.5, -0.3],
          [0.8, 0.2],
        ],
        Whh: [
          [0.1, 0.4],
          [-0.2, 0.3],
        ],
        bh: [0.1, -0.1],
        Why: [
          [1, -1],
          [0.5, 0.5],
        ],
        by: [0, 0.1],
        y: [
          [1, 0],
          [0, 1],
        ],
        loss: "cce",
      },
      conventions: { orientation: "Wx" },
    },
    expect: {
      h2: [[0.09516322913320842], [0.17216837365819587]],
      yhat2: [[0.4229509770334446], [0.5770490229665554]],
      L: 1.6785828143041686,
      dWhh: [
        [0.112544299521613, 0.1266515277338159],
        [-0.3306188994802862, -0.3720613917794193],
      ],
    },
  },
  {
    problem: {
      topic: "rnn",
      given: { x: [1, 2, 3], U: 1, W: 0.5, activation: "linear", y: 4, truncate: 2 },
      ask: ["dU", "dW"],
    },
    // The error of 0.5 goes back over the times 3 and 2 only: 0.5·3 + 0.25·2 and 0.5·2.5 + 0.25·1.
    expect: { dU: 2, dW: 1.5 },
  },
  {
    // PyTorch counts 640 for nn.RNN(10, 20), which has two biases.
    problem: {
      topic: "rnn",
      given: { inputSize: 10, hiddenSize: 20, length: 7 },
      conventions: { "recurrent.bias": "two" },
    },
    expect: { params: 640, shape_Wx: [20, 10], shape_Wh: [20, 20] },
  },
];

export default topicFor({ cell: rnn, fields, answers, mistakes, examples });

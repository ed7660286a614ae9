import { descentMistakes, momentumMistakes, nesterovMistakes } from "../mistakes/momentum.ts";
import type { Optimizer } from "../optimizer.ts";
import { EXAMPLE_QUADRATIC, rate, STEP_DOWN } from "./parts.ts";

export const gradientDescent: Optimizer = {
  id: "gradient-descent",
  title: "Gradient descent",
  about: "Parameters after k steps against the gradient, from given gradients or from a function J.",
  reference: "Cauchy 1847; torch.optim.SGD without momentum",
  plan: "In each iteration the gradient at the current parameter, then one step against it.",
  hyperparameters: [rate()],
  state: [],
  conventions: [],
  rules: [
    {
      is: "w = w - learningRate * g",
      symbol: "@",
      title: "Step",
      why: "Against the gradient, which points uphill; the learning rate says how far.",
    },
  ],
  mistakes: descentMistakes,
  examples: [
    {
      problem: {
        topic: "gradient-descent",
        given: { J: EXAMPLE_QUADRATIC, w: 5, learningRate: 0.1, iterations: 3 },
      },
      expect: { g_1: 6, w_1: 4.4, g_2: 4.8, w_2: 3.92, w_3: 3.536, J_3: 1.359296 },
    },
    {
      problem: {
        topic: "gradient-descent",
        given: { J: "x^2 + 10*y^2", start: { x: 1, y: 2 }, learningRate: 0.05, iterations: 2 },
      },
      expect: { g_x_1: 2, g_y_1: 40, x_1: 0.9, y_1: 0, x_2: 0.81, y_2: 0, J_2: 0.6561 },
    },
    {
      problem: {
        topic: "gradient-descent",
        given: {
          theta: [1, -2],
          gradients: [
            [0.5, -1],
            [0.25, 0],
          ],
          learningRate: 0.1,
        },
      },
      expect: { theta_1: [0.95, -1.9], theta_2: [0.925, -1.9] },
    },
  ],
};

const beta = {
  id: "beta",
  symbol: "\\beta",
  about: "How much of the old velocity is kept.",
  range: "fraction",
  default: 0.9,
  aliases: { momentum: "\\beta", gamma: "\\gamma", mu: "\\mu" },
} as const;

export const momentum: Optimizer = {
  id: "momentum",
  title: "Gradient descent with momentum",
  about: "Velocities and parameters after k updates, in the four forms that textbooks use.",
  reference: "Polyak 1964 (heavy-ball); Sutskever et al. 2013 (velocity); torch.optim.SGD (sum)",
  plan: "In each iteration the gradient, then the velocity, which remembers the gradients before, then the step.",
  hyperparameters: [rate(), beta],
  state: [
    { id: "v", about: "velocity", start: 0 },
    { id: "wold", about: "parameter one update earlier", start: "w" },
  ],
  conventions: ["momentum"],
  assumptions: {
    momentum: "$v$ is a running mean of the gradients; with sum the factor $1-\\beta$ is left out.",
  },
  rules: [
    {
      is: "v = beta * v + (1 - beta) * g",
      when: { momentum: "ema" },
      name: "velocity",
      title: "Velocity",
      why: "A running mean: $\\beta$ of what was, $1-\\beta$ of the new gradient.",
      remarks: [
        {
          fromZero: true,
          say: "From $v_0=0$ the mean starts too small: only $1-\\beta$ of the first gradient is in it.",
        },
      ],
    },
    {
      is: "v = beta * v + g",
      when: { momentum: "sum" },
      name: "velocity",
      title: "Velocity",
      why: "The new gradient, and $\\beta$ of all that came before.",
      remarks: [
        {
          say: "There is no $1-\\beta$ before the gradient: while it stays the same, the velocity grows towards $1/(1-\\beta)$ times it.",
        },
      ],
    },
    {
      is: "v = beta * v - learningRate * g",
      when: { momentum: "velocity" },
      name: "velocity",
      title: "Velocity",
      why: "The next move itself: $\\beta$ of the last one, and a step against the gradient.",
    },
    {
      is: "d = w - wold",
      when: { momentum: "heavy-ball" },
      symbol: "\\Delta @",
      name: "last move",
      title: "Last move",
      why: "How the parameter moved in the update before: its inertia.",
      remarks: [{ say: "Before the first update nothing has moved." }],
    },
    { is: "wold = w", when: { momentum: "heavy-ball" } },
    {
      is: "w = w - learningRate * v",
      when: { momentum: "ema" },
      ...STEP_DOWN,
      why: "Against the velocity instead of the gradient.",
    },
    {
      is: "w = w - learningRate * v",
      when: { momentum: "sum" },
      ...STEP_DOWN,
      why: "Against the velocity instead of the gradient.",
    },
    {
      is: "w = w + v",
      when: { momentum: "velocity" },
      ...STEP_DOWN,
      why: "The velocity is added: its minus sign is inside already.",
    },
    {
      is: "w = w - learningRate * g + beta * d",
      when: { momentum: "heavy-ball" },
      ...STEP_DOWN,
      why: "A step against the gradient, and $\\beta$ of the last move once more.",
    },
  ],
  mistakes: momentumMistakes,
  examples: [
    {
      problem: {
        topic: "momentum",
        given: { J: EXAMPLE_QUADRATIC, w: 5, learningRate: 0.1, beta: 0.9, iterations: 3 },
      },
      expect: { v_1: 0.6, w_1: 4.94, v_2: 1.128, w_2: 4.8272, v_3: 1.58064, w_3: 4.669136 },
    },
    {
      problem: {
        topic: "momentum",
        given: { w: 1, gradients: [0.5, 0.25], learningRate: 0.1, momentum: 0.5 },
        conventions: { momentum: "sum" },
      },
      expect: { v_1: 0.5, w_1: 0.95, v_2: 0.5, w_2: 0.9 },
    },
    {
      problem: {
        topic: "momentum",
        given: { w: 1, gradients: [0.5, 0.25], learningRate: 0.1, beta: 0.5 },
        conventions: { momentum: "velocity" },
        ask: ["v_2", "w_2"],
      },
      expect: { v_1: -0.05, w_1: 0.95, v_2: -0.05, w_2: 0.9 },
    },
    {
      problem: {
        topic: "momentum",
        given: { w: 1, gradients: [0.5, 0.25], learningRate: 0.1, beta: 0.5 },
        conventions: { momentum: "heavy-ball" },
      },
      expect: { d_1: 0, w_1: 0.95, d_2: -0.05, w_2: 0.9 },
    },
  ],
};

export const nesterov: Optimizer = {
  id: "nesterov",
  title: "Nesterov momentum",
  about: "Look-ahead points, velocities and parameters after k updates of Nesterov's accelerated gradient.",
  reference: "Nesterov 1983, as in Sutskever et al. 2013; torch.optim.SGD(nesterov=True) moves the look-ahead point",
  plan: "In each iteration the gradient where the velocity is about to lead, then the velocity, then the step.",
  hyperparameters: [rate(), beta],
  state: [{ id: "v", about: "velocity", start: 0 }],
  conventions: ["nesterov"],
  assumptions: {
    nesterov: "The gradient is taken at the look-ahead point, as in Nesterov's own form.",
  },
  rules: [
    {
      is: "ahead = w + beta * v",
      when: { nesterov: "lookahead" },
      gradientHere: true,
      symbol: "\\tilde{@}",
      name: "look-ahead point",
      title: "Look ahead",
      why: "Where the old velocity alone would lead: the gradient is taken there.",
      remarks: [{ fromZero: true, say: "Without a velocity yet, the first look-ahead point is the start itself." }],
    },
    {
      is: "v = beta * v - learningRate * g",
      when: { nesterov: "lookahead" },
      name: "velocity",
      title: "Velocity",
      why: "$\\beta$ of the last move, and a step against the gradient of the look-ahead point.",
    },
    {
      is: "w = w + v",
      when: { nesterov: "lookahead" },
      ...STEP_DOWN,
      why: "From the parameter, not from the look-ahead point.",
    },
    {
      is: "v = beta * v + g",
      when: { nesterov: "pytorch" },
      name: "velocity",
      title: "Velocity",
      why: "The new gradient, and $\\beta$ of all that came before.",
    },
    {
      is: "w = w - learningRate * (g + beta * v)",
      when: { nesterov: "pytorch" },
      ...STEP_DOWN,
      why: "The gradient, and what the new velocity will add next time: looking ahead without leaving $w$.",
      remarks: [
        {
          fromZero: true,
          say: "This $w$ is the look-ahead point of Nesterov's own form, which PyTorch updates instead.",
        },
      ],
    },
  ],
  mistakes: nesterovMistakes,
  examples: [
    {
      problem: {
        topic: "nesterov",
        given: { J: EXAMPLE_QUADRATIC, w: 5, learningRate: 0.1, beta: 0.5, iterations: 2 },
      },
      expect: { ahead_1: 5, g_1: 6, v_1: -0.6, w_1: 4.4, ahead_2: 4.1, g_2: 4.2, v_2: -0.72, w_2: 3.68 },
    },
    {
      problem: {
        topic: "nesterov",
        given: { J: EXAMPLE_QUADRATIC, w: 5, learningRate: 0.1, beta: 0.5, iterations: 2 },
        conventions: { nesterov: "pytorch" },
      },
      expect: { v_1: 6, w_1: 4.1, g_2: 4.2, v_2: 7.2, w_2: 3.32 },
    },
  ],
};

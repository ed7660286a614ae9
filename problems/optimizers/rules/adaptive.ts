import { adadeltaMistakes, adagradMistakes, rmspropMistakes } from "../mistakes/adaptive.ts";
import type { Optimizer } from "../optimizer.ts";
import { EXAMPLE_QUADRATIC, epsilon, rate, STEP_DOWN } from "./parts.ts";

const effectiveRate = { symbol: "\\alpha", name: "effective learning rate", title: "Effective learning rate" } as const;
const sumOfSquares = {
  is: "s = s + g .^ 2",
  symbol: "s",
  name: "sum of squared gradients",
  title: "Sum of squares",
  why: "Every squared gradient is added, none is ever forgotten.",
} as const;

const EMPTY_SUM = [
  {
    fromZero: true,
    when: { "adagrad.sum": "previous" },
    say: "The sum is still empty: only $\\varepsilon$ keeps this finite, and the first rate says nothing.",
  },
] as const;

export const adagrad: Optimizer = {
  id: "adagrad",
  title: "Adagrad",
  about: "Sums of squared gradients, effective learning rates and parameters after k updates.",
  reference: "Duchi, Hazan & Singer 2011, Figure 1; torch.optim.Adagrad has ε outside the root",
  plan: "In each iteration the squared gradient joins the sum; the learning rate is divided by the root of it.",
  hyperparameters: [rate(0.01), epsilon(1e-8)],
  state: [{ id: "s", about: "sum of squared gradients", start: 0, squares: true }],
  conventions: ["adagrad.sum", "epsilon"],
  defaults: { epsilon: "inside" },
  assumptions: {
    "adagrad.sum":
      "The sum includes the gradient of the iteration itself; with previous it stops one iteration before.",
  },
  rules: [
    {
      ...sumOfSquares,
      when: { "adagrad.sum": "current" },
      remarks: [{ say: "A sum of squares only grows, so the effective learning rate only shrinks." }],
    },
    {
      is: "alpha = learningRate / sqrt(s + epsilon)",
      when: { epsilon: "inside" },
      ...effectiveRate,
      why: "The learning rate over the root of the sum: what has had large gradients moves less.",
      remarks: EMPTY_SUM,
    },
    {
      is: "alpha = learningRate / (sqrt(s) + epsilon)",
      when: { epsilon: "outside" },
      ...effectiveRate,
      why: "The learning rate over the root of the sum: what has had large gradients moves less.",
      remarks: EMPTY_SUM,
    },
    {
      ...sumOfSquares,
      when: { "adagrad.sum": "previous" },
      remarks: [{ say: "It joins the sum only now: the rate of this iteration did without it." }],
    },
    {
      is: "w = w - alpha .* g",
      ...STEP_DOWN,
      why: "Against the gradient, each parameter with a rate of its own.",
      remarks: [
        {
          fromZero: true,
          when: { "adagrad.sum": "current" },
          say: "The first step has length $\\eta$ (but for $\\varepsilon$), however large the gradient: $g/\\sqrt{g^2}=\\pm1$.",
        },
      ],
    },
  ],
  mistakes: adagradMistakes,
  examples: [
    {
      problem: {
        topic: "adagrad",
        given: { squaredGradient: 6, growth: 0.05, iterations: 10, learningRate: 0.02, delta: 1e-5 },
        digits: "5sf",
      },
      expect: { g2_10: 9.307969295871, s_10: 75.467355213293, alpha_1: 0.00816495900515, alpha_10: 0.00230223897442 },
    },
    {
      problem: {
        topic: "adagrad",
        given: {
          w: [1, 2],
          gradients: [
            [3, 0.1],
            [4, 0.1],
          ],
          learningRate: 0.5,
          epsilon: 0,
        },
      },
      expect: { s_1: [9, 0.01], w_1: [0.5, 1.5], s_2: [25, 0.02], w_2: [0.1, 1.1464466094067263] },
    },
    {
      problem: { topic: "adagrad", given: { J: EXAMPLE_QUADRATIC, w: 5, learningRate: 1, epsilon: 0, iterations: 2 } },
      expect: { s_1: 36, w_1: 4, s_2: 52, w_2: 3.4452998037747 },
    },
  ],
};

export const rmsprop: Optimizer = {
  id: "rmsprop",
  title: "RMSprop",
  about: "Running means of squared gradients, effective learning rates and parameters after k updates.",
  reference: "Hinton, lecture 6e of Neural Networks for Machine Learning, 2012; torch.optim.RMSprop has β = 0.99",
  plan: "In each iteration the running mean of the squared gradients; the learning rate is divided by its root.",
  hyperparameters: [
    rate(0.001),
    {
      id: "beta",
      symbol: "\\beta",
      about: "How much of the old mean is kept.",
      range: "fraction",
      default: 0.9,
      aliases: { rho: "\\rho", gamma: "\\gamma", beta2: "\\beta_2" },
    },
    epsilon(1e-8),
  ],
  state: [{ id: "s", about: "running mean of the squared gradients", start: 0, squares: true }],
  conventions: ["epsilon"],
  rules: [
    {
      is: "s = beta * s + (1 - beta) * g .^ 2",
      name: "running mean of the squared gradients",
      title: "Mean square",
      why: "A running mean: old squares fade by $\\beta$ in each iteration, where Adagrad keeps them all.",
      remarks: [{ say: "The gradient is squared, not the mean; $1-\\beta$ stands before the square." }],
    },
    {
      is: "alpha = learningRate / (sqrt(s) + epsilon)",
      when: { epsilon: "outside" },
      ...effectiveRate,
      why: "The learning rate over the root of the mean square (hence RMS): large recent gradients, small steps.",
    },
    {
      is: "alpha = learningRate / sqrt(s + epsilon)",
      when: { epsilon: "inside" },
      ...effectiveRate,
      why: "The learning rate over the root of the mean square (hence RMS): large recent gradients, small steps.",
    },
    {
      is: "w = w - alpha .* g",
      ...STEP_DOWN,
      why: "Against the gradient, each parameter with a rate of its own.",
      remarks: [
        {
          fromZero: true,
          say: "The mean starts from 0 and nothing corrects that: the first step has length $\\eta/\\sqrt{1-\\beta}$ (but for $\\varepsilon$), however large the gradient.",
        },
      ],
    },
  ],
  mistakes: rmspropMistakes,
  examples: [
    {
      problem: {
        topic: "rmsprop",
        given: { J: EXAMPLE_QUADRATIC, w: 5, learningRate: 0.1, beta: 0.75, iterations: 2 },
      },
      expect: { g_1: 6, s_1: 9, w_1: 4.80000000066667, s_2: 14.5900000037333 },
    },
    {
      problem: {
        topic: "rmsprop",
        given: {
          w: [1, -1],
          gradients: [
            [2, 4],
            [1, 0],
          ],
          learningRate: 0.1,
          rho: 0.75,
          epsilon: 0,
        },
      },
      expect: { s_1: [1, 4], w_1: [0.8, -1.2], s_2: [1, 3], w_2: [0.7, -1.2] },
    },
    {
      problem: {
        topic: "rmsprop",
        given: { squaredGradient: 4, growth: 0.5, iterations: 2, learningRate: 0.1, beta: 0.5, epsilon: 0 },
      },
      expect: { s_1: 2, s_2: 4, alpha_2: 0.05 },
    },
  ],
};

export const adadelta: Optimizer = {
  id: "adadelta",
  title: "Adadelta",
  about: "Running means of squared gradients and of squared updates, and parameters after k updates.",
  reference: "Zeiler 2012, Algorithm 1; torch.optim.Adadelta has a learning rate of 1 and ρ = 0.9",
  plan: "In each iteration the mean square of the gradients; the update by its ratio to the mean square of the updates before; then that mean.",
  hyperparameters: [
    { ...rate(), optional: true, about: "A factor before the update; the paper has none." },
    {
      id: "rho",
      symbol: "\\rho",
      about: "How much of the old means is kept.",
      range: "fraction",
      default: 0.95,
      aliases: { beta: "\\beta" },
    },
    { ...epsilon(1e-6), about: "Inside both roots; it starts the updates off, so it matters." },
  ],
  state: [
    { id: "s", about: "running mean of the squared gradients", start: 0, squares: true },
    { id: "u", about: "running mean of the squared updates", start: 0, squares: true },
  ],
  conventions: [],
  rules: [
    {
      is: "s = rho * s + (1 - rho) * g .^ 2",
      name: "running mean of the squared gradients",
      title: "Mean square of the gradients",
      why: "A running mean: old squares fade by $\\rho$ in each iteration.",
    },
    {
      is: "d = -(sqrt(u + epsilon) ./ sqrt(s + epsilon) .* g)",
      symbol: "\\Delta @",
      name: "update",
      title: "Update",
      why: "Typical length of the updates so far over that of the gradients: in the place of a learning rate.",
      remarks: [
        { fromZero: true, say: "There was no update yet: only $\\varepsilon$ gets this one going." },
        { say: "It takes the mean of the updates from before this iteration." },
      ],
    },
    {
      is: "u = rho * u + (1 - rho) * d .^ 2",
      name: "running mean of the squared updates",
      title: "Mean square of the updates",
      why: "The update joins its running mean, for the next iteration.",
    },
    { is: "w = w + d", without: "learningRate", ...STEP_DOWN, why: "The update is added: its minus sign is inside." },
    {
      is: "w = w + learningRate * d",
      with: "learningRate",
      ...STEP_DOWN,
      why: "The update is added: its minus sign is inside.",
    },
  ],
  mistakes: adadeltaMistakes,
  examples: [
    {
      problem: {
        topic: "adadelta",
        given: { J: EXAMPLE_QUADRATIC, w: 5, rho: 0.5, epsilon: 0.01, iterations: 2 },
      },
      expect: { s_1: 18, d_1: -0.141382088887882, w_1: 4.85861791111212 },
    },
    {
      problem: { topic: "adadelta", given: { w: 1, gradients: [0.5], rho: 0.75, epsilon: 0.0625, learningRate: 2 } },
      expect: { s_1: 0.0625, d_1: -0.35355339059327373, u_1: 0.03125, w_1: 0.29289321881345254 },
    },
  ],
};

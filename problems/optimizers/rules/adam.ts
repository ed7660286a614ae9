import { adamMistakes, adamwMistakes, amsgradMistakes, nadamMistakes } from "../mistakes/adam.ts";
import type { Hyperparameter, Optimizer, Rule, State } from "../optimizer.ts";
import { EXAMPLE_QUADRATIC, epsilon, rate, STEP_DOWN } from "./parts.ts";

const BETAS: readonly Hyperparameter[] = [
  {
    id: "beta1",
    symbol: "\\beta_1",
    about: "How much of the running mean of the gradients is kept.",
    range: "fraction",
    default: 0.9,
  },
  {
    id: "beta2",
    symbol: "\\beta_2",
    about: "How much of the running mean of the squared gradients is kept.",
    range: "fraction",
    default: 0.999,
  },
];

const MOMENTS: readonly State[] = [
  { id: "m", about: "running mean of the gradients", start: 0 },
  { id: "v", about: "running mean of the squared gradients", start: 0, squares: true },
];

const MEANS: readonly Rule[] = [
  {
    is: "m = beta1 * m + (1 - beta1) * g",
    name: "running mean of the gradients",
    title: "First moment",
    why: "A running mean of the gradients: where it goes downhill, as with momentum.",
  },
  {
    is: "v = beta2 * v + (1 - beta2) * g .^ 2",
    name: "running mean of the squared gradients",
    title: "Second moment",
    why: "A running mean of their squares: how large gradients are here, as in RMSprop.",
  },
];

const CORRECTED_MEAN: Rule = {
  is: "mhat = m / (1 - beta1 ^ t)",
  symbol: "\\hat{m}",
  name: "corrected mean of the gradients",
  title: "First moment, corrected",
  why: "The mean started from 0, so it is too small: the weights in it add up to only $1-\\beta_1^t$.",
  remarks: [
    { fromZero: true, say: "At $t=1$ the correction gives back the gradient itself." },
    { say: "$t$ counts from 1: with $t=0$ this would divide by 0." },
  ],
};
const CORRECTED_SQUARES: Rule = {
  is: "vhat = v / (1 - beta2 ^ t)",
  symbol: "\\hat{v}",
  name: "corrected mean of the squared gradients",
  title: "Second moment, corrected",
  why: "The same with $\\beta_2$.",
  remarks: [{ fromZero: true, say: "At $t=1$ it gives back the squared gradient itself." }],
};

/** Both corrections, or neither. */
const CORRECTIONS: readonly Rule[] = [
  { ...CORRECTED_MEAN, when: { "adam.correction": "on" } },
  { ...CORRECTED_SQUARES, when: { "adam.correction": "on" } },
  { is: "mhat = m", when: { "adam.correction": "off" } },
  { is: "vhat = v", when: { "adam.correction": "off" } },
];

const direction = "The mean gradient, measured by its own typical size, times $\\eta$.";
const SIZE_OF_FIRST_STEP = [
  {
    fromZero: true,
    when: { "adam.correction": "on" },
    say: "The first step has length $\\eta$ (but for $\\varepsilon$), however large the gradient: $\\hat{m}/\\sqrt{\\hat{v}}=g/|g|=\\pm1$.",
  },
  {
    fromZero: true,
    when: { "adam.correction": "off" },
    say: "Without the corrections the first step is $(1-\\beta_1)/\\sqrt{1-\\beta_2}$ times $\\eta$ long (but for $\\varepsilon$).",
  },
] as const;

/** One step, with ε on either side of the root. */
const STEPS: readonly Rule[] = [
  {
    is: "w = w - learningRate * (mhat ./ (sqrt(vhat) + epsilon))",
    when: { epsilon: "outside" },
    ...STEP_DOWN,
    why: direction,
    remarks: SIZE_OF_FIRST_STEP,
  },
  {
    is: "w = w - learningRate * (mhat ./ sqrt(vhat + epsilon))",
    when: { epsilon: "inside" },
    ...STEP_DOWN,
    why: direction,
    remarks: SIZE_OF_FIRST_STEP,
  },
];

const DIRECTION = {
  name: "direction of Adam",
  title: "Direction",
  why: "The mean gradient, measured by its own typical size.",
  remarks: [
    {
      fromZero: true,
      when: { "adam.correction": "on" },
      say: "At $t=1$ it is $g/|g|=\\pm1$ (but for $\\varepsilon$), however large the gradient.",
    },
  ],
} as const satisfies Partial<Rule>;

/** Short decimals, with which three iterations can be done by hand. */
const BY_HAND = { learningRate: 0.1, beta1: 0.9, beta2: 0.99, epsilon: 0 } as const;

export const adam: Optimizer = {
  id: "adam",
  title: "Adam",
  about: "Both moments, their bias corrections and parameters after k updates.",
  reference: "Kingma & Ba 2015, Algorithm 1",
  plan: "In each iteration the running means of the gradients and of their squares, their corrections, then the step.",
  hyperparameters: [rate(0.001), ...BETAS, epsilon(1e-8)],
  state: MOMENTS,
  conventions: ["adam.correction", "epsilon"],
  rules: [...MEANS, ...CORRECTIONS, ...STEPS],
  mistakes: adamMistakes,
  examples: [
    {
      problem: { topic: "adam", given: { J: EXAMPLE_QUADRATIC, w: 5, learningRate: 0.1, iterations: 3 } },
      expect: { m_1: 0.6, v_1: 0.036, mhat_1: 6, vhat_1: 36, w_1: 4.90000000016667 },
    },
    {
      problem: {
        topic: "adam",
        given: {
          w: [1, -1],
          gradients: [
            [0.5, -2],
            [0.5, -2],
          ],
          ...BY_HAND,
        },
      },
      expect: { m_2: [0.095, -0.38], v_2: [0.004975, 0.0796], vhat_2: [0.25, 4], w_1: [0.9, -0.9], w_2: [0.8, -0.8] },
    },
    {
      problem: {
        topic: "adam",
        given: { w: 1, gradients: [2], ...BY_HAND },
        conventions: { "adam.correction": "off" },
        ask: ["m_1", "v_1", "w_1"],
      },
      expect: { m_1: 0.2, v_1: 0.04, w_1: 0.9 },
    },
  ],
};

export const adamw: Optimizer = {
  id: "adamw",
  title: "AdamW",
  about: "Adam with decoupled weight decay: moments, corrections and parameters after k updates.",
  reference: "Loshchilov & Hutter 2019, Algorithm 2; torch.optim.AdamW multiplies the decay by the learning rate",
  plan: "In each iteration Adam's means, corrections and direction; the step takes a share of the weight itself away as well.",
  hyperparameters: [
    rate(0.001),
    ...BETAS,
    epsilon(1e-8),
    {
      id: "weightDecay",
      symbol: "\\lambda",
      about: "How much of a weight is taken away in an update.",
      range: "not negative",
      default: 0.01,
      aliases: { lambda: "\\lambda" },
    },
  ],
  state: MOMENTS,
  conventions: ["adamw.decay", "adam.correction", "epsilon"],
  assumptions: {
    "adamw.decay":
      "A weight loses $\\eta\\lambda w$, as in PyTorch; with plain it loses $\\lambda w$, as in the paper.",
  },
  rules: [
    ...MEANS,
    ...CORRECTIONS,
    {
      is: "u = mhat ./ (sqrt(vhat) + epsilon)",
      when: { epsilon: "outside" },
      ...DIRECTION,
    },
    { is: "u = mhat ./ sqrt(vhat + epsilon)", when: { epsilon: "inside" }, ...DIRECTION },
    {
      is: "w = w - learningRate * (u + weightDecay * w)",
      when: { "adamw.decay": "times-rate" },
      ...STEP_DOWN,
      why: "Adam's step, and the decay beside it.",
      remarks: [{ say: "The decay is not in the gradient, so the moments never see it: that is the W of AdamW." }],
    },
    {
      is: "w = w - learningRate * u - weightDecay * w",
      when: { "adamw.decay": "plain" },
      ...STEP_DOWN,
      why: "Adam's step, and the decay beside it.",
      remarks: [{ say: "The decay is not in the gradient, so the moments never see it: that is the W of AdamW." }],
    },
  ],
  mistakes: adamwMistakes,
  examples: [
    {
      problem: {
        topic: "adamw",
        given: { J: EXAMPLE_QUADRATIC, w: 5, learningRate: 0.1, weightDecay: 0.1, epsilon: 0, iterations: 2 },
      },
      expect: { u_1: 1, w_1: 4.85 },
    },
    {
      problem: {
        topic: "adamw",
        given: { w: 1, gradients: [0.5, 0.5], ...BY_HAND, weightDecay: 0.1 },
        conventions: { "adamw.decay": "plain" },
      },
      expect: { w_1: 0.8, w_2: 0.62 },
    },
  ],
};

export const nadam: Optimizer = {
  id: "nadam",
  title: "NAdam",
  about: "Adam with Nesterov's look-ahead: moments, corrections and parameters after k updates.",
  reference:
    "Dozat 2016 with a constant β₁; torch.optim.NAdam lets β₁ grow from half its size, and agrees where momentum_decay is so large that it starts full-grown",
  plan: "In each iteration Adam's means; the corrected mean already contains its next share of the momentum; then the step.",
  hyperparameters: [rate(0.002), ...BETAS, epsilon(1e-8)],
  state: MOMENTS,
  conventions: ["epsilon"],
  rules: [
    ...MEANS,
    {
      is: "mhat = beta1 * m / (1 - beta1 ^ (t + 1)) + (1 - beta1) * g / (1 - beta1 ^ t)",
      symbol: "\\hat{m}",
      name: "corrected mean, looking ahead",
      title: "First moment, looking ahead",
      why: "What Adam would use one iteration later: $\\beta_1$ of the new mean, and the gradient once more.",
      remarks: [
        { say: "The mean belongs to the next iteration, so its correction has $t+1$; that of the gradient has $t$." },
      ],
    },
    CORRECTED_SQUARES,
    ...STEPS.map(({ remarks: _, ...step }) => step),
  ],
  mistakes: nadamMistakes,
  examples: [
    {
      problem: { topic: "nadam", given: { J: EXAMPLE_QUADRATIC, w: 5, learningRate: 0.1, iterations: 2 } },
      expect: { m_1: 0.6, vhat_1: 36, mhat_1: 8.842105263157896 },
    },
    {
      problem: { topic: "nadam", given: { w: 1, gradients: [0.5], ...BY_HAND, beta1: 0.5 } },
      expect: { m_1: 0.25, mhat_1: 0.6666666666666666, w_1: 0.8666666666666667 },
    },
  ],
};

const largestSoFar = {
  symbol: "v^{\\max}",
  name: "largest mean of squared gradients so far",
  title: "Largest so far",
  why: "It never falls, so the steps cannot grow again after a stretch of small gradients.",
} as const;

export const amsgrad: Optimizer = {
  id: "amsgrad",
  title: "AMSGrad",
  about: "Adam with the largest second moment so far: moments, maxima and parameters after k updates.",
  reference:
    "Reddi, Kale & Kumar 2018, Algorithm 2 (which corrects no bias: adam.correction off); torch.optim.Adam(amsgrad=True)",
  plan: "In each iteration Adam's means, the largest second moment so far, the corrections, then the step.",
  hyperparameters: [rate(0.001), ...BETAS, epsilon(1e-8)],
  state: [...MOMENTS, { id: "vmax", about: "largest mean of squared gradients so far", start: 0, squares: true }],
  conventions: ["amsgrad.max", "adam.correction", "epsilon"],
  assumptions: {
    "amsgrad.max": "The maximum is taken of $v$ before its bias is corrected, as in PyTorch.",
  },
  rules: [
    ...MEANS,
    { ...CORRECTED_MEAN, when: { "adam.correction": "on" } },
    { is: "mhat = m", when: { "adam.correction": "off" } },
    { is: "vmax = maximum(vmax, v)", when: { "amsgrad.max": "before" }, ...largestSoFar },
    {
      is: "vhat = vmax / (1 - beta2 ^ t)",
      when: { "amsgrad.max": "before", "adam.correction": "on" },
      symbol: "\\hat{v}",
      name: "corrected largest mean of squared gradients",
      title: "Largest so far, corrected",
      why: "The bias correction comes after the maximum.",
    },
    { is: "vhat = vmax", when: { "amsgrad.max": "before", "adam.correction": "off" } },
    { ...CORRECTED_SQUARES, when: { "amsgrad.max": "after", "adam.correction": "on" } },
    { is: "vhat = v", when: { "amsgrad.max": "after", "adam.correction": "off" } },
    { is: "vmax = maximum(vmax, vhat)", when: { "amsgrad.max": "after" }, ...largestSoFar },
    { is: "vhat = vmax", when: { "amsgrad.max": "after" } },
    ...STEPS,
  ],
  mistakes: amsgradMistakes,
  examples: [
    {
      problem: {
        topic: "amsgrad",
        given: { w: 1, gradients: [2, 0.5, 0.5], learningRate: 0.1, beta1: 0.5, beta2: 0.5, epsilon: 0 },
      },
      expect: { vmax_1: 2, vmax_2: 2, vmax_3: 2, vhat_1: 4, w_1: 0.9 },
    },
    {
      problem: {
        topic: "amsgrad",
        given: { w: 1, gradients: [2, 0.5], learningRate: 0.1, beta1: 0.5, beta2: 0.5, epsilon: 0 },
        conventions: { "amsgrad.max": "after" },
      },
      expect: { vhat_1: 4, vhat_2: 1.5, vmax_2: 4, w_2: 0.85 },
    },
    {
      problem: {
        topic: "amsgrad",
        given: { J: EXAMPLE_QUADRATIC, w: 5, learningRate: 0.1, epsilon: 0, iterations: 2 },
      },
      expect: { w_1: 4.9 },
    },
  ],
};

import type { Mistake } from "../../../solver/check/mistake.ts";
import { everyParameter, meanSquareMistakes, runningMeanMistakes, SQUARES, squareMistakes } from "./means.ts";

const RATE = { lr: /^learningRate$/ };

/** What goes wrong with an effective learning rate. */
const rateMistakes: readonly Mistake[] = [
  {
    id: "adaptive.rate-not-divided",
    about: "the learning rate was not divided by anything",
    match: "lr / x",
    where: RATE,
    formula: "lr",
    prior: 0.2,
    hints: ["Which rate has this parameter?", "The learning rate is divided by the root of the squares."],
  },
  {
    id: "adaptive.rate-multiplied",
    about: "the learning rate was multiplied by the root, not divided",
    match: "lr / x",
    where: RATE,
    formula: "lr .* x",
    prior: 0.15,
    hints: ["Do large gradients make large steps?", "Divide: what had large gradients takes smaller steps."],
  },
  {
    id: "adaptive.growth-of-first",
    about: "the squared gradient grew by a share of the first one",
    at: "g2_#",
    match: "g * (1 + r)",
    formula: "g + g2_1 .* r",
    prior: 0.4,
    hints: ["By a share of what does it grow?", "Each squared gradient grows by that share of the one before."],
  },
];

export const adagradMistakes: readonly Mistake[] = [
  ...squareMistakes,
  ...rateMistakes,
  {
    id: "adagrad.not-squared",
    about: "the gradients were added up, not their squares",
    match: "s + g .^ 2",
    where: SQUARES,
    formula: "s + g",
    prior: 0.6,
    hints: ["What is added up?", "Adagrad adds up the squares of the gradients."],
  },
  {
    id: "adagrad.not-summed",
    about: "only the newest square was taken, not the sum of all so far",
    at: everyParameter("s"),
    match: "s + x",
    where: SQUARES,
    formula: "x",
    prior: 0.8,
    hints: ["Which squares count?", "Adagrad forgets nothing: the squares of all iterations are added up."],
  },
  {
    id: "adagrad.averaged-like-rmsprop",
    about: "a running mean was taken with 0.9 and 0.1, as RMSprop does",
    at: everyParameter("s"),
    match: "s + x",
    where: SQUARES,
    formula: "0.9 .* s + 0.1 .* x",
    prior: 0.3,
    hints: ["Is this a sum or a mean?", "Adagrad adds the squares up; a running mean of them is RMSprop."],
  },
  {
    id: "adagrad.sum-squared",
    about: "the sum of the gradients was squared, not each one",
    at: "s_#",
    match: "s + g .^ 2",
    where: SQUARES,
    formula: "(sqrt(s) + g) .^ 2",
    prior: 0.2,
    hints: ["What is squared first?", "Each gradient is squared, then the squares are added up."],
  },
];

const SUMMED: Mistake = {
  id: "rmsprop.summed-like-adagrad",
  about: "the squares were added up whole, as Adagrad does",
  match: "r * s + (1 - r) * x",
  where: { ...SQUARES, r: /^(beta|rho)$/ },
  formula: "s + x",
  prior: 0.4,
  hints: ["Is this a sum or a mean?", "This is a running mean: old squares fade by $\\beta$."],
};

export const rmspropMistakes: readonly Mistake[] = [
  ...runningMeanMistakes,
  ...meanSquareMistakes,
  ...rateMistakes,
  SUMMED,
];

export const adadeltaMistakes: readonly Mistake[] = [
  ...runningMeanMistakes,
  ...meanSquareMistakes,
  SUMMED,
  {
    id: "adadelta.uphill",
    about: "the minus sign of the update was left out",
    match: "-(q .* g)",
    formula: "q .* g",
    prior: 0.5,
    hints: ["Which way does the update point?", "The update goes against the gradient."],
  },
  {
    id: "adadelta.subtracted",
    about: "the update was subtracted, though its minus sign is inside",
    match: "w + d",
    where: { d: /^d_/ },
    formula: "w - d",
    prior: 0.5,
    hints: ["Which sign has the update already?", "The update is negative where the gradient is positive: add it."],
  },
  {
    id: "adadelta.ratio-inverted",
    about: "the ratio was turned over: gradients over updates",
    match: "a ./ b",
    formula: "b ./ a",
    prior: 0.3,
    hints: ["What stands above the line?", "The root for the updates stands above, that for the gradients below."],
  },
  {
    id: "adadelta.updates-left-out",
    about: "the root for the updates was left out: 1 stands above the line",
    match: "a ./ b",
    formula: "1 ./ b",
    prior: 0.5,
    hints: ["What takes the place of a learning rate?", "The root of the mean square of the updates stands above."],
  },
  {
    id: "adadelta.mean-of-gradients",
    about: "the gradient was squared in the place of the update",
    at: "u_#",
    match: "r * u + (1 - r) * d .^ 2",
    formula: "r .* u + (1 - r) .* g_# .^ 2",
    prior: 0.4,
    hints: ["What is this a mean of?", "This one is the mean of the squared updates."],
  },
];

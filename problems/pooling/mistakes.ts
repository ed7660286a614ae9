import type { Mistake } from "../../solver/check/mistake.ts";
import { sizeMistakes } from "../maps/mistakes.ts";

const OPTIONS = "{size: size, stride: stride, padding: padding}";
const WHERE_TO = "Which cells of the window did the result depend on?";

/** What goes wrong in pooling itself. */
export const poolingMistakes: readonly Mistake[] = [
  {
    id: "pooling.average-for-max",
    about: "the mean of each window was taken, not its largest number",
    match: "maxPool(x)",
    only: "values",
    formula: `avgPool(x, ${OPTIONS})`,
    prior: 0.4,
    hints: ["What is kept of each window?", "Max pooling keeps the largest number of each window."],
  },
  {
    id: "pooling.max-for-average",
    about: "the largest number of each window was taken, not the mean",
    match: "avgPool(x)",
    only: "values",
    formula: `maxPool(x, ${OPTIONS})`,
    prior: 0.4,
    hints: ["What is kept of each window?", "Average pooling keeps the mean of each window."],
  },
  {
    id: "pooling.smallest",
    about: "the smallest number of each window was taken",
    match: "maxPool(x)",
    only: "values",
    formula: `-maxPool(-x, ${OPTIONS})`,
    prior: 0.1,
    hints: ["What is kept of each window?", "Max pooling keeps the largest number of each window."],
  },
  {
    id: "pooling.largest-in-size",
    about: "the numbers of a window were compared without their signs",
    match: "maxPool(x)",
    only: "values",
    formula: `maxPool(abs(x), ${OPTIONS})`,
    prior: 0.2,
    hints: ["Look at the negative numbers.", "$-1$ is larger than $-5$: signs count."],
  },
  {
    id: "pooling.total-for-mean",
    about: "the numbers of a window were added up and not divided",
    match: "avgPool(x)",
    only: "values",
    formula: "it * f ^ 2",
    prior: 0.5,
    hints: ["Is this a mean?", "Divide the total of a window by the number of its cells."],
  },
  {
    id: "pooling.moved-by-one",
    about: "the window was moved by one cell, not by the stride",
    match: ["maxPool(x)"],
    only: "values",
    formula: "maxPool(x, {size: size, padding: padding, stride: 1})",
    prior: 0.3,
    hints: ["Where does the next window begin?", "From one window to the next it is a stride."],
  },
  {
    id: "pooling.gradient-to-all",
    about: "the gradient was shared by all cells of the window",
    match: "unpool(g, w, x)",
    only: "gradients",
    formula: `unpoolEvenly(g, x, ${OPTIONS})`,
    prior: 0.5,
    hints: [WHERE_TO, "Only the largest cell of a window receives the gradient; the others receive 0."],
  },
  {
    id: "pooling.gradient-copied-to-all",
    about: "every cell of the window received the whole gradient",
    match: "unpool(g, w, x)",
    only: "gradients",
    formula: `unpoolEvenly(g, x, ${OPTIONS}) * f ^ 2`,
    prior: 0.3,
    hints: [WHERE_TO, "Only the largest cell of a window receives the gradient; the others receive 0."],
  },
  {
    id: "pooling.gradient-times-input",
    about: "the gradient was multiplied by the largest number",
    match: "unpool(g, w, x)",
    only: "gradients",
    formula: "it .* x",
    prior: 0.2,
    hints: ["What is the slope of a maximum?", "The largest number is handed on as it is: slope 1."],
  },
  {
    id: "pooling.gradient-undivided",
    about: "every cell of the window received the whole gradient, undivided",
    match: "unpoolEvenly(g, x)",
    only: "gradients",
    formula: "it * f ^ 2",
    prior: 0.6,
    hints: [
      "How much does one cell move the mean?",
      "Each cell has weight $1/f^2$ in the mean, and that is its share.",
    ],
  },
  {
    id: "pooling.gradient-to-largest",
    about: "the gradient of a mean was given to the largest cell alone",
    match: "unpoolEvenly(g, x)",
    only: "gradients",
    formula: `unpool(g, winner(x, ${OPTIONS}), x, ${OPTIONS})`,
    prior: 0.3,
    hints: [WHERE_TO, "Every cell of a window is in its mean, and receives an equal share."],
  },
];

export const mistakes: readonly Mistake[] = [...poolingMistakes, ...sizeMistakes];

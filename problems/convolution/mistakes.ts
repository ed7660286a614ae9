import type { Mistake } from "../../solver/check/mistake.ts";
import { sizeMistakes } from "../maps/mistakes.ts";
import { poolingMistakes } from "../pooling/mistakes.ts";

const OPTIONS = "{stride: stride, padding: padding, dilation: dilation, groups: groups}";
const KERNEL = { w: /^K\d*(_\d+)?$/ };
const LAID_ON = "How does the kernel lie on the input?";
const PLACES = "At which places did this weight work?";

const own: readonly Mistake[] = [
  {
    id: "convolution.kernel-turned",
    about: "the kernel was turned by 180° before it was laid on",
    match: "crossCorrelation(x, w)",
    where: KERNEL,
    formula: `convolution(x, w, ${OPTIONS})`,
    prior: 0.5,
    hints: [LAID_ON, "It is laid on as it stands here: upper left weight on upper left cell."],
  },
  {
    id: "convolution.kernel-not-turned",
    about: "the kernel was not turned",
    match: "reverse(K)",
    only: "values",
    formula: "K",
    prior: 0.8,
    hints: [LAID_ON, "A true convolution turns the kernel by 180° first."],
  },
  {
    id: "convolution.kernel-mirrored-one-way",
    about: "the kernel was mirrored left to right only",
    match: "reverse(K)",
    only: "values",
    formula: "flipHorizontal(K)",
    prior: 0.3,
    hints: [LAID_ON, "Half a turn reverses the rows and the columns both."],
  },
  {
    id: "convolution.kernel-transposed",
    about: "rows and columns of the kernel were exchanged",
    match: "crossCorrelation(x, w)",
    formula: `crossCorrelation(x, w', ${OPTIONS})`,
    prior: 0.2,
    hints: [LAID_ON, "Its first row lies on the first row of the window."],
  },
  {
    id: "convolution.padding-forgotten",
    about: "the input was not padded",
    match: "crossCorrelation(x, w)",
    formula: "crossCorrelation(x, w, {stride: stride, dilation: dilation, groups: groups})",
    prior: 0.4,
    hints: ["Where does the kernel stand first?", "With padding, the first place lies partly outside, on zeros."],
  },
  {
    id: "convolution.stride-forgotten",
    about: "the kernel was moved by one cell, not by the stride",
    match: "crossCorrelation(x, w)",
    formula: "crossCorrelation(x, w, {padding: padding, dilation: dilation, groups: groups})",
    prior: 0.4,
    hints: ["How far does the kernel move?", "From one place to the next it is a stride."],
  },
  {
    id: "convolution.dilation-forgotten",
    about: "the weights were laid on neighbouring cells, without the dilation",
    match: "crossCorrelation(x, w)",
    formula: "crossCorrelation(x, w, {stride: stride, padding: padding, groups: groups})",
    prior: 0.4,
    hints: [LAID_ON, "With dilation d, neighbouring weights lie d cells apart."],
  },
  {
    id: "convolution.biases-forgotten",
    about: "the biases were left out",
    match: "z + perMap(b)",
    formula: "z",
    prior: 0.9,
    hints: ["Is everything in the sum?", "Each map has its bias added in every cell."],
  },
  {
    id: "convolution.bias-after-activation",
    about: "the bias was added after the activation",
    at: "A",
    match: "relu(z)",
    formula: "relu(z - b) + b",
    prior: 0.3,
    hints: ["In which order do bias and activation come?", "The bias belongs to the sum, before the activation."],
  },
  {
    id: "convolution.error-kernel-not-turned",
    about: "the kernel was laid on the errors as it stands, without turning it",
    match: "crossCorrelationInput(g, w, x)",
    only: "gradients",
    formula: `convolutionInput(g, w, x, ${OPTIONS})`,
    prior: 0.6,
    hints: [
      "Which weight lay on this cell, and for which output?",
      "Backwards the kernel is turned: the cell met the last weights in its first windows.",
    ],
  },
  {
    id: "convolution.kernel-gradient-turned",
    about: "the gradient of the kernel came out turned by 180°",
    match: "crossCorrelationKernel(g, x, w)",
    only: "gradients",
    formula: `convolutionKernel(g, x, w, ${OPTIONS})`,
    prior: 0.4,
    hints: [PLACES, "The errors are laid on the input as they stand: the upper left weight met the upper left cells."],
  },
  {
    id: "convolution.kernel-gradient-averaged",
    about: "the gradient of the kernel was averaged over the places",
    match: "crossCorrelationKernel(g, x, w)",
    only: "gradients",
    formula: "it / count(g)",
    prior: 0.2,
    hints: [PLACES, "A shared weight receives the sum over its places, not the mean."],
  },
  {
    id: "convolution.bias-gradient-averaged",
    about: "the errors were averaged for the bias",
    at: ["db", "db#", "db_#"],
    match: "sumTo(g)",
    formula: "it / count(g)",
    prior: 0.3,
    hints: ["In how many cells does the bias stand?", "It is added in every cell, so the errors of all add up."],
  },
];

export const mistakes: readonly Mistake[] = [...own, ...poolingMistakes, ...sizeMistakes];

import type { Mistake } from "../mistake.ts";

const BIAS = { b: /^b\d*(_\d+)?$/ };
const WEIGHTS = { W: /^[WwUV]/ };

/** What goes wrong in a layer: weights times inputs, plus bias. */
export const layerMistakes: readonly Mistake[] = [
  {
    id: "layer.bias-forgotten",
    about: "the bias $<b>$ was left out",
    match: "Z + b",
    where: BIAS,
    only: "values",
    formula: "Z",
    prior: 1,
    hints: ["Is everything in the sum?", "Add the bias after the weighted sum."],
  },
  {
    id: "layer.bias-subtracted",
    about: "the bias $<b>$ was subtracted",
    match: "Z + b",
    where: BIAS,
    only: "values",
    formula: "Z - b",
    prior: 0.3,
    hints: ["Check the sign of the last term.", "The bias is added, with the sign it has."],
  },
  {
    id: "layer.bias-inside-product",
    about: "the bias $<b>$ was multiplied in with the input",
    match: "W * x + b",
    where: BIAS,
    only: "values",
    formula: "W * (x + b)",
    prior: 0.1,
    hints: ["Where does the bias come in?", "The bias is added to the weighted sum, not to the inputs."],
  },
  {
    id: "layer.transpose-missing",
    about: "$<W>$ was taken as it stands, not transposed",
    match: "W' * x",
    where: WEIGHTS,
    only: "values",
    formula: "W * x",
    prior: 0.4,
    hints: [
      "Which index of the weights belongs to the input?",
      "Each unit has its weights in a column here: use the transpose.",
    ],
  },
  {
    id: "layer.transpose-extra",
    about: "$<W>$ was transposed",
    match: "W * x",
    where: WEIGHTS,
    only: "values",
    formula: "W' * x",
    prior: 0.4,
    hints: ["Which index of the weights belongs to the input?", "The weights are taken as they stand here."],
  },
  {
    id: "layer.transpose-extra-right",
    about: "$<W>$ was transposed",
    match: "x * W",
    where: WEIGHTS,
    only: "values",
    formula: "x * W'",
    prior: 0.4,
    hints: ["Which index of the weights belongs to the input?", "The weights are taken as they stand here."],
  },
];

import type { Mistake } from "../../solver/check/mistake.ts";

const WEIGHTS = { W: /^W\d+$/, P: /^(P|W)\d+$/ };
const BIASES = { W: /^W\d+$/, c: /^[bc]\d+$/, b: /^b\d+$/ };
const PRODUCTS = ["W", "P#"];
const FOLDED = ["b", "c#"];

export const mistakes: readonly Mistake[] = [
  {
    id: "linear-collapse.order",
    about: "the matrices were multiplied in the order of the layers, from left to right",
    at: PRODUCTS,
    match: "W * P",
    where: WEIGHTS,
    formula: "P * W",
    prior: 0.6,
    hints: [
      "Which matrix meets the input first?",
      "The first layer stands next to the input, the later ones before it.",
    ],
  },
  {
    id: "linear-collapse.entrywise",
    about: "the matrices were multiplied entry by entry",
    at: PRODUCTS,
    match: "W * P",
    where: WEIGHTS,
    formula: "W .* P",
    prior: 0.4,
    hints: ["How does one layer follow another?", "It is a matrix product: rows times columns."],
  },
  {
    id: "linear-collapse.added",
    about: "the matrices were added",
    at: PRODUCTS,
    match: "W * P",
    where: WEIGHTS,
    formula: "W + P",
    prior: 0.15,
    hints: ["How does one layer follow another?", "Layers one after the other multiply; only biases are added."],
  },
  {
    id: "linear-collapse.layer-left-out",
    about: "the matrix of this layer was left out",
    at: PRODUCTS,
    match: "W * P",
    where: WEIGHTS,
    formula: "P",
    prior: 0.15,
    hints: ["Which layers are in the product?", "Every layer's matrix is in it, once."],
  },
  {
    id: "linear-collapse.bias-not-passed-on",
    about: "the earlier bias was added without going through $<W>$",
    at: FOLDED,
    match: ["W * c + b", "c * W + b"],
    where: BIASES,
    formula: "c + b",
    prior: 0.6,
    hints: [
      "What happens to the earlier bias in the next layer?",
      "The next layer multiplies it like everything else.",
    ],
  },
  {
    id: "linear-collapse.bias-lost",
    about: "the biases of the earlier layers were left out",
    at: FOLDED,
    match: ["W * c + b", "c * W + b"],
    where: BIASES,
    formula: "b",
    prior: 0.5,
    hints: ["What becomes of the earlier biases?", "They go through the later layers and stay in the sum."],
  },
  {
    id: "linear-collapse.own-bias-multiplied",
    about: "the layer's own bias was multiplied by its weights as well",
    at: FOLDED,
    match: "W * c + b",
    where: BIASES,
    formula: "W * (c + b)",
    prior: 0.3,
    hints: ["When is a layer's own bias added?", "It is added after the product: only later layers multiply it."],
  },
];

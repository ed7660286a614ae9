import type { Mistake } from "../../solver/check/mistake.ts";

const LOOP = ["J(loop)", "dw#(loop)", "db(loop)"];

/** What goes wrong beyond a layer, its loss and its gradients. */
export const mistakes: readonly Mistake[] = [
  {
    id: "logistic-regression.class-inverted",
    about: "the classes were exchanged: 1 where the probability is low",
    at: "class",
    match: "p - threshold",
    formula: "threshold - p",
    prior: 0.3,
    hints: [
      "Of which class is this the probability?",
      "$\\hat{y}$ is the probability of class 1: large means class 1.",
    ],
  },
  {
    id: "logistic-regression.loop-not-divided",
    about: "the running sum was not divided by $m$ in the end",
    at: LOOP,
    match: "total / m",
    where: { m: /^m$/ },
    formula: "total",
    prior: 0.7,
    hints: ["What comes after the loop?", "After the loop every sum is divided by $m$."],
  },
  {
    id: "logistic-regression.loop-overwrites",
    about: "the sum was overwritten by the share of the last example, not added to",
    at: ["J+(#)", "db+(#)", "dw1+(#)", "dw2+(#)", "dw3+(#)"],
    match: "before + share",
    formula: "share",
    prior: 0.3,
    hints: ["Is this `=` or `+=`?", "Every example adds its share to the running sum."],
  },
  {
    id: "logistic-regression.feature-forgotten",
    about: "the feature was left out: $dz$ alone",
    at: ["dw1(#)", "dw2(#)", "dw3(#)"],
    match: "x .* dz",
    formula: "dz",
    prior: 0.6,
    hints: ["What does this weight multiply?", "A weight's share is its own feature times $dz$."],
  },
  {
    id: "logistic-regression.likelihood-added",
    about: "the probabilities were added, not multiplied",
    at: "P",
    match: "p .* q",
    formula: "p + q",
    prior: 0.3,
    hints: ["When do all these events happen together?", "Of independent events the probabilities are multiplied."],
  },
  {
    id: "logistic-regression.likelihood-of-ones",
    about: "$\\hat{y}$ was taken where $y=0$ too",
    at: "P",
    match: "1 - a",
    where: { a: /^a\(/ },
    formula: "a",
    prior: 0.5,
    hints: ["How probable was what happened?", "Where $y=0$ happened, its probability is $1-\\hat{y}$."],
  },
  {
    id: "logistic-regression.likelihood-positive",
    about: "the minus before the logarithm was left out",
    at: "nll",
    match: "-x",
    formula: "x",
    prior: 0.4,
    hints: ["Can a cost be negative here?", "Minus the logarithm: less probable means more costly."],
  },
];

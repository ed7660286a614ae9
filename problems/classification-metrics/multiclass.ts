import type { Words } from "../../solver/tape.ts";
import type { TableOfSteps } from "../topic.ts";
import { COUNTING, recordLabels, recordMatrix, rowsAreActual } from "./counting.ts";
import type { Work } from "./work.ts";

const CLASSES = "Class by class";
const AVERAGES = "Averages";
/** So many classes are worked in full. */
const MOST_WORKED = 3;

/** Records counts and metrics of every class against the others, and their averages. */
export function recordClasses(work: Work): void {
  const { tape, given, source, classes } = work;
  tape.section("Given");
  if (source === "matrix") tape.given("C", given.confusion as number[][], { name: "confusion matrix" });
  else {
    recordLabels(work);
    tape.section(COUNTING);
    recordMatrix(work);
    tape.section("Given");
  }
  tape.given("K", classes.length, { name: "number of classes" });
  if (given.beta !== undefined) tape.given("beta", given.beta, { name: "weight of the recall" });
  recordCountsOfClasses(work);
  tape.section(CLASSES);
  record(work, [
    ["precision", "ratio(TP, TP + FP)", named("precision"), "Of those called the class, how many are."],
    ["recall", "ratio(TP, TP + FN)", named("recall"), "Of those in the class, how many were found."],
    ["specificity", "ratio(TN, TN + FP)", named("specificity"), "Of those not in the class, how many were left alone."],
    [
      "F1",
      "ratio(2 * precision .* recall, precision + recall)",
      { tex: "F_{1}", name: "F1", title: "F1" },
      "The harmonic mean of precision and recall.",
    ],
  ]);
  if (tape.has("beta"))
    record(work, [
      [
        "Fbeta",
        "ratio((1 + beta ^ 2) * precision .* recall, beta ^ 2 * precision + recall)",
        { tex: "F_{\\beta}", name: "F-beta", title: "F-beta" },
        "As F1, with recall $\\beta$ times as important as precision.",
      ],
    ]);
  recordAverages(work);
}

const named = (name: string): Words => ({
  tex: `\\text{${name}}`,
  name,
  title: name.charAt(0).toUpperCase() + name.slice(1),
});

function record({ tape, classes }: Work, steps: readonly (readonly [string, string, Words, string])[]): void {
  for (const [id, formula, words, why] of steps) {
    tape.let(id, formula, { why, shownCells: Math.min(classes.length, MOST_WORKED), ...words });
  }
}

function recordCountsOfClasses(work: Work): void {
  const [actual, predicted] = rowsAreActual(work) ? [0, 1] : [1, 0];
  const across = (axis: number) => (axis === 0 ? "row" : "column");
  work.tape.section(COUNTING);
  record(work, [
    ["n", "sum(C)", { tex: "n", name: "number of examples", title: "All" }, "Every entry of the matrix."],
    [
      "actual",
      `sumPer(C, {axis: ${actual}})`,
      { tex: "\\text{actual}", name: "how many belong to each class", title: "How many there are" },
      `The total of the class's ${across(actual)}.`,
    ],
    [
      "predicted",
      `sumPer(C, {axis: ${predicted}})`,
      { tex: "\\text{called}", name: "how many were called each class", title: "How many were called so" },
      `The total of the class's ${across(predicted)}.`,
    ],
    [
      "TP",
      "diagonal(C)",
      { tex: "TP", name: "true positives", title: "True positives" },
      "Called what they are: the diagonal.",
    ],
    [
      "FP",
      "predicted - TP",
      { tex: "FP", name: "false positives", title: "False positives" },
      "Called so, but something else.",
    ],
    [
      "FN",
      "actual - TP",
      { tex: "FN", name: "false negatives", title: "False negatives" },
      "In the class, but called something else.",
    ],
    ["TN", "n - TP - FP - FN", { tex: "TN", name: "true negatives", title: "True negatives" }, "All the rest."],
  ]);
}

function recordAverages(work: Work): void {
  const { tape, conventions } = work;
  tape.section(AVERAGES);
  const let_ = (id: string, formula: string, name: string, why: string) =>
    tape.let(id, formula, { tex: `\\text{${name}}`, name, title: name.charAt(0).toUpperCase() + name.slice(1), why });
  let_(
    "accuracy",
    "sum(TP) / n",
    "accuracy",
    "Of all, how many were called what they are: the diagonal over everything.",
  );
  const kinds = ["precision", "recall", "F1", ...(tape.has("Fbeta") ? ["Fbeta"] : [])];
  for (const id of kinds.filter((kind) => kind !== "F1" || conventions["macro.f1"] !== "of-means"))
    let_(
      `macro${capital(id)}`,
      `sum(${id}) / K`,
      `macro ${SPOKEN[id]}`,
      "The plain mean over the classes: a rare class counts as much as a common one.",
    );
  if (conventions["macro.f1"] === "of-means")
    let_(
      "macroF1",
      "ratio(2 * macroPrecision * macroRecall, macroPrecision + macroRecall)",
      "macro F1",
      "The harmonic mean of macro precision and macro recall.",
    );
  for (const id of kinds)
    let_(
      `weighted${capital(id)}`,
      `dot(actual, ${id}) / n`,
      `weighted ${SPOKEN[id]}`,
      "Each class counts as often as it occurs.",
    );
  let_(
    "microPrecision",
    "ratio(sum(TP), sum(TP) + sum(FP))",
    "micro precision",
    "All classes' counts are added up before dividing.",
  );
  let_(
    "microRecall",
    "ratio(sum(TP), sum(TP) + sum(FN))",
    "micro recall",
    "All classes' counts are added up before dividing.",
  );
  let_(
    "microF1",
    "ratio(2 * microPrecision * microRecall, microPrecision + microRecall)",
    "micro F1",
    "The harmonic mean of the two.",
  );
  tape
    .step("microF1")
    .remarks.push(
      "Sense check: each wrong call is one false positive and one false negative, so all three equal the accuracy.",
    );
  let_(
    "balancedAccuracy",
    "sum(recall) / K",
    "balanced accuracy",
    "The mean recall: guessing gives $1/K$ however uneven the classes are.",
  );
  let_(
    "MCC",
    "ratio(n * sum(TP) - dot(actual, predicted), sqrt((n ^ 2 - sum(predicted .^ 2)) * (n ^ 2 - sum(actual .^ 2))))",
    "MCC",
    "The correlation of truth and prediction (Gorodkin 2004).",
  );
}

const SPOKEN: Readonly<Record<string, string>> = {
  precision: "precision",
  recall: "recall",
  F1: "F1",
  Fbeta: "F-beta",
};
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** One row a class, as it is drawn by hand. */
export function tableOfClasses({ tape, classes, given, source }: Work): TableOfSteps[] {
  const columns = ["TP", "FP", "FN", "precision", "recall", "F1"];
  const isNamed = given.classes !== undefined || source === "labels";
  return [
    {
      section: CLASSES,
      head: ["\\text{class}", ...columns.map((id) => tape.step(id).tex)],
      rows: classes.map((name, k) => [
        { tex: isNamed ? `\\text{${plain(name)}}` : name },
        ...columns.map((id) => ({ id, cell: k })),
      ]),
    },
  ];
}

/** What somebody typed, without what TeX would take for its own. */
const plain = (name: string): string => name.replace(/[^\p{L}\p{N} .,:+-]/gu, " ").trim() || "?";

export const usualAverages = [
  "accuracy",
  "precision",
  "recall",
  "F1",
  "macroPrecision",
  "macroRecall",
  "macroF1",
  "microF1",
];

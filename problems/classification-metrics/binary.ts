import type { Words } from "../../solver/tape.ts";
import type { Work } from "./work.ts";

const METRICS = "Metrics";

interface Metric extends Words {
  id: string;
  formula: string;
}

/** Each from the counts or from metrics before it. */
const ALL: readonly Metric[] = [
  {
    id: "n",
    formula: "TP + FP + FN + TN",
    tex: "n",
    name: "number of examples",
    title: "All",
    why: "All four counts.",
  },
  {
    id: "accuracy",
    formula: "(TP + TN) / n",
    name: "accuracy",
    title: "Accuracy",
    why: "Of all, how many were called what they are.",
  },
  {
    id: "errorRate",
    formula: "(FP + FN) / n",
    name: "error rate",
    title: "Error rate",
    why: "Of all, how many were called wrong.",
  },
  {
    id: "precision",
    formula: "ratio(TP, TP + FP)",
    name: "precision",
    title: "Precision",
    why: "Of those called positive, how many are.",
    remarks: ["Below the line stands what was predicted positive."],
  },
  {
    id: "recall",
    formula: "ratio(TP, TP + FN)",
    name: "recall",
    title: "Recall",
    why: "Of those that are positive, how many were found; also sensitivity or true positive rate.",
    remarks: ["Below the line stands what really is positive."],
  },
  {
    id: "specificity",
    formula: "ratio(TN, TN + FP)",
    name: "specificity",
    title: "Specificity",
    why: "Of those that are negative, how many were left alone.",
  },
  {
    id: "FPR",
    formula: "ratio(FP, FP + TN)",
    tex: "\\mathrm{FPR}",
    name: "false positive rate",
    title: "False positive rate",
    why: "Of those that are negative, how many raised a false alarm: 1 minus the specificity.",
  },
  {
    id: "FNR",
    formula: "ratio(FN, FN + TP)",
    tex: "\\mathrm{FNR}",
    name: "false negative rate",
    title: "False negative rate",
    why: "Of those that are positive, how many were missed: 1 minus the recall.",
  },
  {
    id: "NPV",
    formula: "ratio(TN, TN + FN)",
    tex: "\\mathrm{NPV}",
    name: "negative predictive value",
    title: "Negative predictive value",
    why: "Of those called negative, how many are.",
  },
  {
    id: "prevalence",
    formula: "(TP + FN) / n",
    name: "prevalence",
    title: "Prevalence",
    why: "How many of all are positive.",
  },
  {
    id: "F1",
    formula: "ratio(2 * precision * recall, precision + recall)",
    tex: "F_1",
    name: "F1",
    title: "F1",
    why: "The harmonic mean of precision and recall: it stays low where either is low.",
  },
  {
    id: "Fbeta",
    formula: "ratio((1 + beta ^ 2) * precision * recall, beta ^ 2 * precision + recall)",
    tex: "F_\\beta",
    name: "F-beta",
    title: "F-beta",
    why: "As F1, with recall $\\beta$ times as important as precision: $\\beta^2$ stands with the precision below.",
  },
  {
    id: "balancedAccuracy",
    formula: "(recall + specificity) / 2",
    tex: "\\mathrm{BA}",
    name: "balanced accuracy",
    title: "Balanced accuracy",
    why: "The mean of what each class would say: guessing gives ½ however uneven the classes are.",
  },
  {
    id: "MCC",
    formula: "ratio(TP * TN - FP * FN, sqrt((TP + FP) * (TP + FN) * (TN + FP) * (TN + FN)))",
    tex: "\\mathrm{MCC}",
    name: "Matthews correlation coefficient",
    title: "Matthews correlation coefficient",
    why: "The correlation of truth and prediction: 1 where all is right, 0 for guessing, $-1$ where all is wrong.",
  },
];

/** Records every metric that the counts allow; what nobody asks for is left out of the solution. */
export function recordMetrics({ tape, given, assumed, ask }: Work): void {
  tape.section("Given");
  if (given.beta !== undefined) tape.given("beta", given.beta, { name: "weight of the recall" });
  else if (ask.includes("Fbeta")) {
    tape.given("beta", 2, { name: "weight of the recall" });
    assumed.push({ convention: "beta", value: "2", because: "None is given." });
  }
  tape.section(METRICS);
  for (const { id, formula, ...words } of ALL) {
    const needs = formula.match(/[A-Za-z]\w*/g) ?? [];
    if (needs.every((name) => name === "ratio" || name === "sqrt" || tape.has(name)))
      tape.let(id, formula, { tex: `\\text{${words.name}}`, ...words });
  }
  const f1 = tape.has("F1") ? tape.step("F1") : undefined;
  if (f1?.value.cells.every((x) => x > 0))
    f1.remarks.push("Sense check: it lies between the two, nearer to the smaller.");
}

/** What is answered when nothing in particular is asked. */
export const usualMetrics = ({ tape }: Work): string[] =>
  ["accuracy", "precision", "recall", "specificity", "F1", "Fbeta"].filter((id) => tape.has(id));

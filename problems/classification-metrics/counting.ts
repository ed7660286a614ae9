import { prose } from "../../explainers/prose.ts";
import type { TableOfSteps } from "../topic.ts";
import { positivePlace, type Work } from "./work.ts";

export const COUNTING = "Counts";
/** Longer lists get no table. */
const MOST_ROWS = 30;

const NAMES = {
  TP: "true positives",
  FP: "false positives",
  FN: "false negatives",
  TN: "true negatives",
} as const;
type Count = keyof typeof NAMES;

const WHY: { readonly [id in Count]: string } = {
  TP: "Positive, and called so.",
  FP: "Negative, but called positive: a false alarm.",
  FN: "Positive, but called negative: a miss.",
  TN: "Negative, and called so.",
};

/** Records TP, FP, FN and TN of the positive class, from whatever the problem gives. */
export function recordCounts(work: Work): void {
  const { tape, given, source } = work;
  tape.section("Given");
  if (source === "counts") {
    for (const id of Object.keys(NAMES) as Count[]) {
      const value = given[id];
      if (value !== undefined) tape.given(id, value, { tex: id, name: NAMES[id] });
    }
    return;
  }
  if (source === "matrix") tape.given("C", given.confusion as number[][], { name: "confusion matrix" });
  else recordLabels(work);
  tape.section(COUNTING);
  if (source !== "matrix") recordMatrix(work);
  const positive = source === "matrix" ? positivePlace(work) : 1;
  for (const id of Object.keys(NAMES) as Count[]) {
    const [actual, predicted] = [/TP|FN/.test(id), /TP|FP/.test(id)].map((is) => (is ? positive : 1 - positive) + 1);
    const place = rowsAreActual(work) ? `${actual}, ${predicted}` : `${predicted}, ${actual}`;
    tape.let(id, `C[${place}]`, { tex: id, name: NAMES[id], title: capital(NAMES[id]), why: WHY[id] });
  }
}

export const rowsAreActual = ({ conventions }: Work): boolean => conventions["confusion.rows"] !== "predicted";

/** Labels as places among the classes: 0 and 1 where there are two. */
export function recordLabels(work: Work): void {
  const { tape, given, source, y, yhat, binary } = work;
  tape.section("Given");
  tape.given("y", [...y], { name: binary ? "true labels, 1 for positive" : "true classes, by their places from 0" });
  if (source === "labels") tape.given("yhat", [...yhat], { tex: "\\hat{y}", name: "predicted labels" });
  if (source !== "scores") return;
  tape.given("scores", given.scores as number[], { tex: "s", name: "scores" });
  if (given.threshold !== undefined) tape.given("threshold", given.threshold, { tex: "\\theta", name: "threshold" });
}

/** What is predicted at the threshold. */
export function recordPredictions({ tape, conventions, assumed, given, source }: Work): void {
  if (source !== "scores") return;
  const strict = conventions["step.at-zero"] === "0";
  const onIt = (given.scores ?? []).some((score) => score === given.threshold);
  if (onIt && conventions["step.at-zero"] === undefined)
    assumed.push({
      convention: "step.at-zero",
      value: "1",
      because: "A score that equals the threshold is called positive.",
    });
  tape.section(COUNTING);
  tape.let("yhat", strict ? "lessThan(threshold, scores)" : "atLeast(scores, threshold)", {
    tex: "\\hat{y}",
    name: "predicted labels",
    title: "Predictions",
    why: strict ? "Positive is what lies above the threshold." : "Positive is what reaches the threshold.",
  });
}

/** The confusion matrix of two lists of labels. */
export function recordMatrix(work: Work): void {
  const { tape, classes } = work;
  if (work.source === "scores") recordPredictions(work);
  const lists = rowsAreActual(work) ? "y, yhat" : "yhat, y";
  const [row, columns] = rowsAreActual(work) ? ["true", "predictions"] : ["predicted", "true classes"];
  tape.let("C", `confusionMatrix(${lists}, {classes: ${classes.length}})`, {
    name: "confusion matrix",
    title: "Confusion matrix",
    why: `A row for each ${row} class, in the order ${classes.map(prose).join(", ")}; the ${columns} in columns.`,
    remarks: ["Sense check: the entries sum to the number of examples, and what is right stands on the diagonal."],
  });
}

/** The list with a verdict for each example, as it is ticked off by hand. */
export function tableOfExamples({ tape, y, source, binary }: Work): TableOfSteps[] {
  if (!binary || !tape.has("yhat") || y.length > MOST_ROWS) return [];
  const predicted = tape.step("yhat").value.cells;
  const columns = [...(source === "scores" ? ["scores"] : []), "y", "yhat"];
  const verdict = (k: number): string => (predicted[k] === y[k] ? "T" : "F") + (predicted[k] === 1 ? "P" : "N");
  return [
    {
      section: COUNTING,
      head: ["i", ...columns.map((id) => tape.step(id).tex), ""],
      rows: y.map((_, k) => [
        { tex: String(k + 1) },
        ...columns.map((id) => ({ id, cell: k })),
        { tex: `\\text{${verdict(k)}}` },
      ]),
    },
  ];
}

export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

import { ProblemError } from "../../solver/errors.ts";
import type { TableOfSteps } from "../topic.ts";
import type { Work } from "./work.ts";

const CURVE = "ROC curve";
const FURTHER = "The other thresholds";
const AREA = "Area under the curve";
/** Thresholds beyond this are no problem for paper. */
const MOST_THRESHOLDS = 40;

/** Records a point of the ROC curve for every threshold, from the strictest down, and the area below by trapezoids. */
export function recordCurve(work: Work): number {
  const { tape, given, y } = work;
  const scores = given.scores as number[];
  if (!y.includes(1) || !y.includes(0))
    throw new ProblemError(
      "label",
      `a ROC curve needs both classes, but all of y is ${y.includes(1) ? "positive" : "negative"}`,
      {
        at: "given.y",
        suggestion: "Give a threshold: then the scores are counted at that one alone.",
      },
    );
  const thresholds = [...new Set(scores)].sort((a, b) => b - a);
  if (thresholds.length > MOST_THRESHOLDS)
    throw new ProblemError("too-large", `${thresholds.length} thresholds are too many to work by hand`, {
      at: "given.scores",
      suggestion: `Take at most ${MOST_THRESHOLDS} different scores.`,
    });
  if (!tape.has("n")) {
    tape.section("Given");
    tape.given("n", y.length, { name: "number of examples" });
  }
  tape.section(CURVE);
  const why = "What the rates are divided by.";
  tape.let("P", "sum(y)", { name: "number of positives", title: "Positives", why });
  tape.let("N", "n - P", { name: "number of negatives", title: "Negatives", why });
  for (const [k, score] of thresholds.entries())
    recordPoint(work, k + 1, scores.indexOf(score) + 1, scores.filter((s) => s === score).length);
  recordPoints(work, thresholds.length);
  recordArea(work, thresholds.length);
  recordPairs(work);
  return thresholds.length;
}

function recordPoint({ tape }: Work, k: number, place: number, ties: number): void {
  tape.section(k === 1 ? CURVE : FURTHER);
  tape.let(`t_${k}`, `scores[${place}]`, {
    tex: `\\theta_{${k}}`,
    name: `threshold ${k}`,
    title: `Threshold ${k}`,
    why:
      k === 1 ? "The largest score: the strictest threshold that calls anything positive." : "The next smaller score.",
    remarks: ties > 1 ? [`${ties} examples have this score: they cross the threshold together, in one step.`] : [],
  });
  tape.let(`TP_${k}`, `sum(y .* atLeast(scores, t_${k}))`, {
    tex: `TP_{${k}}`,
    name: `true positives at threshold ${k}`,
    title: "True positives",
    why: "Positives that reach the threshold.",
  });
  tape.let(`FP_${k}`, `sum(atLeast(scores, t_${k})) - TP_${k}`, {
    tex: `FP_{${k}}`,
    name: `false positives at threshold ${k}`,
    title: "False positives",
    why: "All that reach the threshold, without the positives among them.",
  });
  tape.let(`TPR_${k}`, `TP_${k} / P`, {
    tex: `\\mathrm{TPR}_{${k}}`,
    name: `true positive rate at threshold ${k}`,
    title: "True positive rate",
    why: "Up: the share of the positives that is found.",
  });
  tape.let(`FPR_${k}`, `FP_${k} / N`, {
    tex: `\\mathrm{FPR}_{${k}}`,
    name: `false positive rate at threshold ${k}`,
    title: "False positive rate",
    why: "To the right: the share of the negatives that raises a false alarm.",
  });
}

/** All points as two lists, from the corner where nothing is called positive. */
function recordPoints({ tape }: Work, points: number): void {
  tape.section(points > 1 ? FURTHER : CURVE);
  for (const [rate, title] of [
    ["FPR", "Points: to the right"],
    ["TPR", "Points: up"],
  ] as const) {
    const ids = ["0", ...Array.from({ length: points }, (_, k) => `${rate}_${k + 1}`)];
    tape.let(`roc_${rate}`, listOf(ids), {
      tex: `\\mathrm{${rate}}`,
      name: rate === "TPR" ? "true positive rates of the curve" : "false positive rates of the curve",
      title,
      why: "With the corner 0, where nothing is called positive.",
    });
  }
}

/** The formula of a list. */
const listOf = (items: readonly string[]): string =>
  Array.from(
    { length: Math.ceil(items.length / MOST_ITEMS) },
    (_, k) => `[${items.slice(k * MOST_ITEMS, (k + 1) * MOST_ITEMS).join(", ")}]`,
  ).reduce((before, list) => `concat(${before}, ${list})`);
/** Numbers in a list of a formula. */
const MOST_ITEMS = 12;

function recordArea({ tape }: Work, points: number): void {
  tape.section(AREA);
  const value = (id: string): number => (id.endsWith("_0") ? 0 : (tape.step(id).value.cells[0] as number));
  const wide = Array.from({ length: points }, (_, k) => k + 1).filter((k) => value(`FPR_${k}`) > value(`FPR_${k - 1}`));
  for (const k of wide) {
    const formula = k === 1 ? "FPR_1 * TPR_1 / 2" : `(FPR_${k} - FPR_${k - 1}) * (TPR_${k} + TPR_${k - 1}) / 2`;
    tape.let(`A_${k}`, formula, {
      tex: `A_{${k}}`,
      name: `area of step ${k}`,
      title: `Step ${k}`,
      why: "Width times mean height: a trapezoid; only steps to the right have an area.",
    });
  }
  tape.let("AUC", wide.map((k) => `A_${k}`).join(" + "), {
    tex: "\\mathrm{AUC}",
    name: "area under the curve",
    title: "Area",
    why: "All trapezoids together.",
    remarks: ["Sense check: 1 is perfect and ½ is guessing; below ½, turning the scores round would do better."],
  });
}

/** The same area by counting: how often a positive has the larger score. */
function recordPairs({ tape, y }: Work): void {
  const scoresOf = (label: 0 | 1) => listOf(y.flatMap((own, k) => (own === label ? [`scores[${k + 1}]`] : [])));
  tape.let("s_pos", scoresOf(1), {
    tex: "s_{+}",
    name: "scores of the positives",
    title: "Cross-check: scores of the positives",
    why: "In the order in which they are given.",
  });
  tape.let("s_neg", scoresOf(0), {
    tex: "s_{-}",
    name: "scores of the negatives",
    title: "Cross-check: scores of the negatives",
    why: "In the order in which they are given.",
  });
  tape.let("lead", `reshape(s_pos, {shape: [${y.filter((own) => own === 1).length}, 1]}) - s_neg`, {
    tex: "\\Delta",
    name: "lead of each positive over each negative",
    title: "Cross-check: leads",
    why: "A row for each positive, a column for each negative: how far its score lies above.",
  });
  tape.let("won", "(lessThan(0, lead) + atLeast(lead, 0)) / 2", {
    tex: "W",
    name: "which of two scores is ahead",
    title: "Cross-check: who is ahead",
    why: "1 where the positive is ahead, ½ for a tie.",
  });
  tape.let("AUC_pairs", "sum(won) / (P * N)", {
    tex: "\\mathrm{AUC}_{\\text{pairs}}",
    name: "area by counting pairs",
    title: "Cross-check: share of pairs",
    why: "Of all pairs of a positive and a negative, how many have the positive ahead: the same number.",
  });
}

export function tableOfCurve({ tape }: Work, points: number): TableOfSteps {
  const columns = ["t", "TP", "FP", "TPR", "FPR"];
  return {
    section: points > 1 ? FURTHER : CURVE,
    head: ["k", ...columns.map((id) => tape.step(`${id}_1`).tex.replace("_{1}", ""))],
    rows: [
      ["0", "\\infty", "0", "0", "0", "0"].map((tex) => ({ tex })),
      ...Array.from({ length: points }, (_, k) => [
        { tex: String(k + 1) },
        ...columns.map((id) => ({ id: `${id}_${k + 1}` })),
      ]),
    ],
  };
}

export const foldedInCurve = [FURTHER];

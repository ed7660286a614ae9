import { defineTopic, type Outcome, type Setting } from "../topic.ts";
import { recordMetrics, usualMetrics } from "./binary.ts";
import { recordCounts, recordLabels, tableOfExamples } from "./counting.ts";
import { examples } from "./examples.ts";
import { type Given, given, missing } from "./given.ts";
import { mistakes } from "./mistakes.ts";
import { recordClasses, tableOfClasses, usualAverages } from "./multiclass.ts";
import { foldedInCurve, recordCurve, tableOfCurve } from "./roc.ts";
import { type Work, workOf } from "./work.ts";

export default defineTopic<Given>({
  id: "classification-metrics",
  title: "Metrics of classification",
  about:
    "Confusion matrix, accuracy, precision, recall, specificity, F1 and F-beta, macro and micro averages; ROC curve and AUC.",
  given,
  conventions: ["confusion.rows", "confusion.positive", "macro.f1", "step.at-zero"],
  defaults: { "step.at-zero": "1" },
  answers: [
    { id: "C", about: "confusion matrix; also confusion" },
    { id: "TP", about: "true positives; likewise FP, FN, TN. With several classes, one for each" },
    { id: "accuracy", about: "share that was called right; errorRate the rest" },
    { id: "precision", about: "TP over what was called positive" },
    { id: "recall", about: "TP over what is positive; also sensitivity, TPR" },
    { id: "specificity", about: "TN over what is negative; also TNR; FPR, FNR, NPV and prevalence as well" },
    { id: "F1", about: "harmonic mean of precision and recall; Fbeta with beta" },
    { id: "balancedAccuracy", about: "mean recall of the classes" },
    { id: "MCC", about: "Matthews correlation coefficient" },
    { id: "macroF1", about: "mean over the classes; likewise macroPrecision, macroRecall" },
    { id: "microF1", about: "from the counts of all classes; likewise microPrecision, microRecall" },
    {
      id: "weightedF1",
      about: "mean over the classes, as often as they occur; likewise weightedPrecision, weightedRecall",
    },
    { id: "TPR_#", about: "height of point # of the ROC curve; FPR_# its place to the right, t_# its threshold" },
    { id: "roc_TPR", about: "heights of all points from 0 on; likewise roc_FPR. Without a threshold also TPR, FPR" },
    { id: "AUC", about: "area under the ROC curve" },
  ],
  solve,
  mistakes,
  examples,
});

const ALIASES = {
  confusion: "C",
  sensitivity: "recall",
  TPR: "recall",
  TNR: "specificity",
  PPV: "precision",
  acc: "accuracy",
  f1: "F1",
  mcc: "MCC",
  support: "actual",
  macroSensitivity: "macroRecall",
};

/** What the rates are without a threshold: those of all points. */
const RATES = { TPR: "roc_TPR", FPR: "roc_FPR" };

/** Ids that only the curve has. */
const OF_CURVE = /^(AUC|AUC_pairs|P|N|s_pos|s_neg|lead|won|roc_\w+|(t|TP|FP|TPR|FPR|A)_\d+)$/;

function solve(problem: Given, setting: Setting): Outcome {
  const work = workOf(problem, setting);
  if (!work.binary) return classesOutcome(work);
  if (work.source !== "scores") return metricsOutcome(work);
  const asksCurve = work.ask.some((id) => OF_CURVE.test(id));
  if (problem.threshold === undefined) {
    const other = work.ask.find((id) => !OF_CURVE.test(id) && !["y", "scores", ...Object.keys(RATES)].includes(id));
    if (other !== undefined)
      throw missing("threshold", `${other} needs a threshold on the scores`, "Give threshold: 0.5, say.");
    recordLabels(work);
    return curveOutcome(work, recordCurve(work));
  }
  const metrics = metricsOutcome(work);
  if (!asksCurve) return metrics;
  const curve = curveOutcome(work, recordCurve(work));
  return {
    ...metrics,
    checks: curve.checks ?? {},
    tables: [...(metrics.tables ?? []), ...(curve.tables ?? [])],
    folded: curve.folded ?? [],
    asked: "Metrics at the threshold, and the ROC curve with the area below it.",
    plan: `${metrics.plan} ${curve.plan}`,
  };
}

function metricsOutcome(work: Work): Outcome {
  recordCounts(work);
  recordMetrics(work);
  const { source, assumed, tape } = work;
  return {
    answers: [...(source === "labels" || source === "scores" ? ["C"] : []), ...usualMetrics(work)],
    aliases: ALIASES,
    tables: tableOfExamples(work),
    assumed,
    asked: `How good the classifier is: metrics from ${FROM[source]}.`,
    plan: `${source === "counts" ? "The" : "First the four counts, then the"} metrics: each a share of one row, one column or all of it.`,
    warnings: tape.has("TN") ? [] : ["Without TN there is no accuracy and no specificity."],
  };
}

const FROM: { readonly [source in Work["source"]]: string } = {
  counts: "its four counts",
  matrix: "its confusion matrix",
  labels: "its predictions",
  scores: "its scores and a threshold",
};

function classesOutcome(work: Work): Outcome {
  recordClasses(work);
  const { source, assumed, classes, tape } = work;
  return {
    answers: [...(source === "labels" ? ["C"] : []), ...usualAverages, ...(tape.has("Fbeta") ? ["Fbeta"] : [])],
    aliases: ALIASES,
    tables: tableOfClasses(work),
    assumed,
    asked: `How good the classifier is: metrics of ${classes.length} classes and their averages.`,
    plan: "Each class against all others: its row, its column and its place on the diagonal; then the means.",
  };
}

function curveOutcome(work: Work, points: number): Outcome {
  return {
    answers: ["roc_FPR", "roc_TPR", "AUC"],
    aliases: RATES,
    checks: { AUC: ["roc_FPR", "roc_TPR", "AUC_pairs"] },
    tables: [tableOfCurve(work, points)],
    folded: foldedInCurve,
    assumed: work.assumed,
    asked: "The points of the ROC curve, and the area under it.",
    plan: "From the strictest threshold down, one step of the curve for each score; then the trapezoids below it.",
  };
}

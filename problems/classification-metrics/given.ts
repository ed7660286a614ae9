import * as z from "zod";
import { ProblemError } from "../../solver/errors.ts";
import { number, vector } from "../fields.ts";

/** Labels that anybody would count by hand. */
const MOST_LABELS = 200;

const label = z.union([z.int(), z.string().min(1).max(40), z.boolean()]);
export type Label = z.infer<typeof label>;
const labels = z.array(label).min(1).max(MOST_LABELS, `at most ${MOST_LABELS} labels are counted by hand`).optional();
const count = z.int("a count is a whole number").min(0, "a count is not negative").optional();

export const given = z.strictObject({
  TP: count.meta({ symbol: "TP", description: "True positives: positive, and called so." }),
  FP: count.meta({ symbol: "FP", description: "False positives: negative, but called positive." }),
  FN: count.meta({ symbol: "FN", description: "False negatives: positive, but called negative." }),
  TN: count.meta({ symbol: "TN", description: "True negatives: negative, and called so." }),
  confusion: z
    .array(z.array(z.int("counts are whole numbers").min(0, "counts are not negative")).min(1))
    .min(2)
    .max(16, "more than 16 classes are no problem for paper")
    .optional()
    .meta({ symbol: "C", description: "Confusion matrix: a row for each true class (convention `confusion.rows`)." }),
  classes: z.array(label).min(2).optional().meta({ description: "Names of the classes, in the order of the matrix." }),
  y: labels.meta({ symbol: "y", description: "True labels: numbers or names." }),
  yTrue: labels.meta({ symbol: "y", description: "Another name of y." }),
  yhat: labels.meta({ symbol: "\\hat{y}", description: "Predicted labels, one for each true one." }),
  yPred: labels.meta({ symbol: "\\hat{y}", description: "Another name of yhat." }),
  scores: vector
    .max(MOST_LABELS, `at most ${MOST_LABELS} scores are counted by hand`)
    .optional()
    .meta({ symbol: "s", description: "Scores or probabilities of the positive class, in place of yhat." }),
  threshold: number.optional().meta({
    symbol: "\\theta",
    description: "From which score on positive is predicted (convention `step.at-zero`). Without it: the ROC curve.",
  }),
  positive: label.optional().meta({ description: "Which class is the positive one; of numbers, the larger." }),
  beta: number
    .positive("β must be positive")
    .optional()
    .meta({ symbol: "\\beta", description: "Of F-beta: how many times as important recall is as precision." }),
});
export type Given = z.infer<typeof given>;

export const missing = (field: string, message: string, suggestion: string): ProblemError =>
  new ProblemError("missing", message, { at: `given.${field}`, missing: [`given.${field}`], suggestion });

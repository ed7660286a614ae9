import type { Assumption } from "../../explainers/solution.ts";
import { ProblemError, ShapeError } from "../../solver/errors.ts";
import type { Tape } from "../../solver/tape.ts";
import type { Choices } from "../conventions.ts";
import type { Setting } from "../topic.ts";
import { type Given, missing } from "./given.ts";
import { labelWork, placeOf, usualPositive } from "./labels.ts";

/** A problem, read and checked: what the counts come from. */
export interface Work {
  given: Given;
  tape: Tape;
  conventions: Choices;
  ask: readonly string[];
  assumed: Assumption[];
  source: "counts" | "matrix" | "labels" | "scores";
  /** Names of the classes; two of them, the negative one first, where only one class is looked at. */
  classes: readonly string[];
  binary: boolean;
  /** Places of the true and the predicted classes among the names. */
  y: readonly number[];
  yhat: readonly number[];
}

export function workOf(given: Given, { tape, conventions, ask }: Setting): Work {
  const source = sourceOf(given);
  const empty = { y: [], yhat: [], assumed: [] as Assumption[] };
  const base = { given, tape, conventions, ask, source, ...empty };
  if (source === "counts" && COUNTS.every((id) => !given[id]))
    throw new ProblemError("empty", "all counts are 0: nothing was classified", {
      at: "given.TP",
      suggestion: "Give the counts of at least one example.",
    });
  if (source === "counts") return { ...base, classes: ["negative", "positive"], binary: true };
  if (source === "matrix") return matrixWork(base);
  return labelWork(base);
}

export type Base = Omit<Work, "classes" | "binary">;

const COUNTS = ["TP", "FP", "FN", "TN"] as const;

function sourceOf(given: Given): Work["source"] {
  const stated = COUNTS.filter((id) => given[id] !== undefined);
  const has = {
    counts: stated.length > 0,
    matrix: given.confusion !== undefined,
    scores: given.scores !== undefined,
    labels: given.yhat !== undefined || given.yPred !== undefined,
  };
  const [source, other] = (Object.keys(has) as Work["source"][]).filter((kind) => has[kind]);
  if (source === undefined)
    throw missing("TP", "there is nothing to count", "Give TP, FP, FN and TN, or confusion, or y with yhat or scores.");
  if (other)
    throw new ProblemError("conflict", `${FIELD[source]} and ${FIELD[other]} both say what was counted`, {
      at: `given.${FIELD[other]}`,
      suggestion: "Give one of them.",
    });
  const lacking = COUNTS.find((id) => id !== "TN" && given[id] === undefined);
  if (source === "counts" && lacking)
    throw missing(lacking, `${lacking} is missing`, "Give TP, FP and FN; TN where it is known.");
  const stray =
    source === "counts" || source === "matrix" ? (["y", "yTrue"] as const).find((id) => given[id]) : undefined;
  if (stray)
    throw new ProblemError("conflict", `${FIELD[source]} has been counted already, so ${stray} has no part in it`, {
      at: `given.${stray}`,
    });
  if (source !== "scores" && given.threshold !== undefined)
    throw new ProblemError("conflict", "a threshold is for scores", { at: "given.threshold" });
  return source;
}

const FIELD: { readonly [source in Work["source"]]: string } = {
  counts: "TP",
  matrix: "confusion",
  scores: "scores",
  labels: "yhat",
};

function matrixWork(base: Base): Work {
  const { given, conventions, assumed } = base;
  const rows = given.confusion as number[][];
  const odd = rows.findIndex((row) => row.length !== rows.length);
  if (odd >= 0)
    throw new ShapeError(`confusion has ${rows.length} rows, but row ${odd + 1} has ${rows[odd]?.length} numbers`, {
      at: `given.confusion.${odd}`,
      suggestion: "A confusion matrix has a row and a column for each class.",
    });
  if (given.classes && given.classes.length !== rows.length)
    throw new ShapeError(`${given.classes.length} names cannot belong to ${rows.length} classes`, {
      at: "given.classes",
    });
  if (rows.flat().every((count) => count === 0))
    throw new ProblemError("empty", "all counts are 0: nothing was classified", { at: "given.confusion" });
  if (conventions["confusion.rows"] === undefined)
    assumed.push({
      convention: "confusion.rows",
      value: "actual",
      because: "A row holds what happened to one true class.",
    });
  const names = (given.classes ?? rows.map((_, k) => k + 1)).map(String);
  if (rows.length > 2) {
    if (given.positive !== undefined)
      throw new ProblemError("conflict", "with more than two classes each is looked at: none is the positive one", {
        at: "given.positive",
      });
    return { ...base, classes: names, binary: false };
  }
  if (given.positive === undefined && given.classes === undefined && conventions["confusion.positive"] === undefined)
    assumed.push({ convention: "confusion.positive", value: "first", because: "The classes have no names." });
  return { ...base, classes: names, binary: true };
}

/** The place of the positive class in a 2×2 matrix: the one that is named, or as the convention has it. */
export function positivePlace({ given, classes, conventions }: Work): number {
  if (given.positive !== undefined) return placeOf(given.positive, classes);
  if (conventions["confusion.positive"] !== undefined) return conventions["confusion.positive"] === "last" ? 1 : 0;
  return given.classes ? usualPositive(classes) : 0;
}

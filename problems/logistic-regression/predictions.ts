import { ProblemError, ShapeError } from "../../solver/errors.ts";
import { call, type Expr, name, num } from "../../solver/expression.ts";
import { numberTex } from "../../solver/numbers.ts";
import type { Outcome, Setting, TableOfSteps } from "../topic.ts";
import { logTex, overBase } from "./base.ts";
import { counted, labelsOf, missing, vector } from "./data.ts";
import type { Given } from "./given.ts";

const SECTION = "Loss of each example";

/** A table of predictions and labels: the loss of every row, and the cost. No weights are needed. */
export function solvePredictions(given: Given, { tape, conventions }: Setting): Outcome {
  const { yhat, y } = readPredictions(given);
  const [m, base] = [yhat.length, conventions.log ?? "e"];
  const summed = conventions.average === "sum";
  tape.section("Given");
  tape.given("Y", { shape: [1, m], cells: y }, { tex: "y", name: "labels" });
  tape.given("yhat", { shape: [1, m], cells: yhat }, { tex: "\\hat{y}", name: "predictions" });
  if (!summed) tape.given("m", m, { tex: "m", name: "number of examples" });
  tape.section(SECTION);
  const rows = yhat.map((prediction, i) => ({ prediction, label: y[i] as number, id: `L(${i + 1})` }));
  for (const [i, row] of rows.entries()) {
    tape.let(row.id, overBase(lossOf(row.label, i + 1), base), {
      tex: `L^{(${i + 1})}`,
      name: `loss of example ${i + 1}`,
      title: `Example ${i + 1}`,
      why: whyOf(row.label),
      remarks: slipsOf(row, rows.slice(0, i), base),
    });
  }
  tape.section("Cost");
  tape.let("L", overBase(call("bce", [name("yhat"), name("Y")], { axis: 0 }), base), {
    tex: "L",
    name: "losses of the examples",
    title: "The losses in one line",
    why: "The one formula for both labels: the factor $y$ or $1-y$ that is 0 removes its term.",
  });
  tape.let("J", summed ? "sum(L)" : "average(L, m)", {
    tex: "J",
    name: "cost",
    title: "Cost",
    why: summed ? "The cost is the sum of the losses." : "The cost is the mean of the losses.",
    remarks: ["The minus stands before every logarithm; a cost that comes out negative has lost it."],
  });
  const ids = rows.map(({ id }) => id);
  return {
    answers: m === 1 ? ["J"] : ["L", "J"],
    aliases: { A: "yhat", a: "yhat", y: "Y" },
    checks: { L: ids, J: ids },
    asked: m === 1 ? "The cross-entropy of one prediction." : `The cross-entropy of ${m} predictions, and the cost.`,
    plan: `For each example, minus the logarithm of the probability that was given to what happened${summed ? "; then their sum" : "; then the mean"}.`,
    tables: m === 1 ? [] : [tableOf(rows, base)],
    assumed: [],
  };
}

interface Row {
  prediction: number;
  label: number;
  id: string;
}

function readPredictions(given: Given): { yhat: readonly number[]; y: readonly number[] } {
  const stray = (["x", "X", "w", "b", "learningRate", "steps", "threshold"] as const).find(
    (field) => given[field] !== undefined,
  );
  if (stray)
    throw new ProblemError("conflict", `yhat gives the predictions, so ${stray} has no part in the problem`, {
      at: `given.${stray}`,
      suggestion: "Leave out yhat to have the predictions worked out, or leave out everything but yhat and y.",
    });
  const yhat = vector("yhat", given.yhat as number);
  const y = labelsOf(given);
  if (!y) throw missing("y", "there are no labels y", "Give one label for each prediction.");
  if (y.length !== yhat.length)
    throw new ShapeError(`${counted(y.length, "label")} cannot belong to ${counted(yhat.length, "prediction")}`, {
      at: "given.y",
      suggestion: "Give one label for each prediction.",
    });
  const odd = yhat.find((p) => p <= 0 || p >= 1);
  if (odd === undefined) return { yhat, y };
  throw new ProblemError("probability", `a prediction lies between 0 and 1, but ${odd} is among them`, {
    at: "given.yhat",
    suggestion: "A sigmoid never reaches 0 or 1. For weighted sums, give x and w instead.",
  });
}

/** −ln ŷ, or −ln(1 − ŷ): what is left of the cross-entropy for the label. */
function lossOf(label: number, i: number): Expr {
  const [p, y] = ["yhat", "Y"].map((of) => call("part", [name(of)], { at: [1, i] })) as [Expr, Expr];
  if (label === 1) return call("negate", [call("log", [p])]);
  if (label === 0) return call("negate", [call("log", [call("minus", [num(1), p])])]);
  return call("bce", [p, y]);
}

const whyOf = (label: number): string =>
  label === 1
    ? "$y=1$: what happened was given the probability $\\hat{y}$ itself."
    : label === 0
      ? "$y=0$: what happened was given the probability $1-\\hat{y}$."
      : "The label lies in between, so both terms count.";

/** The other probability is the likeliest slip: said for the first example of each label, where the two differ. */
function slipsOf({ prediction, label }: Row, before: readonly Row[], base: string): string[] {
  const log = logTex(base);
  const tempting = before.filter((row) => row.label === label).every((row) => row.prediction >= 0.5);
  if (label === 1 && prediction < 0.5 && tempting)
    return [
      `Not $-${log}${numberTex(decimal(1 - prediction))}$: low or not, it is $\\hat{y}$ that counts where $y=1$.`,
    ];
  if (label === 0 && !before.some((row) => row.label === 0))
    return [`The logarithm of the difference, not $1-${log}${numberTex(String(prediction))}$.`];
  return [];
}

const decimal = (x: number): string => String(Number(x.toPrecision(12)));

function tableOf(rows: readonly Row[], base: string): TableOfSteps {
  const log = logTex(base);
  const written = ({ prediction, label }: Row): string => {
    const p = numberTex(String(prediction));
    if (label === 1) return `-${log}${p}`;
    return label === 0 ? `-${log}${numberTex(decimal(1 - prediction))}` : "\\text{both terms}";
  };
  return {
    section: SECTION,
    head: ["i", "y", "\\hat{y}", "\\text{by hand}", "L"],
    rows: rows.map((row, i) => [
      { tex: String(i + 1) },
      { tex: numberTex(String(row.label)) },
      { tex: numberTex(String(row.prediction)) },
      { tex: written(row) },
      { id: row.id },
    ]),
  };
}

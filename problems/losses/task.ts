import type { Assumption } from "../../explainers/solution.ts";
import { ProblemError } from "../../solver/errors.ts";
import type { Tape } from "../../solver/tape.ts";
import { conventions } from "../conventions.ts";
import type { Setting } from "../topic.ts";
import { checkValues, type Data, dataOf } from "./data.ts";
import type { Given } from "./given.ts";
import { kindOf, type Loss } from "./kinds.ts";

type Choice = "average" | "loss.half" | "loss.outputs" | "huber.linear" | "log" | "labels" | "examples";

/** The problem, read and checked. */
export interface Task {
  tape: Tape;
  given: Given;
  losses: readonly Loss[];
  data: Data;
  ask: readonly string[];
  choice(id: Choice): string;
  assumed: Assumption[];
}

export function taskOf(given: Given, { tape, conventions: chosen, ask }: Setting): Task {
  const losses = [given.loss].flat();
  const choice = (id: Choice): string => chosen[id] ?? (id === "examples" ? "rows" : conventions[id].values[0]);
  if (new Set(losses).size < losses.length)
    throw new ProblemError("conflict", "a loss is listed twice", { at: "given.loss" });
  const data = dataOf(given, losses, choice("examples"));
  checkValues(data, losses, Number(choice("labels")));
  if (given.delta !== undefined && !losses.includes("huber"))
    throw new ProblemError("unknown-field", `delta belongs to the Huber loss, and the loss is ${losses.join(", ")}`, {
      at: "given.delta",
      suggestion: "Leave delta out.",
    });
  const table = data.axis !== undefined && data.k > 1 && chosen.examples === undefined;
  const assumed: Assumption[] = [
    ...(table ? [{ convention: "examples", value: "rows", because: "A table has one example to a row." }] : []),
    ...(losses.includes("huber") && given.delta === undefined
      ? [{ convention: "delta", value: "1", because: "It is the usual one of the Huber loss." }]
      : []),
    ...(data.areLabels && chosen.labels === undefined
      ? [{ convention: "labels", value: "0", because: "Labels are counted from 0, as software does." }]
      : []),
  ];
  return { tape, given, losses, data, ask, choice, assumed };
}

export const ofErrors = (loss: Loss): boolean => kindOf(loss).of === "errors";

/** Records what the problem states, then what all losses rest on: predictions, targets and errors. */
export function recordData(task: Task): void {
  const { tape, given, losses, data } = task;
  const { field, predictions, targets, m } = data;
  tape.section("Given");
  tape.given(
    field,
    predictions,
    field === "z" ? { tex: "z", name: "logits" } : { tex: "\\hat{y}", name: "predictions" },
  );
  tape.given("y", targets, { tex: "y", name: data.areLabels ? "labels" : "targets" });
  if (losses.includes("huber"))
    tape.given("delta", given.delta ?? 1, { tex: "\\delta", name: "error from which on the loss is a line" });
  if (m > 1 && task.choice("average") !== "sum") tape.given("m", m, { tex: "m", name: "number of examples" });
  if (data.k > 1 && task.choice("loss.outputs") === "mean" && losses.some((loss) => termOf(task, loss)))
    tape.given("k", data.k, { tex: "k", name: "number of outputs" });
  if (field === "z") recordPredictions(task);
  if (data.areLabels) recordOneHot(task);
  if (losses.some(ofErrors)) recordErrors(task);
  if (losses.some((loss) => kindOf(loss).of === "margins")) recordMargins(task);
}

/** `{axis: 0}` where several examples stand beside each other. */
export const over = ({ axis }: Data): string => (axis === undefined ? "" : `, {axis: ${axis}}`);

function recordPredictions({ tape, losses, data }: Task): void {
  const isSoftmax = losses[0] !== "bce";
  tape.section("Predictions");
  tape.let("yhat", isSoftmax ? `softmax(z${over(data)})` : "sigmoid(z)", {
    tex: "\\hat{y}",
    name: "predictions",
    title: "Predictions",
    why: isSoftmax
      ? "The softmax turns the logits of one example into probabilities."
      : "The sigmoid turns a logit into a probability.",
  });
}

function recordOneHot({ tape, data, choice }: Task): void {
  const fromOne = choice("labels") === "1";
  tape.section("Targets");
  tape.let("Y", `oneHot(${fromOne ? "y - 1" : "y"}, yhat${over(data)})`, {
    tex: "Y",
    name: "targets, one-hot",
    title: "One-hot",
    why: `A 1 for the labelled class, 0 for every other; labels count from ${fromOne ? 1 : 0} here.`,
  });
}

function recordErrors({ tape }: Task): void {
  tape.section("Errors");
  tape.let("e", "yhat - y", {
    tex: "e",
    name: "errors",
    title: "Errors",
    why: "Prediction minus target: above 0 where the prediction is too high.",
  });
}

function recordMargins({ tape }: Task): void {
  tape.section("Margins");
  tape.let("s", "1 - y .* yhat", {
    tex: "s",
    name: "what is lacking to a margin of 1",
    title: "What is lacking",
    why: "$y\\hat{y}$ is positive where the sign is right, and should reach 1.",
  });
}

/** The loss of one output, cell by cell; undefined for losses that are sums over classes by themselves. */
export function termOf({ choice }: Task, loss: Loss): string | undefined {
  switch (loss) {
    case "squared-error":
      return choice("loss.half") === "yes" ? "e .^ 2 / 2" : "e .^ 2";
    case "mae":
      return "abs(e)";
    case "huber":
      return `${choice("huber.linear") === "notes" ? "huberOfNotes" : "huberOf"}(e, delta)`;
    case "hinge":
      return "maximum(0, s)";
    case "squared-hinge":
      return "maximum(0, s) .^ 2";
    default:
      return undefined;
  }
}

/** The loss of each example; of several outputs, the sum or the mean of the terms. */
export function formulaOf(task: Task, loss: Loss, terms: string): string {
  const { data, choice } = task;
  const term = termOf(task, loss);
  if (term !== undefined && data.k === 1) return term;
  const axis = over(data);
  if (term !== undefined)
    return choice("loss.outputs") === "mean" ? `average(${terms}, k${axis})` : `sum(${terms}${axis})`;
  const targets = data.areLabels ? "Y" : "y";
  const entropy = loss === "kl" ? `kl(${targets}, yhat${axis})` : `${loss}(yhat, ${targets}${axis})`;
  return choice("log") === "e" ? entropy : `${entropy} / log(${choice("log")})`;
}

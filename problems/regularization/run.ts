import { FormulaError, ProblemError } from "../../solver/errors.ts";
import { name, substitute } from "../../solver/expression.ts";
import { describeShape, size } from "../../solver/ndarray.ts";
import { recordAdam } from "./adam.ts";
import { PENALTY_SLIP, PENALTY_WHY, PULL, penaltyOf } from "./penalty.ts";
import { atLoss, isFormula, type Task } from "./task.ts";
import { after, at, newTex, type Track, WITH_PENALTY, weightsAt } from "./track.ts";
import type { Weights } from "./weights.ts";

export function recordGivens({ tape, given, weights, loss, updates, adam }: Task): void {
  tape.section("Given");
  for (const { id, tex, value } of weights)
    tape.given(id, value, { tex, name: /\d/.test(id) ? `weights of layer ${id.slice(1)}` : "weights" });
  for (const { id, tex, gradient } of weights)
    if (gradient)
      tape.given(`d${id}`, gradient, { tex: `\\frac{\\partial L}{\\partial ${tex}}`, name: "gradient of the loss" });
  if (typeof loss === "number") tape.given("L", loss, { tex: "L", name: "loss without penalty" });
  const factors = {
    lambda: ["\\lambda", "factor of the penalty"],
    lambda1: ["\\lambda_1", "factor of the absolute values"],
    lambda2: ["\\lambda_2", "factor of the squares"],
    l1Ratio: ["\\rho", "share of the absolute values"],
    m: ["m", "number of examples"],
  } as const;
  for (const [id, [tex, words]] of Object.entries(factors)) {
    const value = given[id as keyof typeof factors];
    if (value !== undefined) tape.given(id, value, { tex, name: words });
  }
  if (given.b !== undefined) tape.given("b", given.b, { tex: "b", name: "bias" });
  if (given.db !== undefined)
    tape.given("db", given.db, { tex: "\\frac{\\partial L}{\\partial b}", name: "gradient of the bias" });
  if (updates > 0) tape.given("learningRate", given.learningRate as number, { tex: "\\eta", name: "learning rate" });
  if (adam && updates > 0) {
    tape.given("beta1", given.beta1 ?? 0.9, { tex: "\\beta_1", name: "first rate of decay" });
    tape.given("beta2", given.beta2 ?? 0.999, { tex: "\\beta_2", name: "second rate of decay" });
    tape.given("epsilon", given.epsilon ?? 1e-8, { tex: "\\epsilon", name: "small number below the line" });
  }
  if (given.l1Ratio !== undefined) recordShares({ tape });
}

function recordShares({ tape }: Pick<Task, "tape">): void {
  tape.section("The two factors");
  tape.let("lambda1", "lambda * l1Ratio", {
    tex: "\\lambda_1",
    name: "factor of the absolute values",
    title: "For the absolute values",
    why: "Their share of $\\lambda$.",
  });
  tape.let("lambda2", "lambda * (1 - l1Ratio)", {
    tex: "\\lambda_2",
    name: "factor of the squares",
    title: "For the squares",
    why: "The rest of it.",
  });
}

/** Penalty, loss and gradients with the weights as they are after k updates. */
export function recordLoss(task: Task, k: number, section: (title: string) => string): void {
  const { tape, weights, loss, given } = task;
  const ids = weights.map(({ id }) => weightsAt(WITH_PENALTY, id, k));
  const sub = k > 0 ? `_{(${k})}` : "";
  tape.section(section("Penalty"));
  tape.let(`R${at(k)}`, penaltyOf(task, ids), {
    tex: `R${sub}`,
    name: `penalty${after(k)}`,
    title: "Penalty",
    why: PENALTY_WHY[given.penalty],
    remarks: k === 0 ? [PENALTY_SLIP[given.penalty]] : [],
  });
  if (loss === undefined) return;
  tape.section(section("Loss"));
  if (isFormula(loss)) recordData(task, WITH_PENALTY, k);
  const L = isFormula(loss) ? `L${at(k)}` : "L";
  tape.let(`J${at(k)}`, `${L} + R${at(k)}`, {
    tex: `J${sub}`,
    name: `loss with penalty${after(k)}`,
    title: "With the penalty",
    why: "What is minimized: fit to the data plus the price of the weights.",
  });
}

/** The loss without penalty, where it is a formula. */
export function recordData({ tape, loss, weights }: Task, track: Track, k: number): void {
  if (!isFormula(loss)) return;
  const id = `L${track.mark}${at(k)}`;
  const formula = substitute(loss, (from) => {
    const own = weights.find((candidate) => candidate.id === from);
    return own && name(weightsAt(track, own.id, k));
  });
  try {
    tape.let(id, formula, {
      tex: `L${track.mark && "'"}${k > 0 ? `_{(${k})}` : ""}`,
      name: `loss without penalty${after(k)}`,
      title: "Loss without penalty",
      why: "How well the weights fit the data.",
    });
  } catch (error) {
    throw error instanceof FormulaError ? atLoss(error) : error;
  }
  const { shape, cells } = tape.step(id).value;
  if (size(shape) !== 1)
    throw new ProblemError("shape", `L must be a single number, but it is ${describeShape(shape)}`, {
      at: "given.L",
      suggestion: "Take the sum: sum((w - 3)^2).",
    });
  if (!Number.isFinite(cells[0]))
    throw new ProblemError("not-finite", `L has no value${after(k)}`, {
      at: k > 0 ? "given.learningRate" : "given.L",
      suggestion:
        k > 0 ? "A smaller learningRate keeps the steps from growing without end." : "Start where L has a value.",
    });
}

/** The gradient of the loss without penalty after k updates. Returns its id. */
export function recordDataGradient(task: Task, track: Track, { id }: Weights, k: number, section: string): string {
  const { tape, loss } = task;
  if (!isFormula(loss)) return `d${id}`;
  const gradient = `d${id}${track.mark}${at(k)}`;
  tape.backward(`L${track.mark}${at(k)}`, [weightsAt(track, id, k)], {
    id: () => gradient,
    section: () => section,
    words: () => ({ name: `gradient of the loss${after(k)}`, title: "Gradient of the loss" }),
  });
  return gradient;
}

/** Both gradients and their sum. */
export function recordGradients(task: Task, k: number, section: string): void {
  const { tape, weights, given } = task;
  const single = weights.length === 1;
  const ids = weights.map(({ id }) => weightsAt(WITH_PENALTY, id, k));
  tape.section(section);
  const data = weights.map((own) => recordDataGradient(task, WITH_PENALTY, own, k, section));
  tape.section(section);
  tape.backward(`R${at(k)}`, ids, {
    id: (of) => `dR${single ? "" : `_${weights[ids.indexOf(of)]?.id}`}${at(k)}`,
    section: () => section,
    words: () => ({
      name: `gradient of the penalty${after(k)}`,
      title: "Gradient of the penalty",
      remarks: k === 0 ? [PULL[given.penalty]] : [],
    }),
  });
  weights.forEach(({ id }, i) => {
    const suffix = `${single ? "" : `_${id}`}${at(k)}`;
    if (!tape.has(data[i] as string)) return;
    tape.let(`g${suffix}`, `${data[i]} + dR${suffix}`, {
      tex: `\\frac{\\partial J}{\\partial ${tape.step(ids[i] as string).tex}}`,
      name: `gradient with penalty${after(k)}`,
      title: "Both together",
      why: "The derivative of a sum is the sum of the derivatives.",
    });
  });
}

/** The k-th update, with the penalty in the gradient. */
export function recordUpdate(task: Task, k: number, section: string): void {
  const { tape, weights, given, adam, updates } = task;
  const single = weights.length === 1;
  tape.section(section);
  weights.forEach(({ id, tex }) => {
    const g = `g${single ? "" : `_${id}`}${at(k - 1)}`;
    const words = {
      tex: newTex(tex, k, updates),
      name: `${single ? "weights" : id}${after(k)}`,
      title: "New weights",
      why: "One step against the whole gradient.",
    };
    if (adam) recordAdam(task, WITH_PENALTY, k, g, words);
    else
      tape.let(`${id}_${k}`, `${weightsAt(WITH_PENALTY, id, k - 1)} - learningRate * ${g}`, {
        ...words,
        remarks: crossings(task, id, k),
      });
  });
  if (given.b === undefined || k > 1) return;
  tape.let("b_1", "b - learningRate * db", {
    tex: newTex("b", 1, updates),
    name: "bias after the update",
    title: "New bias",
    why: "The bias is not penalized: it follows the gradient of the loss alone.",
  });
}

/** How the shrinking reads in the update, said once. */
function crossings({ given, choice }: Task, _id: string, k: number): string[] {
  if (k > 1) return [];
  if (given.penalty === "l1")
    return [
      "The penalty moves every weight by $\\eta\\lambda$ towards 0; one that would cross it is set to 0 by careful software.",
    ];
  if (given.penalty === "elastic-net") return [];
  const factor = { lambda: "2\\eta\\lambda", half: "\\eta\\lambda", "half-mean": "\\eta\\lambda/m" }[choice("l2")];
  return [`The same as shrinking first: $(1-${factor})\\,w-\\eta\\frac{\\partial L}{\\partial w}$.`];
}

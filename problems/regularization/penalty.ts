import type { Prose } from "../../explainers/solution.ts";
import type { Task } from "./task.ts";

/** Σ over all weights of a norm, as a formula of their ids. */
const normed = (norm: string, ids: readonly string[]): string =>
  ids.length === 1 ? `${norm}(${ids[0]})` : `(${ids.map((id) => `${norm}(${id})`).join(" + ")})`;

const lambdaOf = ({ given }: Task): string => (given.penalty === "elastic-net" ? "lambda2" : "lambda");

/** The factor of the squares where it is not λ itself: a step of its own. */
export function recordFactor(task: Task): void {
  const { tape, choice, given } = task;
  if (given.penalty === "l1" || choice("l2") === "lambda") return;
  tape.section("The factor");
  const mean = choice("l2") === "half-mean";
  tape.let("factor", `${lambdaOf(task)} / ${mean ? "(2 * m)" : "2"}`, {
    tex: "c",
    name: "factor of the squares",
    title: "Factor of the squares",
    why: mean
      ? "Here the penalty is $\\frac{\\lambda}{2m}\\sum w^2$, a mean as the loss is one."
      : "Here the penalty has a $\\frac12$, which the slope of the square takes away again.",
  });
}

/** What L2 adds to the gradient for each unit of a weight: twice the factor of its square. */
export function decayFactor({ choice }: Task): string {
  return { lambda: "2 * lambda", half: "lambda", "half-mean": "lambda / m" }[choice("l2")] as string;
}

/** The penalty as a formula of these weights. */
export function penaltyOf(task: Task, ids: readonly string[]): string {
  const { penalty } = task.given;
  const squares = `${task.choice("l2") === "lambda" ? lambdaOf(task) : "factor"} * ${normed("squaredNorm", ids)}`;
  if (penalty === "l2") return squares;
  if (penalty === "l1") return `lambda * ${normed("absoluteNorm", ids)}`;
  return `lambda1 * ${normed("absoluteNorm", ids)} + ${squares}`;
}

export const PENALTY_WHY: Readonly<Record<Task["given"]["penalty"], Prose>> = {
  l1: "L1 charges every weight for its size: the sum of the absolute values, times $\\lambda$.",
  l2: "L2 charges every weight for its square: large ones cost most, small ones next to nothing.",
  "elastic-net": "Both: absolute values, which make small weights 0, and squares, which keep large ones down.",
};

/** Where people slip, and what the gradient of the penalty does. */
export const PENALTY_SLIP: Readonly<Record<Task["given"]["penalty"], Prose>> = {
  l1: "The absolute values are added up, so that weights of either sign count; a bias is left out.",
  l2: "The squares are added up, without a root; a bias is left out.",
  "elastic-net": "A bias is left out of both sums.",
};

export const PULL: Readonly<Record<Task["given"]["penalty"], Prose>> = {
  l1: "Every weight is pulled towards 0 equally hard, a small one as well: it can get to exactly 0.",
  l2: "Each weight is pulled towards 0 in proportion to its own size: it shrinks and hardly ever gets to 0.",
  "elastic-net": "A pull that is equal for all, and one in proportion to the weight's own size.",
};

import type { Prose } from "../../explainers/solution.ts";
import { ProblemError } from "../../solver/errors.ts";
import { Tape } from "../../solver/tape.ts";
import type { Choices } from "../conventions.ts";
import type { Design } from "../topic.ts";
import { type Given, MOST_ITERATIONS } from "./given.ts";
import { Run } from "./iterate.ts";
import type { Optimizer } from "./optimizer.ts";

/** Optimizers whose learning rate a problem must give, or leave to whoever solves it. */
export const needsRate = ({ hyperparameters }: Optimizer): boolean =>
  hyperparameters.some((own) => own.id === "learningRate" && own.default === undefined && !own.optional);

/** Rates of our own, of which the first that converges is taken. */
const RATES = [0.1, 0.01, 0.001, 1e-4, 1e-5, 1e-6];

/** A learning rate with which the cost falls: right where it does, judged over many more iterations than are asked for. */
export function rateDesign(optimizer: Optimizer): Design<Given> {
  return {
    open: ({ J, learningRate }) =>
      J !== undefined && learningRate === undefined
        ? [{ field: "learningRate", shape: [], also: ["eta", "alpha", "lr"] }]
        : [],
    standIn: (given, { conventions }) => {
      const fits = (learningRate: number) => !failure(optimizer, { ...given, learningRate }, conventions);
      return { learningRate: RATES.find(fits) ?? RATES[0] };
    },
    fails: (given, { conventions }) => failure(optimizer, given, conventions),
  };
}

/** What is said of a rate with which the cost does not fall, or does not settle. */
function failure(optimizer: Optimizer, given: Given, conventions: Choices): Prose | undefined {
  const rate = `With $\\eta=${given.learningRate}$`;
  const costs = costsOf(optimizer, given, conventions);
  if (!costs) return `${rate} the iterates grow without end: the steps are too long.`;
  const [start, first, end] = [costs[0], costs[1], costs.at(-1)] as [number, number, number];
  const tiny = 1e-9 * Math.max(1, Math.abs(start));
  const late = Math.max(...costs.slice(-QUARTER));
  const before = Math.max(...costs.slice(-2 * QUARTER, -QUARTER));
  if (end < start && late <= before + tiny) return undefined;
  const rises = `$J$ rises from $${short(start)}$ to $${short(first)}$ in the first update`;
  const stays = `$J$ is $${short(end)}$ after ${MOST_ITERATIONS} updates, and was $${short(start)}$ at the start`;
  return `${rate} ${first > start ? rises : stays}: the steps are too long.`;
}

const QUARTER = MOST_ITERATIONS / 4;
const short = (x: number): string => String(Number(x.toPrecision(4))).replace(/e\+?(-?\d+)$/, "\\cdot10^{$1}");

/** J at the start and after each update; undefined where it leaves all bounds. */
function costsOf(optimizer: Optimizer, given: Given, conventions: Choices): number[] | undefined {
  const tape = new Tape();
  try {
    new Run(optimizer, { ...given, iterations: MOST_ITERATIONS }, conventions, tape);
  } catch (error) {
    if (error instanceof ProblemError && error.code === "not-finite") return undefined;
    throw error;
  }
  return Array.from({ length: MOST_ITERATIONS + 1 }, (_, k) => tape.step(`J_${k}`).value.cells[0] as number);
}

import { ProblemError, ShapeError } from "../../solver/errors.ts";
import { describeShape, type NdArray, sameShape } from "../../solver/ndarray.ts";
import type { Tape } from "../../solver/tape.ts";
import { array } from "../arrays.ts";
import type { TensorField } from "../fields.ts";
import type { Setting } from "../topic.ts";
import type { Given } from "./given.ts";

/** Points whose neighbours anybody would work out one by one. */
const MOST_POINTS = 8;

/** A problem, read and checked. */
export interface Work {
  given: Given;
  tape: Tape;
  ask: readonly string[];
  n: number;
  X?: NdArray<number>;
  distances?: NdArray<number>;
  P?: NdArray<number>;
  Y?: NdArray<number>;
  /** How many gradient steps. */
  steps: number;
}

export function workOf(given: Given, { tape, ask }: Setting): Work {
  const sources = (["X", "distances", "P"] as const).filter((field) => given[field] !== undefined);
  const [source, other] = sources;
  if (source === undefined)
    throw missing("X", "there are no points", "Give X with one point a row, or P with the joint probabilities.");
  if (other) throw conflict(other, `${source} and ${other} say the same: give one of them`);
  const read = (field: "X" | "distances" | "P" | "Y") => {
    const value = given[field];
    return value === undefined ? {} : { [field]: column(array(field, value as TensorField)) };
  };
  const own = { ...read("X"), ...read("distances"), ...read("P"), ...read("Y") } as Partial<Work>;
  const n = (own[source] as NdArray<number>).shape[0] as number;
  const steps = given.learningRate === undefined ? 0 : (given.steps ?? 1);
  const work: Work = { given, tape, ask, n, steps, ...own };
  check(work, source);
  return work;
}

/** Points on a line are a table with one column. */
const column = ({ shape, cells }: NdArray<number>): NdArray<number> =>
  shape.length === 1 ? { shape: [shape[0] as number, 1], cells } : { shape, cells };

const missing = (field: string, message: string, suggestion: string): ProblemError =>
  new ProblemError("missing", message, { at: `given.${field}`, missing: [`given.${field}`], suggestion });
const conflict = (field: string, message: string, suggestion?: string): ProblemError =>
  new ProblemError("conflict", message, { at: `given.${field}`, ...(suggestion && { suggestion }) });

function check(work: Work, source: "X" | "distances" | "P"): void {
  const { n } = work;
  if (n < 2)
    throw new ProblemError("points", "one point alone has no neighbours", {
      at: `given.${source}`,
      suggestion: "Give at least two points.",
    });
  if (n > MOST_POINTS)
    throw new ProblemError("too-large", `${n} points are too many to work out by hand`, {
      at: `given.${source}`,
      suggestion: `Take at most ${MOST_POINTS}.`,
    });
  if (source !== "X") checkSquare(work, source);
  if (source === "P") checkProbabilities(work);
  else checkWidths(work);
  checkMap(work);
}

function checkSquare(work: Work, source: "distances" | "P"): void {
  const { shape, cells } = work[source] as NdArray<number>;
  const at = `given.${source}`;
  if (!sameShape(shape, [work.n, work.n]))
    throw new ShapeError(`${source} must have a row and a column for each point, but it is ${describeShape(shape)}`, {
      at,
    });
  const { n } = work;
  if (cells.some((x, k) => Math.abs(x - (cells[(k % n) * n + Math.floor(k / n)] as number)) > 1e-9))
    throw new ProblemError("symmetry", `${source} must be symmetric: from i to j it is as from j to i`, {
      at,
      suggestion: "Write each number twice: in row i, column j, and in row j, column i.",
    });
  if (cells.some((x, k) => x < 0 || (k % (n + 1) === 0 && x !== 0)))
    throw new ProblemError("range", `${source} holds no negative numbers, and zeros on its diagonal`, {
      at,
      suggestion: "A point is not its own neighbour: give 0 there.",
    });
}

function checkProbabilities({ given, P }: Work): void {
  const odd = (["sigma", "perplexity", "bracket", "tolerance", "iterations"] as const).find(
    (id) => given[id] !== undefined,
  );
  if (odd) throw conflict(odd, `P gives the probabilities, so ${odd} has no part in the problem`);
  const total = (P as NdArray<number>).cells.reduce((sum, p) => sum + p, 0);
  if (Math.abs(total - 1) > 1e-3)
    throw new ProblemError("probability", `the joint probabilities sum to 1, but here to ${Number(total.toFixed(6))}`, {
      at: "given.P",
      suggestion: "P holds p_ij = (p_j|i + p_i|j)/(2n), over all pairs in both orders.",
    });
}

function checkWidths({ given, n }: Work): void {
  const { sigma, perplexity, bracket, iterations, tolerance } = given;
  if (sigma === undefined && perplexity === undefined)
    throw missing(
      "perplexity",
      "neither sigma nor a perplexity is given",
      "Give sigma, or a perplexity to find it by.",
    );
  if (sigma !== undefined && perplexity !== undefined)
    throw conflict("perplexity", "sigma is given, so there is no perplexity to search for");
  if (Array.isArray(sigma) && sigma.length !== n)
    throw new ShapeError(`${sigma.length} values of sigma cannot belong to ${n} points`, { at: "given.sigma" });
  const search = { bracket, iterations, tolerance };
  const odd = Object.entries(search).find(([, value]) => value !== undefined)?.[0];
  if (sigma !== undefined && odd) throw conflict(odd, `${odd} belongs to a search, but sigma is given`);
  if (perplexity !== undefined && !(perplexity > 1 && perplexity < n - 1))
    throw new ProblemError("perplexity", `of ${n} points, a perplexity lies between 1 and ${n - 1}, the other points`, {
      at: "given.perplexity",
      suggestion: "It counts neighbours, so it is less than their number.",
    });
}

function checkMap({ given, Y, n }: Work): void {
  const need = (["learningRate", "momentum", "steps"] as const).find((id) => given[id] !== undefined);
  if (!Y && need) throw missing("Y", "there is no map Y to improve", "Give Y with one point a row.");
  if (given.learningRate === undefined && need)
    throw missing("learningRate", `${need} needs a learning rate`, "Give learningRate.");
  if (Y && Y.shape[0] !== n)
    throw new ShapeError(`Y has ${Y.shape[0]} points, but there are ${n}`, {
      at: "given.Y",
      suggestion: "The map has one row for each point.",
    });
}

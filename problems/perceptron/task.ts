import { ProblemError } from "../../solver/errors.ts";
import type { Tape } from "../../solver/tape.ts";
import type { Setting } from "../topic.ts";
import { binaryRows, type Gate, rules } from "./gates.ts";
import type { Given } from "./given.ts";
import { checkGate, targetsOf } from "./targets.ts";

/** A problem put in order: rows of inputs, their targets, and the conventions that bear on them. */
export interface Task {
  tape: Tape;
  given: Given;
  ask: readonly string[];
  /** One example a row, without a constant input. */
  rows: readonly (readonly number[])[];
  targets: readonly number[] | undefined;
  gate: Gate | undefined;
  /** Whether outputs are −1 and 1, as the targets are. */
  bipolar: boolean;
  /** Whether a unit stays silent at z = 0. */
  strict: boolean;
  /** Whether that was settled by the problem. */
  settled: boolean;
  absorbed: boolean;
  /** Whether learning leaves the bias as it is. */
  fixedBias: boolean;
  /** Whether y·z ≤ 0 counts as a mistake, whatever the output. */
  margin: boolean;
}

export function taskOf(given: Given, { tape, ask, conventions }: Setting): Task {
  const absorbed = conventions["bias.absorbed"] === "yes";
  const rows = rowsOf(given, absorbed);
  const gate = given.gate;
  if (gate) checkGate(gate, given, rows);
  const targets = gate ? rows.map((row) => Number(rules[gate].fires(row))) : targetsOf(given, rows.length);
  const bipolar = targets?.includes(-1) ?? false;
  const margin = conventions["perceptron.mistake"] === "margin";
  if (margin && !bipolar) {
    throw new ProblemError("convention", "perceptron.mistake = margin needs labels −1 and 1", {
      at: "conventions.perceptron.mistake",
      suggestion: "Write the targets as −1 and 1, or leave the convention out.",
    });
  }
  const fixedBias = conventions["perceptron.bias"] === "fixed";
  if (fixedBias && absorbed) {
    throw new ProblemError("conflict", "a bias that is absorbed into w is learned with the weights", {
      at: "conventions.perceptron.bias",
      suggestion: "Leave out one of bias.absorbed and perceptron.bias.",
    });
  }
  const strict = conventions["step.at-zero"] !== "1";
  const settled = conventions["step.at-zero"] !== undefined;
  return { tape, given, ask, rows, targets, gate, bipolar, strict, settled, absorbed, fixedBias, margin };
}

const weightsOf = ({ w }: Given): number[] | undefined => (typeof w === "number" ? [w] : w);

function rowsOf(given: Given, absorbed: boolean): number[][] {
  if (given.b !== undefined && given.threshold !== undefined)
    throw new ProblemError("conflict", "b and threshold are both given: b is −θ", {
      at: "given.threshold",
      suggestion: "Leave one of them out.",
    });
  const w = weightsOf(given);
  if (given.X === undefined) return binaryRows(countOfInputs(given, w, absorbed));
  const rows = matrixOf(given.X, w);
  const width = rows[0]?.length as number;
  const odd = rows.findIndex((row) => row.length !== width);
  if (odd >= 0) {
    throw new ProblemError("shape", `row ${odd + 1} of X has length ${rows[odd]?.length}, but row 1 has ${width}`, {
      at: `given.X.${odd}`,
      suggestion: "Each row of X is one example, so all rows have the same length.",
    });
  }
  const plain = absorbed && hasConstant(given, rows, w) ? rows.map((row) => row.slice(1)) : rows;
  if (w) checkWeights(w, plain[0]?.length as number, given, absorbed);
  return plain;
}

/** Whether X begins with the column of ones that stands for the bias. */
function hasConstant({ b, threshold }: Given, rows: readonly number[][], w: number[] | undefined): boolean {
  const width = rows[0]?.length as number;
  const complete = b === undefined && threshold === undefined && (w === undefined || w.length === width);
  return complete && width > 1 && rows.every(([x0]) => x0 === 1);
}

/** A plain list is one example where it has as many entries as there are weights, else examples of one input. */
function matrixOf(X: NonNullable<Given["X"]>, w: number[] | undefined): number[][] {
  if (Array.isArray(X[0])) return X as number[][];
  const list = X as number[];
  return w && w.length > 1 ? [list] : list.map((x) => [x]);
}

function checkWeights(w: number[], inputs: number, given: Given, absorbed: boolean): void {
  const complete = absorbed && given.b === undefined && given.threshold === undefined;
  if (w.length === inputs || (complete && w.length === inputs + 1)) return;
  throw new ProblemError("shape", `w has ${w.length} weights, but each row of X has ${inputs} inputs`, {
    at: "given.w",
    suggestion: absorbed ? "With x₀ = 1, w starts with w₀: one weight more than inputs." : "One weight for each input.",
  });
}

function countOfInputs(given: Given, w: number[] | undefined, absorbed: boolean): number {
  const biased = absorbed && given.b === undefined && given.threshold === undefined ? 1 : 0;
  const fixed = given.gate && rules[given.gate].inputs;
  const n = w ? w.length - biased : (given.inputs ?? fixed ?? 2);
  const fromTargets = w ?? given.gate ?? given.inputs ?? given.y;
  if (fromTargets === undefined) {
    throw new ProblemError("missing", "there are neither weights nor inputs, and no gate is named", {
      at: "given.w",
      missing: ["given.w"],
      suggestion: "Give weights w (and b), or a gate such as AND, or X and y to learn from.",
    });
  }
  if (n < 1 || n > 5) {
    throw new ProblemError("shape", `a truth table of ${n} inputs has no place here`, {
      at: "given.w",
      suggestion: "Give the rows as X; without it, all combinations of one to five inputs are tried.",
    });
  }
  return n;
}

/** The weights that the problem states, and its bias; under an absorbed bias, one list that starts with w₀. */
export function statedUnit({ given, absorbed, rows }: Task): { w: number[]; b: number } {
  const n = rows[0]?.length as number;
  const w = weightsOf(given) ?? Array.from({ length: n }, () => 0);
  const b = given.threshold === undefined ? (given.b ?? 0) : -given.threshold;
  return absorbed && w.length === n + 1 ? { w: w.slice(1), b: w[0] as number } : { w, b };
}

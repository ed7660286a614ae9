import type { Assumption } from "../../explainers/solution.ts";
import { ProblemError } from "../../solver/errors.ts";
import type { NdArray } from "../../solver/ndarray.ts";
import type { Choices } from "../conventions.ts";
import type { Cell } from "./cell.ts";
import type { Given, Mode } from "./given.ts";
import { assumedOrientation, type Layout, underLayout } from "./layout.ts";
import { Reader } from "./reader.ts";
import { type Parameter, parametersAmong } from "./spelling.ts";

/** A parameter with its numbers in the place where they are multiplied. */
export interface Placed extends Parameter {
  value: NdArray<number>;
}

/** A recurrent network's numbers, in shapes that fit together. */
export interface Network {
  layout: Layout;
  /** Whether every quantity is a single number. */
  scalar: boolean;
  inputs: number;
  hidden: number;
  outputs: number;
  T: number;
  /** Number of sequences; `batch` says whether they were given as one. */
  m: number;
  batch: boolean;
  mode: Mode;
  parameters: Placed[];
  /** From time 1 on. */
  x: NdArray<number>[] | undefined;
  /** One, or one for each time. */
  y: NdArray<number>[] | undefined;
  /** By id: `h0`, and what the problem gives instead of having it computed: `f1`. */
  values: ReadonlyMap<string, NdArray<number>>;
  /** The gradient that arrives at the last state from beyond the problem. */
  arriving: NdArray<number> | undefined;
  /** Initial states that the problem left open. */
  zero: readonly string[];
  /** The letter of the state, and whether the one before is called h_{t−1}. */
  letter: string;
  isOneStep: boolean;
  assumed: Assumption[];
}

/** Reads the numbers of a problem under the conventions, or in the first layout that they fit. */
export function networkOf(cell: Cell, given: Given, choices: Choices, ask: readonly string[]): Network {
  const parameters = parametersAmong(cell, given);
  refuseTwice(parameters);
  const asksEach = ask.some((id) => /^(yhat|zy)_?\d+$/.test(id));
  const { layout, others, result } = underLayout(choices, (open, progress) =>
    new Reader(cell, given, parameters, open, progress, asksEach ? "many-to-many" : "many-to-one").read(),
  );
  const isFree = result.scalar || result.parameters.length === 0;
  return { ...result, assumed: isFree ? [] : assumedOrientation(layout, others, choices) };
}

function refuseTwice(parameters: readonly Parameter[]): void {
  for (const [k, { id, field }] of parameters.entries()) {
    const before = parameters.slice(0, k).find((other) => other.id === id);
    if (!before) continue;
    throw new ProblemError("conflict", `${before.field} and ${field} are the same: give one of them`, {
      at: `given.${field}`,
    });
  }
}

import { ProblemError } from "../solver/errors.ts";
import type { Tape, Words } from "../solver/tape.ts";

/** Records a count. Refuses what a float64 no longer counts one by one; `at` is the field to blame. */
export function recordCount(tape: Tape, id: string, formula: string, at: string, words: Words): void {
  tape.let(id, formula, words);
  if (tape.step(id).value.cells.every((x) => Math.abs(x) <= Number.MAX_SAFE_INTEGER)) return;
  throw new ProblemError("too-large", `too large to count: the ${words.name ?? id} would exceed 2^53`, {
    at: `given.${at}`,
    suggestion: "Check whether the numbers are meant to be that large.",
  });
}

/** The number that a step holds. */
export const numberAt = (tape: Tape, id: string): number => tape.step(id).value.cells[0] as number;

import { ProblemError } from "../../solver/errors.ts";
import { GATES, type Gate, gatesFor } from "./gates.ts";
import type { Given } from "./given.ts";

/** Targets of the rows, 0 and 1 or −1 and 1. */
export function targetsOf({ y }: Given, rows: number): number[] | undefined {
  if (y === undefined) return undefined;
  const targets = typeof y === "number" ? [y] : y;
  if (targets.length !== rows) {
    throw new ProblemError("length", `y has ${targets.length} targets, but there are ${rows} rows of inputs`, {
      at: "given.y",
      suggestion: "One target for each row; without X, the rows count up in binary: 00, 01, 10, 11.",
    });
  }
  const labels = new Set(targets);
  if ([...labels].every((t) => t === 0 || t === 1) || [...labels].every((t) => t === -1 || t === 1)) return targets;
  throw new ProblemError("target", "the targets of a perceptron are 0 and 1, or −1 and 1", {
    at: `given.y.${targets.findIndex((t) => ![0, 1].includes(t))}`,
    suggestion: "Call one class 1 and the other 0 (or −1).",
  });
}

/** Refuses a gate that the rows have no place for. */
export function checkGate(gate: Gate, given: Given, rows: readonly (readonly number[])[]): void {
  const n = rows[0]?.length as number;
  if (given.y !== undefined)
    throw new ProblemError("conflict", "gate and y both say what is wanted", {
      at: "given.gate",
      suggestion: "Give one of them.",
    });
  if (rows.some((row) => row.some((x) => x !== 0 && x !== 1))) {
    throw new ProblemError("gate", `${gate} is defined for inputs 0 and 1 only`, {
      at: "given.X",
      suggestion: "Give the targets as y instead of a gate.",
    });
  }
  if (gatesFor(n).includes(gate)) return;
  const some = `${n} input${n === 1 ? "" : "s"}`;
  throw new ProblemError("gate", `there is no ${gate} of ${some}`, {
    at: given.inputs === undefined ? "given.gate" : "given.inputs",
    candidates: gatesFor(n).length > 0 ? gatesFor(n) : [...GATES],
    suggestion: "NOT has one input, IMPLIES two, all others two or more.",
  });
}

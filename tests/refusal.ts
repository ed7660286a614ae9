import { expect } from "vitest";
import { solve } from "../problems/index.ts";
import { ProblemError } from "../solver/errors.ts";

/** Longer than this, in milliseconds of processor time, nobody waits to be told that a problem makes no sense. */
const PATIENCE = 2000;

/** The refusal of a problem; fails where it is solved, where anything else is thrown, and where it takes long. */
export function refusal(topic: string, given: object, more: object = {}): ProblemError {
  const start = process.cpuUsage();
  try {
    solve({ topic, given, ...more });
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    const { user, system } = process.cpuUsage(start);
    expect((user + system) / 1000, "milliseconds").toBeLessThan(PATIENCE);
    return error;
  }
  throw new Error("it was not refused");
}

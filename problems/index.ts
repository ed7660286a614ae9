import type { Scheme } from "../solver/check/score.ts";
import { type Checker, checkerFor as checkerAmong } from "./check.ts";
import { type Recorded, record as recordAmong, type Solved, solve as solveAmong } from "./solve.ts";
import { topics } from "./topics.ts";

export { type Checked, type Checker, mistakesOf } from "./check.ts";
export { type ConventionId, conventions } from "./conventions.ts";
export type { Recorded, Solved } from "./solve.ts";
export type { Problem, Topic } from "./topic.ts";
export { topics };

/** Solves a problem of any topic. Throws a ProblemError that says what is wrong, where, and what would mend it. */
export const solve = (input: unknown): Solved => solveAmong(input, topics);

/** Records the computation of a problem of any topic, without explaining it. */
export const record = (input: unknown): Recorded => recordAmong(input, topics);

/** Prepares to mark workings of a problem of any topic. */
export const checkerFor = (input: unknown, scheme?: Partial<Scheme>): Checker => checkerAmong(input, topics, scheme);

import type * as z from "zod";
import type { TableCell } from "../explainers/explain.ts";
import type { Assumption, Picture, Prose, Tex } from "../explainers/solution.ts";
import type { Mistake } from "../solver/check/mistake.ts";
import type { Scheme } from "../solver/check/score.ts";
import type { Shape } from "../solver/ndarray.ts";
import type { Tape } from "../solver/tape.ts";
import type { Choices, ConventionId } from "./conventions.ts";

/** A problem as files and programs state it. */
export interface Problem {
  topic: string;
  given: Record<string, unknown>;
  conventions?: Choices;
  /** Ids of the answers wanted, in order; without it, the topic's own choice. */
  ask?: string[];
  /** `4` decimals, `3sf` significant figures, or `fractions`. */
  digits?: number | string;
  /** Whether every named step is rounded before it is carried on, as on paper. */
  carry?: "full" | "rounded";
}

/** What a topic says once it has recorded its computation. */
export interface Outcome {
  /** What is answered when the problem asks for nothing in particular: ids of steps or aliases. */
  answers: string[];
  /** Other names of steps: `A3` for `yhat`. */
  aliases?: Readonly<Record<string, string>>;
  /** Steps shown along with an answer, though it does not rest on them: a sense check. */
  checks?: Readonly<Record<string, readonly string[]>>;
  asked: Prose;
  plan: Prose;
  tables?: TableOfSteps[];
  /** Sections that only repeat what was worked in full before. */
  folded?: string[];
  assumed?: Assumption[];
  picture?: Picture;
  warnings?: Prose[];
}

/** A table in a section of that title: each cell is a step's value, one cell of it, or TeX as it stands. */
export interface TableOfSteps {
  section: string;
  head: Tex[];
  rows: TableCell[][];
}

export interface Setting {
  tape: Tape;
  conventions: Choices;
  /** What the problem asks for, so that a topic can go as far as is needed and no further. */
  ask: readonly string[];
}

/** Everything about one kind of problem. */
export interface Topic<G = unknown> {
  id: string;
  title: string;
  /** One sentence for lists of topics. */
  about: string;
  /** The fields of `given`: TeX symbol and description in each field's `meta`. */
  given: z.ZodType<G>;
  /** The choices that change this topic's numbers. */
  conventions: readonly ConventionId[];
  /** Where this topic's default is another than the first value of the table. */
  defaults?: Choices;
  /** The ids that may be asked for, with what they mean; `#` stands for a layer or another index. */
  answers: readonly { id: string; about: string }[];
  /** What people do wrong in problems of this kind, beyond what they do wrong in any (`solver/check/mistakes/`). */
  mistakes?: readonly Mistake[];
  /** Where this topic's marks are given otherwise than usual. */
  scheme?: Partial<Scheme>;
  /** What its problems may leave to whoever solves them. */
  design?: Design<G>;
  /** Records the whole computation. Throws a ProblemError where the problem makes no sense. */
  solve(given: G, setting: Setting): Outcome;
  /** Complete problems that solve as they stand, with known results; the first one is shown to newcomers. */
  examples: readonly Example[];
}

/**
 * A choice with many right answers: weights for a gate, a rate with which a descent converges. A working's own choice
 * is judged by what it does, and the rest of the working by the problem with that choice.
 */
export interface Design<G = unknown> {
  /** What this problem leaves open; nothing where it states everything. */
  open(given: G, setting: Omit<Setting, "tape">): readonly OpenField[];
  /** A choice of ours, for a problem that cannot be solved without one. */
  standIn?(given: G, setting: Omit<Setting, "tape">): Record<string, unknown>;
  /** What a choice fails to do, once the problem is solved with it; undefined where it does what is wanted. */
  fails(given: G, setting: Setting): Prose | undefined;
}

/** A field of `given` that a working may state. */
export interface OpenField {
  field: string;
  /** As it is usually chosen: a network may have another number of units. */
  shape: Shape;
  /** Other names. */
  also?: string[];
  /** Whether a choice is complete without it. */
  optional?: true;
  /** Another field that says the same: stated as well, this one does not count. */
  unless?: string;
}

export interface Example {
  problem: Problem;
  /** Values that must come out, by id, to 1e-9. */
  expect: Readonly<Record<string, unknown>>;
}

/** Checks a topic's `solve` against its schema; the catalogue then forgets the type of its givens. */
export const defineTopic = <G>(topic: Topic<G>): Topic => topic as Topic;

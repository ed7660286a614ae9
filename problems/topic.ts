import type * as z from "zod";
import type { Assumption, Picture, Prose, Tex } from "../explainers/solution.ts";
import type { Mistake } from "../solver/check/mistake.ts";
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

/** A table in a section of that title: each cell is a step's value, or TeX as it stands. */
export interface TableOfSteps {
  section: string;
  head: Tex[];
  rows: ({ id: string } | { tex: Tex })[][];
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
  /** Records the whole computation. Throws a ProblemError where the problem makes no sense. */
  solve(given: G, setting: Setting): Outcome;
  /** Complete problems that solve as they stand, with known results; the first one is shown to newcomers. */
  examples: readonly Example[];
}

export interface Example {
  problem: Problem;
  /** Values that must come out, by id, to 1e-9. */
  expect: Readonly<Record<string, unknown>>;
}

/** Checks a topic's `solve` against its schema; the catalogue then forgets the type of its givens. */
export const defineTopic = <G>(topic: Topic<G>): Topic => topic as Topic;

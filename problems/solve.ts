import * as z from "zod";
import { Explainer } from "../explainers/explain.ts";
import { MOST_DISAGREEMENT } from "../explainers/parts.ts";
import type { Section, Solution } from "../explainers/solution.ts";
import { ProblemError } from "../solver/errors.ts";
import { defaultFormat, type NumberFormat, numberText, parseFormat } from "../solver/numbers.ts";
import { Tape } from "../solver/tape.ts";
import { prune, type Trace } from "../solver/trace.ts";
import { finiteDifferenceError, kernelError } from "../solver/verify.ts";
import { type Choices, conventions } from "./conventions.ts";
import { readFractions } from "./fields.ts";
import type { Outcome, Problem, Topic } from "./topic.ts";

export interface Solved {
  problem: Problem;
  trace: Trace;
  solution: Solution;
}

/** A problem whose computation is recorded and not yet explained. */
export interface Recorded {
  topic: Topic;
  /** With `ask` filled in. */
  problem: Problem;
  outcome: Outcome;
  tape: Tape;
  format: NumberFormat;
  /** Ids of the steps that were asked for, in order. */
  ids: string[];
}

/**
 * Records a problem's computation. Throws a ProblemError that says what is wrong, where, and what would mend it.
 *
 * @param topics those that the problem may be of
 */
export function record(input: unknown, topics: readonly Topic[]): Recorded {
  const problem = readProblem(input);
  const topic = topicOf(problem.topic, topics);
  const { given, fractions } = readGiven(topic, problem.given);
  const choices = readChoices(topic, problem.conventions ?? {});
  const format = readFormat(problem.digits);
  const carried = problem.carry === "rounded";
  const tape = new Tape(carried ? (x) => Number(numberText(x, format)) : undefined, fractions);
  const ask = problem.ask ?? [];
  const outcome = topic.solve(given, { tape, conventions: choices, ask });
  const wanted = ask.length > 0 ? ask : outcome.answers;
  const ids = wanted.map((id) => stepOf(id, outcome, tape));
  return { topic, problem: { ...problem, ask: wanted }, outcome, tape, format, ids };
}

/** Of what was recorded, the steps that the answers rest on, and the checks of the answers. */
export function asked({ outcome, tape, ids }: Recorded): Trace {
  return prune(tape.trace(), [...ids, ...ids.flatMap((id) => outcome.checks?.[id] ?? [])]);
}

/** Solves a problem as files and programs state it. Throws a ProblemError that says what is wrong, where, and what would mend it. */
export function solve(input: unknown, topics: readonly Topic[]): Solved {
  const recorded = record(input, topics);
  const trace = asked(recorded);
  return { problem: recorded.problem, trace, solution: explain(recorded, trace) };
}

/**
 * The solution that a trace gives, in the words of the recorded problem.
 *
 * @param isOurs whether the trace is what the problem gives; one with somebody else's values cannot be verified
 */
export function explain({ topic, problem, outcome, format, ids }: Recorded, trace: Trace, isOurs = true): Solution {
  const wanted = problem.ask as string[];
  const carried = problem.carry === "rounded";
  const explainer = new Explainer(trace, format, carried);
  const error = isOurs ? finiteDifferenceError(trace) : null;
  const warnings = [...(outcome.warnings ?? [])];
  if (error !== null && error > MOST_DISAGREEMENT) {
    warnings.push(
      `Finite differences disagree with a gradient by ${error.toPrecision(2)} of the largest: a kink or an overflow lies nearby.`,
    );
  }
  return {
    topic: topic.id,
    title: topic.title,
    asked: outcome.asked,
    plan: outcome.plan,
    ...(outcome.picture && { picture: outcome.picture }),
    given: explainer.given(),
    assumed: outcome.assumed ?? [],
    sections: sectionsOf(explainer, outcome),
    answers: ids.map((id, k) => explainer.answer(id, wanted[k] as string)),
    certificate: {
      finiteDifferences: error,
      exactAgainstFloat: explainer.exactAgainstFloat,
      ...(carried && { beforeRounding: true }),
      kernelsAgainstFloat: error === null ? null : kernelError(trace),
    },
    warnings,
  };
}

/** The sections of the working, with the tables that gather their results. */
function sectionsOf(explainer: Explainer, { tables = [], folded = [] }: Outcome): Section[] {
  const sections = explainer
    .sections()
    .map((section) => (folded.includes(section.title) ? { ...section, folded: true } : section));
  for (const described of tables) {
    const table = explainer.table(described);
    const place = sections.findIndex(({ title }) => title === described.section);
    if (table.rows.length === 0) continue;
    if (place >= 0) sections[place] = { ...(sections[place] as Section), table };
    else sections.push({ title: described.section, steps: [], table });
  }
  return sections;
}

const envelope = z.strictObject({
  topic: z.string(),
  given: z.record(z.string().min(1, "a field needs a name"), z.unknown()),
  conventions: z.record(z.string(), z.string()).optional(),
  ask: z.array(z.string()).optional(),
  digits: z.union([z.number(), z.string()]).optional(),
  carry: z.enum(["full", "rounded"]).optional(),
});

function readProblem(input: unknown): Problem {
  const read = envelope.safeParse(input);
  if (read.success) return read.data as Problem;
  throw fromZod(read.error, "", "A problem is { topic, given: {…}, conventions?, ask?, digits?, carry? }.");
}

function topicOf(id: string, topics: readonly Topic[]): Topic {
  const topic = topics.find((candidate) => candidate.id === id);
  if (topic) return topic;
  throw new ProblemError("topic", `there is no topic ${id}`, {
    at: "topic",
    candidates: topics.map((candidate) => candidate.id),
  });
}

function readGiven(topic: Topic, stated: object): { given: unknown; fractions: Map<number, string> } {
  refuseTooManyFields(stated);
  const first = topic.given.safeParse(stated);
  const { given, fractions } = readFractions(stated, first.error?.issues ?? []);
  const read = first.success ? first : topic.given.safeParse(given);
  if (read.success) return { given: read.data, fractions };
  throw fromZod(read.error, "given", `chalkgrad topics --format json shows the fields of ${topic.id} and an example.`);
}

/** Named quantities in a problem: far above any worked by hand. */
const MOST_FIELDS = 300;

function refuseTooManyFields(given: object): void {
  const records = [given, ...Object.values(given)].filter(
    (value) => typeof value === "object" && !Array.isArray(value),
  );
  const most = Math.max(...records.map((record) => Object.keys(record ?? {}).length));
  if (most > MOST_FIELDS)
    throw new ProblemError("too-large", `a problem may have ${MOST_FIELDS} named quantities, this one has ${most}`, {
      at: "given",
    });
}

function readChoices(topic: Topic, choices: Readonly<Record<string, string>>): Choices {
  for (const [id, value] of Object.entries(choices)) {
    const at = `conventions.${id}`;
    const known = topic.conventions.find((convention) => convention === id);
    if (!known)
      throw new ProblemError("convention", `${topic.id} has no convention ${id}`, {
        at,
        candidates: [...topic.conventions],
      });
    const values: readonly string[] = conventions[known].values;
    if (!values.includes(value))
      throw new ProblemError("convention", `${id} cannot be ${value}`, { at, candidates: [...values] });
  }
  return choices;
}

function readFormat(digits: number | string | undefined): NumberFormat {
  if (digits === undefined) return defaultFormat;
  const format = parseFormat(String(digits));
  if (format) return format;
  throw new ProblemError("digits", `digits cannot be ${digits}`, {
    at: "digits",
    suggestion: "Write 4 for four decimals, 3sf for three significant figures, or fractions.",
  });
}

function stepOf(id: string, { aliases = {} }: Outcome, tape: Tape): string {
  const step = Object.hasOwn(aliases, id) ? (aliases[id] as string) : id;
  if (tape.has(step)) return step;
  const candidates = [...tape.steps().map((known) => known.id), ...Object.keys(aliases)];
  throw new ProblemError("ask", `there is no answer ${id} in this problem`, { at: "ask", candidates });
}

/** The first of zod's complaints, in our words: what, where, what would mend it. */
function fromZod({ issues }: z.ZodError, within: string, suggestion: string): ProblemError {
  const issue = deepest(issues[0] as z.core.$ZodIssue);
  const at = [within, ...issue.path.map(String)].filter(Boolean).join(".");
  const missing = isMissing(issue);
  const message = missing ? `${at} is missing` : `${at || "the problem"}: ${issue.message}`;
  return new ProblemError(missing ? "missing" : "schema", message, {
    at,
    suggestion,
    ...(missing && { missing: [at] }),
  });
}

/** Nothing is there, whichever alternative of a union was meant. */
const isMissing = (issue: z.core.$ZodIssue): boolean =>
  issue.code === "invalid_union"
    ? issue.errors.length > 0 &&
      issue.errors.every(([first]) => first !== undefined && first.path.length === 0 && isMissing(first))
    : (issue.code === "invalid_type" || issue.code === "invalid_value") &&
      issue.input === undefined &&
      /undefined$/.test(issue.message);

/** Of the alternatives of a union, the complaint that got furthest into the value. */
function deepest(issue: z.core.$ZodIssue): z.core.$ZodIssue {
  if (issue.code !== "invalid_union") return issue;
  const inner = issue.errors
    .flatMap((errors) => errors.slice(0, 1))
    .map((found) => deepest({ ...found, path: [...issue.path, ...found.path] }));
  const longest = inner.reduce((best, next) => (next.path.length > best.path.length ? next : best), inner[0] ?? issue);
  if (longest.path.length > issue.path.length) return longest;
  // Of the right type, but too short, say: that alternative was meant.
  const meant = inner.filter(({ code }) => code !== "invalid_type");
  const messages = new Set((meant.length > 0 ? meant : inner).map((found) => found.message));
  return { ...issue, message: [...messages].join(", or ") || issue.message };
}

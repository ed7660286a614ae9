import { impliedBy, type Marking } from "../solver/check/report.ts";
import { marksFor, type Scheme } from "../solver/check/score.ts";
import type { Verdict } from "../solver/check/verdict.ts";
import { type Quantity, readWorking, type WorkingLine } from "../solver/check/working.ts";
import { ProblemError } from "../solver/errors.ts";
import { offset, size } from "../solver/ndarray.ts";
import type { Checked, Checker } from "./check.ts";
import { type Choices, conventions } from "./conventions.ts";
import { record } from "./solve.ts";
import type { OpenField, Problem, Topic } from "./topic.ts";

/** A problem that leaves a choice open. */
export interface OpenProblem {
  topic: Topic;
  problem: Problem;
  fields: readonly OpenField[];
  /** A choice of ours where the problem cannot be solved without. */
  standIn: Record<string, unknown>;
}

/** The choice that a problem leaves open; undefined where it states everything. */
export function openProblem(input: unknown, topics: readonly Topic[]): OpenProblem | undefined {
  const problem = input as Problem;
  const topic = topics.find(({ id }) => id === problem?.topic);
  const read = topic?.design && topic.given.safeParse(problem.given);
  if (!topic?.design || !read?.success) return undefined;
  const setting = { conventions: problem.conventions ?? {}, ask: problem.ask ?? [] };
  const fields = topic.design.open(read.data, setting);
  if (fields.length === 0) return undefined;
  return { topic, problem, fields, standIn: topic.design.standIn?.(read.data, setting) ?? {} };
}

const withGiven = (problem: Problem, given: object): Problem => ({ ...problem, given: { ...problem.given, ...given } });

/**
 * Marks workings of a problem that leaves a choice open: each by its own choice.
 *
 * @param make the marker of a problem whose workings may name some more quantities
 */
export function designChecker(
  open: OpenProblem,
  make: (problem: Problem, also: readonly Quantity[]) => Checker,
): Checker {
  const { problem, fields } = open;
  const named = fields.map(({ field, shape, also }) => ({ id: field, shape, ...(also && { also }) }));
  const ours = make(withGiven(problem, open.standIn), named);
  const check = (working: string): Checked => {
    const choice = choiceIn(readWorking(working, ours.quantities), fields);
    if (!choice) return withoutChoice(ours.check(working), fields, ours.scheme);
    const { checked, verdict } = judged(open, choice, (chosen) => make(chosen, named).check(working));
    return withVerdict(checked ?? ours.check(working), choice, fields, verdict, ours.scheme);
  };
  return { ...ours, check };
}

/** What a working chooses, and the lines where it says so. */
interface Choice {
  values: Record<string, unknown>;
  lines: WorkingLine[];
}

function choiceIn(lines: readonly WorkingLine[], fields: readonly OpenField[]): Choice | undefined {
  const own = lines.filter(({ id, value }) => value && fields.some(({ field }) => field === id));
  const stated = new Map(
    fields.flatMap((field) => {
      const value = choiceOf(
        field,
        own.filter(({ id }) => id === field.field),
      );
      return value === undefined ? [] : [[field.field, value]];
    }),
  );
  for (const { field, unless } of fields) if (unless && stated.has(unless)) stated.delete(field);
  const isComplete = fields.every(({ field, optional }) => optional || stated.has(field));
  return isComplete ? { values: Object.fromEntries(stated), lines: own } : undefined;
}

/** As a list or matrix; what was written last counts, and single cells where all of them are there. */
function choiceOf({ shape }: OpenField, lines: readonly WorkingLine[]): unknown {
  const whole = lines.findLast(({ cell }) => !cell)?.value;
  if (whole)
    return nested(
      whole.cells.map(({ value }) => value),
      shape.length === 2 ? (whole.shape.at(-1) ?? 1) : undefined,
      shape.length,
    );
  const cells: number[] = [];
  for (const { cell, value } of lines) if (cell && value) cells[offset(shape, cell)] = value.cells[0]?.value as number;
  const isFull = lines.length > 0 && cells.length === size(shape) && !cells.includes(undefined as never);
  return isFull ? nested(cells, shape[1], shape.length) : undefined;
}

function nested(cells: readonly number[], width: number | undefined, axes: number): unknown {
  if (axes === 0 && cells.length === 1) return cells[0];
  if (axes < 2 || width === undefined) return cells;
  return Array.from({ length: cells.length / width }, (_, i) => cells.slice(i * width, (i + 1) * width));
}

type Judgement = Pick<Verdict, "status" | "hint" | "mistake">;

/** The working marked with its own choice, where the problem can be solved with it, and the choice by what it does. */
function judged(
  open: OpenProblem,
  { values }: Choice,
  check: (problem: Problem) => Checked,
): { checked?: Checked; verdict: Judgement } {
  const chosen = withGiven(open.problem, values);
  try {
    const failure = failureOf(open.topic, chosen);
    const checked = check(chosen);
    if (failure === undefined) return { checked, verdict: { status: "correct" } };
    const other = otherConvention(open.topic, chosen);
    return { checked, verdict: other ?? { status: "wrong", hint: failure } };
  } catch (error) {
    if (error instanceof ProblemError) return { verdict: { status: "wrong", hint: sentence(error.message) } };
    throw error;
  }
}

const sentence = (message: string): string => `${message.charAt(0).toUpperCase()}${message.slice(1)}.`;

function failureOf(topic: Topic, chosen: Problem): string | undefined {
  const { tape, problem } = record(chosen, [topic]);
  const setting = { tape, conventions: chosen.conventions ?? {}, ask: problem.ask ?? [] };
  return topic.design?.fails(topic.given.parse(chosen.given), setting);
}

/** Another convention, left open by the problem, under which the choice does what is wanted. */
function otherConvention(topic: Topic, chosen: Problem): Judgement | undefined {
  for (const id of topic.conventions) {
    if (chosen.conventions?.[id] !== undefined) continue;
    for (const value of conventions[id].values.slice(1)) {
      const choices: Choices = { ...chosen.conventions, [id]: value };
      if (!doesIt(topic, { ...chosen, conventions: choices })) continue;
      const hint = `Right if the convention ${id} is “${value}” (${conventions[id].about}), which is not what this problem takes.`;
      return { status: "other-convention", mistake: `${id}=${value}`, hint };
    }
  }
  return undefined;
}

function doesIt(topic: Topic, chosen: Problem): boolean {
  try {
    return failureOf(topic, chosen) === undefined;
  } catch (error) {
    if (error instanceof ProblemError) return false;
    throw error;
  }
}

const worthOf = (field: string, scheme: Scheme): number => {
  const { method, accuracy } = marksFor(field, scheme);
  return method + accuracy;
};
const worthOfAll = (fields: readonly OpenField[], scheme: Scheme): number =>
  fields.filter(({ optional }) => !optional).reduce((sum, { field }) => sum + worthOf(field, scheme), 0);

/** Nothing was chosen: what rests on our own choice may still be right. */
function withoutChoice(checked: Checked, fields: readonly OpenField[], scheme: Scheme): Checked {
  const { verdicts, firstWrong, marks } = checked.marking;
  const isImplied = (field: string) => scheme.implied && impliedBy(checked.findings.steps).has(field);
  const missing = fields.filter(({ field, optional }) => !optional && verdicts.every(({ id }) => id !== field));
  const blank = missing.map(({ field }): Verdict => {
    const awarded = isImplied(field) ? worthOf(field, scheme) : 0;
    return { ...NOTHING, id: field, status: "blank", marks: awarded };
  });
  const awarded = blank.reduce((sum, { marks }) => sum + marks, marks.awarded);
  const of = marks.of + worthOfAll(fields, scheme);
  return { ...checked, marking: { verdicts: [...verdicts, ...blank], firstWrong, marks: { awarded, of } } };
}

const NOTHING = { line: null, cell: null, written: "", expected: null, expectedFromYours: null } as const;

function withVerdict(
  checked: Checked,
  { lines }: Choice,
  fields: readonly OpenField[],
  judgement: Judgement,
  scheme: Scheme,
): Checked {
  const isOpen = (id: string | null) => fields.some(({ field }) => field === id);
  const isWrong = judgement.status === "wrong";
  const all = worthOfAll(fields, scheme);
  const marks = isWrong ? 0 : all;
  const own = lines.map(
    (line): Verdict => ({
      ...NOTHING,
      line: line.line,
      id: line.id as string,
      cell: line.cell ?? null,
      written: line.chain.at(-1)?.text ?? line.text,
      ...judgement,
      marks: marks / lines.length,
    }),
  );
  const others = checked.marking.verdicts.filter(({ id }) => !isOpen(id));
  const [written, blank] = [others.filter(({ line }) => line !== null), others.filter(({ line }) => line === null)];
  const verdicts = [...own, ...written].sort((a, b) => (a.line as number) - (b.line as number));
  const firstWrong =
    isWrong && own[0] ? { line: own[0].line as number, id: own[0].id as string } : checked.marking.firstWrong;
  const { awarded, of } = checked.marking.marks;
  const penalty = isWrong ? scheme.penalty : 0;
  const marking: Marking = {
    verdicts: [...verdicts, ...blank],
    firstWrong,
    marks: { awarded: Math.max(0, awarded + marks - penalty), of: of + all },
  };
  return { ...checked, marking };
}

import type { Alternative } from "../solver/check/explain.ts";
import type { Findings } from "../solver/check/findings.ts";
import { Marker } from "../solver/check/mark.ts";
import type { Mistake } from "../solver/check/mistake.ts";
import { commonMistakes } from "../solver/check/mistakes/index.ts";
import { type Marking, markingOf } from "../solver/check/report.ts";
import { type Scheme, usualScheme } from "../solver/check/score.ts";
import { type Quantity, readWorking, type WorkingLine } from "../solver/check/working.ts";
import { ProblemError } from "../solver/errors.ts";
import { prune } from "../solver/trace.ts";
import { type ConventionId, conventions } from "./conventions.ts";
import { designChecker, openProblem } from "./design.ts";
import { type Recorded, record } from "./solve.ts";
import type { Problem, Topic } from "./topic.ts";

/** A working, read and marked. */
export interface Checked {
  lines: WorkingLine[];
  findings: Findings;
  marking: Marking;
}

/** Marks workings of one problem: made once, used for every script of a pile. */
export interface Checker {
  recorded: Recorded;
  marker: Marker;
  quantities: Quantity[];
  /** Ids of the quantities that are worth marks. */
  wanted: string[];
  scheme: Scheme;
  check(working: string): Checked;
}

/** What is known to go wrong in a topic. */
export const mistakesOf = (topic: Topic): readonly Mistake[] => [...commonMistakes, ...(topic.mistakes ?? [])];

/**
 * Prepares to mark workings of a problem. Throws a ProblemError where the problem cannot be solved.
 *
 * @param topics those that the problem may be of
 * @param scheme what differs from the topic's scheme and the usual one
 */
export function checkerFor(input: unknown, topics: readonly Topic[], scheme: Partial<Scheme> = {}): Checker {
  const open = openProblem(input, topics);
  const make = (problem: unknown, also: readonly Quantity[]) => markerFor(problem, topics, scheme, also);
  return open ? designChecker(open, make) : make(input, []);
}

/** @param also quantities that a working may name though the computation has none such */
function markerFor(
  input: unknown,
  topics: readonly Topic[],
  scheme: Partial<Scheme>,
  also: readonly Quantity[],
): Checker {
  const recorded = record(input, topics);
  const { topic, tape } = recorded;
  const marker = new Marker(tape.trace(), mistakesOf(topic), () => alternativesOf(recorded));
  const own = quantitiesOf(recorded);
  const quantities = [...own, ...also.filter(({ id }) => !tape.has(id))];
  const wanted = prune(tape.trace(), recorded.ids).steps.map(({ id }) => id);
  const whole = { ...usualScheme, ...topic.scheme, ...scheme };
  const check = (working: string): Checked => {
    const lines = readWorking(working, quantities);
    const findings = marker.mark(lines);
    return { lines, findings, marking: markingOf(findings, lines, wanted, whole) };
  };
  return { recorded, marker, quantities, wanted, scheme: whole, check };
}

/** Names by which a working may call the quantities of a problem. */
function quantitiesOf({ tape, outcome }: Recorded): Quantity[] {
  const aliases = Object.entries(outcome.aliases ?? {});
  return tape.steps().map(({ id, tex, value }) => {
    const also = aliases.flatMap(([alias, of]) => (of === id ? [alias] : []));
    return { id, tex, shape: value.shape, ...(also.length > 0 && { also }) };
  });
}

/** The same problem under every other value of a convention that it does not state itself. */
function alternativesOf({ topic, problem }: Recorded): Alternative[] {
  const open = topic.conventions.filter((id) => problem.conventions?.[id] === undefined);
  return open.flatMap((id) => {
    const values: readonly string[] = conventions[id].values;
    return values.flatMap((value) => alternativeOf(problem, topic, id, value));
  });
}

function alternativeOf(problem: Problem, topic: Topic, id: ConventionId, value: string): Alternative[] {
  if (value === (topic.defaults?.[id] ?? conventions[id].values[0])) return [];
  try {
    const { tape } = record({ ...problem, conventions: { ...problem.conventions, [id]: value } }, [topic]);
    return [
      {
        id: `${id}=${value}`,
        about: `the convention ${id} is “${value}” (${conventions[id].about})`,
        trace: tape.trace(),
      },
    ];
  } catch (error) {
    // Under some conventions a problem makes no sense.
    if (error instanceof ProblemError) return [];
    throw error;
  }
}

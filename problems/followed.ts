import type { Solution, SolutionStep } from "../explainers/solution.ts";
import type { Findings, StepFindings } from "../solver/check/findings.ts";
import type { Trace } from "../solver/trace.ts";
import { asked, explain, type Recorded } from "./solve.ts";

/**
 * The worked solution as it goes on from a student's own values, right or wrong: what was written stands among the
 * givens, and the rest follows from it.
 */
export function followThrough(recorded: Recorded, findings: Findings): Solution {
  const wanted = new Set(asked(recorded).steps.map(({ id }) => id));
  return solutionFrom(
    recorded,
    findings.steps.filter(({ step }) => wanted.has(step.id)),
  );
}

/** One line of the working with the student's own earlier values put in, whatever was written in it. */
export function lineFrom(recorded: Recorded, findings: Findings, id: string): SolutionStep | undefined {
  const steps = findings.steps.map((found) => (found.step.id === id ? unwritten(found) : found));
  const { sections } = solutionFrom(recorded, steps);
  return sections.flatMap((section) => section.steps).find((step) => step.id === id);
}

/** What was written is given; the rest is worked out. */
function solutionFrom(recorded: Recorded, found: readonly StepFindings[]): Solution {
  const steps = found.map(({ step, findings, carried, refused }) => {
    const { formula, stable, gradient, ...rest } = step;
    const isTheirs = findings.length > 0 && refused === undefined;
    return formula && !isTheirs ? { ...rest, formula, value: carried } : { ...rest, value: carried };
  });
  return explain(recorded, { steps } satisfies Trace, false);
}

/** As if nothing had been written here. */
function unwritten({ findings, carried, ...rest }: StepFindings): StepFindings {
  const cells = [...carried.cells];
  for (const { entry, yours } of findings) cells[entry.position] = yours;
  return { ...rest, findings: [], carried: { shape: carried.shape, cells } };
}

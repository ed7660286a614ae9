import type { Solution } from "./solution.ts";

/** What a problem was understood to be. */
export interface Reading {
  text: string;
  understood: { field: string; span: [number, number]; value: unknown }[];
  assumed: Solution["assumed"];
  unused: string[];
}

/** A solution as a document for programs. Fields are added, never renamed. */
export function solutionDocument(solution: Solution, problem: unknown, text: string) {
  const reading: Reading = { text, understood: [], assumed: solution.assumed, unused: [] };
  return {
    topic: solution.topic,
    reading,
    problem,
    answers: solution.answers.map(({ id, name, tex, value, exact, shape, text: shown }) => ({
      id,
      name,
      tex,
      value,
      exact,
      shape,
      text: shown,
    })),
    steps: solution.sections.flatMap(({ steps }) => steps),
    tables: solution.sections.flatMap(({ title, table }) => (table ? [{ section: title, ...table }] : [])),
    certificate: solution.certificate,
    warnings: solution.warnings,
  };
}

export type SolutionDocument = ReturnType<typeof solutionDocument>;

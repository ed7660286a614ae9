import { isError, type Verdict } from "../solver/check/verdict.ts";
import type { Checked } from "./check.ts";

/** One script of a pile, marked. */
export interface Script {
  name: string;
  checked: Checked;
}

/** What a pile of scripts shows. */
export interface ClassSummary {
  scripts: number;
  of: number;
  mean: number;
  median: number;
  /** Mean share of the marks per quantity, in the order of the computation. */
  parts: { id: string; mean: number; of: number }[];
  /** The commonest reasons for a wrong line, with the number of scripts in which they occur. */
  mistakes: { id: string; scripts: number; about: string }[];
}

/** Marks of a script per quantity. */
export function marksByPart(verdicts: readonly Verdict[]): Map<string, number> {
  const parts = new Map<string, number>();
  for (const { id, marks } of verdicts) if (id !== null) parts.set(id, (parts.get(id) ?? 0) + marks);
  return new Map([...parts].map(([id, marks]) => [id, Math.round(marks * 1e4) / 1e4]));
}

/** @param parts the quantities that are worth marks, with what they are worth */
export function summaryOf(scripts: readonly Script[], parts: readonly { id: string; of: number }[]): ClassSummary {
  const totals = scripts.map(({ checked }) => checked.marking.marks.awarded).sort((a, b) => a - b);
  const byPart = scripts.map(({ checked }) => marksByPart(checked.marking.verdicts));
  return {
    scripts: scripts.length,
    of: scripts[0]?.checked.marking.marks.of ?? 0,
    mean: meanOf(totals),
    median:
      totals.length > 0
        ? ((totals[(totals.length - 1) >> 1] as number) + (totals[totals.length >> 1] as number)) / 2
        : 0,
    parts: parts.map(({ id, of }) => ({ id, of, mean: meanOf(byPart.map((marks) => marks.get(id) ?? 0)) })),
    mistakes: mistakesIn(scripts),
  };
}

const meanOf = (values: readonly number[]): number =>
  values.length > 0 ? values.reduce((a, b) => a + b, 0) / values.length : 0;

function mistakesIn(scripts: readonly Script[]): ClassSummary["mistakes"] {
  const found = new Map<string, { scripts: Set<string>; about: string }>();
  for (const { name, checked } of scripts)
    for (const { mistake, status } of checked.marking.verdicts) {
      if (mistake === undefined || !isError(status)) continue;
      const entry = found.get(mistake) ?? { scripts: new Set(), about: aboutOf(mistake, checked) };
      found.set(mistake, { ...entry, scripts: entry.scripts.add(name) });
    }
  return [...found]
    .map(([id, { scripts: names, about }]) => ({ id, scripts: names.size, about }))
    .sort((a, b) => b.scripts - a.scripts || a.id.localeCompare(b.id));
}

function aboutOf(mistake: string, { findings }: Checked): string {
  for (const { explanations, evidence } of findings.steps) {
    const found =
      explanations.find(({ id }) => id === mistake) ?? (evidence?.slip.id === mistake ? evidence.slip : undefined);
    if (found) return found.about;
  }
  return "";
}

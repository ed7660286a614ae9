import type { Marking } from "../../solver/check/report.ts";
import type { Status, Verdict } from "../../solver/check/verdict.ts";
import type { Shape } from "../../solver/ndarray.ts";
import { indexed } from "../../solver/notation.ts";
import type { Prose, Tex } from "../solution.ts";

/** A marked working, ready to be laid out: the student's lines with what stands in the margin beside each. */
export interface MarkedSheet {
  title: string;
  awarded: number;
  of: number;
  /** The first wrong line. */
  first: { line: number; tex: Tex } | null;
  rows: MarkedRow[];
  /** What was not written. */
  missing: { tex: Tex; marks: number }[];
}

export interface MarkedRow {
  /** From 1; lines without anything to mark (blank ones, comments) are left out. */
  line: number;
  text: string;
  /** The gravest of what was found in this line. */
  status: Status;
  marks: number;
  notes: Note[];
}

export interface Note {
  status: Status;
  /** The cell that is meant, where the line has several. */
  cell: Tex | null;
  text: Prose;
}

/** How a quantity is written. */
export type Symbols = (id: string) => { tex: Tex; shape: Shape } | undefined;

/** From what needs no word to what needs most. */
const GRAVITY: readonly Status[] = [
  "blank",
  "correct",
  "rounded",
  "truncated",
  "recovered",
  "follows",
  "other-convention",
  "too-coarse",
  "unreadable",
  "slip",
  "mistake",
  "wrong-shape",
  "wrong",
];
/** What is said aloud: of a value that is right to its digits, the sign in the margin says enough. */
const SILENT: ReadonlySet<Status> = new Set(["blank", "correct", "rounded"]);
/** Cells of a line that get a sentence each. */
const MOST_NOTES = 3;

export function sheetOf(
  title: string,
  working: string,
  { verdicts, firstWrong, marks }: Marking,
  symbols: Symbols,
): MarkedSheet {
  const lines = working.split("\n");
  const byLine = new Map<number, Verdict[]>();
  for (const verdict of verdicts)
    if (verdict.line !== null) byLine.set(verdict.line, [...(byLine.get(verdict.line) ?? []), verdict]);
  return {
    title,
    awarded: marks.awarded,
    of: marks.of,
    first: firstWrong && { line: firstWrong.line, tex: symbols(firstWrong.id)?.tex ?? firstWrong.id },
    rows: [...byLine].map(([line, found]) => ({
      line,
      text: (lines[line - 1] ?? "").trim(),
      status: gravest(found),
      marks: Math.round(found.reduce((sum, verdict) => sum + verdict.marks, 0) * 100) / 100,
      notes: notesOn(found, symbols),
    })),
    missing: verdicts
      .filter(({ line, id }) => line === null && id !== null)
      .map(({ id, marks: worth }) => ({ tex: symbols(id as string)?.tex ?? (id as string), marks: worth })),
  };
}

const gravest = (found: readonly Verdict[]): Status =>
  found.map(({ status }) => status).reduce((a, b) => (GRAVITY.indexOf(b) > GRAVITY.indexOf(a) ? b : a), "blank");

/** What is said of a line, the gravest first; the same thing is said once, of the first cell that it is true of. */
function notesOn(found: readonly Verdict[], symbols: Symbols): Note[] {
  const spoken = found.filter(({ status, hint }) => hint !== undefined && !SILENT.has(status));
  const kinds = new Map<string, Verdict[]>();
  for (const verdict of spoken) {
    const kind = `${verdict.status} ${verdict.mistake ?? ""}`;
    kinds.set(kind, [...(kinds.get(kind) ?? []), verdict]);
  }
  const sorted = [...kinds.values()].sort((a, b) => rank(b) - rank(a));
  return sorted.slice(0, MOST_NOTES).map(([first, ...more]) => {
    const { status, id, cell, hint } = first as Verdict;
    const symbol = id === null || cell === null ? undefined : symbols(id);
    const others = more.length > 0 ? ` (${more.length} more ${more.length > 1 ? "cells" : "cell"} alike.)` : "";
    return {
      status,
      cell: symbol ? indexed(symbol.tex, symbol.shape, cell as number[]) : null,
      text: `${hint}${others}`,
    };
  });
}

const rank = ([first]: readonly Verdict[]): number => GRAVITY.indexOf((first as Verdict).status);

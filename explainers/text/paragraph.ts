import { mapProse } from "../prose.ts";
import type { Prose } from "../solution.ts";
import { cells, printable } from "./cells.ts";
import { inline } from "./layout.ts";

/** A formula of at most this many cells is kept on one line. */
const unbroken = 30;

/** Prose as lines of at most `width` cells. */
export function paragraph(prose: Prose, width: number): string[] {
  return wrap(mapProse(prose, printable, held), width);
}

function held(tex: string): string {
  const text = inline(tex);
  return cells(text) <= unbroken ? text.replaceAll(" ", "\u00a0") : heldOperators(text);
}

/** A line breaks before a sign, not after it. */
export function heldOperators(text: string): string {
  return text.replace(/(?<= [^\p{L}\p{N}\s]) /gu, "\u00a0");
}

/** The text over lines of at most `width` cells; a word that is longer is cut. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text
    .split(" ")
    .filter(Boolean)
    .flatMap((word) => cut(word, width))) {
    if (line && cells(line) + 1 + cells(word) > width) {
      lines.push(line);
      line = "";
    }
    line += line ? ` ${word}` : word;
  }
  return [...lines, ...(line ? [line] : [])].map((done) => done.replaceAll("\u00a0", " "));
}

function cut(word: string, width: number): string[] {
  if (cells(word) <= width) return [word];
  const pieces: string[] = [];
  let piece = "";
  for (const point of word) {
    if (piece && cells(piece + point) > width) {
      pieces.push(piece);
      piece = "";
    }
    piece += point;
  }
  return [...pieces, piece];
}

/** The lines with `lead` before the first and as many blanks before the others. */
export function hang(lead: string, lines: string[]): string[] {
  const blanks = " ".repeat(cells(lead));
  return lines.map((line, i) => (i ? blanks : lead) + line);
}

export const indent = (by: number, lines: string[]) => hang(" ".repeat(by), lines);

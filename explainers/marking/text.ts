import { cells, printable } from "../text/cells.ts";
import type { TextOptions } from "../text/index.ts";
import { ansi, noInk } from "../text/ink.ts";
import { indent, paragraph, wrap } from "../text/paragraph.ts";
import type { MarkedRow, MarkedSheet } from "./sheet.ts";
import { MEANINGS, SIGNS } from "./signs.ts";

const MARGIN = 12;

/** A marked working for a terminal. */
export function renderSheetText(sheet: MarkedSheet, { width = 80, color = false }: TextOptions = {}): string {
  const ink = color ? ansi : noInk;
  const title = `${sheet.title}: ${sheet.awarded} of ${sheet.of} marks`;
  const blocks = [
    [ink.bold(printable(title)), "═".repeat(cells(printable(title)))],
    sheet.rows.flatMap((row) => rowLines(row, width)),
    missingLines(sheet, width),
    [firstLine(sheet, width)].flat(),
    legend(sheet.rows, width),
  ];
  const text = blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.map((line) => line.trimEnd()).join("\n"));
  return `${text.join("\n\n")}\n`;
}

function rowLines(row: MarkedRow, width: number): string[] {
  const marks = row.marks > 0 ? String(row.marks) : "";
  const margin = `${SIGNS[row.status]} ${marks.padStart(4)} ${String(row.line).padStart(4)}  `;
  const room = width - MARGIN;
  const [first = "", ...rest] = wrap(printable(row.text), room);
  const notes = row.notes.flatMap(({ cell, text }) => paragraph(cell === null ? text : `$${cell}$: ${text}`, room - 2));
  return [margin + first, ...indent(MARGIN, rest), ...indent(MARGIN + 2, notes)];
}

function missingLines({ missing }: MarkedSheet, width: number): string[] {
  const list = (items: MarkedSheet["missing"]) => items.map(({ tex }) => `$${tex}$`).join(", ");
  const [implied, open] = [missing.filter(({ marks }) => marks > 0), missing.filter(({ marks }) => marks === 0)];
  return [
    ...(implied.length > 0 ? paragraph(`Not written, but what rests on it is right: ${list(implied)}.`, width) : []),
    ...(open.length > 0 ? paragraph(`Not given: ${list(open)}.`, width) : []),
  ];
}

function firstLine({ first, rows }: MarkedSheet, width: number): string[] {
  if (first) return paragraph(`First wrong line: ${first.line}, $${first.tex}$.`, width);
  return rows.length > 0 ? ["No line is wrong."] : ["Nothing was handed in."];
}

function legend(rows: readonly MarkedRow[], width: number): string[] {
  const met = new Map(rows.map(({ status }) => [SIGNS[status], MEANINGS[status]]));
  met.delete("✓");
  return met.size > 0 ? wrap([...met].map(([sign, meaning]) => `${sign} ${meaning}`).join(" · "), width) : [];
}

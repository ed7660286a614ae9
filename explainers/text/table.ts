import { type Column, columnsOf } from "../columns.ts";
import type { Table } from "../solution.ts";
import { alignDecimals, textBox } from "./box.ts";
import { cells, padded } from "./cells.ts";
import type { Ink } from "./ink.ts";
import { inline } from "./layout.ts";
import { heldOperators, wrap } from "./paragraph.ts";

/** A column as it is printed: the lines of its head, then those of each cell. */
interface Printed {
  align: Column["align"];
  rows: string[][];
  width: number;
}

/** Blanks between columns: as many as fit, before the table is split. */
const [wide, narrow] = [3, 2];

/** The table as lines of at most `width` cells: where it is wider, in parts that repeat the first column. */
export function tableLines(table: Table, width: number, ink: Ink): string[] {
  const columns = columnsOf(table);
  const most = Math.floor((width - narrow) / 2);
  const [first, ...others] = columns.map((column) => printed(column, columns.length > 1 ? most : width));
  if (!first) return [];
  // Beside a slim first column, the others may take more than half.
  const room = width - first.width - narrow;
  const all = [first, ...others.map((column, j) => (column.cut ? printed(columns[j + 1] as Column, room) : column))];
  if (widthOf(all, wide) <= width) return blockLines(all, wide, ink);
  return grouped(all, width).flatMap((group, i) => [...(i ? [""] : []), ...blockLines(group, narrow, ink)]);
}

function printed({ head, cells: entries, align }: Column, most: number): Printed & { cut: boolean } {
  const texts = [inline(head), ...(align === "right" ? numbers(entries.map(inline)) : entries.map(inline))];
  const rows = texts.map((text) => (cells(text) > most ? wrap(heldOperators(text), most) : [text]));
  const cut = rows.some((lines) => lines.length > 1);
  return { align: cut ? "left" : align, rows, width: Math.max(0, ...rows.flat().map(cells)), cut };
}

/** The numbers with their decimal points below each other; empty cells have none. */
function numbers(texts: string[]): string[] {
  const aligned = alignDecimals(texts.filter(Boolean).map(textBox)).map((box) => box.lines[0] ?? "");
  return texts.map((text) => (text ? (aligned.shift() ?? "") : ""));
}

const widthOf = (columns: Printed[], gap: number) =>
  columns.reduce((sum, { width }) => sum + width, gap * (columns.length - 1));

function grouped([first, ...others]: Printed[], width: number): Printed[][] {
  const groups: Printed[][] = [];
  for (const column of others) {
    const last = groups.at(-1);
    if (last && widthOf([...last, column], narrow) <= width) last.push(column);
    else groups.push([first as Printed, column]);
  }
  return groups.length ? groups : [[first as Printed]];
}

function blockLines(columns: Printed[], gap: number, ink: Ink): string[] {
  const [head = [], ...body] = (columns[0] as Printed).rows.map((_, i) => rowLines(columns, gap, i));
  return [...head.map((line) => ink.bold(line.trimEnd())), "─".repeat(widthOf(columns, gap)), ...body.flat()];
}

function rowLines(columns: Printed[], gap: number, i: number): string[] {
  const height = Math.max(...columns.map(({ rows }) => rows[i]?.length ?? 0));
  return Array.from({ length: height }, (_, y) =>
    columns.map((column) => placed(column, column.rows[i]?.[y] ?? "")).join(" ".repeat(gap)),
  );
}

const placed = ({ align, width }: Printed, text: string) =>
  align === "right" ? " ".repeat(width - cells(text)) + text : padded(text, width);

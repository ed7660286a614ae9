import { alignedDecimals, type Column, columnsOf } from "../columns.ts";
import type { Table, Tex } from "../solution.ts";
import { roughWidth } from "../width.ts";
import { escapeTex } from "./escape.ts";

/** In em, and in lines: beyond this a table goes over several blocks. */
const page = { width: 42, height: 36 };

/** Blocks that repeat the head, and the first column where there are too many; what still sticks out is scaled. */
export function tableBlocks(table: Table): string[] {
  const [first, ...others] = columnsOf(table).map((column) => ({ ...column, cells: alignedDecimals(column.cells) }));
  if (!first) return [];
  const groups = grouped(others, [first], page.width, columnWidth);
  const height = (i: number) => Math.max(1, ...(table.rows[i] ?? []).map((cell) => cell.split("\\\\").length));
  const runs = grouped([...table.rows.keys()], [], page.height, height);
  return groups.flatMap((columns) => runs.map((rows) => array(columns, rows)));
}

/** The items in groups that take no more than `most`, each with `repeated` before it. */
function grouped<T>(items: T[], repeated: T[], most: number, measure: (item: T) => number): T[][] {
  const groups: T[][] = [];
  const sum = (group: T[]) => group.reduce((total, item) => total + measure(item), 0);
  for (const item of items) {
    const last = groups.at(-1);
    if (last && sum([...last, item]) <= most) last.push(item);
    else groups.push([...repeated, item]);
  }
  return groups.length ? groups : [repeated];
}

const columnWidth = ({ head, cells }: Column) => 1 + Math.max(...[head, ...cells].map(roughWidth));

function array(columns: Column[], rows: number[]): string {
  const row = (cells: Tex[]) => `${cells.map((cell) => `\\entry{${escapeTex(cell)}}`).join("&")}\\\\`;
  const body = rows.map((i) => row(columns.map(({ cells }) => cells[i] ?? "")));
  const align = columns.map(({ align }) => align.charAt(0)).join("");
  const head = row(columns.map(({ head }) => head && `\\displaystyle ${head}`));
  return `\\drawn{\\begin{array}{${align}}\n${[`${head}\\hline`, ...body].join("\n")}\n\\end{array}}`;
}

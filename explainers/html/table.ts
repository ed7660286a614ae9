import { alignedDecimals, type Column, columnsOf } from "../columns.ts";
import type { Table, Tex } from "../solution.ts";
import { roughWidth } from "../width.ts";
import { escapeHtml } from "./escape.ts";
import { inline, page, scrollable } from "./formula.ts";

/** What a telephone shows, and what the padding of a cell takes, in em. */
const [telephone, padding] = [16, 1.5];

/** The table in a box that scrolls where it has to; the heading above says the same as its caption. */
export function tableHtml(table: Table, title: string): string {
  const columns = columnsOf(table).map((column) => ({ ...column, cells: alignedDecimals(column.cells) }));
  const width = columns.reduce((sum, column) => sum + columnWidth(column), 0);
  const rows = table.rows.map((_, i) => `<tr>${columns.map((column, j) => entry(column, i, j)).join("")}</tr>`);
  const caption = `Table: ${title}`;
  return `<div class="table"${width > telephone ? scrollable(caption) : ""}${width > page ? ` style="--ems:${Math.ceil(width)}"` : ""}>
<table>
<caption>${escapeHtml(caption)}</caption>
<thead><tr>${columns.map(({ head, align }) => cell("th", head && `\\displaystyle ${head}`, align, ' scope="col"')).join("")}</tr></thead>
<tbody>
${rows.join("\n")}
</tbody>
</table>
</div>`;
}

const columnWidth = ({ head, cells }: Column) => padding + Math.max(...[head, ...cells].map(roughWidth));

/** The first column names the row. */
const entry = ({ cells, align }: Column, i: number, j: number) =>
  cell(j ? "td" : "th", cells[i] ?? "", align, j ? "" : ' scope="row"');

function cell(element: "th" | "td", tex: Tex, align: Column["align"], scope: string): string {
  const kind = align === "right" ? ' class="right"' : "";
  // A heading that says nothing would be read out as one.
  return tex.trim() ? `<${element}${scope}${kind}>${inline(tex)}</${element}>` : `<td${kind}></td>`;
}

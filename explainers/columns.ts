import type { Table, Tex } from "./solution.ts";

/** A table by its columns, which is how it is laid out. */
export interface Column {
  head: Tex;
  cells: Tex[];
  align: "left" | "right";
}

/** The columns of a table, with empty cells where a row ends early. */
export function columnsOf({ head, rows }: Table): Column[] {
  const count = Math.max(0, head.length, ...rows.map((row) => row.length));
  return Array.from({ length: count }, (_, j) => {
    const cells = rows.map((row) => row[j] ?? "");
    return { head: head[j] ?? "", cells, align: isNumeric(cells) ? "right" : "left" };
  });
}

function isNumeric(cells: Tex[]): boolean {
  const said = cells.filter((cell) => cell.trim());
  return said.length > 0 && said.every(isNumber);
}

/** A number, or several in brackets: digits, and no letter but those of commands. */
function isNumber(tex: Tex): boolean {
  const bare = tex.replace(/\\(?:text|mathrm)\{(?:NaN|Infinity)\}|\\infty/g, "0");
  const signs = bare.replace(/\\(?:begin|end)\{\w+\}|\\(?:[a-zA-Z]+|.)/g, " ");
  return /\d/.test(signs) && !/\p{L}/u.test(signs) && !bare.includes("\\text");
}

const decimal = /^-?(?:\d|\{,\})+(\.\d+)?$/;

/** Numbers of one column with invisible digits at their right, so that the decimal points stand below each other. */
export function alignedDecimals(cells: Tex[]): Tex[] {
  const tails = cells.map((cell) => (cell.trim() ? decimal.exec(cell) : ["", ""]));
  if (!tails.every((tail) => tail !== null)) return cells;
  const longest = tails.map((tail) => tail[1] ?? "").reduce((a, b) => (b.length > a.length ? b : a), "");
  return cells.map((cell, i) => {
    const missing = longest.slice((tails[i]?.[1] ?? "").length);
    return cell.trim() && missing ? `${cell}\\phantom{${missing}}` : cell;
  });
}

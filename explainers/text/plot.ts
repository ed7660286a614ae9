import { type Axis, axesOf, tickText } from "../axis.ts";
import type { Curve, Plot, Point } from "../solution.ts";
import { cells } from "./cells.ts";
import { inline } from "./layout.ts";

/** One sign for each curve, and one for what is marked. */
const signs = ["•", "×", "+", "o", "*", "#"];
const marked = "◆";
const mostColumns = 51;
const leastColumns = 21;
/** Lines from one number of the vertical axis to the next. */
const [fewLines, manyLines] = [2, 4];
const tickWidth = 6;
/** Blanks between the numbers of the horizontal axis and its name. */
const gap = 3;

/** The curves drawn with one sign each, at most `width` cells wide: none where there is too little room, or a curve too many. */
export function drawPlot(plot: Plot, width: number): string[] {
  const { x, y } = axesOf(plot, 5, 3);
  const left = Math.max(...y.ticks.map((tick) => cells(tickText(tick))));
  const name = inline(plot.x);
  const columns = Math.min(mostColumns, width - left - 2 - gap - cells(name));
  if (columns < leastColumns || plot.curves.length > signs.length) return [];
  const between = y.ticks.length > 4 ? fewLines : manyLines;
  const rows = (y.ticks.length - 1) * between + 1;
  const sheet = Array.from({ length: rows }, () => new Array<string>(columns).fill(" "));
  const put = (column: number, value: number, sign: string): void => {
    const row = Math.round(((y.to - value) / (y.to - y.from)) * (rows - 1));
    const line = sheet[row];
    if (line && column >= 0 && column < columns) line[column] = sign;
  };
  const xAt = (column: number) => x.from + (column / (columns - 1)) * (x.to - x.from);
  const columnAt = (value: number) => Math.round(((value - x.from) / (x.to - x.from)) * (columns - 1));
  plot.curves.forEach((curve, k) => {
    for (let column = 0; column < columns; column++) put(column, heightAt(curve, xAt(column)), signs[k] as string);
  });
  for (const { at } of plot.marks) put(columnAt(at[0]), at[1], marked);
  const lines = [
    ...sheet.map((line, row) => {
      const tick = row % between === 0 ? tickText(y.ticks[y.ticks.length - 1 - row / between] as number) : "";
      return `${" ".repeat(left - cells(tick))}${tick} ${tick ? "┤" : "│"}${line.join("").trimEnd()}`;
    }),
    ...belowAxis(x, columns, left, columnAt, name),
    ...legend(plot, width),
  ];
  return lines.every((line) => cells(line) <= width) ? lines : [];
}

/** Between its points a curve is straight; beyond them it is not drawn. */
function heightAt({ points }: Curve, x: number): number {
  const next = points.findIndex(([u]) => u >= x);
  const [a, b] = [points[Math.max(0, next - 1)], points[next]] as [Point, Point | undefined];
  if (!b || (next === 0 && b[0] > x)) return Number.NaN;
  return b[0] === a[0] ? b[1] : a[1] + ((x - a[0]) / (b[0] - a[0])) * (b[1] - a[1]);
}

function belowAxis(
  x: Axis,
  columns: number,
  left: number,
  columnAt: (value: number) => number,
  name: string,
): string[] {
  const room = Math.floor(columns / tickWidth);
  const ticks = x.ticks.filter((_, k) => k % Math.ceil(x.ticks.length / room) === 0);
  const places = new Set(ticks.map(columnAt));
  const line = Array.from({ length: columns }, (_, column) => (places.has(column) ? "┴" : "─")).join("");
  let numbers = "";
  for (const tick of ticks) {
    const text = tickText(tick);
    const start = Math.max(columnAt(tick) - Math.floor(cells(text) / 2), numbers ? cells(numbers) + 1 : 0);
    numbers += " ".repeat(Math.max(0, start - cells(numbers))) + text;
  }
  const margin = " ".repeat(left + 2);
  return [`${" ".repeat(left + 1)}└${line}`, `${margin}${numbers}${" ".repeat(gap)}${name}`.trimEnd()];
}

function legend({ curves, marks }: Plot, width: number): string[] {
  const names = [
    ...curves.map(({ label }, k) => `${signs[k]} ${inline(label)}`),
    ...marks.flatMap(({ label }) => (label ? [`${marked} ${inline(label)}`] : [])),
  ];
  const lines: string[] = [];
  for (const name of names) {
    const last = lines.at(-1);
    const longer = `${last}   ${name}`;
    if (last !== undefined && cells(longer) <= width) lines[lines.length - 1] = longer;
    else lines.push(name);
  }
  return lines;
}

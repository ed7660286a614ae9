import { cells, padded } from "./cells.ts";

/** A rectangle of text: every line is `width` cells wide, and line `baseline` is the one that neighbours align with. */
export interface Box {
  lines: string[];
  width: number;
  baseline: number;
}

export type Align = "left" | "center" | "right";

export function textBox(text: string): Box {
  return { lines: [text], width: cells(text), baseline: 0 };
}

export function blank(width: number): Box {
  return textBox(" ".repeat(width));
}

/** The boxes in a row, baseline to baseline. */
export function beside(...boxes: Box[]): Box {
  const baseline = Math.max(0, ...boxes.map((box) => box.baseline));
  const below = Math.max(1, ...boxes.map((box) => box.lines.length - box.baseline));
  const lines = Array.from({ length: baseline + below }, (_, y) =>
    boxes.map((box) => box.lines[y - baseline + box.baseline] ?? " ".repeat(box.width)).join(""),
  );
  return { lines, width: boxes.reduce((sum, box) => sum + box.width, 0), baseline };
}

/** The boxes one below the other; `baseline` is a line of the whole. */
export function above(boxes: Box[], align: Align, baseline: number): Box {
  const width = Math.max(0, ...boxes.map((box) => box.width));
  return { lines: boxes.flatMap((box) => widen(box, width, align).lines), width, baseline };
}

/** The box with blanks at its sides, `width` cells in all. */
export function widen(box: Box, width: number, align: Align): Box {
  const spare = Math.max(0, width - box.width);
  const left = align === "left" ? 0 : align === "right" ? spare : Math.floor(spare / 2);
  return beside(blank(left), box, blank(spare - left));
}

export function fraction(top: Box, bottom: Box): Box {
  const bar = textBox("─".repeat(Math.max(top.width, bottom.width)));
  return above([top, bar, bottom], "center", top.lines.length);
}

/** Scripts at the right-hand corners: level with the outer lines of a tall base, one line off a flat one. */
export function corners(base: Box, sup: Box | undefined, sub: Box | undefined): Box {
  const reach = base.lines.length > 1 ? 1 : 0;
  const raised = sup ? sup.lines.length - reach : 0;
  const between = Math.max(0, base.lines.length - 2 * reach);
  const lines = [...(sup?.lines ?? blankLines(reach)), ...blankLines(between), ...(sub?.lines ?? blankLines(reach))];
  const width = Math.max(sup?.width ?? 0, sub?.width ?? 0);
  const column = { lines: lines.map((line) => padded(line, width)), width, baseline: raised + base.baseline };
  return beside(base, column);
}

function blankLines(count: number): string[] {
  return Array.from({ length: count }, () => "");
}

/** Limits centred over and under an operator such as a sum. */
export function limits(base: Box, over: Box | undefined, under: Box | undefined): Box {
  const parts = [over, base, under].filter((box) => box !== undefined);
  return above(parts, "center", (over?.lines.length ?? 0) + base.baseline);
}

/** The cells in columns, rows aligned on their baselines. */
export function grid(rows: Box[][], align: (column: number) => Align, gap: number): Box {
  const count = Math.max(0, ...rows.map((row) => row.length));
  const widths = Array.from({ length: count }, (_, j) => Math.max(0, ...rows.map((row) => row[j]?.width ?? 0)));
  const lines = rows.map((row) => {
    const boxes = widths.map((width, j) => widen(row[j] ?? blank(0), width, align(j)));
    return beside(...boxes.flatMap((box, j) => (j ? [blank(gap), box] : [box])));
  });
  const airy = lines.some((line) => line.lines.length > 1);
  const whole = above(airy ? lines.flatMap((line, i) => (i ? [blank(0), line] : [line])) : lines, "left", 0);
  return { ...whole, baseline: Math.max(0, Math.floor((whole.lines.length - 1) / 2)) };
}

/** Numbers of one column padded on the right so that their decimal points stand below each other. */
export function alignDecimals(column: Box[]): Box[] {
  const tails = column.map((box) => /^−?[\d,]+(.*)$/u.exec(box.lines[0] ?? "")?.[1]);
  const numbers = tails.every((tail) => tail !== undefined && /^(\.\d+)?(·10[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]*)?$/u.test(tail));
  if (!numbers) return column;
  const widest = Math.max(...tails.map((tail) => cells(tail ?? "")));
  return column.map((box, i) => beside(box, blank(widest - cells(tails[i] ?? ""))));
}

/** Delimiters by what they look like when they grow: top, filling, middle, bottom. */
const tall: Record<string, [string, string, string, string]> = {
  "(": ["⎛", "⎜", "⎜", "⎝"],
  ")": ["⎞", "⎟", "⎟", "⎠"],
  "[": ["⎡", "⎢", "⎢", "⎣"],
  "]": ["⎤", "⎥", "⎥", "⎦"],
  "{": ["⎧", "⎪", "⎨", "⎩"],
  "}": ["⎫", "⎪", "⎬", "⎭"],
  "|": ["│", "│", "│", "│"],
  "‖": ["║", "║", "║", "║"],
};

/** The box between delimiters as high as itself; an empty delimiter is left out. */
export function fence(open: string, box: Box, close: string): Box {
  return beside(delimiter(open, box), box, delimiter(close, box));
}

function delimiter(sign: string, { lines, baseline }: Box): Box {
  const parts = tall[sign];
  if (!parts || lines.length === 1) return { ...textBox(sign) };
  const [top, filling, middle, bottom] = parts;
  const last = lines.length - 1;
  const waist = Math.min(Math.max(1, baseline), last - 1);
  const column = lines.map((_, y) => (y === 0 ? top : y === last ? bottom : y === waist ? middle : filling));
  return { lines: column, width: 1, baseline };
}

/** The box under a root sign. */
export function root(body: Box): Box {
  const lines = body.lines.map((line, y) => `${y === body.lines.length - 1 ? "√" : " "}│ ${line}`);
  const top = ` ┌${"─".repeat(body.width + 1)}`;
  return { lines: [top, ...lines], width: body.width + 3, baseline: body.baseline + 1 };
}

/** The box in a frame, with a heading in the upper border where one is given. */
export function frame(box: Box, heading = ""): Box {
  const inner = Math.max(box.width + 2, heading ? cells(heading) + 3 : 0);
  const top = heading ? `─ ${heading} `.padEnd(inner - cells(heading) + heading.length, "─") : "─".repeat(inner);
  const lines = box.lines.map((line) => `│ ${padded(line, inner - 2)} │`);
  return { lines: [`┌${top}┐`, ...lines, `└${"─".repeat(inner)}┘`], width: inner + 2, baseline: box.baseline + 1 };
}

import { above, type Box, beside, textBox } from "./box.ts";
import { cells, padded } from "./cells.ts";
import { flat, layout } from "./layout.ts";
import { heldOperators, wrap } from "./paragraph.ts";
import { kinds } from "./spacing.ts";
import { asRow, type Matrix, type Node, parseTex } from "./tex.ts";

/** The formula as lines that fit into `room` cells, broken before operators or between the columns of a matrix. */
export function broken(tex: string, room: number): Box[] | undefined {
  const node = parseTex(tex);
  const whole = layout(node);
  if (whole.width <= room) return [whole];
  if (node.type === "matrix") return brokenMatrix(node, room);
  if (node.type === "fence" && isListOfMatrices(node.body)) return filled(listed(node.body.items), room);
  return node.type === "row" ? filled(chunks(node.items), room) : undefined;
}

/** The same for what cannot be broken well: one line of text, wrapped. */
export function wrapped(tex: string, room: number): Box[] {
  return wrap(heldOperators(flat(parseTex(tex))), room).map(textBox);
}

/** `[A, B, C]` with matrices written out. */
const isListOfMatrices = (node: Node): node is Node & { type: "row" } =>
  node.type === "row" && node.items.filter(({ type }) => type === "matrix").length > 1;

/** The list cut after each comma; its brackets would only hang beside the first and the last matrix. */
function listed(items: Node[]): Box[] {
  const matrices = items.filter(({ type }) => type === "matrix");
  return matrices.map((matrix, i) => beside(layout(matrix), textBox(i < matrices.length - 1 ? "," : "")));
}

/** The row cut before each sum sign and relation, and between matrices; each piece with the sign that leads it. */
function chunks(items: Node[]): Box[] {
  const ends = kinds(items);
  const starts = items.flatMap((item, i) => (i > 0 && canBreak(item, ends[i - 1]?.[1], ends[i]?.[0]) ? [i] : []));
  return [0, ...starts].map((from, i, all) => chunk(items.slice(from, all[i + 1]), from > 0));
}

function canBreak(item: Node, before: string | undefined, kind: string | undefined): boolean {
  if (before === "inner" && kind === "inner") return true;
  return item.type === "atom" && item.role !== "times" && (kind === "bin" || kind === "rel");
}

function chunk(items: Node[], continued: boolean): Box {
  const [first, ...rest] = items;
  // Laid out with its operand, a leading minus would be taken for the sign of a number.
  const operator = continued && first?.type === "atom" && (first.role === "bin" || first.role === "rel");
  return operator ? beside(textBox(`${first.text} `), layout(asRow(rest))) : layout(asRow(items));
}

function filled(boxes: Box[], room: number): Box[] | undefined {
  if (boxes.some((box) => box.width > room)) return undefined;
  const lines: Box[] = [];
  for (const box of boxes) {
    const last = lines.at(-1);
    if (last && last.width + 1 + box.width <= room) lines[lines.length - 1] = beside(last, textBox(" "), box);
    else lines.push(box);
  }
  return lines;
}

function brokenMatrix(matrix: Matrix, room: number): Box[] | undefined {
  if (!/^[bp]matrix$|^array$/.test(matrix.name)) return undefined;
  return matrix.rows.length === 1 ? brokenVector(matrix, room) : columnBlocks(matrix, room);
}

/** One row over several lines, its numbers in columns. */
function brokenVector({ name, rows }: Matrix, room: number): Box[] | undefined {
  const entries = rows.flat().map(flat);
  const width = Math.max(...entries.map(cells));
  const count = Math.floor(room / (width + 2));
  if (count < 1) return undefined;
  const [open, close] = name === "pmatrix" ? "()" : "[]";
  const lines = Array.from({ length: Math.ceil(entries.length / count) }, (_, i) =>
    entries.slice(i * count, (i + 1) * count).map((entry) => " ".repeat(width - cells(entry)) + entry),
  );
  const last = lines.length - 1;
  const texts = lines.map((line, i) => `${i ? " " : open}${line.join("  ")}${i === last ? close : ""}`);
  return [
    above(
      texts.map((text) => textBox(padded(text, room))),
      "left",
      0,
    ),
  ];
}

/** A matrix of many columns in blocks, each under a line that says which columns it shows. */
function columnBlocks(matrix: Matrix, room: number): Box[] | undefined {
  const count = Math.max(...matrix.rows.map((row) => row.length));
  const blocks: Box[] = [];
  for (let from = 0, to = 0; from < count; from = to) {
    const block = (end: number) => layout({ ...matrix, rows: matrix.rows.map((row) => row.slice(from, end)) });
    to = from + 1;
    while (to < count && block(to + 1).width <= room) to++;
    if (block(to).width > room) return undefined;
    const caption = to - from > 1 ? `columns ${from + 1} to ${to}:` : `column ${to}:`;
    blocks.push(textBox(caption), block(to));
  }
  return blocks;
}

import {
  type Align,
  above,
  alignDecimals,
  type Box,
  beside,
  blank,
  corners,
  fence,
  fraction,
  frame,
  grid,
  limits,
  root,
  textBox,
} from "./box.ts";
import { cells } from "./cells.ts";
import { kinds, spaced } from "./spacing.ts";
import { script } from "./symbols.ts";
import { type Fraction, type Matrix, type Node, parseTex, type Scripts } from "./tex.ts";

/**
 * `flat`: all on one line. `tight`: without blanks round operators, as in scripts. `stacked`: even short fractions with
 * a bar, because a neighbour has one.
 */
interface Style {
  flat?: boolean;
  tight?: boolean;
  stacked?: boolean;
}

/** Mathematics on one line, for prose. */
export function inline(tex: string): string {
  return flat(parseTex(tex));
}

/** Mathematics in two dimensions. */
export function display(tex: string): Box {
  return layout(parseTex(tex));
}

export const flat = remembered({ flat: true });
const tight = remembered({ flat: true, tight: true });

/** The node on one line. Remembered, because nested nodes are asked at every level: without, deep input would hang. */
function remembered(style: Style): (node: Node) => string {
  const texts = new WeakMap<Node, string>();
  return (node) => {
    const text = texts.get(node) ?? layout(node, style).lines[0] ?? "";
    texts.set(node, text);
    return text;
  };
}

export function layout(node: Node, style: Style = {}): Box {
  switch (node.type) {
    case "atom":
      return textBox(node.text);
    case "space":
      return blank(node.width);
    case "row":
      return row(node.items, style);
    case "fraction":
      return style.flat || isCompact(node, style)
        ? textBox(slashed(node))
        : fraction(layout(node.above), layout(node.below));
    case "scripts":
      return scripts(node, style);
    case "root":
      return rooted(node.body, node.index, style);
    case "accent":
      return textBox(accented(flat(node.body), node.mark));
    case "fence":
      return fence(node.open, layout(node.body, style), node.close);
    case "matrix":
      return style.flat ? textBox(flatMatrix(node)) : matrix(node);
    case "brace":
      return braced(node.body, node.label, style);
    case "boxed":
      return style.flat ? layout(node.body, style) : frame(layout(node.body));
  }
}

function row(items: Node[], style: Style): Box {
  const inside = { ...style, stacked: !style.flat && items.some(isStacked) };
  if (style.tight) return beside(...items.map((item) => layout(item, inside)));
  return spaced(items, (item) => layout(item, inside));
}

const isStacked = (node: Node) =>
  node.type === "fraction" ? !isCompact(node, {}) : node.type === "scripts" && isBig(node.base);

/** ∂L/∂W² is a name and never gets a bar; a fraction of two short terms gets one in company only. */
function isCompact(node: Fraction, { stacked = false }: Style): boolean {
  const [top, bottom] = [flat(node.above), flat(node.below)];
  if (isDifferential(top) && isDifferential(bottom)) return true;
  return !stacked && [top, bottom].every((text) => cells(text) <= 6 && !/[\s/·×()]/u.test(text));
}

function isDifferential(text: string): boolean {
  return /^(∂|Δ|d(?=\p{L}))[^\s/·×]*$/u.test(text);
}

function slashed(node: Fraction): string {
  const [top, bottom] = [flat(node.above), flat(node.below)];
  const over = /[\s/]/.test(top) ? `(${top})` : top;
  return `${over}/${isDifferential(bottom) || isOne(node.below) ? bottom : `(${bottom})`}`;
}

/** Whether the node needs no parentheses as a denominator or the base of a power. */
function isOne(node: Node): boolean {
  if (node.type === "row") return node.items.every((item) => item.type === "atom" && /^[\d.,]+$/.test(item.text));
  return node.type !== "fraction" && !(node.type === "scripts" && !isOne(node.base));
}

function scripts(node: Scripts, style: Style): Box {
  const body = layout(node.base, style);
  const grouped = body.lines.length === 1 && !isOne(node.base) && node.base.type !== "row";
  const base = grouped || isSum(node.base) ? fence("(", body, ")") : body;
  if (!style.flat && isBig(node.base)) return limits(base, small(node.sup), small(node.sub));
  if (base.lines.length === 1) {
    const line = oneLine(node, base, style.flat ?? false);
    if (line) return line;
  }
  return corners(base, corner(node.sup, "sup"), corner(node.sub, "sub"));
}

const isBig = (node: Node) => node.type === "atom" && node.role === "big";
const isSum = (node: Node) =>
  node.type === "row" && kinds(node.items).some(([kind]) => kind === "bin" || kind === "rel");
const small = (node: Node | undefined) => node && layout(node, { tight: true });

function corner(node: Node | undefined, place: "sup" | "sub"): Box | undefined {
  const text = node && scriptText(node, place);
  return text === undefined ? small(node) : textBox(text);
}

/** Base and scripts on one line: W² in script characters, W²_new with a word, e^(2x+1) where there is only one line. */
function oneLine({ sup, sub }: Scripts, base: Box, force: boolean): Box | undefined {
  const [low, high] = [lineScript(sub, "sub", force), lineScript(sup, "sup", force)];
  if (low === undefined || high === undefined) return undefined;
  return beside(base, textBox(low.startsWith("_") ? high + low : low + high));
}

function lineScript(node: Node | undefined, place: "sup" | "sub", force: boolean): string | undefined {
  if (!node) return "";
  const text = tight(node);
  const sign = place === "sup" ? "^" : "_";
  const signs = scriptText(node, place);
  if (signs !== undefined) return signs;
  if (/^[−·]?[^\s/·×+−=(),[\]]+$/u.test(text) || /^\[[^[\]\s]*\]$/.test(text)) return sign + text;
  return force ? `${sign}(${text})` : undefined;
}

/** The script in script characters, where they exist and can be read. The brackets of a layer number are dropped. */
function scriptText(node: Node, place: "sup" | "sub"): string | undefined {
  const text = tight(node);
  if (hasWord(node) || cells(text) > 8) return undefined;
  const layer = place === "sup" ? text.replace(/^\[([^[\]]+)\](?=$|[⊤T′(])/u, "$1") : text;
  return script(layer, place);
}

function hasWord(node: Node): boolean {
  if (node.type === "row") return node.items.some(hasWord);
  return node.type === "atom" && /\p{L}{2}/u.test(node.text);
}

function rooted(body: Node, index: Node | undefined, style: Style): Box {
  const box = layout(body, style);
  const degree = index ? (scriptText(index, "sup") ?? `${tight(index)} `) : "";
  if (box.lines.length > 1) return beside(textBox(degree), root(box));
  const text = box.lines[0] ?? "";
  return textBox(isOne(body) && !/\s/.test(text) ? `${degree}√${text}` : `${degree}√(${text})`);
}

/** The mark on the first letter, where it stands for the whole: Ŵ¹. */
function accented(text: string, mark: string): string {
  return text.replace(/^./u, (letter) => (letter + mark).normalize("NFC"));
}

function braced(body: Node, label: Node | undefined, style: Style): Box {
  const box = layout(body, style);
  if (style.flat || !label) return box;
  const name = layout(label);
  const brace = textBox(`╰${"─".repeat(Math.max(0, box.width - 2))}╯`);
  return above([box, brace, name], "center", box.baseline);
}

const brackets = new Map([
  ["bmatrix", "[]"],
  ["pmatrix", "()"],
  ["vmatrix", "||"],
  ["Vmatrix", "‖‖"],
  ["Bmatrix", "{}"],
  ["cases", "{"],
]);

function flatMatrix({ name, rows }: Matrix): string {
  const [open = "", close = name === "cases" ? "}" : ""] = brackets.get(name) ?? "";
  const between = name.includes("matrix") || name === "array" ? "  " : " ";
  return open + rows.map((row) => row.map(flat).filter(Boolean).join(between)).join("; ") + close;
}

export function matrix(node: Matrix): Box {
  const [open = "", close = ""] = brackets.get(node.name) ?? "";
  const align = (j: number) => alignOf(node.columns[j % node.columns.length]);
  const rows = decimals(node.rows.map((row) => row.map((cell) => layout(cell))));
  return fence(open, grid(rows, align, node.columns === "rl" ? 1 : 2), close);
}

function alignOf(letter: string | undefined): Align {
  return letter === "l" ? "left" : letter === "c" ? "center" : "right";
}

function decimals(rows: Box[][]): Box[][] {
  const columns = rows[0]?.map((_, j) => alignDecimals(rows.map((row) => row[j] ?? blank(0)))) ?? [];
  return rows.map((row, i) => row.map((box, j) => columns[j]?.[i] ?? box));
}

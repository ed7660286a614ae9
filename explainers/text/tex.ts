import { printable } from "./cells.ts";
import { constructs } from "./constructs.ts";
import { accents, characters, commands, type Role, spaces } from "./symbols.ts";

/** Mathematics as a tree. Delimiters are the signs themselves, "" for an invisible one. */
export type Node =
  | { type: "atom"; text: string; role: Role }
  | { type: "space"; width: number }
  | { type: "row"; items: Node[] }
  | Fraction
  | Scripts
  | { type: "root"; body: Node; index?: Node }
  | { type: "accent"; mark: string; body: Node }
  | { type: "fence"; open: string; close: string; body: Node }
  | Matrix
  | { type: "brace"; body: Node; label?: Node }
  | { type: "boxed"; body: Node };

export interface Fraction {
  type: "fraction";
  above: Node;
  below: Node;
}

export interface Scripts {
  type: "scripts";
  base: Node;
  sup?: Node;
  sub?: Node;
}

export interface Matrix {
  type: "matrix";
  /** The environment: bmatrix, cases, … */
  name: string;
  /** One letter (l, c or r) a column, repeated as often as needed. */
  columns: string;
  rows: Node[][];
}

/** Deeper nesting than this is flattened, so that no input exhausts the stack. */
const deepest = 24;
export const nothing: Node = { type: "row", items: [] };
const closers = new Set(["}", "\\right", "\\end", "&", "\\\\"]);

/** Reads the TeX that solutions are written in. Never throws: a command it does not know is printed by name. */
export function parseTex(tex: string): Node {
  const parser = new Parser(tokens(tex));
  const items: Node[] = [];
  while (!parser.done) {
    items.push(...parser.items());
    if (parser.take() === "\\\\") items.push({ type: "atom", text: ";", role: "punct" });
  }
  return asRow(items);
}

function tokens(tex: string): string[] {
  const unspaced = printable(tex).replace(/\\\\\[[\d.]+(?:pt|em|ex)\]/g, "\\\\");
  return unspaced.match(/\\(?:[a-zA-Z]+|.)|\d+(?:\.\d+)?|:=| +|./gu) ?? [];
}

export function asRow(items: Node[]): Node {
  return items.length === 1 && items[0] ? items[0] : { type: "row", items };
}

export class Parser {
  private at = 0;
  private depth = 0;
  private tokens: string[];

  constructor(tokens: string[]) {
    this.tokens = tokens;
  }

  get done(): boolean {
    return this.at >= this.tokens.length;
  }

  private get next(): string {
    return this.tokens[this.at] ?? "";
  }

  take(): string {
    return this.tokens[this.at++] ?? "";
  }

  skip(token: string): boolean {
    const found = this.next === token;
    if (found) this.at++;
    return found;
  }

  private skipSpaces(): void {
    while (this.next.startsWith(" ")) this.at++;
  }

  /** Everything up to a token that closes something, or up to `end`. */
  items(end = ""): Node[] {
    const items: Node[] = [];
    for (this.skipSpaces(); !this.done && !closers.has(this.next) && this.next !== end; this.skipSpaces())
      items.push(this.scripted());
    return items.filter((node) => !isEmpty(node));
  }

  private row(): Node {
    return asRow(this.items());
  }

  private scripted(): Node {
    const base = /^[\^_]$/.test(this.next) ? nothing : this.one();
    const sup: Node[] = [];
    const sub: Node[] = [];
    for (this.skipSpaces(); ; this.skipSpaces()) {
      if (this.skip("^")) sup.push(this.argument());
      else if (this.skip("_")) sub.push(this.argument());
      else return withScripts(base, sup, sub);
    }
  }

  /** A group, or the next sign: TeX takes one digit of a longer number. */
  argument(): Node {
    this.skipSpaces();
    const token = this.next;
    if (/^[\^_]?$/.test(token) || closers.has(token)) return nothing;
    if (!/^\d./.test(token)) return this.one();
    this.tokens[this.at] = token.slice(1);
    return atom(token.slice(0, 1));
  }

  private one(): Node {
    if (this.depth > deepest) return atom(this.take());
    this.depth++;
    const node = this.sign(this.take());
    this.depth--;
    return node;
  }

  private sign(token: string): Node {
    const width = spaces.get(token);
    if (width !== undefined) return { type: "space", width };
    if (token === "{") return this.group();
    const name = commandName(token);
    const mark = accents.get(name);
    if (mark) return { type: "accent", mark, body: this.argument() };
    return constructs.get(name)?.(this) ?? atom(token);
  }

  private group(): Node {
    const row = this.row();
    this.skip("}");
    // A sign in braces is an ordinary one: `{,}` separates thousands.
    return row.type === "atom" && row.role !== "op" ? { ...row, role: "ord" } : row;
  }

  /** `[...]` after a command, if there is one. */
  option(): Node | undefined {
    if (!this.skip("[")) return undefined;
    const items = this.items("]");
    this.skip("]");
    return asRow(items);
  }

  /** The characters of a group, blanks and all. */
  text(): string {
    this.skipSpaces();
    if (!this.skip("{")) return plainText(this.take());
    let text = "";
    for (let open = 1; open && !this.done; ) {
      const token = this.take();
      open += token === "{" ? 1 : token === "}" ? -1 : 0;
      text += plainText(token);
    }
    return text;
  }

  fence(): Node {
    const open = this.delimiter();
    const body = this.row();
    return { type: "fence", open, body, close: this.skip("\\right") ? this.delimiter() : "" };
  }

  private delimiter(): string {
    this.skipSpaces();
    const token = this.take();
    return token === "." ? "" : (commands.get(commandName(token))?.[0] ?? token);
  }

  /** The cells up to `\end{...}`. */
  cells(): Node[][] {
    const rows: Node[][] = [[this.row()]];
    for (;;) {
      if (this.skip("&")) rows.at(-1)?.push(this.row());
      else if (this.skip("\\\\")) rows.push([this.row()]);
      else break;
    }
    if (this.skip("\\end")) this.text();
    return rows.filter((row, i) => i + 1 < rows.length || !row.every(isEmpty));
  }
}

function withScripts(base: Node, sup: Node[], sub: Node[]): Node {
  if (!sup.length && !sub.length) return base;
  if (base.type === "brace") return { ...base, label: asRow([...sub, ...sup]) };
  return { type: "scripts", base, ...(sup.length && { sup: asRow(sup) }), ...(sub.length && { sub: asRow(sub) }) };
}

function isEmpty(node: Node): boolean {
  return node.type === "row" && !node.items.length;
}

function commandName(token: string): string {
  return token.length > 1 && token.startsWith("\\") ? token.slice(1) : "";
}

const unprinted = new Set(["{", "}", "^", "_", "\\!"]);

function atom(token: string): Node {
  if (unprinted.has(token)) return nothing;
  const name = commandName(token);
  const [text, role] = (name ? commands.get(name) : characters.get(token)) ?? [name || token, name ? "op" : "ord"];
  return { type: "atom", text, role };
}

const inText = new Map([
  ["{", ""],
  ["}", ""],
  ["$", ""],
  ["~", " "],
  ["\\textbackslash", "\\"],
  ["\\textasciitilde", "~"],
  ["\\textasciicircum", "^"],
]);

function plainText(token: string): string {
  const name = commandName(token);
  const blank = spaces.get(token);
  return blank ? " ".repeat(blank) : (inText.get(token) ?? (name ? (commands.get(name)?.[0] ?? name) : token));
}

import { ACCENTS } from "./fold.ts";
import { isSign, type Token, textOf } from "./lex.ts";

/** How an index is attached to a name: `z1`, `z_1`, `z^1`, `z^[1]`, `z^(1)`, `z[1]`, `z(1)`. */
export type Style = "attached" | "below" | "above" | "layer" | "time" | "index" | "argument";

export interface Mark {
  style: Style;
  /** `["2", "1"]` for `[2,1]`; `["11"]` for `_{11}`. */
  items: string[];
}

/** A name taken apart. */
export interface Spelling {
  base: string;
  marks: Mark[];
  /** `w new`, `w'`, `w^{(t+1)}`: after an update; `m_t`: in the iteration that is being worked on. */
  step?: "updated" | "running";
  transposed?: boolean;
  /** Whether it is a derivative with respect to what is named, and of what, where that is said. */
  gradient?: { of?: Spelling };
}

/** What people write with a name for "after the update". */
export const UPDATED: ReadonlySet<string> = new Set([
  "new",
  "updated",
  "update",
  "next",
  "after",
  "t+1",
  "k+1",
  "n+1",
  "i+1",
  "+",
  "*",
  "'",
]);
/** What people write for the iteration at hand. */
export const RUNNING: ReadonlySet<string> = new Set(["t", "k", "n", "i"]);
export const CLOSING: Readonly<Record<string, string>> = { "[": "]", "(": ")", "{": "}" };
const MOST_MARKS = 3;
/** Tokens of the longest name, so that brackets without end cost nothing. */
export const MOST_TOKENS = 60;

/** The end of the group that opens here; -1 where none does. */
export function closeOf(tokens: readonly Token[], start: number): number {
  let open = 0;
  for (let k = start; k < Math.min(tokens.length, start + MOST_TOKENS); k++) {
    if (Object.hasOwn(CLOSING, textOf(tokens[k]))) open++;
    if (Object.values(CLOSING).includes(textOf(tokens[k])) && --open <= 0) return open === 0 ? k : -1;
  }
  return -1;
}

/**
 * The name that starts at a token, as far as it goes.
 *
 * @param apart whether marks may stand apart from the base, as they may where nothing but a name is expected
 */
export function symbolAt(
  tokens: readonly Token[],
  start: number,
  apart: boolean,
): { spelling: Spelling; end: number } | undefined {
  const first = tokens[start];
  if (first?.kind !== "name") return undefined;
  const reader = new MarkReader(tokens, start + 1, first.text, apart);
  while (reader.mark());
  return reader.failed ? undefined : { spelling: reader.spelling, end: reader.at };
}

class MarkReader {
  readonly spelling: Spelling;
  failed = false;
  at: number;
  private readonly tokens: readonly Token[];
  private readonly apart: boolean;

  constructor(tokens: readonly Token[], at: number, base: string, apart: boolean) {
    this.tokens = tokens;
    this.at = at;
    this.apart = apart;
    this.spelling = { base, marks: [] };
  }

  /** Reads one mark; false where there is none, or where it cannot be read. */
  mark(): boolean {
    const token = this.tokens[this.at];
    if (!token || (token.spaced && !this.apart)) return false;
    if (this.accent(token)) return true;
    if (token.kind === "number") return this.add("attached", [token.written.text], 1);
    if (token.kind === "name") return this.word(token);
    switch (token.text) {
      case "_":
        return this.behind("below");
      case "^":
        return this.behind("above");
      case "[":
        return this.bracketed("index");
      case "(":
        return this.bracketed("argument");
      case "'":
        return this.update(1);
      case "*":
      case "+":
        return this.apart && this.at === this.tokens.length - 1 && this.update(1);
      case ".":
        return textOf(this.tokens[this.at + 1]) === "T" && this.transpose(2);
      default:
        return false;
    }
  }

  /** ŷ, `y_hat`, `y-hat`, `y hat`, `y^`. */
  private accent(token: Token): boolean {
    const next = textOf(this.tokens[this.at + 1]);
    const isLast = this.at === this.tokens.length - 1;
    const word = ACCENTS[textOf(token)] ?? "hat";
    const length =
      token.kind === "sign" && Object.hasOwn(ACCENTS, token.text)
        ? 1
        : ["_", "-", "^"].includes(textOf(token)) && next === "hat"
          ? 2
          : (isSign(token, "^") && isLast) || textOf(token) === "hat"
            ? 1
            : 0;
    if (length > 0) this.spelling.base += word;
    this.at += length;
    return length > 0;
  }

  /** A second word: `learning rate`, `Δw`, `w new`. */
  private word(token: Token): boolean {
    const word = textOf(token).toLowerCase();
    if (this.apart && UPDATED.has(word)) return this.update(1);
    const isName = this.spelling.marks.length === 0 && (this.apart || /^delta$/i.test(this.spelling.base));
    if (!isName) return false;
    this.spelling.base += textOf(token);
    this.at++;
    return true;
  }

  /** What stands behind `_` or `^`. */
  private behind(style: "below" | "above"): boolean {
    const next = this.tokens[this.at + 1];
    const after = this.tokens[this.at + 2];
    if (!next || (next.spaced && !this.apart)) return false;
    if (next.kind === "number") return this.add(style, [next.written.text], 2);
    if (next.kind === "name") {
      const isGlued = after?.kind === "number" && !after.spaced;
      return this.add(style, [next.text + (isGlued ? after.written.text : "")], isGlued ? 3 : 2);
    }
    if (UPDATED.has(next.text)) return this.update(2);
    this.at++;
    return this.bracketed(style);
  }

  private bracketed(style: Style): boolean {
    const [open, inner] = [textOf(this.tokens[this.at]), this.tokens[this.at + 1]];
    const close = Object.hasOwn(CLOSING, open) ? closeOf(this.tokens, this.at) : -1;
    if (close < 0) return this.fail();
    if (open === "{" && Object.hasOwn(CLOSING, textOf(inner))) return this.nested(style, close);
    const kind = style === "above" ? ({ "[": "layer", "(": "time" } as const)[open] : undefined;
    const items = itemsOf(this.tokens.slice(this.at + 1, close));
    // Words in brackets only explain a name, or say what it is a function of: `z1 (hidden)`, `J(w, b)`.
    const isAside = style === "argument" && this.apart && items?.every(isArgument);
    if (isAside) this.at = close + 1;
    if (isAside || !items) return isAside || this.fail();
    return this.add(kind ?? style, items, close + 1 - this.at);
  }

  /** `^{[1]}`, and `^{[1],new}` with more behind it. */
  private nested(style: Style, close: number): boolean {
    this.at++;
    if (!this.bracketed(style)) return false;
    const more = this.tokens.slice(this.at, close);
    const items = itemsOf(more);
    if (more.length > 0 && !items) return this.fail();
    this.at = close + 1;
    return !items || this.add("above", items, 0);
  }

  private add(style: Style, items: string[], length: number): boolean {
    if (style === "above" && items.length === 1 && items[0] === "T") return this.transpose(length);
    const kept = items.filter((item) => !UPDATED.has(item.toLowerCase()));
    const isRunning = style !== "attached" && kept.length === 1 && RUNNING.has(kept[0] as string);
    if (kept.length < items.length) this.spelling.step = "updated";
    else if (isRunning) this.spelling.step = "running";
    const named = kept.filter((item) => item !== "old");
    if (named.length > 0) this.spelling.marks.push({ style, items: named });
    this.at += length;
    if (this.spelling.marks.length > MOST_MARKS) return this.fail();
    return true;
  }

  private update(length: number): boolean {
    this.spelling.step = "updated";
    this.at += length;
    return true;
  }

  private transpose(length: number): boolean {
    this.spelling.transposed = true;
    this.at += length;
    return true;
  }

  private fail(): boolean {
    this.failed = true;
    return false;
  }
}

const isArgument = (item: string): boolean =>
  /^\p{L}/u.test(item) && !UPDATED.has(item.toLowerCase()) && !RUNNING.has(item);

/** `2,1`, `2 1`, `11`, `h1`, `t+1`; undefined where more stands between the brackets. */
function itemsOf(tokens: readonly Token[]): string[] | undefined {
  const items: string[] = [];
  let parted = true;
  for (const token of tokens) {
    if (token.kind === "sign" && (token.text === "," || token.text === ";")) {
      parted = true;
      continue;
    }
    const isJoin =
      token.kind === "sign" && (["+", "'", "*"].includes(token.text) || Object.hasOwn(ACCENTS, token.text));
    if (token.kind === "sign" && !isJoin) return undefined;
    if (parted || (token.spaced && !isJoin && !items.at(-1)?.endsWith("+"))) items.push(textOf(token));
    else items[items.length - 1] += textOf(token);
    parted = false;
  }
  return items.length > 0 && items.every((item) => item.length <= 20) ? items : undefined;
}

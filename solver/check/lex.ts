import { isFunction } from "./elementary.ts";
import { ACCENTS, fold, JOINER } from "./fold.ts";
import { MATRICES, meaningOf, NAMES } from "./tex-commands.ts";
import { exactly, type Written, writtenNumber } from "./written.ts";

/** Where something stands in the text, in UTF-16 units. */
export interface Span {
  start: number;
  end: number;
}

/**
 * A number; a run of letters, `sigma` for σ; or a sign. Signs are one character, but for `:=`, `...`, `\\`, and the
 * TeX that opens or closes something: `\frac`, `\begin` and `\end` of a matrix.
 */
export type Token = Span & {
  /** Whether it stands apart from what is before it. */
  spaced: boolean;
} & ({ kind: "number"; written: Written } | { kind: "name"; text: string } | { kind: "sign"; text: string });

/** Whether a token is one of some signs. */
export const isSign = (token: Token | undefined, ...texts: string[]): boolean =>
  token?.kind === "sign" && texts.includes(token.text);

/** A token as plain text. */
export const textOf = (token: Token | undefined): string =>
  token === undefined ? "" : token.kind === "number" ? token.written.text : token.text;

type Found = { kind: "number"; written: Written } | { kind: "name" | "sign"; text: string };

const BLANK = new RegExp(`[ \\t\\r\\f\\v$\`${JOINER}]+`, "y");
const NUMBER = /(?:\d+(?:\.(?!\.)\d*)?|\.\d+)(?:[eE]([-+]?\d+)(?![\d.]))?/y;
const DIGITS = /\d+/y;
const LETTERS = /\p{L}+/uy;
const COMMAND = /\\(?:[A-Za-z]+|[^A-Za-z])/y;
const SIGN = /:=|=:|~=|=~|~~|[-=]{1,4}>|<-{1,3}(?![-\d])|<=|>=|!=|=+|\*\*|\.\*|\.\/|\.\^|\.\.\.+|./suy;
const ACCENTED = /\\(?:wide)?(hat|tilde|bar)\s*(?:\{\s*(\\?[A-Za-z]+)\s*\}|(\\[A-Za-z]+|[A-Za-z]))/y;
const ENVIRONMENT = /\\(begin|end)\s*\{\s*([A-Za-z]*)\*?\s*\}/y;
const COLUMNS = /\s*\{[clr| ]*\}/y;
const WORDS = /\s*\{\s*([A-Za-z]+(?: +[A-Za-z]+)*)\s*\}/y;

const VULGAR: Readonly<Record<string, number>> = { "½": 1 / 2, "¼": 1 / 4, "¾": 3 / 4, "⅓": 1 / 3, "⅔": 2 / 3 };
/** Signs that are typed in several ways. */
const SPELLED: Readonly<Record<string, string>> = {
  "=:": "=",
  "~=": "≈",
  "=~": "≈",
  "~~": "≈",
  "**": "^",
  ".*": "⊙",
  "./": "/",
  ".^": "^",
  "@": "*",
  "<=": "≤",
  ">=": "≥",
  "!=": "≠",
};
const MOST_EXPONENT = 9999;

/** The numbers, names and signs of a text. Nothing is refused: what is none of these is a sign of its own. */
export function lex(source: string): Token[] {
  return new Lexer(source).run();
}

class Lexer {
  readonly tokens: Token[] = [];
  private readonly text: string;
  private readonly from: number[];
  private readonly to: number[];
  private at = 0;
  private spaced = false;
  private readonly open: string[] = [];

  constructor(source: string) {
    ({ text: this.text, from: this.from, to: this.to } = fold(source));
  }

  run(): Token[] {
    while (this.at < this.text.length) this.next();
    return this.tokens;
  }

  private next(): void {
    const blank = this.match(BLANK)?.[0];
    if (blank)
      this.skip(
        blank,
        [...blank].some((c) => c !== JOINER),
      );
    else if (this.text[this.at] === "\n") this.newline();
    else if (this.text[this.at] === "\\") this.command();
    else this.plain();
  }

  private plain(): void {
    const number = this.match(this.isAttached() ? DIGITS : NUMBER);
    const [text, exponent = "0"] = (number ?? []) as (string | undefined)[];
    if (text !== undefined) {
      const power = Math.max(-MOST_EXPONENT, Math.min(MOST_EXPONENT, Number(exponent)));
      this.push(text, { kind: "number", written: writtenNumber(text.split(/e/i)[0] as string, power, text) });
      return;
    }
    const letters = this.match(LETTERS)?.[0];
    const sign = letters ?? (this.match(SIGN) as RegExpExecArray)[0];
    if (letters) this.push(sign, { kind: "name", text: letters });
    else if (Object.hasOwn(VULGAR, sign) && (this.spaced || this.tokens.at(-1)?.kind !== "number"))
      this.push(sign, { kind: "number", written: exactly(VULGAR[sign] as number, sign) });
    else this.push(sign, { kind: "sign", text: this.signOf(sign) });
  }

  private signOf(sign: string): string {
    if (/^[-=]+>$/.test(sign)) return "⇒";
    if (/^<-+$/.test(sign)) return "←";
    if (/^=+$/.test(sign)) return "=";
    if (sign.startsWith("...")) return "...";
    if (sign === "~") return this.spaced ? "≈" : "~";
    return SPELLED[sign] ?? sign;
  }

  /** The digits of `w11` end before a point; those of `ln0.5` and of `0.5x0.2` do not. */
  private isAttached(): boolean {
    const last = this.tokens.at(-1);
    if (!last || this.spaced) return false;
    if (last.kind === "sign") return Object.hasOwn(ACCENTS, last.text);
    if (last.kind === "number" || isFunction(last.text)) return false;
    return !(/^x$/i.test(last.text) && this.tokens.at(-2)?.kind === "number");
  }

  /** Between the rows of a matrix it is a `;`. */
  private newline(): void {
    const last = this.tokens.at(-1);
    const between = last && !(last.kind === "sign" && /^[[(,;&]$/.test(last.text));
    this.skip("\n", true);
    const rest = this.text.slice(this.at, this.at + 80).trimStart();
    if (this.open.at(-1) === "[" && between && /^[^\],;&[)\\]/.test(rest)) this.push("", { kind: "sign", text: ";" });
  }

  private command(): void {
    if (this.accent() || this.environment()) return;
    const whole = this.match(COMMAND)?.[0] ?? "\\";
    const meaning = meaningOf(whole.slice(1));
    if (meaning === "look") this.look(whole);
    else if (meaning === "space") this.skip(whole, true);
    else if (meaning === "delimiter") this.skip(this.text[this.at + whole.length] === "." ? `${whole}.` : whole, true);
    else this.push(whole, meaning);
  }

  private accent(): boolean {
    const [whole, accent, inBraces, bare] = this.match(ACCENTED) ?? [];
    if (whole === undefined) return false;
    const word = (inBraces ?? bare ?? "").replace("\\", "");
    this.push(whole, { kind: "name", text: NAMES.get(word) ?? word });
    const sign = Object.keys(ACCENTS).find((c) => ACCENTS[c] === accent) as string;
    this.push("", { kind: "sign", text: sign });
    return true;
  }

  private environment(): boolean {
    const [whole, which, kind = ""] = this.match(ENVIRONMENT) ?? [];
    if (whole === undefined) return false;
    if (MATRICES.has(kind)) this.push(whole, { kind: "sign", text: `\\${which}` });
    else this.skip(whole, true);
    const columns = kind === "array" && which === "begin" ? this.match(COLUMNS)?.[0] : undefined;
    if (columns) this.skip(columns, true);
    return true;
  }

  /** `\mathrm{new}` is its words; of anything else under a look, the braces stay. */
  private look(whole: string): void {
    const command = this.at;
    this.skip(whole, false);
    const [group, words = ""] = this.match(WORDS) ?? [];
    if (group === undefined) return;
    this.at = command;
    const before = whole + group.slice(0, group.indexOf(words));
    const pieces = words.split(/(?<= )(?! )/);
    pieces.forEach((word, k) => {
      const text = word.trimEnd();
      const isLast = k === pieces.length - 1;
      const after = isLast ? group.slice(group.indexOf(words) + words.length) : "";
      this.push((k === 0 ? before : "") + text + after, { kind: "name", text });
      if (!isLast) this.skip(word.slice(text.length), true);
    });
  }

  private match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.at;
    return pattern.exec(this.text);
  }

  private skip(text: string, apart: boolean): void {
    this.at += text.length;
    this.spaced ||= apart;
  }

  private push(text: string, found: Found): void {
    const start = text ? (this.from[this.at] as number) : (this.tokens.at(-1)?.end ?? 0);
    this.at += text.length;
    const end = text ? (this.to[this.at - 1] as number) : start;
    if (found.kind === "sign" && /^(\[|\(|\\begin)$/.test(found.text)) this.open.push(found.text);
    if (found.kind === "sign" && /^(\]|\)|\\end)$/.test(found.text)) this.open.pop();
    this.tokens.push({ ...found, start, end, spaced: this.spaced });
    this.spaced = false;
  }
}

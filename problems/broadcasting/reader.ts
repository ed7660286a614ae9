import { FormulaError } from "../../solver/errors.ts";
import type { NestedNumbers } from "../../solver/ndarray.ts";
import type { Node, Operator, Option, Statement } from "./python.ts";

const MOST_CHARACTERS = 2000;
const MOST_STATEMENTS = 30;
const MOST_DEPTH = 40;

/** Reads statements, one to a line or between semicolons. Throws a FormulaError that quotes what it stumbled on. */
export function readCode(code: string): Statement[] {
  if (code.length > MOST_CHARACTERS)
    throw new FormulaError(`the code may have ${MOST_CHARACTERS} characters, it has ${code.length}`, {
      at: "given.code",
    });
  const lines = code
    .split(/[;\n]/)
    .map((line) => line.replace(/#.*$/, "").trim())
    .filter((line) => line && !/^(import|from)\b/.test(line));
  if (lines.length > MOST_STATEMENTS)
    throw new FormulaError(`at most ${MOST_STATEMENTS} statements are worked out`, { at: "given.code" });
  if (lines.length === 0)
    throw new FormulaError("the code is empty", { at: "given.code", suggestion: 'Write, say, "c = a + b".' });
  return lines.map((line) => new Reader(line).statement());
}

const TOKEN = /\s*(?:(\d+\.?\d*(?:[eE][-+]?\d+)?|\.\d+(?:[eE][-+]?\d+)?)|([A-Za-z_]\w*)|(\*\*|[-+*/@()[\],.=]))/y;
type Token = { kind: "number" | "name" | "sign"; text: string };

function tokensOf(line: string): Token[] {
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < line.length) {
    const at = TOKEN.lastIndex;
    const match = TOKEN.exec(line);
    if (!match)
      throw new FormulaError(`"${line.slice(at).trim().slice(0, 20)}" is not read here`, {
        at: line,
        suggestion: SUGGESTION,
      });
    const [, number, name, sign] = match;
    tokens.push({ kind: number ? "number" : name ? "name" : "sign", text: (number ?? name ?? sign) as string });
  }
  return tokens;
}

const SUGGESTION =
  "What is read: + - * / ** @, .T, np.dot, reshape, sum, mean, np.exp and the like, and random arrays.";

/** A recursive-descent reader of one line. */
class Reader {
  readonly #line: string;
  readonly #tokens: Token[];
  #place = 0;
  #depth = 0;

  constructor(line: string) {
    this.#line = line;
    this.#tokens = tokensOf(line);
  }

  statement(): Statement {
    const isAssigned = this.#tokens[0]?.kind === "name" && this.#tokens[1]?.text === "=";
    const name = isAssigned ? (this.#tokens[0] as Token).text : undefined;
    if (isAssigned) this.#place = 2;
    const value = this.#sum();
    if (this.#place < this.#tokens.length) throw this.#stumbled();
    return { name, value: value.kind === "call" && value.fn === "print" ? (value.args[0] as Node) : value };
  }

  #peek = (): string | undefined => this.#tokens[this.#place]?.text;
  #take(text: string): boolean {
    const is = this.#peek() === text;
    if (is) this.#place++;
    return is;
  }
  #need(text: string): void {
    if (!this.#take(text)) throw this.#stumbled(text);
  }
  #next(kind: Token["kind"]): string {
    const token = this.#tokens[this.#place];
    if (token?.kind !== kind) throw this.#stumbled();
    this.#place++;
    return token.text;
  }
  #stumbled(expected?: string): FormulaError {
    const found = this.#peek() === undefined ? "it ends too early" : `it has "${this.#peek()}" where it should not`;
    return new FormulaError(`"${this.#line}" cannot be read: ${found}${expected ? `; ${expected} is missing` : ""}`, {
      at: this.#line,
      suggestion: SUGGESTION,
    });
  }

  #sum = (): Node => this.#chain(["+", "-"], () => this.#product());
  #product = (): Node => this.#chain(["*", "/", "@"], () => this.#negation());

  #chain(operators: readonly Operator[], part: () => Node): Node {
    let left = part();
    for (;;) {
      const op = operators.find((sign) => this.#take(sign));
      if (!op) return left;
      left = { kind: "binary", op, left, right: part() };
    }
  }

  #negation(): Node {
    if (++this.#depth > MOST_DEPTH) throw new FormulaError(`"${this.#line}" is nested too deeply`, { at: this.#line });
    const found: Node = this.#take("-") ? { kind: "unary", op: "-", of: this.#negation() } : this.#power();
    this.#depth--;
    return found;
  }

  #power(): Node {
    const base = this.#postfix();
    return this.#take("**") ? { kind: "binary", op: "**", left: base, right: this.#negation() } : base;
  }

  #postfix(): Node {
    let node = this.#atom();
    while (this.#take(".")) {
      const name = this.#next("name");
      if (name === "T") node = { kind: "turned", of: node };
      else if (name === "shape") node = { kind: "call", fn: "shape", args: [node], options: {} };
      else if (this.#peek() === "(") node = this.#call(name, [node]);
      else throw this.#stumbled();
    }
    return node;
  }

  #atom(): Node {
    if (this.#take("(")) {
      const inner = this.#sum();
      this.#need(")");
      return inner;
    }
    if (this.#tokens[this.#place]?.kind === "number") return { kind: "number", value: this.#number() };
    const name = this.#next("name");
    if (name === "np" || name === "numpy") return this.#fromNumpy();
    return this.#peek() === "(" ? this.#call(name, []) : { kind: "name", name };
  }

  #fromNumpy(): Node {
    this.#need(".");
    const name = this.#next("name");
    if (name !== "random") return name === "array" ? this.#array() : this.#call(name, []);
    this.#need(".");
    return this.#call(`random.${this.#next("name")}`, []);
  }

  #number(): number {
    const text = this.#next("number");
    if (Number.isFinite(Number(text))) return Number(text);
    throw new FormulaError(`${text} is too large a number`, { at: this.#line });
  }

  #array(): Node {
    this.#need("(");
    const value = this.#nested();
    this.#need(")");
    return { kind: "array", value };
  }

  /** Nested lists of numbers. */
  #nested(): NestedNumbers {
    if (!this.#take("[")) return this.#take("-") ? -this.#number() : this.#number();
    const items: NestedNumbers[] = [];
    while (!this.#take("]")) {
      if (items.length > 0) this.#need(",");
      items.push(this.#nested());
    }
    return items;
  }

  /** The arguments of a call: arrays first, then options, of which a shape may be given without its name. */
  #call(fn: string, first: readonly Node[]): Node {
    const args: Node[] = [...first];
    const options: Record<string, Option> = {};
    this.#need("(");
    while (!this.#take(")")) {
      if (args.length > first.length || Object.keys(options).length > 0) this.#need(",");
      if (this.#take(")")) break;
      const named = this.#tokens[this.#place]?.kind === "name" && this.#tokens[this.#place + 1]?.text === "=";
      if (named) {
        const name = this.#next("name");
        this.#need("=");
        options[name] = this.#option();
      } else if (this.#isTuple()) options.shape = this.#option();
      else args.push(this.#sum());
    }
    return { kind: "call", fn, args, options };
  }

  /** `(2, 3)` or `[2, 3]`: what has a comma before its bracket closes. */
  #isTuple(): boolean {
    const [open, ...rest] = this.#tokens.slice(this.#place).map(({ text }) => text);
    if (open === "[") return true;
    const end = rest.findIndex((text) => !/^[\d-]+$|^,$/.test(text));
    return open === "(" && rest[end] === ")" && rest.slice(0, end).includes(",");
  }

  #option(): Option {
    const close = { "(": ")", "[": "]" }[this.#peek() ?? ""];
    if (close !== undefined) {
      this.#place++;
      const sizes: number[] = [];
      while (!this.#take(close)) {
        if (sizes.length > 0) this.#need(",");
        if (this.#take(close)) break;
        sizes.push(this.#signed());
      }
      return sizes;
    }
    for (const [text, value] of [
      ["True", true],
      ["False", false],
      ["None", null],
    ] as const)
      if (this.#take(text)) return value;
    return this.#signed();
  }
  #signed = (): number => (this.#take("-") ? -this.#number() : this.#number());
}

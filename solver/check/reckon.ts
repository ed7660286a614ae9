import { type NdArray, scalar, size } from "../ndarray.ts";
import {
  assemble,
  type Cell,
  type Cells,
  isSingle,
  map,
  negative,
  product,
  single,
  softmax,
  transpose,
  Unreadable,
  zip,
} from "./arrays.ts";
import { Cursor } from "./cursor.ts";
import { constants, elementary, isSaid, packages, several, wrappers } from "./elementary.ts";
import type { Token } from "./lex.ts";
import { exactly, isWhole, type Written } from "./written.ts";

export interface Reckoned {
  value: NdArray<Written>;
  /** Whether it is written out, with nothing left to reckon but fractions. */
  plain: boolean;
}

/** Of the parser's own calls: two for every bracket. */
const MOST_DEPTH = 120;

/** The value of numbers, vectors, matrices, and of expressions of them. Throws an Unreadable that says what is in the way. */
export function reckon(tokens: readonly Token[], source: string, flat = false): Reckoned {
  const { shape, cells } = new Reckoner(tokens, source, flat).run();
  const first = tokens[0] as Token;
  const whole = source.slice(first.start, tokens.at(-1)?.end);
  const exact = ({ x, written }: Cell) => written ?? exactly(x, shape.length === 0 ? whole : String(x));
  return {
    value: { shape, cells: cells.map(exact) },
    plain: cells.every(({ written, reckoned }) => written && !reckoned),
  };
}

/**
 * A parser by recursive descent that reckons as it goes:
 *
 *     sum     = product { (+ | -) product }
 *     product = factor { [* | / | ⊙] factor }
 *     factor  = (+ | -) factor | atom { ^ factor | ^T | ' }
 *     atom    = number | ( list ) | [ list ] | matrix | function atom | \frac atom atom
 */
class Reckoner extends Cursor {
  private depth = 0;
  /** Whether a space may part two entries, as within brackets. */
  private loose = false;
  private budget: number;
  /** Whether `;` parts the entries of a list, because commas are decimal. */
  private readonly flat: boolean;

  constructor(tokens: readonly Token[], source: string, flat: boolean) {
    super(tokens, source);
    this.flat = flat;
    this.budget = 5000 + 200 * tokens.length;
  }

  run(): Cells {
    const rows = this.rows();
    const left = this.tokens[this.at];
    if (left) throw new Unreadable(`${this.quote(left)} is out of place`);
    return rows.length === 1 && rows[0]?.length === 1 ? (rows[0][0] as Cells) : assemble(rows, false);
  }

  /** Entries parted by `,`, `&` or spaces, in rows parted by `;` or `\\`. */
  private rows(close?: string): Cells[][] {
    const rows: Cells[][] = [[]];
    for (;;) {
      while (this.takeAny(",", "&", ";", "\\\\")) {
        const parting = (this.tokens[this.at - 1] as Token & { text: string }).text;
        if ((parting === ";" || parting === "\\\\") && rows.at(-1)?.length) rows.push([]);
      }
      if (this.at >= this.tokens.length || this.is(close ?? "")) break;
      if (close === undefined && !this.startsAtom() && !["-", "+", "|"].some((sign) => this.is(sign))) break;
      rows.at(-1)?.push(this.entry());
    }
    if (rows.length > 1 && rows.at(-1)?.length === 0) rows.pop();
    return this.flat && rows.every((row) => row.length === 1) ? [rows.flat()] : rows;
  }

  private entry(): Cells {
    const start = this.at;
    const value = this.sum();
    const [cell] = value.cells;
    if (!isSingle(value) || !cell || cell.written || this.depth === 0) return value;
    return scalar({ x: cell.x, written: exactly(cell.x, this.slice(start)), reckoned: true });
  }

  private sum(): Cells {
    let value = this.product();
    while ((this.is("+") || this.is("-")) && !this.startsEntry()) {
      const sign = this.take().text === "+" ? 1 : -1;
      value = this.zip(value, this.product(), (x, y) => x + sign * y);
    }
    return value;
  }

  /** In `[1 -2]` the minus belongs to the 2. */
  private startsEntry(): boolean {
    const [sign, next] = [this.tokens[this.at], this.tokens[this.at + 1]];
    return this.loose && sign?.spaced === true && next?.spaced === false;
  }

  private product(): Cells {
    const start = this.at;
    let value = this.factor();
    for (;;) {
      if (this.takeAny("*")) value = this.times(value, this.factor());
      else if (this.takeAny("⊙")) value = this.zip(value, this.factor(), (x, y) => x * y);
      else if (this.takeAny("/")) value = this.quotient(value, this.factor(), start);
      else if (this.startsAtom() && !this.startsNext()) value = this.times(value, this.factor());
      else return value;
    }
  }

  /** Whether what stands here without a sign before it is another entry, and not a factor: `1 2`, `[2 (3)]`. */
  private startsNext(): boolean {
    const here = this.tokens[this.at] as Token;
    const before = this.tokens[this.at - 1] as Token;
    if (here.kind === "number") return here.spaced || before.kind === "number";
    return this.loose && (here.spaced || this.is("["));
  }

  private factor(): Cells {
    return this.deeper(() => {
      if (this.takeAny("+")) return this.factor();
      if (this.takeAny("-")) return negative(this.factor());
      let value = this.atom();
      for (;;) {
        if (this.takeTransposition()) value = transpose(value);
        else if (this.takeAny("^")) value = this.power(value, this.factor());
        else return value;
      }
    });
  }

  private atom(): Cells {
    return this.deeper(() => this.operand());
  }

  private operand(): Cells {
    const token = this.take();
    if (token.kind === "number") return single(token.written.value, token.written);
    if (token.kind === "name") return this.named(token.text);
    if (token.text === "(" || token.text === "{") return this.bracketed(token.text === "(" ? ")" : "}", false);
    if (token.text === "[") return this.bracketed("]", true);
    if (token.text === "\\begin") return this.bracketed("\\end", true);
    if (token.text === "\\frac") return this.fraction();
    if (token.text === "|") {
      const value = this.sum();
      this.expect("|");
      return map(value, Math.abs);
    }
    this.at--;
    throw new Unreadable(`a number is missing before ${this.quote(token)}`);
  }

  private bracketed(close: string, loose: boolean): Cells {
    const before = this.loose;
    this.loose = loose;
    const rows = this.rows(close);
    this.expect(close);
    this.loose = before;
    const [only] = rows[0] ?? [];
    if (!loose && rows.length === 1 && rows[0]?.length === 1) return only as Cells;
    return assemble(rows, close === "\\end");
  }

  private fraction(): Cells {
    const start = this.at - 1;
    const token = this.tokens[this.at];
    const [, above, below] = /^(\d)(\d)$/.exec(token?.kind === "number" ? token.written.text : "") ?? [];
    if (!above) return this.quotient(this.atom(), this.atom(), start);
    // In TeX, \frac34 is three quarters.
    this.at++;
    const value = Number(above) / Number(below);
    return single(value, exactly(value, this.slice(start)));
  }

  private quotient(above: Cells, below: Cells, start: number): Cells {
    const value = this.zip(above, below, (x, y) => x / y);
    const [a, b] = [above.cells[0]?.written, below.cells[0]?.written];
    const isFraction = isSingle(value) && a && b && isWhole(a) && isWhole(b);
    const x = (value.cells[0] as Cell).x;
    return isFraction ? single(x, exactly(x, this.slice(start))) : value;
  }

  private named(word: string): Cells {
    const name = word.toLowerCase();
    if (packages.has(name) && this.takeAny(".")) return this.atom();
    const said = constants.get(name);
    if (said !== undefined) return single(said, exactly(said, this.slice(this.at - 1)));
    if (name === "pi") return single(Math.PI);
    if ((word === "e" || name === "exp") && this.takeAny("^")) return map(this.factor(), Math.exp);
    if (wrappers.has(name)) return this.wrapped();
    if (name === "sqrt" && this.takeAny("[")) return this.root();
    if (name === "log") return this.logarithm();
    const one = elementary.get(name);
    if (one) return map(this.argument(), one);
    const many = several.get(name);
    if (many) return single(many(this.arguments().flatMap(({ cells }) => cells.map(({ x }) => x))));
    if (name === "softmax") return softmax(this.only(this.arguments()));
    this.at--;
    throw new Unreadable(`\`${word}\` is no number`);
  }

  /** What `np.array` holds; what else it is told does not matter. */
  private wrapped(): Cells {
    this.expect("(");
    const value = this.entry();
    for (let open = 1; open > 0; ) {
      const { text } = this.take();
      open += text === "(" ? 1 : text === ")" ? -1 : 0;
    }
    return value;
  }

  /** `\sqrt[3]{8}`. */
  private root(): Cells {
    const degree = this.bracketed("]", true).cells[0] as Cell;
    return map(this.atom(), (x) => x ** (1 / degree.x));
  }

  /** `log_2 8`, `log10(5)`; without a base, the natural one. */
  private logarithm(): Cells {
    const attached = this.tokens[this.at];
    const isBase = attached?.kind === "number" && !attached.spaced && /^(2|10)$/.test(attached.written.text);
    if (!this.takeAny("_") && !(isBase && this.isAt(this.at + 1, "("))) return map(this.argument(), Math.log);
    const base = this.atom().cells[0] as Cell;
    return map(this.argument(), (x) =>
      base.x === 10 ? Math.log10(x) : base.x === 2 ? Math.log2(x) : Math.log(x) / Math.log(base.x),
    );
  }

  /** `ln(0.5)^2` is a square, and so is the 0.25 of `ln 0.5^2`. */
  private argument(): Cells {
    return this.is("(") || this.is("{") ? this.atom() : this.factor();
  }

  private arguments(): Cells[] {
    const close = this.takeAny("{") ? "}" : ")";
    if (close === ")") this.expect("(");
    const before = this.loose;
    this.loose = false;
    const entries = this.rows(close).flat();
    this.expect(close);
    this.loose = before;
    return entries;
  }

  private only(entries: readonly Cells[]): Cells {
    return entries.length === 1 ? (entries[0] as Cells) : assemble([entries], false);
  }

  private power(base: Cells, exponent: Cells): Cells {
    if (!isSingle(base)) throw new Unreadable("the power of a list can mean several things");
    return this.zip(base, exponent, (x, y) => x ** y);
  }

  private times(a: Cells, b: Cells): Cells {
    this.spend(size(a.shape) * (isSingle(a) ? size(b.shape) : (b.shape[1] ?? 1)));
    return product(a, b);
  }

  private zip(a: Cells, b: Cells, f: (x: number, y: number) => number): Cells {
    this.spend(size(a.shape) + size(b.shape));
    return zip(a, b, f);
  }

  private spend(work: number): void {
    this.budget -= work;
    if (this.budget < 0) throw new Unreadable("this is too much to reckon");
  }

  private deeper(parse: () => Cells): Cells {
    if (++this.depth > MOST_DEPTH) throw new Unreadable("it is nested too deep");
    const value = parse();
    this.depth--;
    return value;
  }

  private startsAtom(): boolean {
    const token = this.tokens[this.at];
    if (!token || token.kind === "number") return token !== undefined;
    if (token.kind === "sign") return OPENING.has(token.text);
    return isSaid(token.text) || (token.text === "e" && this.isAt(this.at + 1, "^"));
  }

  private takeTransposition(): boolean {
    const [mark, brace, letter, close] = [0, 1, 2, 3].map((k) => this.tokens[this.at + k]);
    const is = (token: Token | undefined, text: string) => token?.kind !== "number" && token?.text === text;
    const length = is(mark, "'")
      ? 1
      : (is(mark, "^") || is(mark, ".")) && is(brace, "T")
        ? 2
        : is(mark, "^") && is(brace, "{") && is(letter, "T") && is(close, "}")
          ? 4
          : 0;
    this.at += length;
    return length > 0;
  }
}

const OPENING: ReadonlySet<string> = new Set(["(", "[", "{", "\\begin", "\\frac"]);

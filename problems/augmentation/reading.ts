import type { Run } from "./run.ts";

/** What is called how for the rows, and for the columns. */
const LETTERS = [
  ["u", "v"],
  ["a", "c"],
  ["b", "d"],
  ["t", "s"],
  ["i", "j"],
] as const;

type Method = "nearest" | "bilinear";

/**
 * Where the rows, or the columns, of a result are read among the old ones. Positions are counted from 0, as in the
 * definitions of ONNX's Resize operator, which names the conventions.
 */
export class Reading {
  readonly run: Run;
  readonly what: "row" | "column";
  /** Rows before and after. */
  readonly n: number;
  readonly m: number;
  readonly method: Method;
  /** Whether it shares the letters of the rows, because columns are read at the same places. */
  readonly shared: boolean;

  constructor(run: Run, what: "row" | "column", n: number, m: number, method: Method, shared = false) {
    this.run = run;
    this.what = what;
    this.n = n;
    this.m = m;
    this.method = method;
    this.shared = shared;
  }

  isLike = (n: number, m: number): boolean => this.n === n && this.m === m;
  asColumns = (): Reading => new Reading(this.run, "column", this.n, this.m, this.method, true);
  get isSame(): boolean {
    return this.n === this.m;
  }

  /** The letter for the rows, or for the columns. */
  #letter = (row: string, column: string): string => (this.what === "row" || this.shared ? row : column);
  #id = (row: string, column: string): string => this.run.id(this.#letter(row, column));
  #tex = (row: string, column: string): string => this.run.symbol(this.#letter(row, column));

  record(): void {
    if (this.isSame) return;
    if (this.shared) {
      for (const [row, column] of LETTERS) this.run.aliases[this.run.id(column)] = this.run.id(row);
      return;
    }
    const { tape } = this.run;
    const side = this.what === "row" ? "height" : "width";
    tape.given(this.#id("H", "W"), this.n, { tex: this.#tex("H", "W"), name: `old ${side}`, section: "Given" });
    tape.given(this.#id("Hnew", "Wnew"), this.m, { tex: this.#tex("H'", "W'"), name: `new ${side}`, section: "Given" });
    tape.let(this.#id("i", "j"), `range({shape: [${this.m}]})`, {
      tex: this.#tex("i", "j"),
      name: `${this.what}s of the result, from 0`,
      title: this.#title("s of the result"),
      why: "Counted from 0 here, as the rule has it.",
    });
    if (this.method === "nearest") this.#recordNearest();
    else this.#recordNeighbours();
  }

  #title = (rest: string): string => `${this.what === "row" ? "Row" : "Column"}${rest}`;

  /** Where the centre of a row lies among the old rows, as a formula. */
  #centre(): { formula: string; why: string } {
    const [n, m, i] = [this.#id("H", "W"), this.#id("Hnew", "Wnew"), this.#id("i", "j")];
    const convention = this.run.choice("resize.centres");
    if (convention === "asymmetric")
      return { formula: `${i} * ${n}/${m}`, why: "The upper left corners of the two images are aligned." };
    if (convention === "half-pixel")
      return {
        formula: `(${i} + 1/2) * ${n}/${m} - 1/2`,
        why: "The centre of a pixel lies half a pixel in: this is scaled, and half a pixel taken off again.",
      };
    if (this.m === 1) return { formula: `0 * ${i}`, why: `A single ${this.what} is read at the first one.` };
    return {
      formula: `${i} * (${n} - 1)/(${m} - 1)`,
      why: `The corners are aligned: the first ${this.what} is read at the first, the last at the last.`,
    };
  }

  #recordNearest(): void {
    const { formula, why } = this.#centre();
    const [n, m, i] = [this.#id("H", "W"), this.#id("Hnew", "Wnew"), this.#id("i", "j")];
    const rules: Readonly<Record<string, { formula: string; why: string }>> = {
      "half-pixel": {
        formula: `floor((${i} + 1/2) * ${n}/${m})`,
        why: `The old ${this.what} that the centre of the new one falls into.`,
      },
      asymmetric: { formula: `floor(${formula})`, why: `${why} Rounded down.` },
      "align-corners": { formula: `floor(${formula} + 1/2)`, why: `${why} The nearest is taken; halves go up.` },
    };
    const rule = rules[this.run.choice("resize.centres")] as { formula: string; why: string };
    this.run.tape.let(this.#id("a", "c"), rule.formula, {
      tex: this.#tex("a", "c"),
      name: `${this.what}s that are read, from 0`,
      title: this.#title("s that are read"),
      why: rule.why,
      shownCells: 4,
    });
  }

  #recordNeighbours(): void {
    const { tape } = this.run;
    const n = this.#id("H", "W");
    const u = this.#recordPlaces();
    const low = this.#id("a", "c");
    tape.let(low, `floor(${u})`, {
      tex: this.#tex("a", "c"),
      name: this.what === "row" ? "row above" : "column to the left",
      title: this.#title(this.what === "row" ? " above" : " to the left"),
      why: "Rounded down.",
      shownCells: 0,
    });
    tape.let(this.#id("b", "d"), `minimum(${n} - 1, ${low} + 1)`, {
      tex: this.#tex("b", "d"),
      name: this.what === "row" ? "row below" : "column to the right",
      title: this.#title(this.what === "row" ? " below" : " to the right"),
      why: "The next one, unless it is the last.",
      shownCells: 0,
    });
    tape.let(this.#id("t", "s"), `${u} - ${low}`, {
      tex: this.#tex("t", "s"),
      name: `share of the ${this.what === "row" ? "row below" : "column to the right"}`,
      title: `Share of the ${this.what === "row" ? "row below" : "column to the right"}`,
      why: "How far beyond the first it lies: the nearer of the two has the larger share.",
      shownCells: 0,
    });
  }

  /** Records where the rows are read, kept within the image. Returns the id. */
  #recordPlaces(): string {
    const { tape } = this.run;
    const { formula, why } = this.#centre();
    const letter = this.#letter("u", "v");
    const [free, kept] = [this.run.id(`${letter}free`), this.run.id(letter)];
    const words = {
      name: `where the ${this.what}s are read`,
      title: `Where the ${this.what}s are read`,
      shownCells: 4,
    };
    tape.let(free, formula, { ...words, tex: this.run.symbol(letter), why });
    const isOutside = tape.step(free).value.cells.some((x) => x < 0 || x > this.n - 1);
    tape.let(kept, isOutside ? `maximum(0, minimum(${this.#id("H", "W")} - 1, ${free}))` : `linear(${free})`, {
      ...words,
      tex: this.run.symbol(`\\bar{${letter}}`),
      title: "Kept within the image",
      why: isOutside
        ? "Before the first or beyond the last there is nothing to mix: that one is taken."
        : "None lies outside.",
      shownCells: 0,
    });
    return kept;
  }

  /** The result's rows, made of those of `x`. */
  formula(x: string): string {
    const axis = this.run.shape.length - (this.what === "row" ? 2 : 1);
    const [low, high, t] = [this.#id("a", "c"), this.#id("b", "d"), this.#id("t", "s")];
    const taken = (rows: string) => `take(${x}, ${rows}, {axis: ${axis}})`;
    const share = `along(${t}, ${taken(low)}, {axis: ${axis}})`;
    return this.method === "nearest" ? taken(low) : `(1 - ${share}) .* ${taken(low)} + ${share} .* ${taken(high)}`;
  }

  get title(): string {
    return this.#title(this.method === "nearest" ? "s put together" : "s mixed");
  }
  get why(): string {
    if (this.method === "nearest")
      return `${this.shared ? "The columns are read at the same places" : "Each is the one that was found"}.`;
    if (this.what === "row") return "Each is a mean of the rows above and below, weighted by the shares.";
    return this.shared
      ? "The columns are read at the same places: each is a mean of those to the left and right."
      : "Each is a mean of the columns to the left and right, weighted by the shares.";
  }

  /** Which old row is read, of nearest neighbours. */
  source = (k: number): number => (this.isSame ? k : (this.run.tape.step(this.#id("a", "c")).value.cells[k] as number));
}

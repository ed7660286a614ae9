import type { Assumption } from "../../explainers/solution.ts";
import { ProblemError, ShapeError } from "../../solver/errors.ts";
import type { Expr } from "../../solver/expression.ts";
import { describeShape, type NdArray, type Shape, size } from "../../solver/ndarray.ts";
import type { Tape } from "../../solver/tape.ts";
import type { Choices, ConventionId } from "../conventions.ts";
import { conventions } from "../conventions.ts";
import type { Setting, TableOfSteps } from "../topic.ts";
import type { Operation } from "./given.ts";

/** Pixels of an image that anybody would write down. */
const MOST_PIXELS = 4096;

/** The image while it is changed: what is recorded, and what the next operation starts from. */
export class Run {
  readonly tape: Tape;
  readonly choices: Choices;
  readonly count: number;
  readonly independent: boolean;
  readonly assumed: Assumption[] = [];
  readonly tables: TableOfSteps[] = [];
  /** The operation's number, from 1, and the id of what it starts from. */
  k = 0;
  from = "x";
  title = "";
  /** Other names of steps: of a square image, the columns are read at the places of the rows. */
  readonly aliases: Record<string, string> = {};
  /** What was done, in order. */
  readonly titles: string[] = [];
  readonly #said = new Set<string>();

  constructor(x: NdArray<number>, count: number, independent: boolean, { tape, conventions: choices }: Setting) {
    this.tape = tape;
    this.choices = choices;
    this.count = count;
    this.independent = independent;
    refuseTooLarge(x.shape, "given.x");
    tape.section("Given");
    tape.given("x", x, { tex: "X", name: "image" });
  }

  /** Begins the next operation. */
  start(title: string): void {
    this.k++;
    this.from = this.independent || this.k === 1 ? "x" : `x_${this.k - 1}`;
    this.titles.push(lower(title));
    this.title = this.count === 1 ? title : `Image ${this.k}: ${lower(title)}`;
    this.tape.section(this.title);
  }

  get shape(): Shape {
    return this.tape.step(this.from).value.shape;
  }
  get height(): number {
    return this.shape.at(-2) as number;
  }
  get width(): number {
    return this.shape.at(-1) as number;
  }
  /** The symbol of what the operation starts from, as small letter for its pixels. */
  get pixel(): string {
    return this.k === 1 || this.independent ? "x" : `x^{(${this.k - 1})}`;
  }
  /** The id and symbol of what the operation leaves. */
  get result(): string {
    return `x_${this.k}`;
  }
  symbol = (letter: string): string => (this.count === 1 ? letter : `${letter}^{(${this.k})}`);
  id = (letter: string): string => `${letter}_${this.k}`;

  /** Records what the operation leaves. */
  leave(formula: string | Expr, words: { title: string; why: string; remarks?: string[]; shownCells?: number }): void {
    this.tape.let(this.result, formula, {
      tex: this.count === 1 ? "X'" : `X^{(${this.k})}`,
      name: this.count === 1 ? "new image" : `image ${this.k}`,
      ...words,
    });
  }

  /** A table that names the pixel that each pixel of the result comes from; rows and columns are counted from 0 here. */
  nameSources(source: (i: number, j: number) => readonly [number, number] | undefined, fill = 0): void {
    const shape = this.tape.step(this.result).value.shape;
    const [height, width] = shape.slice(-2) as [number, number];
    if (height > MOST_NAMED || width > MOST_NAMED) return;
    const range = (n: number) => Array.from({ length: n }, (_, i) => i);
    const name = (i: number, j: number): string => {
      const found = source(i, j);
      if (!found || found[0] < 0 || found[1] < 0 || found[0] >= this.height || found[1] >= this.width)
        return String(fill);
      const both = found.map((n) => n + 1);
      return `${this.pixel}_{${both.join(both.some((n) => n > 9) ? "," : "")}}`;
    };
    this.tables.push({
      section: this.title,
      head: [{ tex: "\\text{from}" }, ...range(width).map((j) => ({ tex: `\\text{column }${j + 1}` }))].map(
        ({ tex }) => tex,
      ),
      rows: range(height).map((i) => [
        { tex: `\\text{row }${i + 1}` },
        ...range(width).map((j) => ({ tex: name(i, j) })),
      ]),
    });
  }

  /** True the first time: what was said once is not said again. */
  first(what: string): boolean {
    const isFirst = !this.#said.has(what);
    this.#said.add(what);
    return isFirst;
  }

  choice = (id: ConventionId): string => this.choices[id] ?? conventions[id].values[0];
  assume(convention: string, value: string, because: string): void {
    if (this.first(`assumed ${convention}`)) this.assumed.push({ convention, value, because });
  }
}

/** Sides of an image whose pixels are named one by one. */
const MOST_NAMED = 8;

const lower = (text: string): string => `${text.charAt(0).toLowerCase()}${text.slice(1)}`;

export function refuseTooLarge(shape: Shape, at: string): void {
  if (shape.length < 2 || shape.length > 3)
    throw new ShapeError(`an image has rows and columns, and perhaps channels, but this is ${describeShape(shape)}`, {
      at,
      suggestion: "Give [H][W] or [C][H][W].",
    });
  if (size(shape) <= MOST_PIXELS) return;
  throw new ProblemError("too-large", `an image of ${describeShape(shape)} is too large to work out by hand`, {
    at,
    suggestion: "Take a smaller image.",
  });
}

export type Recorder<K extends Operation["kind"]> = (run: Run, operation: Extract<Operation, { kind: K }>) => void;

import { type BackwardOptions, backward } from "./backward.ts";
import { FormulaError, ProblemError } from "./errors.ts";
import { bind, type Call, definitionOf, type Expr, type Lookup, name, namesIn, sameExpr } from "./expression.ts";
import { parseFormula } from "./formula.ts";
import type { NdArray, NestedNumbers, Shape } from "./ndarray.ts";
import { fromNested, sameShape } from "./ndarray.ts";
import { symbolOf } from "./notation.ts";
import { instantiate } from "./pullback.ts";
import { float } from "./readings/float.ts";
import { computeStep, type Gradient, type Step, type Trace } from "./trace.ts";

/** What is said about a step. Everything has a default; `why` should not need it. */
export interface Words {
  tex?: string;
  name?: string;
  title?: string;
  /** Prose with `$TeX$`. */
  why?: string;
  section?: string;
  remarks?: string[];
  /** Shown with so many more digits, and never rounded. */
  moreDigits?: number;
  /** So many cells are worked in full, where the arithmetic of each is the point; else the first of its kind. */
  shownCells?: number;
}

/**
 * Records a computation while it runs, so that what is shown is what was computed.
 *
 *     const tape = new Tape();
 *     tape.given("w", 3);
 *     tape.let("J", "w ^ 2");
 *     tape.backward("J", ["w"]);      // records dw = 2w
 *     tape.trace();
 */
export class Tape {
  readonly #steps = new Map<string, Step>();
  readonly #settle: ((x: number) => number) | undefined;
  readonly #fractions: ReadonlyMap<number, string>;
  #section = "";

  /**
   * @param settle what happens to every computed number before it is carried on; rounding, for `carry: rounded`
   * @param fractions givens that were written as a fraction such as 1/3, by their nearest float64
   */
  constructor(settle?: (x: number) => number, fractions: ReadonlyMap<number, string> = new Map()) {
    this.#settle = settle;
    this.#fractions = fractions;
  }

  /** Everything recorded from here on belongs to this section. */
  section(title: string): void {
    this.#section = title;
  }

  /** Records what the problem states. */
  given(id: string, value: NestedNumbers | NdArray<number>, words: Words = {}): void {
    const array = typeof value === "number" || !("cells" in value) ? fromNested(value) : value;
    if (array.cells.some((x) => !Number.isFinite(x))) {
      throw new ProblemError("not-finite", `${id} holds a number that is not finite`, { at: `given.${id}` });
    }
    const fractions = array.cells.map((x) => this.#fractions.get(x) ?? null);
    this.#record({ id, value: array, ...(fractions.some((text) => text !== null) && { fractions }) }, words);
  }

  /** Records `id = formula` and computes it. Throws a FormulaError or ShapeError where it cannot be. */
  let(id: string, formula: string | Expr, words: Words & { gradient?: Gradient } = {}): void {
    const bound = bind(typeof formula === "string" ? parseFormula(formula) : formula, this.shapes);
    const stable = this.#stable(bound);
    const { gradient, moreDigits, shownCells } = words;
    const step = {
      id,
      formula: bound,
      ...(stable && { stable }),
      ...(gradient && { gradient }),
      ...(moreDigits !== undefined && { moreDigits }),
      ...(shownCells !== undefined && { shownCells }),
    };
    const how = this.#settle ? { settle: this.#settle } : {};
    this.#record({ ...step, value: computeStep(step, (input) => this.#steps.get(input)?.value, float, how) }, words);
  }

  /** Records the gradients of a number with respect to some of the quantities it rests on, rule by rule. */
  backward(root: string, wants: readonly string[], options: BackwardOptions = {}): void {
    backward(this, root, wants, options);
  }

  /** Whether computed numbers are rounded before they are carried on. */
  get rounds(): boolean {
    return this.#settle !== undefined;
  }

  has(id: string): boolean {
    return this.#steps.has(id);
  }

  step(id: string): Step {
    const step = this.#steps.get(id);
    if (!step) throw new FormulaError(`${id} is not defined`, { at: id, candidates: [...this.#steps.keys()] });
    return step;
  }

  steps(): Step[] {
    return [...this.#steps.values()];
  }

  readonly shapes: Lookup<Shape> = (id) => this.#steps.get(id)?.value.shape;

  /**
   * Gives a part of a step's formula a name and a step of its own, just before it. What follows is computed again: a
   * named part is rounded under `carry: rounded`, and a loss finds its activation.
   */
  nameInside(id: string, part: Call, as: string): void {
    const before = this.steps();
    const owner = this.step(id);
    this.#steps.clear();
    for (const step of before) {
      if (step.id === id) {
        const why = "It is needed by itself on the way back.";
        this.let(as, part, { section: owner.section, title: "Inner part", why });
        this.let(id, replacePart(owner.formula as Expr, part, as), owner);
      } else if (step.formula && this.has(id)) this.let(step.id, step.formula, step);
      else this.#steps.set(step.id, step);
    }
  }

  trace(): Trace {
    return { steps: this.steps() };
  }

  #record(step: Pick<Step, "id" | "value"> & Partial<Step>, words: Words): void {
    const { id, value } = step;
    const before = this.#steps.get(id);
    if (before) throw new FormulaError(`${id} is defined twice`, { at: id });
    const of = step.gradient && this.step(step.gradient.of);
    if (of && !sameShape(of.value.shape, value.shape)) {
      throw new Error(`the gradient ${id} has shape [${value.shape}], but ${of.id} has [${of.value.shape}]`);
    }
    const { tex = symbolOf(id), name = "", title = "", why = "", section = this.#section, remarks = [] } = words;
    this.#steps.set(id, { tex, name, section, title, why, remarks, ...step });
  }

  /** The formula with the parts replaced that lose their digits where a function saturates; undefined if none do. */
  #stable(formula: Expr): Step["stable"] {
    if (formula.kind !== "call") return undefined;
    const direct = this.#complement(formula) ?? this.#fusedValue(formula);
    if (direct) return { ...direct, formula: bind(direct.formula, this.shapes) };
    const parts = formula.args.map((arg) => this.#stable(arg));
    if (parts.every((part) => part === undefined)) return undefined;
    return {
      formula: { ...formula, args: formula.args.map((arg, k) => parts[k]?.formula ?? arg) },
      instead: parts.flatMap((part) => part?.instead ?? []),
    };
  }

  /** `1 - a` of a sigmoid `a`, and the like. */
  #complement(expr: Expr): Step["stable"] {
    for (const id of namesIn(expr)) {
      const inner = this.#steps.get(id)?.formula;
      if (inner?.kind !== "call") continue;
      const out = { out: name(id) };
      const patterns = Object.entries(definitionOf(inner.fn).stable);
      const found = patterns.find(([pattern]) => sameExpr(expr, instantiate(pattern, inner, out)));
      if (found) return { formula: instantiate(found[1], inner, out), instead: [id] };
    }
    return undefined;
  }

  /** A loss right after its activation. */
  #fusedValue(outer: Call): Step["stable"] {
    const { params, pullback } = definitionOf(outer.fn);
    for (const [k, arg] of outer.args.entries()) {
      const inner = arg.kind === "name" ? this.#steps.get(arg.name)?.formula : undefined;
      if (arg.kind !== "name" || inner?.kind !== "call") continue;
      const value = pullback[params[k] as string]?.fused?.[inner.fn]?.value;
      const sameAxis = definitionOf(inner.fn).elementwise || inner.options?.axis === outer.options?.axis;
      const z = inner.args[0] as Expr;
      if (value && sameAxis) return { formula: instantiate(value, outer, { z }), instead: [arg.name] };
    }
    return undefined;
  }
}

function replacePart(expr: Expr, part: Expr, as: string): Expr {
  if (expr === part) return { kind: "name", name: as };
  if (expr.kind !== "call") return expr;
  return { ...expr, args: expr.args.map((arg) => replacePart(arg, part, as)) };
}

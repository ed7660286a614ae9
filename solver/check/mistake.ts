import { ProblemError } from "../errors.ts";
import { bind, type Expr, name, sameExpr, shapeOf, substitute } from "../expression.ts";
import { parseFormula } from "../formula.ts";
import { withOptions } from "../pullback.ts";
import { type Step, shapesOf, type Trace } from "../trace.ts";

/**
 * Something that people are known to do wrong, as a formula: what they reckon instead. Either the whole formula of the
 * steps at some ids is another (`at`), or a part of any step's formula is (`match`), or both.
 */
export interface Mistake {
  id: string;
  /** What was done, completing "It looks as if …", in prose with `$TeX$`; `$<b>$` shows the symbol of what `b` in `match` stands for. */
  about: string;
  /** Ids of steps, where `#` stands for a number: `mhat_#`. Without it, every step that has the part. */
  at?: string | readonly string[];
  /** A part of a formula whose names stand for anything: `Z + b`. Its `*` is any product. Of several, the first that is there. */
  match?: string | readonly string[];
  /** Names of `match` that stand for one quantity, whose id is of this form. */
  where?: Readonly<Record<string, RegExp>>;
  /** Only gradients, or only what is no gradient. */
  only?: "gradients" | "values";
  /**
   * What is reckoned in its place, over the names of `match` and ids of steps. `#` is the number that `at` found, `#<`
   * the one before, `#>` the one after. For a name `W` of `match`, `W_1` is the step of that id after an update, and `W_in`
   * what the step was computed from: the z of an a. `it` is the whole part that was found, and `{axis: axis}` hands on its
   * options.
   */
  formula: string;
  /** How common it is beside others: 1 for what every marker sees, 0.1 for what is seen now and then. */
  prior: number;
  /** A nudge that says where to look, and the rule. The third strength is the line itself. */
  hints: readonly [string, string];
}

/** A step's formula as somebody would have it who makes one mistake. */
export interface Slant {
  mistake: Mistake;
  step: string;
  formula: Expr;
  /** What was done, with the symbols of this step. */
  about: string;
}

/** Everywhere in a trace that a mistake can be made and changes the formula. */
export function slantsOf(mistake: Mistake, trace: Trace): Slant[] {
  return trace.steps.flatMap((step) => {
    const slanted = step.formula && slant(mistake, step, trace);
    return slanted ? [{ mistake, step: step.id, ...slanted }] : [];
  });
}

function slant(mistake: Mistake, step: Step, trace: Trace): Pick<Slant, "formula" | "about"> | undefined {
  const { only, match } = mistake;
  if (only && (only === "gradients") !== (step.gradient !== undefined)) return undefined;
  const place = placeOf(mistake, step.id);
  if (!place) return undefined;
  const instead = parsed(filled(mistake.formula, place));
  const found: Bound = new Map();
  const changed = match ? replacedFirst(step.formula as Expr, [match].flat(), instead, mistake, trace, found) : instead;
  const formula = fitting(changed, trace);
  if (!formula || sameExpr(formula, step.formula as Expr)) return undefined;
  return { formula, about: spoken(mistake.about, found, trace) };
}

/** The numbers that stand for `#` in an id; undefined where the id is none of those meant. */
function placeOf({ at }: Mistake, id: string): string[] | undefined {
  if (at === undefined) return [];
  for (const pattern of typeof at === "string" ? [at] : at) {
    const form = pattern.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replaceAll("#", "(\\d+)");
    const match = new RegExp(`^${form}$`).exec(id);
    if (match) return match.slice(1);
  }
  return undefined;
}

const filled = (formula: string, [place]: readonly string[]): string =>
  formula.replace(/#([<>]?)/g, (_, which) => String(Number(place ?? 0) + ({ "<": -1, ">": 1 }[which as string] ?? 0)));

const formulas = new Map<string, Expr>();
function parsed(formula: string): Expr {
  const known = formulas.get(formula) ?? parseFormula(formula);
  formulas.set(formula, known);
  return known;
}

type Bound = Map<string, Expr>;

function replacedFirst(
  expr: Expr,
  patterns: readonly string[],
  instead: Expr,
  mistake: Mistake,
  trace: Trace,
  found: Bound,
): Expr {
  for (const pattern of patterns) {
    const changed = replaced(expr, parsed(pattern), instead, mistake, trace, found);
    if (found.size > 0) return changed;
  }
  return expr;
}

/** The formula with every part of the form `pattern` replaced; what its names stood for goes to `found`. */
function replaced(expr: Expr, pattern: Expr, instead: Expr, mistake: Mistake, trace: Trace, found: Bound): Expr {
  const bound = matched(expr, pattern, mistake, new Map());
  if (bound) {
    for (const [variable, part] of bound) found.set(variable, part);
    const filled = substitute(instead, (variable) =>
      variable === "it" ? expr : (bound.get(variable) ?? derived(variable, bound, trace)),
    );
    return withOptions(filled, (expr.kind === "call" && expr.options) || {});
  }
  if (expr.kind !== "call") return expr;
  return { ...expr, args: expr.args.map((arg) => replaced(arg, pattern, instead, mistake, trace, found)) };
}

/** `W_1` for a `W` that stands for `W2`: the name `W2_1`; `a_in` for an `a` that stands for `A1`: what `A1` is made of. */
function derived(variable: string, bound: Bound, trace: Trace): Expr | undefined {
  const [, base = "", after = ""] = /^(.+?)(_\d+|_in)$/.exec(variable) ?? [];
  const stem = bound.get(base);
  if (stem?.kind !== "name") return undefined;
  if (after !== "_in") return name(stem.name + after);
  const { formula } = trace.steps.find(({ id }) => id === stem.name) ?? {};
  return formula?.kind === "call" ? formula.args[0] : undefined;
}

const PRODUCTS = new Set(["times", "matmul", "matvec", "vecmat", "dot"]);

function matched(expr: Expr, pattern: Expr, mistake: Mistake, bound: Bound): Bound | undefined {
  if (pattern.kind === "number") return expr.kind === "number" && expr.value === pattern.value ? bound : undefined;
  if (pattern.kind === "name") {
    const before = bound.get(pattern.name);
    if (before) return sameExpr(before, expr) ? bound : undefined;
    const form = mistake.where?.[pattern.name];
    if (form && !(expr.kind === "name" && form.test(expr.name))) return undefined;
    return new Map(bound).set(pattern.name, expr);
  }
  if (expr.kind !== "call" || expr.args.length !== pattern.args.length) return undefined;
  if (pattern.fn === "*" ? !PRODUCTS.has(expr.fn) : pattern.fn !== expr.fn) return undefined;
  let all: Bound | undefined = bound;
  for (const [k, arg] of expr.args.entries()) all = all && matched(arg, pattern.args[k] as Expr, mistake, all);
  return all;
}

/** The formula bound to the trace's shapes; undefined where it makes no sense there. */
function fitting(formula: Expr, trace: Trace): Expr | undefined {
  const shapes = shapesOf(trace);
  try {
    const bound = bind(withProducts(formula), shapes);
    shapeOf(bound, shapes);
    return bound;
  } catch (error) {
    if (error instanceof ProblemError) return undefined;
    throw error;
  }
}

/** A product whose operands were exchanged may be of another kind now. */
function withProducts(expr: Expr): Expr {
  if (expr.kind !== "call") return expr;
  const fn = PRODUCTS.has(expr.fn) && expr.fn !== "times" ? "*" : expr.fn;
  return { ...expr, fn, args: expr.args.map(withProducts) };
}

function spoken(about: string, found: Bound, trace: Trace): string {
  return about.replace(/<(\w+)>/g, (_, variable) => {
    const part = found.get(variable);
    const step = part?.kind === "name" ? trace.steps.find(({ id }) => id === part.name) : undefined;
    return step?.tex ?? (part?.kind === "number" ? String(part.value) : variable);
  });
}

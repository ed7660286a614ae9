import { differentiate, formulaOf } from "./calculus.ts";
import {
  type Call,
  call,
  definitionOf,
  type Expr,
  type Lookup,
  name,
  num,
  sameExpr,
  substitute,
} from "./expression.ts";
import { atom, bracket, type Piece } from "./levels.ts";
import type { Shape } from "./ndarray.ts";
import { writeFormula } from "./notation.ts";
import { expand, openBrackets, writePolynomial } from "./polynomial.ts";
import { simplify } from "./simplify.ts";
import type { Step } from "./trace.ts";

export interface DerivationLine {
  why: string;
  tex: string;
}

/**
 * How a shortcut such as a − y comes about: the two slopes, their product, what cancels. Differentiated from what the
 * two functions do to a number, so that it cannot say anything else than what they do.
 */
export function derivationOf(step: Step, steps: Lookup<Step>, shapes: Lookup<Shape>): DerivationLine[] {
  const fused = step.gradient?.fused;
  const [outer, inner] = [fused && steps(fused.outer), fused && steps(fused.inner)];
  const activation = inner?.formula;
  const loss = outer?.formula && callOn(outer.formula, inner?.id ?? "");
  if (!outer || !inner || !loss || activation?.kind !== "call") return [];
  const written = (expr: Expr) => writeFormula(expr, shapes, (id) => atom(steps(id)?.tex ?? id));
  const k = loss.args.findIndex((arg) => sameExpr(arg, name(inner.id)));
  const rule = definitionOf(loss.fn).pullback[definitionOf(loss.fn).params[k] as string];
  const fusion = rule?.fused?.[activation.fn];
  if (!rule || !fusion) return [];
  const [z, a, y] = [written(activation.args[0] as Expr), atom(inner.tex), written(loss.args[1 - k] as Expr)];
  if (fusion.derivation) return fusion.derivation({ L: outer.tex, a: a.tex, z: z.tex, y: y.tex });
  const slopes = slopesOf(formulaFor(loss.fn, k === 0 ? [A, Y] : [Y, A]), formulaFor(activation.fn, [Z]));
  return slopes ? lines(slopes, { a, y, z, L: atom(outer.tex) }, rule.because ?? "The slope of the loss.") : [];
}

/** The call within a formula that takes a quantity as an operand. */
function callOn(expr: Expr, id: string): Call | undefined {
  if (expr.kind !== "call") return undefined;
  if (expr.args.some((arg) => arg.kind === "name" && arg.name === id)) return expr;
  return expr.args.map((arg) => callOn(arg, id)).find(Boolean);
}

/** Prediction, target and the prediction's own argument, whatever the functions call their parameters. */
const [A, Y, Z] = [name("a"), name("y"), name("z")];

function formulaFor(fn: string, args: readonly Expr[]): Expr {
  const definition = definitionOf(fn);
  return substitute(formulaOf(definition), (param) => args[definition.params.indexOf(param)]);
}

interface Slopes {
  /** ∂L/∂a and ∂a/∂z as the rules give them. */
  loss: Expr;
  activation: Expr;
  /** ∂a/∂z by a alone: what stands for the parts of the denominator, and the slope with it. */
  denominator: Expr;
  rest: Expr;
  byOutput: Expr;
}

/** For an activation of the form 1 / (1 + E), where E = (1 − a) / a; another form brings its own derivation. */
function slopesOf(loss: Expr, activation: Expr): Slopes | undefined {
  const [one, denominator] = activation.kind === "call" && activation.fn === "divide" ? activation.args : [];
  const [first, rest] = denominator?.kind === "call" && denominator.fn === "plus" ? denominator.args : [];
  if (!one || !denominator || !first || !rest || ![one, first].every((part) => sameExpr(part, num(1))))
    return undefined;
  const [outer, inner] = [differentiate(loss, "a"), differentiate(activation, "z")];
  if (!outer || !inner) return undefined;
  const byOutput = replaced(inner, (part) => {
    if (sameExpr(part, rest)) return call("divide", [call("minus", [num(1), A]), A]);
    return sameExpr(part, denominator) ? call("divide", [num(1), A]) : undefined;
  });
  return { loss: outer, activation: inner, denominator, rest, byOutput: simplify(byOutput, () => []) };
}

/** Puts something else in the place of whole parts of a formula. */
function replaced(expr: Expr, by: (part: Expr) => Expr | undefined): Expr {
  const found = by(expr);
  if (found || expr.kind !== "call") return found ?? expr;
  return { ...expr, args: expr.args.map((arg) => replaced(arg, by)) };
}

/** `p / (1/a)^n` as people write it: p times aⁿ. */
function upright(expr: Expr): Expr {
  const [above, below] = expr.kind === "call" && expr.fn === "divide" ? expr.args : [];
  const [base, n] = below?.kind === "call" && below.fn === "power" ? below.args : [];
  if (!above || !n || base?.kind !== "call" || base.fn !== "divide") return expr;
  return call("times", [above, call("power", [base.args[1] as Expr, n])]);
}

function lines(slopes: Slopes, symbols: Readonly<Record<string, Piece>>, because: string): DerivationLine[] {
  const write = (expr: Expr): string =>
    writeFormula(
      expr,
      () => [],
      (id) => symbols[id] as Piece,
    ).tex;
  const kept = (expr: Expr) => expand(expr, write, true);
  const d = (top: string, bottom: string) =>
    `\\frac{\\partial ${symbols[top]?.tex}}{\\partial ${symbols[bottom]?.tex}}`;
  const [loss, own] = [writePolynomial(kept(slopes.loss)), writePolynomial(kept(slopes.byOutput))];
  const product = kept(call("times", [slopes.loss, slopes.byOutput]));
  const [opened, result] = [openBrackets(product), expand(call("times", [slopes.loss, slopes.byOutput]), write, false)];
  const [denominator, rest, a] = [write(slopes.denominator), write(slopes.rest), write(A)];
  return [
    { why: because, tex: `${d("L", "a")}=${write(slopes.loss)}=${loss}` },
    {
      why: `Quotient rule for $${a}=\\frac{1}{${denominator}}$: minus the slope of the denominator, over its square.`,
      tex: `${d("a", "z")}=${write(slopes.activation)}=${writePolynomial(kept(slopes.activation))}`,
    },
    {
      why: `By $${a}$ itself: $${denominator}$ is $\\frac{1}{${a}}$, so $${rest}$ is $\\frac{1}{${a}}-1=\\frac{1-${a}}{${a}}$.`,
      tex: `${d("a", "z")}=${write(upright(slopes.byOutput))}=${own}`,
    },
    {
      why: "Chain rule: the product of the two.",
      tex: `${d("L", "z")}=${d("L", "a")}\\cdot${d("a", "z")}=${bracket(loss)}\\,${own}`,
    },
    {
      why: "Multiplied out, every denominator cancels against a slope.",
      tex: `${d("L", "z")}=${writePolynomial(product)}`,
    },
    {
      why: "When the brackets are opened, two terms cancel.",
      tex: `${d("L", "z")}=${writePolynomial(opened)}=${writePolynomial(result)}`,
    },
  ];
}

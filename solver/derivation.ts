import type { Lookup } from "./expression.ts";
import { type Call, call, definitionOf, type Expr, name, num, sameExpr } from "./expression.ts";
import { atom, bracket } from "./levels.ts";
import type { Shape } from "./ndarray.ts";
import { writeFormula } from "./notation.ts";
import { expand, writePolynomial } from "./polynomial.ts";
import { instantiate } from "./pullback.ts";
import { simplify } from "./simplify.ts";
import type { Step } from "./trace.ts";

export interface DerivationLine {
  why: string;
  tex: string;
}

/**
 * How a shortcut such as a − y comes about: the two slopes, their product, what cancels. Derived from the pullbacks of
 * the two functions themselves, so that it cannot say anything else than what they do.
 */
export function derivationOf(step: Step, steps: Lookup<Step>, shapes: Lookup<Shape>): DerivationLine[] {
  const fused = step.gradient?.fused;
  const [outer, inner] = [fused && steps(fused.outer), fused && steps(fused.inner)];
  const activation = inner?.formula;
  const loss = outer?.formula && callOn(outer.formula, inner?.id ?? "");
  if (!outer || !inner || !loss || activation?.kind !== "call") return [];
  const symbol = (id: string) => atom(steps(id)?.tex ?? id);
  const write = (expr: Expr) => writeFormula(expr, shapes, symbol).tex;
  const [z, a, L] = [write(activation.args[0] as Expr), inner.tex, outer.tex];
  const k = loss.args.findIndex((arg) => sameExpr(arg, name(inner.id)));
  const rule = definitionOf(loss.fn).pullback[definitionOf(loss.fn).params[k] as string];
  const fusion = rule?.fused?.[activation.fn];
  if (!rule || !fusion) return [];
  if (fusion.derivation) return fusion.derivation({ L, a, z, y: write(loss.args[1 - k] as Expr) });
  const [param, slopeRule] = Object.entries(definitionOf(activation.fn).pullback)[0] as [string, typeof rule];
  const slope = (formula: string, of: Call) =>
    simplify(instantiate(formula, of, { g: num(1), out: name(inner.id) }), shapes);
  const [outerSlope, innerSlope] = [slope(rule.formula, loss), slope(slopeRule.formula, activation)];
  const product = call("times", [outerSlope, innerSlope]);
  const d = (top: string, bottom: string) => `\\frac{\\partial ${top}}{\\partial ${bottom}}`;
  const factors = `${bracket(write(outerSlope))}\\,${bracket(write(innerSlope))}`;
  const [kept, opened] = [
    writePolynomial(expand(product, write, true)),
    writePolynomial(expand(product, write, false)),
  ];
  return [
    { why: rule.because ?? "The slope of the loss.", tex: `${d(L, a)}=${write(outerSlope)}` },
    { why: slopeRule.because ?? `The slope with respect to $${param}$.`, tex: `${d(a, z)}=${write(innerSlope)}` },
    { why: "Chain rule: the product of the two.", tex: `${d(L, z)}=${d(L, a)}\\cdot${d(a, z)}=${factors}` },
    { why: "Multiplied out, every denominator cancels against a slope.", tex: `${d(L, z)}=${kept}` },
    { why: "What is left when the brackets are opened.", tex: `${d(L, z)}=${opened}` },
  ];
}

/** The call within a formula that takes a quantity as an operand. */
function callOn(expr: Expr, id: string): Call | undefined {
  if (expr.kind !== "call") return undefined;
  if (expr.args.some((arg) => arg.kind === "name" && arg.name === id)) return expr;
  return expr.args.map((arg) => callOn(arg, id)).find(Boolean);
}

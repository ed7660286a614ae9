import { type Call, definitionOf, type Expr, substitute } from "./expression.ts";
import { parseFormula } from "./formula.ts";
import type { Options } from "./function.ts";

const parsed = new Map<string, Expr>();

/** A pullback's formula with the call's operands, and what else it names, in place of its parameters. */
export function instantiate(formula: string, of: Call, more: Readonly<Record<string, Expr>>): Expr {
  const template = parsed.get(formula) ?? parseFormula(formula);
  parsed.set(formula, template);
  const operands = new Map(definitionOf(of.fn).params.map((param, k) => [param, of.args[k] as Expr]));
  const filled = substitute(template, (name) => (Object.hasOwn(more, name) ? more[name] : operands.get(name)));
  return withOptions(filled, of.options ?? {});
}

/** Whether a pullback's formula mentions a name. */
export const mentions = (formula: string, name: string): boolean => new RegExp(`\\b${name}\\b`).test(formula);

/** Hands the call's own options on: `{axis: axis}`; one that was not given is not handed on. */
export function withOptions(expr: Expr, own: Options): Expr {
  if (expr.kind !== "call") return expr;
  const args = expr.args.map((arg) => withOptions(arg, own));
  if (!expr.options) return { ...expr, args };
  const entries = Object.entries(expr.options).map(([key, value]) => [
    key,
    typeof value === "string" ? own[value] : value,
  ]);
  const options = Object.fromEntries(entries.filter(([, value]) => value !== undefined)) as Options;
  return Object.keys(options).length > 0 ? { ...expr, args, options } : { kind: "call", fn: expr.fn, args };
}

import { call, type Expr, num } from "../../solver/expression.ts";

/** The base of the loss's logarithm (convention `log`): another base than e divides by its natural logarithm. */
export const overBase = (expr: Expr, base: string): Expr =>
  base === "e" ? expr : call("divide", [expr, call("log", [num(Number(base))])]);

export const logTex = (base: string): string => (base === "e" ? "\\ln " : `\\log_{${base}} `);

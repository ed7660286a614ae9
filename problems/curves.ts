import type { Curve, Tex } from "../explainers/solution.ts";
import { bind, type Expr, evaluateExpr } from "../solver/expression.ts";
import { parseFormula } from "../solver/formula.ts";
import type { NdArray } from "../solver/ndarray.ts";
import { float } from "../solver/readings/float.ts";

const SAMPLES = 161;

/** Equally spaced points, for a curve. */
export const grid = (from: number, to: number): number[] =>
  Array.from({ length: SAMPLES }, (_, k) => from + ((to - from) * k) / (SAMPLES - 1));

/**
 * A formula of one quantity as a curve: the definition that is worked with, read at many points.
 *
 * @param constants values of the other names in it
 */
export function curveOf(
  label: Tex,
  formula: string | Expr,
  over: { name: string; points: readonly number[] },
  constants: Readonly<Record<string, NdArray<number>>> = {},
): Curve {
  const values: Record<string, NdArray<number>> = {
    ...constants,
    [over.name]: { shape: [over.points.length], cells: over.points },
  };
  const expr = bind(typeof formula === "string" ? parseFormula(formula) : formula, (id) => values[id]?.shape);
  const { shape, cells } = evaluateExpr(expr, (id) => values[id], float);
  return { label, points: over.points.map((x, k) => [x, cells[shape.length === 0 ? 0 : k] as number]) };
}

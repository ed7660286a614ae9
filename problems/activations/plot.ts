import type { Curve, Picture, Plot } from "../../explainers/solution.ts";
import { substitute } from "../../solver/expression.ts";
import { curveOf, grid } from "../curves.ts";
import { kindOf } from "./kinds.ts";
import type { Task } from "./task.ts";
import { formulaOf, type Part, slopeOf } from "./unit.ts";

/** Left and right end of a plot are at least so far from 0, and at most. */
const [NEAREST, FARTHEST] = [4, 8];
/** More curves, or more marks, than this cannot be told apart. */
const MOST_CURVES = 6;
const MOST_MARKS = 8;

/** The activations as curves over z, with the points of the problem; a single one with its slope. */
export function unitsPicture(task: Task, parts: readonly Part[]): { picture?: Picture } {
  const [only, second] = parts;
  if (!only || parts.length > MOST_CURVES) return {};
  const farthest = Math.max(...task.z.cells.map(Math.abs));
  const end = Math.min(FARTHEST, Math.max(NEAREST, Math.ceil(farthest + 1)));
  const points = grid(-end, end);
  const curves = parts.flatMap((part) => curvesOf(task, part, points, !second));
  return { picture: { x: "z", curves, marks: second ? [] : marksOf(task, only, end) } };
}

function curvesOf(task: Task, part: Part, points: readonly number[], withSlope: boolean): Curve[] {
  const { tape } = task;
  const { tex } = kindOf(part.unit);
  const over = { name: "z", points };
  const constants = tape.has(part.alpha) ? { [part.alpha]: tape.step(part.alpha).value } : {};
  const formula = formulaOf(task, part);
  const value = curveOf(`${tex}(z)`, formula, over, constants);
  const slope = substitute(slopeOf(task, part, formula).expr, (id) => (id === part.a ? formula : undefined));
  return withSlope ? [value, curveOf(`${tex}'(z)`, slope, over, constants)] : [value];
}

function marksOf({ tape, z }: Task, { a }: Part, end: number): Plot["marks"] {
  const values = tape.step(a).value.cells;
  const marks = z.cells.map((x, k) => ({ at: [x, values[k] as number] as const }));
  return marks.length > MOST_MARKS ? [] : marks.filter(({ at }) => Math.abs(at[0]) <= end);
}

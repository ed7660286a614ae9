import { type Lookup, namesIn } from "../solver/expression.ts";
import { indices, type NdArray, size } from "../solver/ndarray.ts";
import { indexed } from "../solver/notation.ts";
import type { Step } from "../solver/trace.ts";
import type { Prose, Tex } from "./solution.ts";

/** What a teacher would say aloud at a gradient. @param isFirst whether its sign was not talked about before */
export function senseChecks(step: Step, steps: Lookup<Step>, isFirst: () => boolean): Prose[] {
  const { gradient, value } = step;
  const [of, root] = [gradient && steps(gradient.of), gradient && steps(gradient.root)];
  if (!of || !root || !value.cells.every(Number.isFinite)) return [];
  const loss = gradient?.upstream === undefined ? root.tex : "L";
  if (value.cells.every((x) => x === 0)) return [nothingToLearn(of, loss, value)];
  if (!of.formula) return [];
  if (value.cells.length === 1) return isFirst() ? [signOf(of, loss, value.cells[0] as number)] : [];
  return isOneExample(root, steps) ? unevenness(step.tex, value) : [];
}

const nothingToLearn = (of: Step, loss: Tex, { cells }: NdArray<number>): Prose =>
  `${cells.length === 1 ? "It" : "Every entry"} is 0: a small change of $${of.tex}$ does not change $${loss}$.`;

const signOf = (of: Step, loss: Tex, slope: number): Prose =>
  slope < 0 ? `Negative: raising $${of.tex}$ lowers $${loss}$.` : `Positive: raising $${of.tex}$ raises $${loss}$.`;

/** In a batch an entry may belong to an example that is simply right; only units are worth comparing. */
const isOneExample = (root: Step, steps: Lookup<Step>): boolean =>
  root.formula !== undefined && namesIn(root.formula).every((id) => size(steps(id)?.value.shape ?? []) === 1);

/** A gradient entry below this share of the largest moves nothing. */
const SILENT = 1e-3;
const MOST_COMPARED = 8;

/** Which entry carries the gradient, where the others are next to nothing. */
function unevenness(tex: Tex, { shape, cells }: NdArray<number>): Prose[] {
  const largest = Math.max(...cells.map(Math.abs));
  const loud = indices(shape).filter((_, k) => Math.abs(cells[k] as number) > SILENT * largest);
  if (loud.length !== 1 || cells.length > MOST_COMPARED) return [];
  const others = cells.length === 2 ? "the other entry is" : "the other entries are";
  const name = `$${indexed(tex, shape, loud[0] as number[])}$`;
  const zeros = cells.filter((x) => x === 0).length;
  if (zeros === cells.length - 1) return [`All of it is in ${name}: ${others} 0.`];
  return [`Nearly all of it is in ${name}: ${others} less than a thousandth of it.`];
}

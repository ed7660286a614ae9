import { evaluateExpr, type Reading } from "../expression.ts";
import type { NdArray } from "../ndarray.ts";
import { float } from "../readings/float.ts";
import { exactly, type Interval, interval } from "../readings/interval.ts";
import type { Step } from "../trace.ts";
import { type Habit, rounded } from "./precision.ts";

/** Interval arithmetic in which every part of a line may have been rounded by somebody of this habit. */
export const carefulReading = (habit: Habit): Reading<Interval> => ({ ...interval, part: (x) => rounded(x, habit) });

/** What a step may come to. */
export interface Range extends NdArray<Interval> {
  /** Whether rounding within the line alone leaves it open without end: something was divided by what may be 0. */
  isOpen: boolean;
}

/**
 * What a step may come to: from the bounds of what it rests on, widened by what may have been rounded within the line.
 * The two are reckoned apart, since rounding within the line breaks up what is bounded as a whole, such as a(1 − a).
 *
 * @param points the same quantities at face value
 */
export function rangeOf(
  { formula, value }: Step,
  bounds: ReadonlyMap<string, NdArray<Interval>>,
  points: ReadonlyMap<string, NdArray<number>>,
  habit: Habit,
): Range {
  if (!formula) return { shape: value.shape, cells: value.cells.map(exactly), isOpen: false };
  const rest = evaluateExpr(formula, (id) => bounds.get(id), interval);
  const middle = evaluateExpr(formula, (id) => points.get(id), float);
  const within = (by: Habit) => {
    const { whole: _, ...pieces } = carefulReading(by);
    return evaluateExpr(formula, (id) => pointwise(points.get(id) as NdArray<number>), pieces);
  };
  const usual = within(habit);
  const isOpen = !isBounded(usual);
  // Few divide by 0.00: where decimals would leave a divisor of nothing, figures are kept.
  const kept = isOpen && habit.style !== "decimals" ? within({ ...habit, style: "significant" }) : usual;
  const isLost = isOpen && habit.style !== "decimals" && !isBounded(kept);
  const cells = rest.cells.map(({ lo, hi }, k) => {
    if (isLost) return { lo, hi };
    const [around, x] = [kept.cells[k] as Interval, middle.cells[k] as number];
    const [below, above] = [around.lo - x, around.hi - x];
    return { lo: lo + (below < 0 ? below : 0), hi: hi + (above > 0 ? above : 0) };
  });
  return { isOpen, shape: rest.shape, cells };
}

const isBounded = ({ cells }: NdArray<Interval>): boolean =>
  cells.every(({ lo, hi }) => Number.isFinite(lo) && Number.isFinite(hi));

const pointwise = ({ shape, cells }: NdArray<number>): NdArray<Interval> => ({ shape, cells: cells.map(exactly) });

import type { Interval } from "../readings/interval.ts";
import { boundsOf, boundsOfCut, type Habit, isPoint, isShort, meets, widthOf } from "./precision.ts";
import type { Status } from "./verdict.ts";
import type { Written } from "./written.ts";

/** What a cell may rightly be. */
export interface Targets {
  /** The true value. */
  right: number;
  /** What the student's own values give, taken at face value, and with all their rounding. */
  yours: number;
  bounds: Interval;
  /** What right values give with the student's rounding. */
  mended: Interval;
  /** Whether an earlier value is off. */
  tainted: boolean;
  /** Whether a divisor may have been rounded to next to nothing. */
  isOpen: boolean;
}

/** How many times too large a quotient is whose divisor was rounded to next to nothing. */
const RUNAWAY = 1000;

/** The share of a value that rounding may leave open before nothing can be said of it. */
const MOST_DOUBT = 0.5;

/** What is to be said of a number as far as its value goes: anything but an explanation of what is wrong. */
export function judge(written: Written, targets: Targets, habit: Habit): Status {
  const { right, bounds, mended, tainted } = targets;
  const value = readAs(written, targets, habit);
  const isRight = meets(value, exactly(right));
  const isTheirs = meets(value, bounds);
  if (isRight && (!tainted || isTheirs)) return "correct";
  // What comes out at face value leaves nothing open, however much rounding could have done.
  const isSure = meets(value, exactly(targets.yours)) || !isTooCoarse(bounds, targets.yours, written);
  if (isTheirs) return isSure ? (tainted ? "follows" : "rounded") : "too-coarse";
  if (isRight) return "recovered";
  const cut = boundsOfCut(written);
  if (couldBeCut(written, habit) && (meets(cut, exactly(right)) || meets(cut, bounds))) return "truncated";
  if (tainted && meets(value, mended) && !isTooCoarse(mended, right, written)) return "recovered";
  const isRunaway = targets.isOpen && Math.abs(written.value) > RUNAWAY * Math.abs(targets.yours);
  return isRunaway ? "too-coarse" : "wrong";
}

/** Cutting off leaves as many digits as somebody usually keeps: `0.9` for 0.99995 is no 0.9999. */
export function couldBeCut({ unit, decimals, significant }: Written, habit: Habit): boolean {
  if (unit === 0 || decimals === 0) return false;
  return habit.isKnown ? decimals >= habit.decimals || significant >= habit.significant : significant > 1;
}

const exactly = (value: number): Interval => ({ lo: value, hi: value });

/** What a written number may have been; what could be written exactly is taken at its word. */
export function readAs(written: Written, { bounds }: Pick<Targets, "bounds">, habit: Habit): Interval {
  const { value, unit } = written;
  const [isKnown, middle] = [isPoint(bounds), (bounds.lo + bounds.hi) / 2];
  if (isKnown && Math.abs(value - middle) <= 1e-12 * Math.max(1, Math.abs(middle))) return bounds;
  return unit > 0 && isShort(bounds, unit) ? exactly(value) : boundsOf(written, habit);
}

const isTooCoarse = (bounds: Interval, value: number, written: Written): boolean =>
  widthOf(bounds) > MOST_DOUBT * Math.max(Math.abs(value), Math.abs(written.value)) && widthOf(bounds) > 0;

import type { Interval } from "../readings/interval.ts";
import type { Written } from "./written.ts";

/** How somebody rounds, judged from everything they wrote. */
export interface Habit {
  decimals: number;
  significant: number;
  /** Which of the two stays the same from number to number; `mixed` where that does not show. */
  style: "decimals" | "significant" | "mixed";
  /** Whether enough was written to tell. */
  isKnown: boolean;
}

/** Where nothing rounded was written. */
const USUAL: Habit = { decimals: 4, significant: 4, style: "mixed", isKnown: false };
/** Numbers from which a style can be told. */
const ENOUGH = 3;
/** Nobody works with a single figure. */
const LEAST_FIGURES = 2;

/**
 * The habit that shows in what somebody wrote. Scientific notation says nothing about decimals.
 *
 * @param rounded numbers that are no exact results, so that they must have been rounded
 * @param all every number, for where too few were rounded
 */
export function habitOf(rounded: readonly Written[], all: readonly Written[]): Habit {
  if (rounded.length < ENOUGH) return boldest([...rounded, ...all].filter(({ unit }) => unit > 0 && unit < 1));
  const plain = rounded.filter(({ text }) => !/[e^⁻·×x%]/.test(text));
  const [decimals, significant] = [plain.map((w) => w.decimals), rounded.map((w) => w.significant)];
  const habit = {
    decimals: middle(plain.length > 0 ? decimals : rounded.map((w) => w.decimals)),
    significant: Math.max(LEAST_FIGURES, middle(significant)),
  };
  const keeps = (values: number[], usual: number) =>
    values.length >= ENOUGH && values.filter((n) => n === usual).length >= 0.8 * values.length;
  const [byDecimals, bySignificant] = [keeps(decimals, habit.decimals), keeps(significant, habit.significant)];
  const style = byDecimals === bySignificant ? "mixed" : byDecimals ? "decimals" : "significant";
  return { ...habit, style, isKnown: true };
}

/** Where little was rounded: as many digits as were written anywhere. */
function boldest(numbers: readonly Written[]): Habit {
  if (numbers.length === 0) return USUAL;
  const [decimals, significant] = [numbers.map((w) => w.decimals), numbers.map((w) => w.significant)];
  return {
    decimals: Math.max(...decimals),
    significant: Math.max(LEAST_FIGURES, ...significant),
    style: "mixed",
    isKnown: false,
  };
}

/** The lower median. */
const middle = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor((values.length - 1) / 2)] as number;

/** The unit of the last digit that somebody of this habit writes of a number. */
export function unitAt({ decimals, significant, style }: Habit, x: number): number {
  const byDecimals = 10 ** -decimals;
  if (style === "decimals" || x === 0 || !Number.isFinite(x)) return byDecimals;
  const bySignificant = 10 ** (Math.floor(Math.log10(Math.abs(x)) + 1e-12) - significant + 1);
  return style === "significant" ? bySignificant : Math.max(byDecimals, bySignificant);
}

/** The share of a whole number that its rounding may have taken, where digits are not seen to be kept: `1` is no rounding of 0.77. */
const MOST_OF_INTEGER = 0.05;

/** What may be written as 0 by somebody of whom nothing is known, and the share of a whole number that dropped zeros hide. */
const LEAST = 0.005;

/** Everything that a written number may have been before it was rounded. */
export function boundsOf(written: Written, habit: Habit): Interval {
  const half = halfUnit(written, habit);
  return { lo: written.value - half, hi: written.value + half };
}

function halfUnit({ value, unit, text }: Written, habit: Habit): number {
  const isWhole = unit >= 1 && !/[e^%]/.test(text);
  if (!isWhole) return unit / 2;
  // The zeros after the point are dropped by people who keep them elsewhere: 11 for 10.97, which is 11.0.
  const usual = Math.max(unitAt(habit, value) / 2, Math.min(unit / 2, Math.abs(value) * LEAST));
  if (habit.isKnown && habit.style === "decimals") return usual;
  // Zeros at the end of a whole number may stand for digits that were rounded away.
  const zeros = 10 ** (/[1-9](0+)$/.exec(text)?.[1]?.length ?? 0);
  const most = value === 0 ? LEAST : Math.abs(value) * MOST_OF_INTEGER;
  return Math.max(usual, Math.min((habit.isKnown ? zeros : Math.max(zeros, unit)) / 2, most));
}

/** Everything that a written number may have been before its further digits were cut off. */
export function boundsOfCut(written: Written): Interval {
  const { value, unit } = written;
  // What is a whole unit further on would have been written as that.
  const whole = unit * (1 - 1e-6);
  const away = value < 0 || Object.is(value, -0) || written.text.trim().startsWith("-") ? -whole : whole;
  return away < 0 ? { lo: value + away, hi: value } : { lo: value, hi: value + away };
}

/** Room for the arithmetic of the machine itself. */
const SLACK = 1e-9;

export function meets(a: Interval, b: Interval): boolean {
  if (Number.isNaN(a.lo) || Number.isNaN(b.lo)) return Number.isNaN(a.lo) && Number.isNaN(b.lo);
  if (a.lo === b.lo || a.hi === b.hi) return true;
  const slack = SLACK * Math.max(...[a.lo, a.hi, b.lo, b.hi].map((x) => (Number.isFinite(x) ? Math.abs(x) : 0)));
  return a.lo <= b.hi + slack && b.lo <= a.hi + slack;
}

export const widthOf = ({ lo, hi }: Interval): number => hi - lo;

/** The bounds of a number that was rounded by somebody of this habit, unless it is too short to need it. No rounding turns a sign. */
export function rounded(x: Interval, habit: Habit): Interval {
  const unit = unitAt(habit, (x.lo + x.hi) / 2);
  if (isShort(x, unit) || isShort(x, unitOfFirst(x)) || !Number.isFinite(unit)) return x;
  const [lo, hi] = [x.lo - unit / 2, x.hi + unit / 2];
  return { lo: x.lo >= 0 ? Math.max(0, lo) : lo, hi: x.hi <= 0 ? Math.min(0, hi) : hi };
}

/** The unit of the first digit: a single digit, such as 0.001, has nothing that could be rounded. */
const unitOfFirst = ({ lo, hi }: Interval): number => 10 ** Math.floor(Math.log10(Math.abs(lo + hi) / 2) + 1e-12);

/** Whether a value is known, but for the arithmetic of the machine. */
export const isPoint = ({ lo, hi }: Interval): boolean => hi - lo <= 1e-12 * Math.max(Math.abs(lo), Math.abs(hi));

/** Whether a value is known and is a multiple of a unit, so that nobody rounds it. */
export function isShort(x: Interval, unit: number): boolean {
  const steps = (x.lo + x.hi) / 2 / unit;
  return (
    isPoint(x) && Math.abs(steps - Math.round(steps)) <= 1e-9 * Math.max(1, Math.abs(steps)) && Math.abs(steps) < 1e12
  );
}

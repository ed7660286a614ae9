import type { Plot } from "./solution.ts";

/** What one direction of a plot shows, with the numbers written along it. */
export interface Axis {
  from: number;
  to: number;
  ticks: number[];
}

/** The axes of a plot: across exactly as far as the curves go, upwards to the next round numbers. */
export function axesOf({ curves, marks }: Plot, across: number, upwards: number): { x: Axis; y: Axis } {
  const points = [...curves.flatMap((curve) => curve.points), ...marks.map(({ at }) => at)];
  const [x, y] = [0, 1].map((d) => rangeOf(points.map((point) => point[d] as number))) as [Range, Range];
  return { x: exactly(x, across), y: roundly(y, upwards) };
}

type Range = [from: number, to: number];

function rangeOf(values: readonly number[]): Range {
  const finite = values.filter(Number.isFinite);
  if (finite.length === 0) return [0, 1];
  const [from, to] = [Math.min(...finite), Math.max(...finite)];
  return from < to ? [from, to] : [from - 1, to + 1];
}

function exactly([from, to]: Range, about: number): Axis {
  const step = roundStep((to - from) / about);
  return { from, to, ticks: multiples(step, Math.ceil(from / step - SLACK), Math.floor(to / step + SLACK)) };
}

function roundly([from, to]: Range, about: number): Axis {
  const step = roundStep((to - from) / about);
  const ticks = multiples(step, Math.floor(from / step + SLACK), Math.ceil(to / step - SLACK));
  return { from: ticks[0] as number, to: ticks.at(-1) as number, ticks };
}

/** What float64 leaves of a whole number of steps. */
const SLACK = 1e-9;

/** 1, 2 or 5 times a power of ten: the least of them from a number on. */
function roundStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least));
  const factor = [1, 2, 5].find((candidate) => candidate * power >= least * (1 - SLACK)) ?? 10;
  return factor * power;
}

const multiples = (step: number, first: number, last: number): number[] =>
  Array.from({ length: Math.max(0, last - first) + 1 }, (_, k) => Number(((first + k) * step).toPrecision(12)));

export const tickText = (tick: number): string => String(tick).replace("-", "−");

import { expect, test } from "vitest";
import { curveOf } from "../curves.ts";
import { kindOf, UNITS, type Unit } from "./kinds.ts";

/** Far enough out that every activation is at its limit, fine enough to meet its extremes. */
const points = Array.from({ length: 40_001 }, (_, k) => -20 + k / 1000);
const over = { name: "z", points };

function curve(unit: Unit): number[] {
  const { fn, alpha } = kindOf(unit);
  const formula = alpha ? `${fn}(z, ${alpha.usual})` : `${fn}(z)`;
  return curveOf("a", formula, over).points.map(([, a]) => a);
}

/** `\left[-0.28,\,\infty\right)` as numbers, with α = 1. */
const range = (tex: string): number[] =>
  tex
    .replaceAll("\\alpha", "1")
    .match(/-?(\\infty|\d+(\.\d+)?)/g)
    ?.map((end) => Number(end.replace("\\infty", "Infinity"))) ?? [];
const steepest = (tex: string): number =>
  tex.includes("max") ? 1 : Number(/^\\tfrac(\d)(\d)$/.test(tex) ? Number(tex.at(-2)) / Number(tex.at(-1)) : tex);

test.each(UNITS)("what is said of %s holds", (unit) => {
  const kind = kindOf(unit);
  const values = curve(unit);
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const [from, to] = range(kind.range) as [number, number];
  expect(from === Number.NEGATIVE_INFINITY ? least < -0.01 : Math.abs(least - from) < 0.06, `least ${least}`).toBe(
    true,
  );
  expect(to === Number.POSITIVE_INFINITY ? most > 10 : Math.abs(most - to) < 0.06, `most ${most}`).toBe(true);
  if (unit === "step") return;
  const slopes = values.slice(1).map((a, k) => (a - (values[k] as number)) * 1000);
  expect(Math.max(...slopes)).toBeCloseTo(steepest(kind.steepest), 2);
  const isFlat = (slope: number | undefined) => Math.abs(slope as number) < 0.01;
  const ends = {
    "both ends": [true, true],
    "the left end": [true, false],
    nowhere: [false, false],
    everywhere: [true, true],
  };
  if (unit === "leaky-relu") return; // 0.01 by name: small, and never 0.
  expect([isFlat(slopes[0]), isFlat(slopes.at(-1))]).toEqual(ends[kind.flat]);
});

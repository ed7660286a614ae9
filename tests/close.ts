import { expect } from "vitest";

/** Nested numbers that agree to so much of the largest of them; in shape exactly. */
export function expectClose(found: unknown, expected: unknown, relative: number): void {
  const [a, b] = [[found].flat(9) as number[], [expected].flat(9) as number[]];
  expect(shape(found)).toEqual(shape(expected));
  const largest = Math.max(...b.map(Math.abs), Number.MIN_VALUE);
  for (const [k, x] of b.entries())
    expect(Math.abs((a[k] as number) - x) / largest, `cell ${k}: ${a[k]} for ${x}`).toBeLessThan(relative);
}

const shape = (value: unknown): number[] => (Array.isArray(value) ? [value.length, ...shape(value[0])] : []);

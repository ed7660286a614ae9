import { expect, test } from "vitest";
import { erf } from "./erf.ts";
import { exact, fromNumber, toNumber } from "./exact.ts";

test("erf agrees with its series in 60 digits to the last places, and never falls", () => {
  let before = -1;
  for (let k = -700; k <= 700; k++) {
    const [x, value] = [k / 100, erf(k / 100)];
    const truth = toNumber(exact.erf(fromNumber(x)));
    expect(Math.abs(value - truth), String(x)).toBeLessThanOrEqual(1e-15 * Math.abs(truth));
    expect(value).toBeGreaterThanOrEqual(before);
    before = value;
  }
  expect([0, -0, Infinity, -Infinity].map(erf)).toEqual([0, -0, 1, -1]);
  expect(erf(Number.NaN)).toBeNaN();
});

test("of erf in 60 digits, the digits that tables have are right", () => {
  // Abramowitz & Stegun, table 7.1
  expect(exact.erf(fromNumber(0.5)).toString()).toMatch(/^0\.5204998778/);
  expect(exact.erf(fromNumber(2)).toString()).toMatch(/^0\.9953222650/);
});

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { setTex } from "../tests/tex.ts";
import { type NumberFormat, numberTex, numberText, parseFormat } from "./numbers.ts";

const decimals = (digits: number): NumberFormat => ({ kind: "decimals", digits });
const figures = (digits: number): NumberFormat => ({ kind: "significant", digits });

describe("decimals", () => {
  test.each<[number, number, string]>([
    [0.93882, 4, "0.9388"],
    [-0.93882, 4, "-0.9388"],
    [12.34567, 2, "12.35"],
    [0.5, 4, "0.5000"],
    [35, 4, "35"],
    [-0, 4, "0"],
    [0.99995, 4, "0.99995"],
    [0.9950547, 2, "0.995"],
    [0.995, 2, "0.995"],
    [0.999996, 4, "0.999996"],
    [-0.99999, 3, "-0.99999"],
    [1.00002, 4, "1.00002"],
    [2.99999, 4, "3.0000"],
    [0.001, 4, "0.00100"],
    [0.000999, 4, "9.99e-4"],
    [0.00000491, 4, "4.91e-6"],
    [1e-20, 4, "1.00e-20"],
    [-1.5e-300, 4, "-1.50e-300"],
    [1234567.891, 4, "1234567.8910"],
    [12345678.9, 4, "1.23e7"],
    [1e20, 4, "1.00e20"],
    [123456789012, 4, "123456789012"],
    [2.5, 0, "3"],
    [0.52, 1, "0.5"],
    [1.2, 0, "1.2"],
    [0.04, 1, "4.0e-2"],
    [Number.NaN, 4, "NaN"],
    [Number.NEGATIVE_INFINITY, 4, "-Infinity"],
  ])("%d to %d is %s", (x, digits, text) => {
    expect(numberText(x, decimals(digits))).toBe(text);
  });
});

describe("significant figures", () => {
  test.each<[number, number, string]>([
    [0.93882, 3, "0.939"],
    [1234.5, 2, "1200"],
    [999.96, 3, "1000"],
    [0.0123456, 3, "0.0123"],
    [0.99996, 3, "0.99996"],
    [1.0004, 3, "1.0004"],
    [0.000123456, 3, "1.23e-4"],
    [98765432.1, 3, "9.88e7"],
    [7, 3, "7"],
  ])("%d to %d is %s", (x, digits, text) => {
    expect(numberText(x, figures(digits))).toBe(text);
  });
});

test.each<[number, NumberFormat, string]>([
  [0.3, decimals(4), "0.3"],
  [0.12345, decimals(4), "0.1235"],
  [0.0001, decimals(4), "0.0001"],
  [2.5, figures(3), "2.5"],
  [0.00001, decimals(5), "0.00001"],
])("a short decimal %d is written as it is: %j gives %s", (x, format, text) => {
  expect(numberText(x, format, true)).toBe(text);
});

const number = fc.oneof(
  fc.double({ min: -1e300, max: 1e300, noNaN: true }).filter((x) => Math.abs(x) > 1e-300),
  fc.double({ min: 1e-9, max: 2, noNaN: true }),
  fc.integer({ min: 1 }).map((n) => n / 1000),
);
const format = fc.oneof(fc.integer({ min: 0, max: 12 }).map(decimals), fc.integer({ min: 1, max: 12 }).map(figures));

test("what is shown reads back as what is carried on, whether or not it is known to be short", () => {
  fc.assert(
    fc.property(number, format, fc.boolean(), (x, format, short) => {
      const carried = Number(numberText(x, format));
      expect(Number(numberText(carried, format, short))).toBe(carried);
    }),
    { numRuns: 1000, seed: 1 },
  );
});

test("rounding is by at most half of the last place, and never to 0", () => {
  fc.assert(
    fc.property(number, fc.integer({ min: 2, max: 12 }), (x, digits) => {
      const carried = Number(numberText(x, decimals(digits)));
      const place = Math.abs(x) >= 1e7 || Math.abs(x) < 10 ** (1 - digits) ? Math.abs(x) / 10 : 10 ** -digits;
      expect(Math.abs(carried - x)).toBeLessThanOrEqual(place * 0.5000001);
      expect(Math.sign(carried)).toBe(Math.sign(x));
    }),
    { numRuns: 1000, seed: 1 },
  );
});

test.each([
  ["4", decimals(4)],
  [" 0 ", decimals(0)],
  ["3sf", figures(3)],
  ["0sf", undefined],
  ["16", undefined],
  ["-1", undefined],
  ["4 sf", undefined],
  ["", undefined],
])("%j as a format", (text, format) => {
  expect(parseFormat(text)).toEqual(format);
});

test.each([
  ["0.9388", "0.9388"],
  ["2048", "2048"],
  ["61706", "61\\,706"],
  ["-15470264320", "-15\\,470\\,264\\,320"],
  ["1234567.8910", "1\\,234\\,567.8910"],
  ["0.123456", "0.123456"],
  ["100000/3", "\\frac{100\\,000}{3}"],
  ["4.91e-6", "4.91\\cdot10^{-6}"],
  ["1.00e20", "1.00\\cdot10^{20}"],
  ["1e+21", "1\\cdot10^{21}"],
  ["Infinity", "\\infty"],
  ["-Infinity", "-\\infty"],
  ["NaN", "\\text{undefined}"],
])("%s is written %s", (text, tex) => {
  expect(numberTex(text)).toBe(tex);
  setTex(tex);
});

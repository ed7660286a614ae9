import Fraction from "fraction.js";
import type { Arithmetic } from "../cell.ts";
import { float } from "./float.ts";

/**
 * A number is a fraction for as long as it is rational; once a root, a logarithm or an exponential enters, the fraction
 * is lost and only the float64 remains.
 */
export interface Exact {
  value: number;
  fraction?: Fraction;
}

/** Fractions longer than this many decimal digits are dropped: nobody reads them, and they grow without bound. */
const MOST_DIGITS = 60;
const LIMIT = 10n ** BigInt(MOST_DIGITS);

/** The decimal that a number prints as: 0.1 is one tenth. */
export function fromNumber(value: number): Exact {
  const [, sign, whole, decimals = "", exponent = "0"] = /^(-?)(\d+)\.?(\d*)(?:e([-+]\d+))?$/.exec(String(value)) ?? [];
  if (whole === undefined) return { value };
  const shift = Number(exponent) - decimals.length;
  if (Math.abs(shift) > MOST_DIGITS) return { value };
  const digits = BigInt(`${sign}${whole}${decimals}`);
  const scale = 10n ** BigInt(Math.abs(shift));
  return { value, fraction: shift < 0 ? new Fraction(digits, scale) : new Fraction(digits * scale) };
}

const rational =
  (reckon: (x: Fraction, y: Fraction) => Fraction, approximate: (x: number, y: number) => number) =>
  (x: Exact, y: Exact): Exact => {
    const value = approximate(x.value, y.value);
    if (!x.fraction || !y.fraction || !Number.isFinite(value)) return { value };
    const fraction = reckon(x.fraction, y.fraction);
    return fraction.n > LIMIT || fraction.d > LIMIT ? { value } : { value, fraction };
  };

/** `f` of an irrational result, except at the one argument where it is rational. */
const irrational =
  (f: (x: number) => number, at: number) =>
  (x: Exact): Exact =>
    x.fraction?.equals(at) ? fromNumber(f(at)) : { value: f(x.value) };

const add = rational((x, y) => x.add(y), float.add);

export const exact: Arithmetic<Exact> = {
  number: fromNumber,
  none: fromNumber(0),
  neg: (x) => (x.fraction ? { value: -x.value, fraction: x.fraction.neg() } : { value: -x.value }),
  exp: irrational(float.exp, 0),
  log: irrational(float.log, 1),
  tanh: irrational(float.tanh, 0),
  add,
  sub: rational((x, y) => x.sub(y), float.sub),
  mul: rational((x, y) => x.mul(y), float.mul),
  div: rational((x, y) => x.div(y), float.div),
  pow: (x, y) => {
    const value = float.pow(x.value, y.value);
    const whole = y.fraction?.d === 1n && Math.abs(y.value) <= 64 && Number.isFinite(value);
    const fraction = whole && x.fraction ? x.fraction.pow(y.value) : null;
    return fraction && fraction.n <= LIMIT && fraction.d <= LIMIT ? { value, fraction } : { value };
  },
  max: (x, y) => (x.value >= y.value ? x : y),
  sum: (terms) => terms.reduce(add, fromNumber(0)),
  most: (terms) => terms.reduce((x, y) => (x.value >= y.value ? x : y)),
  less: (x, y) => x.value < y.value,
  equal: (x, y) => x.value === y.value,
  // Any number may be taken out of the result; nothing keeps a fraction a fraction.
  shift: () => fromNumber(0),
};

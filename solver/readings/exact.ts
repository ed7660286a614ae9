import { Decimal as DecimalJs } from "decimal.js";
import Fraction from "fraction.js";
import type { Arithmetic } from "../cell.ts";

/** Enough that 30 digits are right after the cancellations of a long problem. */
const Decimal = DecimalJs.clone({ precision: 60 });

/**
 * A number is a fraction for as long as it is rational; once a logarithm or an exponential enters, or the fraction grows
 * beyond reading, a decimal of 60 digits.
 */
export type Exact = Fraction | DecimalJs;

/** Numerators and denominators longer than this many digits give way to decimals: nobody reads them, and they grow. */
const MOST_DIGITS = 60;
const LIMIT = 10n ** BigInt(MOST_DIGITS);

export const isFraction = (x: Exact | undefined): x is Fraction => x instanceof Fraction;

/** The decimal that a number prints as: 0.1 is one tenth. */
export function fromNumber(value: number): Exact {
  const [, sign, whole, decimals = "", exponent = "0"] = /^(-?)(\d+)\.?(\d*)(?:e([-+]\d+))?$/.exec(String(value)) ?? [];
  const shift = Number(exponent) - decimals.length;
  if (whole === undefined || Math.abs(shift) > MOST_DIGITS) return new Decimal(value);
  const digits = BigInt(`${sign}${whole}${decimals}`);
  const scale = 10n ** BigInt(Math.abs(shift));
  return shift < 0 ? new Fraction(digits, scale) : new Fraction(digits * scale);
}

/** A number of which only the float64 is known: never a fraction. */
export const approximately = (value: number): Exact => new Decimal(value);

export const toNumber = (x: Exact): number => (isFraction(x) ? x.valueOf() : x.toNumber());

const toDecimal = (x: Exact): DecimalJs =>
  isFraction(x) ? new Decimal((x.s * x.n).toString()).div(x.d.toString()) : x;

const rational =
  (ofFractions: (x: Fraction, y: Fraction) => Fraction | null, ofDecimals: (x: DecimalJs, y: DecimalJs) => DecimalJs) =>
  (x: Exact, y: Exact): Exact => {
    const fraction = isFraction(x) && isFraction(y) ? ofFractions(x, y) : null;
    const isShort = fraction !== null && fraction.n <= LIMIT && fraction.d <= LIMIT;
    return isShort ? fraction : ofDecimals(toDecimal(x), toDecimal(y));
  };

/** A function whose value is irrational except at the one place where it is a whole number. */
const irrational =
  (f: (x: DecimalJs) => DecimalJs, at: number, value: number) =>
  (x: Exact): Exact =>
    isFraction(x) && x.equals(at) ? new Fraction(value) : f(toDecimal(x));

/** Beyond this a float64 has long been 0 or infinite, and digits by the thousand would only take time. */
const MOST_EXPONENT = 1e4;
const exp = (x: DecimalJs): DecimalJs => {
  if (x.abs().lte(MOST_EXPONENT)) return Decimal.exp(x);
  return new Decimal(Math.exp(x.toNumber()));
};

const MOST_POWER = 64;
function pow(x: Exact, n: Exact): Exact {
  const isWhole = isFraction(n) && n.d === 1n && n.n <= BigInt(MOST_POWER);
  if (isWhole && isFraction(x) && !(x.n === 0n && n.s < 0n)) {
    const fraction = x.pow(n) as Fraction | null;
    if (fraction && fraction.n <= LIMIT && fraction.d <= LIMIT) return fraction;
  }
  const [base, exponent] = [toDecimal(x), toDecimal(n)];
  const isHuge = exponent.times(base.abs().ln()).abs().gt(MOST_EXPONENT);
  return isHuge ? new Decimal(base.toNumber() ** exponent.toNumber()) : base.pow(exponent);
}

const add = rational(
  (x, y) => x.add(y),
  (x, y) => x.plus(y),
);
const sub = rational(
  (x, y) => x.sub(y),
  (x, y) => x.minus(y),
);
const compare = (x: Exact, y: Exact): number =>
  isFraction(x) && isFraction(y) ? x.compare(y) : toDecimal(x).comparedTo(toDecimal(y));
const largest = (x: Exact, y: Exact): Exact => (compare(x, y) >= 0 ? x : y);

export const exact: Arithmetic<Exact> = {
  number: fromNumber,
  none: new Fraction(0),
  neg: (x) => x.neg(),
  exp: irrational(exp, 0, 1),
  log: irrational((x) => Decimal.ln(x), 1, 0),
  tanh: irrational((x) => (x.abs().gt(MOST_EXPONENT) ? new Decimal(Math.sign(x.toNumber())) : Decimal.tanh(x)), 0, 0),
  add,
  sub,
  mul: rational(
    (x, y) => x.mul(y),
    (x, y) => x.times(y),
  ),
  div: rational(
    (x, y) => (y.equals(0) ? null : x.div(y)),
    (x, y) => x.div(y),
  ),
  pow,
  max: largest,
  sum: (terms) => terms.reduce(add, new Fraction(0)),
  most: (terms) => terms.reduce(largest),
  less: (x, y) => compare(x, y) < 0,
  equal: (x, y) => compare(x, y) === 0,
  // Any number may be taken out of the result; nothing keeps a fraction a fraction.
  shift: () => new Fraction(0),
};

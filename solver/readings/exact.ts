import { Decimal as DecimalJs } from "decimal.js";
import Fraction from "fraction.js";
import type { Arithmetic } from "../cell.ts";

/** Enough that 30 digits are right after the cancellations of a long problem. */
const Decimal = DecimalJs.clone({ precision: 60 });
const PI: DecimalJs = Decimal.acos(-1);
const SMALLEST: DecimalJs = new Decimal(10).pow(-Decimal.precision);

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

/** Up to where erf is short of 1 by less than the last digit carried. */
const MOST_ERF = 12;
const erfOf = (x: DecimalJs): DecimalJs => {
  if (x.abs().gt(MOST_ERF)) return new Decimal(x.s);
  // Abramowitz & Stegun 7.1.6, as in `erf.ts`: (2/√π) e^(−x²) Σ 2ⁿ x^(2n+1) / (1·3·…·(2n+1)).
  const twice = x.times(x).times(2);
  let [term, total] = [new Decimal(x), new Decimal(x)];
  for (let n = 1; term.abs().gt(total.abs().times(SMALLEST)); n++) {
    term = term.times(twice).div(2 * n + 1);
    total = total.plus(term);
  }
  return total
    .times(2)
    .times(Decimal.exp(x.times(x).neg()))
    .div(PI.sqrt());
};

/** Beyond this a float64 has long been 0 or infinite, and digits by the thousand would only take time. */
const MOST_EXPONENT = 1e4;
const exp = (x: DecimalJs): DecimalJs => {
  if (x.abs().lte(MOST_EXPONENT)) return Decimal.exp(x);
  return new Decimal(Math.exp(x.toNumber()));
};

/** Cosines of whole sixths of π, where they are rational: nowhere else are they (Niven 1956, corollary 3.12). */
const COSINES = new Map([
  [0, new Fraction(1)],
  [2, new Fraction(1, 2)],
  [3, new Fraction(0)],
  [4, new Fraction(-1, 2)],
  [6, new Fraction(-1)],
  [8, new Fraction(-1, 2)],
  [9, new Fraction(0)],
  [10, new Fraction(1, 2)],
]);
/** An angle is a sixth of π, or several, where it is one to nearly all digits carried. */
const SAME = new Decimal(10).pow(10 - Decimal.precision);
const LIMIT_OF_DIGITS = 1e9;

/** @param sixths by which the curve is shifted to the right of the cosine's: 3 for the sine */
const wave =
  (ofDecimal: (x: DecimalJs) => DecimalJs, ofFloat: (x: number) => number, sixths: number) =>
  (x: Exact): Exact => {
    const angle = toDecimal(x);
    if (!angle.abs().lte(MOST_EXPONENT)) return new Decimal(ofFloat(angle.toNumber()));
    const place = angle.times(6).div(PI);
    const whole = place.round();
    const known = whole.minus(place).abs().lte(SAME)
      ? COSINES.get((((whole.toNumber() - sixths) % 12) + 12) % 12)
      : undefined;
    return known ?? ofDecimal(angle);
  };

/** Rounding makes a whole number of a decimal too, unless that may itself be the whole number but for its last digits. */
const toWhole =
  (ofFraction: (x: Fraction) => Fraction, ofDecimal: (x: DecimalJs) => DecimalJs) =>
  (x: Exact): Exact => {
    if (isFraction(x)) return ofFraction(x);
    const isSure = x.abs().lt(LIMIT_OF_DIGITS) && x.minus(x.round()).abs().gt(SAME);
    return isSure ? new Fraction(ofDecimal(x).toFixed()) : ofDecimal(x);
  };

/** A fraction where numerator and denominator are squares. */
function sqrt(x: Exact): Exact {
  if (!isFraction(x) || x.s < 0n) return toDecimal(x).sqrt();
  const [n, d] = [wholeRoot(x.n), wholeRoot(x.d)];
  return n !== undefined && d !== undefined ? new Fraction(n, d) : toDecimal(x).sqrt();
}
function wholeRoot(n: bigint): bigint | undefined {
  const root = BigInt(new Decimal(n.toString()).sqrt().floor().toFixed());
  return root * root === n ? root : undefined;
}

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
const mul = rational(
  (x, y) => x.mul(y),
  (x, y) => x.times(y),
);
const isZero = (x: Exact): boolean => isFraction(x) && x.n === 0n;
const compare = (x: Exact, y: Exact): number =>
  isFraction(x) && isFraction(y) ? x.compare(y) : toDecimal(x).comparedTo(toDecimal(y));
const largest = (x: Exact, y: Exact): Exact => (compare(x, y) >= 0 ? x : y);
const signOf = (x: Exact): number => (isFraction(x) ? x.compare(0) : x.isZero() ? 0 : x.s);

export const exact: Arithmetic<Exact> = {
  number: fromNumber,
  none: new Fraction(0),
  pi: PI,
  neg: (x) => x.neg(),
  exp: irrational(exp, 0, 1),
  log: irrational((x) => Decimal.ln(x), 1, 0),
  sqrt,
  tanh: irrational((x) => (x.abs().gt(MOST_EXPONENT) ? new Decimal(Math.sign(x.toNumber())) : Decimal.tanh(x)), 0, 0),
  erf: irrational(erfOf, 0, 0),
  cos: wave((x) => x.cos(), Math.cos, 0),
  sin: wave((x) => x.sin(), Math.sin, 3),
  abs: (x) => x.abs(),
  sign: (x) => (isFraction(x) || !x.isNaN() ? new Fraction(signOf(x)) : x),
  floor: toWhole(
    (x) => x.floor(),
    (x) => x.floor(),
  ),
  ceil: toWhole(
    (x) => x.ceil(),
    (x) => x.ceil(),
  ),
  add,
  sub,
  // An exact zero makes any number an exact zero.
  mul: (x, y) =>
    isZero(x) && Number.isFinite(toNumber(y)) ? x : isZero(y) && Number.isFinite(toNumber(x)) ? y : mul(x, y),
  div: rational(
    (x, y) => (y.equals(0) ? null : x.div(y)),
    (x, y) => x.div(y),
  ),
  pow,
  max: largest,
  min: (x, y) => (compare(x, y) <= 0 ? x : y),
  sum: (terms) => terms.reduce(add, new Fraction(0)),
  most: (terms) => terms.reduce(largest),
  argmost: (terms, places) => fromNumber(places[terms.indexOf(terms.reduce(largest))] as number),
  less: (x, y) => compare(x, y) < 0,
  equal: (x, y) => compare(x, y) === 0,
  // Any number may be taken out of the result; nothing keeps a fraction a fraction.
  shift: () => new Fraction(0),
};

import Fraction from "fraction.js";
import { fromNumber, isFraction } from "../../solver/readings/exact.ts";

/**
 * Whether a line (a plane, …) separates two classes, with a proof either way: a line, or as many points of one class as
 * of the other, counted with multiplicity, that have the same sum.
 */
export type Separation = { kind: "line"; w: number[]; b: number } | { kind: "meeting"; counts: number[] };

const zero = new Fraction(0);
const one = new Fraction(1);

/**
 * Looks for λ ≥ 0 over the points of the one class and μ ≥ 0 over the other's with Σλ = Σμ = 1 and Σλx = Σμx, by
 * phase 1 of the simplex method in exact fractions (Bland's rule, so that it ends). Where there are none, the dual
 * solution is a separating line (Farkas).
 */
export function separate(points: readonly (readonly number[])[], inFirst: readonly boolean[]): Separation {
  const columns = points.map((point, i) => {
    const x = point.map(fractionOf);
    return inFirst[i] ? [...x, one, zero] : [...x.map((value) => value.neg()), zero, one];
  });
  const { table, cost, basis } = phaseOne(columns, columns[0]?.length ?? 2);
  const m = points.length;
  if ((cost.at(-1) as Fraction).equals(0)) {
    const shares = columns.map((_, i) => table[basis.indexOf(i)]?.at(-1) ?? zero);
    return { kind: "meeting", counts: wholeNumbers(shares) };
  }
  const dual = cost.slice(m, -1).map((reduced) => one.sub(reduced));
  const [first, second] = dual.slice(-2) as [Fraction, Fraction];
  const line = wholeNumbers([...dual.slice(0, -2).map((y) => y.neg()), second.sub(first).div(2)]);
  return { kind: "line", w: line.slice(0, -1), b: line.at(-1) as number };
}

function fractionOf(value: number): Fraction {
  const exact = fromNumber(value);
  return isFraction(exact) ? exact : new Fraction(value);
}

type Row = Fraction[];

/** Minimizes the sum of one artificial variable a row; `cost` ends with minus that sum. */
function phaseOne(columns: readonly Row[], size: number): { table: Row[]; cost: Row; basis: number[] } {
  const m = columns.length;
  const table = Array.from({ length: size }, (_, r) => [
    ...columns.map((column) => column[r] as Fraction),
    ...Array.from({ length: size }, (_, k) => (k === r ? one : zero)),
    r < size - 2 ? zero : one,
  ]);
  const cost = (table[0] as Row).map((_, j) =>
    j >= m && j < m + size ? zero : table.reduce((sum, row) => sum.sub(row[j] as Fraction), zero),
  );
  const basis = table.map((_, r) => m + r);
  for (let entering = next(cost, m); entering >= 0; entering = next(cost, m)) {
    pivot(table, cost, basis, leavingRow(table, basis, entering), entering);
  }
  return { table, cost, basis };
}

const next = (cost: Row, m: number): number => cost.slice(0, m).findIndex((reduced) => reduced.compare(0) < 0);

function leavingRow(table: readonly Row[], basis: readonly number[], entering: number): number {
  const ratio = (r: number) => ((table[r] as Row).at(-1) as Fraction).div(table[r]?.[entering] as Fraction);
  const open = table.flatMap((row, r) => ((row[entering] as Fraction).compare(0) > 0 ? [r] : []));
  return open.reduce((best, r) => {
    const order = ratio(r).compare(ratio(best)) || (basis[r] as number) - (basis[best] as number);
    return order < 0 ? r : best;
  });
}

function pivot(table: Row[], cost: Row, basis: number[], leaving: number, entering: number): void {
  const scale = table[leaving]?.[entering] as Fraction;
  const row = (table[leaving] as Row).map((x) => x.div(scale));
  table[leaving] = row;
  basis[leaving] = entering;
  for (const other of [...table.filter((_, r) => r !== leaving), cost]) {
    const factor = other[entering] as Fraction;
    if (!factor.equals(0)) for (const [j, x] of row.entries()) other[j] = (other[j] as Fraction).sub(x.mul(factor));
  }
}

/** The smallest whole numbers in the same proportions. */
function wholeNumbers(shares: readonly Fraction[]): number[] {
  const gcd = (a: bigint, b: bigint): bigint => (b === 0n ? a : gcd(b, a % b));
  const multiple = shares.reduce((d, share) => (d / gcd(d, share.d)) * share.d, 1n);
  const scaled = shares.map((share) => BigInt(share.s) * share.n * (multiple / share.d));
  const divisor = scaled.reduce((d, n) => gcd(d, n < 0n ? -n : n), 0n) || 1n;
  return scaled.map((n) => Number(n / divisor));
}

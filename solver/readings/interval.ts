import type { Arithmetic } from "../cell.ts";
import { type Call, type Expr, type Reading, sameExpr } from "../expression.ts";
import { broadcastCell, broadcastShapes, indices, type NdArray } from "../ndarray.ts";
import { float } from "./float.ts";

/** A number is everything that it may be: from `lo` to `hi`, both included. */
export interface Interval {
  lo: number;
  hi: number;
}

export const exactly = (value: number): Interval => ({ lo: value, hi: value });
const hull = (x: Interval, y: Interval): Interval => ({ lo: Math.min(x.lo, y.lo), hi: Math.max(x.hi, y.hi) });
const EVERYTHING: Interval = { lo: Number.NEGATIVE_INFINITY, hi: Number.POSITIVE_INFINITY };

/** Float64 rounding may cut off the truth: bounds are moved outward by more than it can have been. */
const ROUNDING = 4 * Number.EPSILON;
function outward(lo: number, hi: number): Interval {
  if (Number.isNaN(lo) || Number.isNaN(hi)) return EVERYTHING;
  return { lo: lo - Math.abs(lo) * ROUNDING, hi: hi + Math.abs(hi) * ROUNDING };
}

/** A function that never falls. */
const rising =
  (f: (x: number) => number) =>
  ({ lo, hi }: Interval): Interval =>
    outward(f(lo), f(hi));

/** A product of 0 and ∞ is 0 here: the bound is not reached, the 0 is. */
const times = (x: number, y: number): number => (x === 0 || y === 0 ? 0 : x * y);

function mul(x: Interval, y: Interval): Interval {
  const ends = [times(x.lo, y.lo), times(x.lo, y.hi), times(x.hi, y.lo), times(x.hi, y.hi)];
  return outward(Math.min(...ends), Math.max(...ends));
}

function div(x: Interval, y: Interval): Interval {
  if (y.lo <= 0 && y.hi >= 0) return y.lo === 0 && y.hi === 0 ? exactly(Number.NaN) : EVERYTHING;
  return mul(x, { lo: 1 / y.hi, hi: 1 / y.lo });
}

/** Even powers turn at 0; the base of any other power is taken as positive. */
function pow(x: Interval, n: Interval): Interval {
  const ends = [x.lo ** n.lo, x.lo ** n.hi, x.hi ** n.lo, x.hi ** n.hi];
  const turns = n.lo === n.hi && n.lo > 0 && n.lo % 2 === 0 && x.lo < 0 && x.hi > 0;
  const hasPole = n.lo < 0 && x.lo <= 0 && x.hi >= 0;
  return hasPole ? EVERYTHING : outward(turns ? 0 : Math.min(...ends), Math.max(...ends));
}

/** Whether one of the places `first`, `first` ± 2π, … lies between the bounds. */
const meets = ({ lo, hi }: Interval, first: number): boolean =>
  Math.ceil((lo - first) / (2 * Math.PI)) <= Math.floor((hi - first) / (2 * Math.PI));

/** A wave between −1 and 1 whose crests are 2π apart, one of them at `crest`. */
const wave =
  (f: (x: number) => number, crest: number) =>
  (x: Interval): Interval => {
    if (!Number.isFinite(x.lo) || !Number.isFinite(x.hi)) return { lo: -1, hi: 1 };
    const slack = ROUNDING * (1 + Math.max(Math.abs(x.lo), Math.abs(x.hi)));
    const ends = [f(x.lo), f(x.hi)];
    return {
      lo: meets(x, crest + Math.PI) ? -1 : Math.max(-1, Math.min(...ends) - slack),
      hi: meets(x, crest) ? 1 : Math.min(1, Math.max(...ends) + slack),
    };
  };

const add = (x: Interval, y: Interval): Interval => outward(x.lo + y.lo, x.hi + y.hi);
const max = (x: Interval, y: Interval): Interval => ({ lo: Math.max(x.lo, y.lo), hi: Math.max(x.hi, y.hi) });

const arithmetic: Arithmetic<Interval> = {
  number: exactly,
  none: exactly(0),
  pi: outward(Math.PI, Math.PI),
  neg: ({ lo, hi }) => ({ lo: -hi, hi: -lo }),
  exp: rising(float.exp),
  log: rising(float.log),
  sqrt: rising(float.sqrt),
  tanh: rising(float.tanh),
  erf: rising(float.erf),
  cos: wave(Math.cos, 0),
  sin: wave(Math.sin, Math.PI / 2),
  abs: (x) => (x.lo >= 0 ? x : { lo: Math.max(0, -x.hi), hi: Math.max(-x.lo, x.hi) }),
  sign: ({ lo, hi }) => ({ lo: Math.sign(lo), hi: Math.sign(hi) }),
  // What was widened by its last digits around a whole number is that number.
  floor: rising((x) => Math.floor(x + 1e-9)),
  ceil: rising((x) => Math.ceil(x - 1e-9)),
  add,
  sub: (x, y) => outward(x.lo - y.hi, x.hi - y.lo),
  mul,
  div,
  pow,
  max,
  min: (x, y) => ({ lo: Math.min(x.lo, y.lo), hi: Math.min(x.hi, y.hi) }),
  sum: (terms) => terms.reduce(add, exactly(0)),
  most: (terms) => terms.reduce(max),
  argmost: (terms, places) => {
    const largest = terms.reduce(max);
    const candidates = places.filter((_, k) => (terms[k] as Interval).hi >= largest.lo);
    return { lo: Math.min(...candidates), hi: Math.max(...candidates) };
  },
  less: (x, y) => (x.hi < y.lo ? true : x.lo >= y.hi ? false : undefined),
  equal: (x, y) =>
    x.lo === x.hi && y.lo === y.hi && x.lo === y.lo ? true : x.hi < y.lo || x.lo > y.hi ? false : undefined,
  either: hull,
  shift: () => exactly(0),
};

type Evaluate = (expr: Expr) => NdArray<Interval>;

/**
 * Where one quantity occurs twice, reckoning piece by piece forgets that it is the same one and gives bounds that are
 * too wide. The three places where students' workings have this are evaluated as a whole.
 */
export const interval: Reading<Interval> = {
  ...arithmetic,
  whole: (expr, evaluate) => {
    if (expr.fn === "softmax") return softmaxBounds(expr, evaluate);
    return expr.fn === "times" ? productBounds(expr, evaluate) : undefined;
  },
};

/** `a (1 - a)` and `a a`, also among other factors. */
function productBounds(expr: Call, evaluate: Evaluate): NdArray<Interval> | undefined {
  const factors = factorsOf(expr);
  for (const [k, factor] of factors.entries()) {
    const partner = factors.findIndex(
      (other, j) => j > k && (sameExpr(other, factor) || isComplement(other, factor) || isComplement(factor, other)),
    );
    if (partner < 0) continue;
    const other = factors[partner] as Expr;
    const rest = factors.filter((_, j) => j !== k && j !== partner);
    const base = evaluate(isComplement(factor, other) ? other : factor);
    const bound = sameExpr(other, factor) ? square : complementProduct;
    return multiplied({ shape: base.shape, cells: base.cells.map(bound) }, rest, evaluate);
  }
  return undefined;
}

const factorsOf = (expr: Expr): Expr[] =>
  expr.kind === "call" && expr.fn === "times" ? expr.args.flatMap(factorsOf) : [expr];

/** Whether one is `1 -` the other. */
const isComplement = (one: Expr, of: Expr): boolean =>
  one.kind === "call" &&
  one.fn === "minus" &&
  one.args[0]?.kind === "number" &&
  one.args[0].value === 1 &&
  sameExpr(one.args[1] as Expr, of);

const square = (x: Interval): Interval => pow(x, exactly(2));

/** a(1 − a) rises to ¼ at ½ and falls from there. */
function complementProduct({ lo, hi }: Interval): Interval {
  const [atLo, atHi] = [lo * (1 - lo), hi * (1 - hi)];
  return outward(Math.min(atLo, atHi), lo <= 0.5 && hi >= 0.5 ? 0.25 : Math.max(atLo, atHi));
}

function multiplied(first: NdArray<Interval>, rest: readonly Expr[], evaluate: Evaluate): NdArray<Interval> {
  return rest.map(evaluate).reduce((a, b) => {
    const shape = broadcastShapes([a.shape, b.shape]);
    return { shape, cells: indices(shape).map((index) => mul(broadcastCell(a, index), broadcastCell(b, index))) };
  }, first);
}

/** Each output rises with its own input and falls with every other: the extremes are at the corners. */
function softmaxBounds(expr: Call, evaluate: Evaluate): NdArray<Interval> {
  const z = evaluate(expr.args[0] as Expr);
  const axis = expr.options?.axis;
  const all = indices(z.shape);
  const cells = all.map((index, k) => {
    const rivals = all.flatMap((other, j) =>
      j !== k && (axis === undefined || other.every((i, d) => d === axis || i === index[d]))
        ? [z.cells[j] as Interval]
        : [],
    );
    const own = z.cells[k] as Interval;
    const share = (mine: number, others: number[]): number =>
      1 / (1 + others.reduce((total, x) => total + Math.exp(x - mine), 0));
    return outward(
      share(
        own.lo,
        rivals.map(({ hi }) => hi),
      ),
      share(
        own.hi,
        rivals.map(({ lo }) => lo),
      ),
    );
  });
  return { shape: z.shape, cells };
}

import type { NdArray } from "../ndarray.ts";
import type { Interval } from "../readings/interval.ts";
import type { Written } from "./written.ts";

/** Something that goes wrong in copying and reckoning, whatever the formula was. */
export interface Slip {
  id: string;
  /** What happened, completing "It looks as if …". */
  about: string;
  prior: number;
  hints: readonly [string, string];
  /** Whether it is of the quantity as a whole, so that every number that was written must fit. */
  isWhole?: boolean;
}

interface Form extends Slip {
  /** What comes out where the slip is made: the right value, cell by cell, changed. */
  values(right: NdArray<Interval>, factors: readonly number[]): NdArray<Interval>[];
}

const scaled = (by: number) => (right: NdArray<Interval>) => mapped(right, ({ lo, hi }) => ordered(lo * by, hi * by));
const ordered = (a: number, b: number): Interval => ({ lo: Math.min(a, b), hi: Math.max(a, b) });
const mapped = ({ shape, cells }: NdArray<Interval>, f: (x: Interval) => Interval): NdArray<Interval> => ({
  shape,
  cells: cells.map(f),
});

/** Slips that give the whole quantity another value. */
const forms: readonly Form[] = [
  {
    id: "slip.sign",
    about: "a minus sign was lost or added",
    prior: 0.3,
    hints: ["Check the sign.", "The size is right, the sign is not."],
    values: (right) => [scaled(-1)(right)],
  },
  {
    id: "slip.power-of-ten",
    about: "the decimal point moved",
    prior: 0.15,
    hints: ["Check where the decimal point stands.", "The digits are right, their place is not."],
    values: (right) => [0.1, 10, 0.01, 100, 0.001, 1000].map((by) => scaled(by)(right)),
  },
  {
    id: "slip.factor-two",
    about: "a factor of 2 was lost or added",
    prior: 0.1,
    hints: ["Check the constant factor.", "The result is off by a factor of 2."],
    values: (right) => [0.5, 2].map((by) => scaled(by)(right)),
  },
  {
    id: "slip.factor-n",
    about: "the number of terms was divided by once too often, or not at all",
    prior: 0.08,
    hints: ["Is this a sum or a mean?", "The result is off by a factor that is the number of terms."],
    values: (right, factors) => factors.flatMap((n) => [scaled(1 / n)(right), scaled(n)(right)]),
  },
  {
    id: "slip.inverse",
    about: "the quotient was turned upside down",
    prior: 0.03,
    hints: ["What is divided by what?", "The result is one over the right one."],
    values: (right) => [mapped(right, inverse)],
  },
  {
    id: "slip.transposed",
    isWhole: true,
    about: "rows and columns were exchanged",
    prior: 0.1,
    hints: ["Check which index is the row.", "These are the right numbers, transposed."],
    values: (right) => transposes(right),
  },
  {
    id: "slip.rows",
    isWhole: true,
    about: "the right numbers were written in another order",
    prior: 0.05,
    hints: ["Check which number belongs where.", "These are the right numbers in another order."],
    values: (right) => reordered(right),
  },
];

const inverse = ({ lo, hi }: Interval): Interval =>
  lo <= 0 && hi >= 0 ? { lo: Number.NaN, hi: Number.NaN } : { lo: 1 / hi, hi: 1 / lo };

/** The same numbers read column by column, in the shape of either. */
function transposes({ shape, cells }: NdArray<Interval>): NdArray<Interval>[] {
  const [rows, columns] = shape as [number, number];
  if (shape.length !== 2 || rows === 1 || columns === 1) return [];
  const turned = Array.from(cells, (_, k) => cells[(k % rows) * columns + Math.floor(k / rows)] as Interval);
  return rows === columns ? [{ shape, cells: turned }] : [{ shape: [columns, rows], cells: turned }];
}

/** Two cells exchanged, two rows exchanged, and the order reversed. */
function reordered({ shape, cells }: NdArray<Interval>): NdArray<Interval>[] {
  if (cells.length < 2 || cells.length > 64) return [];
  const swap = (block: number, a: number, b: number): NdArray<Interval> => ({
    shape,
    cells: cells.map((_, k) => {
      const row = Math.floor(k / block);
      const from = row === a ? b : row === b ? a : row;
      return cells[from * block + (k % block)] as Interval;
    }),
  });
  const pairs = (n: number) => Array.from({ length: n }, (_, a) => Array.from({ length: a }, (_, b) => [a, b])).flat();
  const rowLength = shape.length === 2 ? (shape[1] as number) : 1;
  const blocks = [...new Set([1, rowLength])].filter((block) => cells.length / block <= 16);
  return [
    ...blocks.flatMap((block) => pairs(cells.length / block).map(([a, b]) => swap(block, a as number, b as number))),
    { shape, cells: [...cells].reverse() },
  ];
}

export interface SlipFound {
  slip: Slip;
  value: NdArray<Interval>;
}

/** What each slip would have given, the shape of the right value included. `factors`: how many terms there may be. */
export function slipsOf(right: NdArray<Interval>, factors: readonly number[]): SlipFound[] {
  return forms.flatMap(({ values, ...slip }) => values(right, factors).map((value) => ({ slip, value })));
}

export const arithmeticSlip: Slip = {
  id: "slip.arithmetic",
  about: "the numbers were put in rightly and added up wrongly",
  prior: 0.9,
  hints: ["Reckon the line once more.", "The numbers put in are right; what they come to is not."],
};

export const copiedSlip: Slip = {
  id: "slip.copied",
  about: "a number was copied wrongly",
  prior: 0.8,
  hints: [
    "Compare the numbers you put in with those above.",
    "One of the numbers put in is not the one that stands above.",
  ],
};

const digitsSlip: Slip = {
  id: "slip.digits",
  about: "two digits were exchanged, or one was lost, doubled or misread",
  prior: 0.06,
  hints: ["Compare the digits.", "All digits but one are right."],
};

const roundingSlip: Slip = {
  id: "slip.rounding",
  about: "the last digit was rounded the wrong way",
  prior: 0.2,
  hints: ["Check the last digit.", "Round to the nearest: up from 5 on, down below."],
};

const roundedEarlySlip: Slip = {
  id: "slip.rounded-early",
  about: "fewer digits were carried than are written here",
  prior: 0.05,
  hints: ["How many of these digits are certain?", "The first digits are right: carry more of them, or write fewer."],
};

/** The share of a value that early rounding takes at most, and the figures from which it shows. */
const EARLY = 0.001;
const EARLY_FIGURES = 4;

/** A slip that shows in the digits of one number: `0.5494` for 0.5449, or a last digit that is one off. */
export function slipInDigits(written: Written, right: number): Slip | undefined {
  if (!Number.isFinite(right) || !Number.isFinite(written.value) || written.unit === 0) return undefined;
  if (written.value * right <= 0) return undefined;
  const off = Math.abs(written.value - right) / written.unit;
  if (written.significant > 1 && off <= 1.5) return roundingSlip;
  const decimals = Math.min(15, written.decimals);
  const [mine, theirs] = [right.toFixed(decimals), written.value.toFixed(decimals)].map((text) =>
    text.replace(/[-.]/g, ""),
  );
  const isLong = (theirs as string).replace(/^0+/, "").length > 2;
  if (isLong && nearlySame(mine as string, theirs as string)) return digitsSlip;
  const isEarly = written.significant >= EARLY_FIGURES && Math.abs(written.value - right) <= EARLY * Math.abs(right);
  return isEarly ? roundedEarlySlip : undefined;
}

/** Whether one becomes the other by one exchange of neighbours, one digit replaced, put in or left out. */
export function nearlySame(a: string, b: string): boolean {
  if (a === b) return false;
  const start = [...a].findIndex((c, k) => c !== b[k]);
  const [x, y] = [a.slice(Math.max(0, start)), b.slice(Math.max(0, start))];
  const exchanged = x.length === y.length && x[0] === y[1] && x[1] === y[0] && x.slice(2) === y.slice(2);
  const replaced = x.length === y.length && x.slice(1) === y.slice(1);
  const leftOut =
    x.slice(1) === y || y.slice(1) === x || x.slice(1) === y.slice(0, -1) || y.slice(1) === x.slice(0, -1);
  return exchanged || replaced || leftOut;
}

import type { NdArray } from "../ndarray.ts";
import type { Entry } from "./entries.ts";
import { arithmeticSlip, copiedSlip, nearlySame, type Slip } from "./slips.ts";
import type { Written } from "./written.ts";

/** What the expression that stands before a value says about how the value went wrong. */
export interface Evidence {
  slip: Slip;
  /** What exactly, as a sentence with `$TeX$`. */
  detail: string;
}

/** What an expression may be off by because the numbers in it were rounded. */
const SHARE = 0.005;
const about = (a: number, b: number): boolean => Math.abs(a - b) <= SHARE * Math.max(Math.abs(a), Math.abs(b)) + 1e-12;

/**
 * The numbers put in came to something else than was written, although they would have given what they should; or one
 * of them is not the one that stands above.
 *
 * @param right what the cell should be, from the student's own values
 * @param operands the values that the cell's formula takes, by their symbols
 */
export function evidenceOf(
  { line, position, written }: Entry,
  right: number,
  operands: ReadonlyMap<string, NdArray<number>>,
): Evidence | undefined {
  for (const part of [...line.chain].reverse()) {
    const value = part.value && part.value.cells.length > 1 ? part.value.cells[position] : part.value?.cells[0];
    if (value === undefined || part.numbers.length < 2) continue;
    if (about(value, right) && !about(value, written.value))
      return { slip: arithmeticSlip, detail: `$${texOf(part.text)}$ is not ${written.text}.` };
    const copied = about(value, written.value) ? miscopied(part.numbers, operands) : undefined;
    if (copied) return { slip: copiedSlip, detail: copied };
  }
  return undefined;
}

/** Whether the expression before a value comes to that value, so that its digits are no slip. */
export const isReckoned = ({ line, position, written }: Entry): boolean =>
  line.chain.some(({ value, numbers }) => {
    const own = value && (value.cells.length > 1 ? value.cells[position] : value.cells[0]);
    return own !== undefined && numbers.length > 1 && about(own, written.value);
  });

/** Typed expressions need little to be TeX. */
const texOf = (text: string): string => text.replace(/\*/g, "\\cdot ").replace(/[$%#&_~{}]|\\(?!cdot)/g, "");

/** The one number that stands nowhere above but nearly does: `0.61` for 0.061. */
function miscopied(numbers: readonly Written[], operands: ReadonlyMap<string, NdArray<number>>): string | undefined {
  const known = [...operands].flatMap(([symbol, { cells }]) => cells.map((value) => ({ symbol, value })));
  const strange = numbers.filter((number) => !isConstant(number) && !known.some(({ value }) => stands(number, value)));
  const [only, ...others] = strange;
  if (!only || others.length > 0) return undefined;
  // A 0.5 that is itself a weight does not stand for 0.537 as well.
  const isOther = (number: Written) => known.some(({ value }) => Math.abs(number.value) === Math.abs(value));
  const isUsed = (value: number) =>
    numbers.some((number) => isOf(number, value) && (!isOther(number) || Math.abs(number.value) === Math.abs(value)));
  const meant = known.find(({ value }) => !isUsed(value) && looksLike(only, value));
  return meant && `You put in ${only.text}, but $${meant.symbol}$ holds ${Number(meant.value.toPrecision(6))}.`;
}

const isConstant = ({ value }: Written): boolean => [0, 0.5, 1, 2, 3, 10].includes(Math.abs(value));

/** Whether a number is a value, rounded and up to its sign. */
const isOf = ({ value, unit }: Written, known: number): boolean =>
  Math.abs(Math.abs(value) - Math.abs(known)) <= unit * 0.5000001 + 1e-12;

/** Whether a number is a value, its distance to 1 or its square. */
const stands = (number: Written, known: number): boolean => [known, 1 - known, known ** 2].some((x) => isOf(number, x));

function looksLike({ value, text }: Written, known: number): boolean {
  const isShifted = [0.01, 0.1, 10, 100].some((by) => about(Math.abs(value), Math.abs(known) * by));
  const digits = text.replace(/\D/g, "").replace(/^0+/, "");
  const theirs = Math.abs(known).toPrecision(Math.max(1, digits.length)).replace(/\D/g, "").replace(/^0+/, "");
  return isShifted || (digits.length > 1 && nearlySame(digits, theirs));
}

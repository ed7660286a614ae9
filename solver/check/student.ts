import type { Expr, Reading } from "../expression.ts";
import { type NdArray, toNested } from "../ndarray.ts";
import type { Random } from "../random.ts";
import { float } from "../readings/float.ts";
import type { Step, Trace } from "../trace.ts";
import type { Slant } from "./mistake.ts";
import { sceneOf } from "./scene.ts";

/** How a made-up student works. */
export interface Manner {
  style: "decimals" | "significant";
  digits: number;
  /** Where numbers are rounded: in each line before they are carried on, within lines too, or only in what is written down. */
  rounds: "within" | "each" | "end";
  /** What is done wrong. */
  slants: readonly Slant[];
  /** The share of lines left out. */
  missing: number;
  /** Whether the lines are written in any order. */
  shuffled: boolean;
}

/** What a made-up student hands in. */
export interface Script {
  text: string;
  /** Ids of the quantities written, in order. */
  written: string[];
  /** The student's values, before they are rounded for the page. */
  value(id: string): NdArray<number>;
}

/** The working of a made-up student. Throws a ProblemError where the mistakes lead nowhere. */
export function scriptOf(trace: Trace, wanted: readonly string[], manner: Manner, random: Random): Script {
  const round = (x: number): number => Number(shortText(x, manner));
  // Where a difference of near values is taken, nobody rounds on the way to it.
  const isDelicate = trace.steps.some(({ moreDigits }) => moreDigits);
  const reading: Reading<number> =
    manner.rounds === "within" && !isDelicate ? { ...float, part: (x) => roundedWithin(x, manner) } : float;
  const formulas = formulasOf(trace, manner);
  const settle = manner.rounds === "end" ? undefined : (x: number, step: Step) => (step.moreDigits ? x : round(x));
  const value = sceneOf(trace, reading, { formulas, ...(settle && { settle }) });
  const steps = trace.steps.filter(({ id, formula }) => formula && wanted.includes(id));
  for (const { id } of steps) value(id);
  const kept = steps.filter(() => !random.chance(manner.missing));
  const order = manner.shuffled ? random.shuffled(kept) : kept;
  // A student who keeps zeros at the end keeps them everywhere.
  const keepsZeros = random.chance(0.9);
  const line = ({ id, moreDigits = 0 }: Step) =>
    `${id} = ${arrayText(value(id), { ...manner, digits: manner.digits + moreDigits }, keepsZeros)}`;
  return { text: order.map(line).join("\n"), written: order.map(({ id }) => id), value };
}

/** The formulas that the student follows; without rounding on the way, those that lose no digits. */
function formulasOf(trace: Trace, { rounds, slants }: Manner): Map<string, Expr> {
  const stable = rounds === "end" ? trace.steps.flatMap((step) => (step.stable ? [step] : [])) : [];
  const slanted = new Set(slants.map(({ step }) => step));
  return new Map([
    ...stable
      .filter((step) => !step.stable?.instead.some((id) => slanted.has(id)))
      .map((step): [string, Expr] => [step.id, (step.stable as { formula: Expr }).formula]),
    ...slants.map(({ step, formula }): [string, Expr] => [step, formula]),
  ]);
}

function arrayText(value: NdArray<number>, manner: Manner, keepsZeros: boolean): string {
  const cells = value.cells.map((x) => numberText(x, manner, keepsZeros));
  const text = (nested: unknown): string =>
    Array.isArray(nested) ? `[${nested.map(text).join(", ")}]` : String(nested);
  return text(toNested({ shape: value.shape, cells }));
}

/** A number as it is put on paper; what needs no rounding is written without zeros at its end. */
function numberText(x: number, manner: Manner, keepsZeros: boolean): string {
  const short = shortText(x, manner);
  const isExact = Math.abs(Number(short) - x) <= 1e-12 * Math.max(1, Math.abs(x));
  return isExact || !keepsZeros || short.includes("e") ? plain(Number(short)) : short;
}

/** Within a line nobody rounds a small number to nothing. */
function roundedWithin(x: number, { digits }: Manner): number {
  const [byDecimals, bySignificant] = [Number(x.toFixed(digits)), Number(x.toPrecision(Math.max(3, digits)))];
  return Math.abs(byDecimals - x) < Math.abs(bySignificant - x) ? byDecimals : bySignificant;
}

function shortText(x: number, { style, digits }: Manner): string {
  if (!Number.isFinite(x) || Number.isInteger(x)) return String(x);
  // Nobody writes 0 for what is not 0: a small number keeps two figures.
  const isLost = style === "decimals" && Number(x.toFixed(digits)) === 0;
  if (isLost) return x.toPrecision(2);
  if (style === "decimals") return Math.abs(x) < 1e15 ? x.toFixed(digits) : String(x);
  const text = x.toPrecision(digits);
  return text.includes("e+") ? String(Number(text)) : text;
}

const plain = (x: number): string => String(x);

import Fraction from "fraction.js";
import * as z from "zod";

/** `1/3`, `-1/10`, `0.5/3`: taken wherever a number is, by `readFractions`. */
const FRACTION = /^\s*-?\d{1,12}(\.\d{1,12})?\s*\/\s*\d{1,12}(\.\d{1,12})?\s*$/;
const orFraction: Record<string, unknown> = { type: ["number", "string"], pattern: FRACTION.source };

/** Field types that several topics share. Every given is finite; NaN and ∞ are refused with the path of the field. */
export const number = z.number().meta(orFraction);
export const vector = z.array(number).min(1);
export const matrix = z.array(vector).min(1);
/** A number, a list or a matrix. */
export const tensor = z.union([number, vector, matrix]);
export type TensorField = z.infer<typeof tensor>;

export const learningRate = number.positive().meta({
  ...orFraction,
  symbol: "\\eta",
  description: "Step size of gradient descent. Without it nothing is updated.",
});

/**
 * Puts the nearest float64 in the place of every fraction that stands where the schema complained of a text: in
 * whatever field, list or table a number is wanted. `fractions` tells those apart that no decimal equals.
 */
export function readFractions(
  stated: object,
  issues: readonly z.core.$ZodIssue[],
): { given: object; fractions: Map<number, string> } {
  const fractions = new Map<number, string>();
  const texts = numbersWanted(issues, []).flatMap((path) => {
    const text = valueAt(stated, path);
    return typeof text === "string" && FRACTION.test(text) ? [{ path, text }] : [];
  });
  if (texts.length === 0) return { given: stated, fractions };
  const given = structuredClone(stated);
  for (const { path, text } of texts) {
    const holder = valueAt(given, path.slice(0, -1)) as Record<PropertyKey, unknown>;
    holder[path.at(-1) as PropertyKey] = toNumber(text, fractions);
  }
  return { given, fractions };
}

const valueAt = (value: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce((within, key) => (within as Record<PropertyKey, unknown> | undefined)?.[key], value);

/** Where a number was wanted, in whichever alternative of a union. */
const numbersWanted = (issues: readonly z.core.$ZodIssue[], within: PropertyKey[]): PropertyKey[][] =>
  issues.flatMap((issue) => {
    const path = [...within, ...issue.path];
    if (issue.code === "invalid_union") return issue.errors.flatMap((errors) => numbersWanted(errors, path));
    return issue.code === "invalid_type" && issue.expected === "number" ? [path] : [];
  });

function toNumber(text: string, fractions: Map<number, string>): number | string {
  const [top, bottom] = text.split("/").map((part) => new Fraction(part.trim())) as [Fraction, Fraction];
  if (bottom.equals(0)) return text;
  const fraction = top.div(bottom);
  const value = fraction.valueOf();
  if (!new Fraction(String(value)).equals(fraction)) fractions.set(value, fraction.toFraction());
  return value;
}

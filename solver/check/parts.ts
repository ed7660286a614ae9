import type { NdArray } from "../ndarray.ts";
import { isFunction } from "./elementary.ts";
import { isSign, type Token } from "./lex.ts";
import { commaReadings, withNumerals } from "./numerals.ts";
import { symbolAt } from "./symbol.ts";
import { type Reading, readValue } from "./value.ts";
import { negated, type Written } from "./written.ts";

/** One part of a chain, with its value where it holds only numbers. */
export interface Part {
  text: string;
  value?: NdArray<number>;
  /** The numbers in it. */
  numbers: Written[];
}

export interface ReadPart extends Part {
  reading: Reading;
}

export function readPart(tokens: readonly Token[], source: string, sizes: readonly number[]): ReadPart {
  const reading = readValue(tokens, source, sizes);
  const text = source.slice(tokens[0]?.start ?? 0, tokens.at(-1)?.end ?? 0);
  if (reading.kind !== "value") return { text, numbers: numbersIn(tokens, source), reading };
  const { shape, cells } = reading.value;
  const value = { shape, cells: cells.map((written) => written.value) };
  return { text, value, numbers: reading.plain ? [...cells] : numbersIn(tokens, source), reading };
}

/** The numbers of an expression, without those that are part of a name: the 0.5 of `0.5·w_{11}`. */
export function numbersIn(tokens: readonly Token[], source: string): Written[] {
  const readings = commaReadings(withoutMarks(tokens));
  const reading = readings.find(({ as }) => as === "decimal") ?? readings[0];
  const numerals = withNumerals(reading?.tokens ?? tokens, source);
  return numerals.flatMap((token, k) => {
    if (token.kind !== "number") return [];
    const isNegative = isSign(numerals[k - 1], "-") && (k === 1 || isSign(numerals[k - 2], ...OPERATORS));
    return [isNegative ? negated(token.written) : token.written];
  });
}

const OPERATORS = ["-", "+", "*", "/", "^", "(", "[", "{", ",", ";", "&", "=", "⊙", "\\\\", "\\begin"];

/** Every name without its indices. */
function withoutMarks(tokens: readonly Token[]): Token[] {
  const bare: Token[] = [];
  for (let k = 0; k < tokens.length; k++) {
    const token = tokens[k] as Token;
    bare.push(token);
    const isQuantity = token.kind === "name" && token.text !== "e" && !isFunction(token.text);
    if (isQuantity) k = (symbolAt(tokens, k, false)?.end ?? k + 1) - 1;
  }
  return bare;
}

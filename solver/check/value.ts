import { type NdArray, size } from "../ndarray.ts";
import { Unreadable } from "./arrays.ts";
import { isSaid } from "./elementary.ts";
import { isSign, type Token } from "./lex.ts";
import { type CommaReading, commaReadings, withNumerals } from "./numerals.ts";
import { type Reckoned, reckon } from "./reckon.ts";
import { isWhole, type Written } from "./written.ts";

/** A value; or that names stand in it; or what is wrong with it, as the end of a sentence. */
export type Reading = ({ kind: "value" } & Reckoned) | { kind: "names" } | { kind: "problem"; problem: string };

/**
 * Reads what stands between two equals signs.
 *
 * @param sizes how many numbers may be expected, to tell `0,5` the half from `0,5` the list; empty where nothing is known
 */
export function readValue(tokens: readonly Token[], source: string, sizes: readonly number[] = []): Reading {
  if (tokens.length === 0) return { kind: "problem", problem: "nothing is written" };
  const dimensions = dimensionsIn(tokens);
  if (dimensions && sizes.includes(dimensions.cells.length) && !sizes.includes(1))
    return { kind: "value", value: dimensions, plain: true };
  const readings = commaReadings(tokens);
  const read = readings.map((reading) => ({ ...reading, result: attempt(reading, source) }));
  const values = read.filter(({ result }) => result.kind === "value") as (CommaReading & { result: Value })[];
  const first = read[0]?.result as Reading;
  const isDecimal = isLone(tokens) || tokens.every((token, k) => !isSign(tokens[k + 1], ",") || isZero(token));
  if (values.length === 0 || (first.kind !== "value" && !isDecimal)) return first;
  return values.length === 1 ? (values[0] as { result: Value }).result : chosen(values, sizes, tokens);
}

const isZero = (token: Token): boolean => token.kind === "number" && token.written.text === "0";

type Value = Extract<Reading, { kind: "value" }>;

function attempt({ as, tokens }: CommaReading, source: string): Reading {
  const numerals = withNumerals(tokens, source);
  try {
    return { kind: "value", ...reckon(numerals, source, as === "decimal") };
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    return hasNames(numerals) ? { kind: "names" } : { kind: "problem", problem: error.message };
  }
}

/** Whether quantities are spoken of and not only numbers. */
export const hasNames = (tokens: readonly Token[]): boolean =>
  tokens.some((token, k) => {
    if (token.kind === "sign") return token.text === "..." || token.text === "∂" || token.text === "∇";
    if (token.kind === "number" || isSaid(token.text)) return false;
    const [before, after] = [tokens[k - 1], tokens[k + 1]];
    const isExponential = token.text === "e" && after?.kind === "sign" && after.text === "^";
    const isTransposition = token.text === "T" && before?.kind === "sign" && /^[\^{.]$/.test(before.text);
    return !isExponential && !isTransposition;
  });

/** A comma alone is a decimal one, within brackets it parts numbers, unless the number of numbers says otherwise. */
function chosen(
  values: readonly (CommaReading & { result: Value })[],
  sizes: readonly number[],
  tokens: readonly Token[],
): Reading {
  const fitting = values.filter(({ result }) => sizes.includes(size(result.value.shape)));
  if (fitting.length === 1) return (fitting[0] as { result: Value }).result;
  const pool = fitting.length > 0 ? fitting : values;
  const parted = pool.find(({ as }) => as === "separators");
  if (parted && !isLone(tokens) && !tokens.some(startsWithZero)) return parted.result;
  const [first, second] = pool.filter(({ as }) => as !== "separators");
  if (first && !second) return first.result;
  if (!first) return (parted as { result: Value }).result;
  const [one, other] = [first, second].map((reading) =>
    reading?.result.value.cells.map(({ value }) => value).join("; "),
  );
  return {
    kind: "problem",
    problem: `it can be both ${one} and ${other}; write decimals with a point and nothing between thousands`,
  };
}

const startsWithZero = (token: Token): boolean => token.kind === "number" && /^0\d/.test(token.written.text);

/** Whether a comma stands outside all brackets. */
function isLone(tokens: readonly Token[]): boolean {
  let open = 0;
  return tokens.some((token) => {
    if (token.kind !== "sign") return false;
    if (/^([[({]|\\begin)$/.test(token.text)) open++;
    if (/^([\])}]|\\end)$/.test(token.text)) open--;
    return token.text === "," && open === 0;
  });
}

/** The list that `28 × 28 × 6` is where a shape is asked for. */
function dimensionsIn(tokens: readonly Token[]): NdArray<Written> | undefined {
  const isTimes = (token: Token) =>
    (token.kind === "sign" && token.text === "*") || (token.kind === "name" && /^x$/i.test(token.text));
  const cells = tokens.flatMap((token) => (token.kind === "number" && isWhole(token.written) ? [token.written] : []));
  const alternate = tokens.every((token, k) => (k % 2 === 0 ? token.kind === "number" : isTimes(token)));
  return alternate && tokens.length > 2 && 2 * cells.length === tokens.length + 1
    ? { shape: [cells.length], cells }
    : undefined;
}

const NOISE = new Set([".", ",", ";", ":", "\\\\", "&", "!", "?", '"', "✓", "✔", "✅", "☑"]);

/** Without what people write behind an answer: `0.27 nats`, `0.54 (rounded)`, a full stop. */
export function withoutRemark(tokens: readonly Token[], isName: (word: string) => boolean): Token[] {
  const kept = [...tokens];
  for (;;) {
    const last = kept.at(-1);
    if (kept.length < 2 || !last) return kept;
    if (last.kind === "sign" && NOISE.has(last.text)) kept.pop();
    else if (isRemark(kept, last, isName)) kept.pop();
    else if (last.kind === "sign" && last.text === ")" && !dropGroup(kept, isName)) return kept;
    else if (last.kind !== "sign" || last.text !== ")") return kept;
  }
}

function isRemark(tokens: readonly Token[], last: Token, isName: (word: string) => boolean): boolean {
  const before = tokens.at(-2) as Token;
  const follows = before.kind !== "sign" || /^([\])}%.]|\\end)$/.test(before.text);
  return last.spaced && follows && isWord(last, isName);
}

const isWord = (token: Token, isName: (word: string) => boolean): boolean =>
  token.kind === "name" && token.text.length > 1 && !isSaid(token.text) && !isName(token.text);

/** Takes `(3 d.p.)`, `(rounded)` and `(≈ 0.27)` away. */
function dropGroup(tokens: Token[], isName: (word: string) => boolean): boolean {
  let open = 0;
  for (let k = tokens.length - 1; k > 0; k--) {
    const token = tokens[k] as Token;
    if (token.kind !== "sign") continue;
    if (token.text === ")") open++;
    if (token.text !== "(" || --open > 0) continue;
    const group = tokens.slice(k);
    const isAside = group.some((t) => isWord(t, isName) || (t.kind === "sign" && /^[≈=.]$/.test(t.text)));
    if (!isAside || !token.spaced || tokens[k - 1]?.kind === "name") return false;
    tokens.length = k;
    return true;
  }
  return false;
}

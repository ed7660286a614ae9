import { isSign, type Token } from "./lex.ts";
import { scaled, type Written, writtenNumber } from "./written.ts";

const digitsOf = (token: Token | undefined): string => (token?.kind === "number" ? token.written.text : "");

/** Puts one number in the place of several tokens. */
function joined(tokens: readonly Token[], written: Written): Token {
  const [first, last] = [tokens[0] as Token, tokens.at(-1) as Token];
  return { kind: "number", written, start: first.start, end: last.end, spaced: first.spaced };
}

/** Makes one number of `1.2·10^-4`, `10^{-4}` and `12.5%`, and a product of `0.5 x 0.2`. */
export function withNumerals(tokens: readonly Token[], source: string): Token[] {
  const done: Token[] = [];
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i] as Token;
    const length = isSign(done.at(-1), "^") ? 0 : powerOfTen(tokens, i);
    const isPercent = isSign(tokens[i + 1], "%") && !startsOperand(tokens[i + 2]);
    if (length > 0) {
      const run = tokens.slice(i, i + length);
      done.push(joined(run, scientific(run, source)));
      i += length - 1;
    } else if (token.kind === "number" && isPercent) {
      done.push(joined(tokens.slice(i, i + 2), scaled(token.written, -2, `${token.written.text}%`)));
      i++;
    } else {
      done.push(isTimes(tokens, i) ? { ...token, kind: "sign", text: "*" } : token);
    }
  }
  return done;
}

/** How many tokens from here on are `d·10^n`, or `10^-n`. */
function powerOfTen(tokens: readonly Token[], start: number): number {
  const factor = digitsOf(tokens[start]);
  const isProduct = isSign(tokens[start + 1], "*") || isTimes(tokens, start + 1);
  if (/^[\d.,]+$/.test(factor) && isProduct) {
    const length = exponentAfter(tokens, start + 2);
    if (length > 0) return length + 2;
  }
  const alone = exponentAfter(tokens, start);
  return alone > 0 && tokens.slice(start, start + alone).some((token) => isSign(token, "-")) ? alone : 0;
}

/** How many tokens are `10^n`, in brackets or not. */
function exponentAfter(tokens: readonly Token[], start: number): number {
  if (digitsOf(tokens[start]) !== "10" || !isSign(tokens[start + 1], "^")) return 0;
  let at = start + 2;
  const isOpen = isSign(tokens[at], "{", "(");
  if (isOpen) at++;
  if (isSign(tokens[at], "-", "+")) at++;
  if (!/^\d{1,3}$/.test(digitsOf(tokens[at]))) return 0;
  at++;
  if (isOpen && !isSign(tokens[at], "}", ")")) return 0;
  return at + (isOpen ? 1 : 0) - start;
}

function scientific(run: readonly Token[], source: string): Written {
  const [first, second] = run;
  const factor = first?.kind === "number" && !isSign(second, "^") ? first.written : writtenNumber("1");
  const exponent = Number([...run].reverse().map(digitsOf).find(Boolean));
  const sign = run.some((token) => isSign(token, "-")) ? -1 : 1;
  return scaled(factor, sign * exponent, source.slice(first?.start, run.at(-1)?.end));
}

const startsOperand = (token: Token | undefined): boolean => token?.kind === "number" || isSign(token, "(", "[");

/** Whether an x is a times sign: between numbers, unless it is attached to the second as in `2x1`. */
function isTimes(tokens: readonly Token[], at: number): boolean {
  const [before, x, after] = [tokens[at - 1], tokens[at], tokens[at + 1]];
  if (x?.kind !== "name" || !/^x$/i.test(x.text) || !before || !after) return false;
  const apart = x.spaced && after.spaced && (startsOperand(after) || isSign(after, "-"));
  const glued = before.kind === "number" && after.kind === "number" && /\./.test(digitsOf(before) + digitsOf(after));
  return apart ? before.kind === "number" || isSign(before, ")", "]") : glued;
}

export interface CommaReading {
  /** What the commas are. */
  as: "separators" | "decimal" | "thousands";
  tokens: Token[];
}

/**
 * The ways in which commas can be read. `0,5` is a half or two numbers, and `1,234` is a little more than one, more
 * than a thousand, or two numbers.
 */
export function commaReadings(tokens: readonly Token[]): CommaReading[] {
  const readings: CommaReading[] = [{ as: "separators", tokens: [...tokens] }];
  const decimal = withJoined(tokens, decimalAt);
  if (decimal) readings.push({ as: "decimal", tokens: decimal });
  const thousands = withJoined(tokens, thousandsAt) ?? grouped(tokens);
  if (thousands) readings.push({ as: "thousands", tokens: thousands });
  return readings;
}

/** The tokens with every group joined; undefined where there is none, or one that is written differently. */
function withJoined(
  tokens: readonly Token[],
  groupAt: (tokens: readonly Token[], at: number) => { length: number; written: Written } | "clash" | undefined,
): Token[] | undefined {
  const done: Token[] = [];
  for (let i = 0; i < tokens.length; i++) {
    const group = groupAt(tokens, i);
    if (group === "clash") return undefined;
    if (group) done.push(joined(tokens.slice(i, i + group.length), group.written));
    else done.push(tokens[i] as Token);
    i += (group?.length ?? 1) - 1;
  }
  return done.length < tokens.length ? done : undefined;
}

const isTightComma = (tokens: readonly Token[], at: number): boolean =>
  isSign(tokens[at], ",") &&
  tokens[at]?.spaced === false &&
  tokens[at + 1]?.spaced === false &&
  tokens[at + 1]?.kind === "number";

function decimalAt(tokens: readonly Token[], at: number) {
  const whole = digitsOf(tokens[at]);
  if (!isTightComma(tokens, at + 1)) return whole.includes(".") ? ("clash" as const) : undefined;
  const fraction = digitsOf(tokens[at + 2]);
  const isNumber = /^(\d+|\d{1,3}\.\d{3})$/.test(whole) && /^\d+(e[-+]?\d+)?$/i.test(fraction);
  if (!isNumber || isTightComma(tokens, at + 3)) return "clash" as const;
  const [digits = "", exponent = "0"] = fraction.split(/e/i);
  const written = writtenNumber(`${whole.replace(".", "")}.${digits}`, Number(exponent), `${whole},${fraction}`);
  return { length: 3, written };
}

function thousandsAt(tokens: readonly Token[], at: number) {
  if (!/^[1-9]\d{0,2}$/.test(digitsOf(tokens[at])) || !isTightComma(tokens, at + 1)) return undefined;
  let length = 1;
  let isWhole = true;
  while (isWhole && isTightComma(tokens, at + length) && /^\d{3}(\.\d*)?$/.test(digitsOf(tokens[at + length + 1]))) {
    isWhole = !digitsOf(tokens[at + length + 1]).includes(".");
    length += 2;
  }
  if (length === 1 || isTightComma(tokens, at + length)) return "clash" as const;
  const parts = tokens
    .slice(at, at + length)
    .map(digitsOf)
    .filter(Boolean);
  return { length, written: writtenNumber(parts.join(""), 0, parts.join(",")) };
}

/** `4 806` where nothing else stands beside it. */
function grouped(tokens: readonly Token[]): Token[] | undefined {
  const parts = tokens.map(digitsOf);
  const isGrouped = parts.length > 1 && parts.every((part, k) => (k === 0 ? /^[1-9]\d{0,2}$/ : /^\d{3}$/).test(part));
  return isGrouped ? [joined(tokens, writtenNumber(parts.join(""), 0, parts.join(" ")))] : undefined;
}

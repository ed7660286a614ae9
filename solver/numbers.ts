/** How numbers are shown: to so many decimals or significant figures; as fractions where they are rational. */
export interface NumberFormat {
  kind: "decimals" | "significant" | "fractions";
  digits: number;
}

export const defaultFormat: NumberFormat = { kind: "decimals", digits: 4 };

/** Digits beyond the format that may be added so that 0.99995 does not print as 1.0000. */
const EXTRA_DIGITS = 5;

/**
 * The text of a number, as `0.9388`, `35`, `4.91e-6`, `NaN` or `-Infinity`. What it reads as is what is carried on
 * under `carry: rounded`, so it is the one place that rounds.
 *
 * @param short whether the number is known to be a short decimal (then 0.3 prints as 0.3 and not as 0.3000)
 */
export function numberText(x: number, format: NumberFormat, short = false): string {
  if (!Number.isFinite(x)) return String(x);
  if (x === 0) return "0";
  if (Number.isInteger(x) && Math.abs(x) < 1e15) return String(x);
  if (short && decimalsOf(x) <= decimalsShown(format) && Math.abs(x) < 1e7) return plainDecimal(x);
  return format.kind === "significant" ? toSignificant(x, format.digits) : toDecimals(x, format.digits);
}

/** At least so many figures, so that a small number keeps its weight: 0.00230 beside 1.1835. */
const leastFigures = (digits: number): number => Math.max(2, digits - 1);

function toDecimals(x: number, digits: number): string {
  const size = Math.abs(x);
  if (size < Math.min(0.1, 10 ** (1 - digits)) || size >= 1e7) return scientific(x, leastFigures(digits));
  const decimals = Math.max(digits, leastFigures(digits) - 1 - Math.floor(Math.log10(size)));
  const least = digits < 2 ? digits : decimals;
  for (let d = least; d <= least + EXTRA_DIGITS; d++) {
    // What is carried on is read again: 0.995 counts as half a hundredth below 1, though its float64 lies lower still.
    const text = x.toFixed(d);
    if (!isZeroOrOne(text) && !isZeroOrOne((x * (1 + Number.EPSILON)).toFixed(d))) return text;
  }
  return x.toFixed(digits);
}

function toSignificant(x: number, digits: number): string {
  if (Math.abs(x) < 1e-3 || Math.abs(x) >= 1e7) return scientific(x, digits);
  for (let d = digits; d <= digits + EXTRA_DIGITS; d++) {
    const text = plainDecimal(x, d);
    if (!isZeroOrOne(text)) return text;
  }
  return plainDecimal(x, digits);
}

/** What a number that is neither must not print as: a probability of 1, a gradient of 0. */
const isZeroOrOne = (text: string): boolean => [0, 1, -1].includes(Number(text));

const scientific = (x: number, digits: number): string => x.toExponential(digits - 1).replace("e+", "e");

/** Without an exponent: `toPrecision` writes 1234 to two figures as 1.2e+3, people write 1200. */
function plainDecimal(x: number, significant?: number): string {
  const text = significant === undefined ? String(x) : x.toPrecision(significant);
  return text.includes("e") ? Number(text).toFixed(Math.max(0, decimalsOf(Number(text)))) : text;
}

/** Decimals in the shortest text that reads back as the number. */
function decimalsOf(x: number): number {
  const [mantissa, exponent] = String(x).split("e") as [string, string | undefined];
  return Math.max(0, (mantissa.split(".")[1]?.length ?? 0) - Number(exponent ?? 0));
}

const decimalsShown = (format: NumberFormat): number => format.digits + (format.kind === "significant" ? 2 : 0);

/** Reads `4` (decimals), `3sf` (significant figures) or `fractions`; undefined where it is none of them. */
export function parseFormat(text: string): NumberFormat | undefined {
  if (/^fractions?$/.test(text.trim())) return { ...defaultFormat, kind: "fractions" };
  const match = /^(\d{1,2})(sf)?$/.exec(text.trim());
  if (!match) return undefined;
  const digits = Number(match[1]);
  if (digits > 15 || (match[2] && digits < 1)) return undefined;
  return { kind: match[2] ? "significant" : "decimals", digits };
}

/** `4.91e-6` as `4.91\cdot10^{-6}`, `-3/20` as `-\frac{3}{20}`, `25557032` in groups of three. */
export function numberTex(text: string): string {
  const [, sign, above, below] = /^(-?)(\d+)\/(\d+)$/.exec(text) ?? [];
  if (below) return `${sign}\\frac{${grouped(above as string)}}{${grouped(below)}}`;
  if (text === "NaN") return "\\text{undefined}";
  if (text.endsWith("Infinity")) return text.replace("Infinity", "\\infty");
  const [mantissa, exponent] = text.split("e") as [string, string | undefined];
  return exponent === undefined ? grouped(mantissa) : `${mantissa}\\cdot10^{${Number(exponent)}}`;
}

/** `15470264320` as `15\,470\,264\,320`; four digits are read at a glance. */
function grouped(text: string): string {
  const [, sign = "", whole = text, rest = ""] = /^(-?)(\d+)(\..*)?$/.exec(text) ?? [];
  return whole.length < 5 ? text : sign + whole.replace(/\B(?=(\d{3})+$)/g, "\\,") + rest;
}

/** A number as somebody wrote it. */
export interface Written {
  /** `0.50`, `-3/20`, `1.2e-4`, `0,5`, `12.5%`: a sign stands close, and a minus is `-`. */
  text: string;
  value: number;
  /** Size of one unit of its last digit: 0.01 for `0.50`, 1 for `35`, 0.001 for `12.5%`; 0 where it is exact: fractions, expressions. */
  unit: number;
  /** Digits from the first that is not 0 to the last: 2 for `0.50` and `0.0012`, 3 for `100`; Infinity where it is exact. */
  significant: number;
  /** Digits after the decimal point in plain notation: 5 for `1.2e-4`, 0 for `1.2e3`; Infinity where it is exact. */
  decimals: number;
}

/**
 * Reads digits with at most one point, times a power of ten that was written in whatever way.
 *
 * @param digits `0.50`, `.5`, `35.`
 * @param text as it was written, where that differs: `0,5`, `1.2\cdot10^{-4}`
 */
export function writtenNumber(digits: string, exponent = 0, text = digits): Written {
  const [whole = "", fraction = ""] = digits.split(".");
  const last = exponent - fraction.length;
  const figures = (whole + fraction).replace(/^0+/, "").length;
  return {
    text,
    value: Number(`${digits}e${exponent}`),
    unit: Number(`1e${last}`),
    significant: Math.max(1, figures),
    decimals: Math.max(0, -last),
  };
}

/** What is no rounded number: a fraction, the value of an expression, ∞. */
export const exactly = (value: number, text: string): Written => ({
  text,
  value: value === 0 ? 0 : value,
  unit: 0,
  significant: Number.POSITIVE_INFINITY,
  decimals: Number.POSITIVE_INFINITY,
});

export const isExact = ({ unit }: Written): boolean => unit === 0;

/** A whole number without an exponent. */
export const isWhole = ({ text }: Written): boolean => /^[-+]?\d+$/.test(text);

export function negated(written: Written): Written {
  const text = written.text.startsWith("-") ? written.text.slice(1) : `-${written.text}`;
  return { ...written, text, value: written.value === 0 ? 0 : -written.value };
}

/** Times a power of ten: `12.5%`, `1.2·10^-4`. */
export function scaled({ value, unit, significant }: Written, power: number, text: string): Written {
  const shifted = (x: number): number => (/e/.test(String(x)) ? x * 10 ** power : Number(`${x}e${power}`));
  const places = -Math.round(Math.log10(unit)) - power;
  return { text, value: shifted(value), unit: shifted(unit), significant, decimals: Math.max(0, places) };
}

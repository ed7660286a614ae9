/** Where the series gives way to the continued fraction: both are at their last digits there. */
const SERIES_UP_TO = 2.5;
const [MOST_TERMS, FRACTION_DEPTH] = [60, 60];

/** The error function in float64, to a few units in the last place. */
export function erf(x: number): number {
  if (Number.isNaN(x)) return x;
  const size = Math.abs(x);
  return size < SERIES_UP_TO ? series(x) : Math.sign(x) * (1 - complement(size));
}

/** Abramowitz & Stegun 7.1.6: (2/√π) e^(−x²) Σ 2ⁿ x^(2n+1) / (1·3·…·(2n+1)). All terms have one sign. */
function series(x: number): number {
  let [term, total] = [x, x];
  for (let n = 1; n < MOST_TERMS && Math.abs(term) > Math.abs(total) * 1e-18; n++) {
    term *= (2 * x * x) / (2 * n + 1);
    total += term;
  }
  return (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x) * total;
}

/** 1 − erf x by Abramowitz & Stegun 7.1.14: e^(−x²)/√π · 1/(x + ½/(x + 1/(x + (3/2)/(x + …)))). */
function complement(x: number): number {
  let below = x;
  for (let n = FRACTION_DEPTH; n > 0; n--) below = x + n / 2 / below;
  return Math.exp(-x * x) / Math.sqrt(Math.PI) / below;
}

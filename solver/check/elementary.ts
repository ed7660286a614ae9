/** Functions of one number that appear in worked lines, under all their names. */
export const elementary: ReadonlyMap<string, (x: number) => number> = new Map([
  ["exp", Math.exp],
  ["ln", Math.log],
  ["log", Math.log],
  ["sqrt", Math.sqrt],
  ["abs", Math.abs],
  ["sigma", sigmoid],
  ["sigmoid", sigmoid],
  ["sig", sigmoid],
  ["logistic", sigmoid],
  ["tanh", Math.tanh],
  ["relu", (x) => Math.max(0, x)],
  ["sin", Math.sin],
  ["cos", Math.cos],
]);

/** Functions of several numbers. */
export const several: ReadonlyMap<string, (xs: readonly number[]) => number> = new Map([
  ["max", largest],
  ["min", (xs: readonly number[]) => -largest(xs.map((x) => -x))],
  ["sum", total],
  ["mean", (xs: readonly number[]) => total(xs) / xs.length],
  ["avg", (xs: readonly number[]) => total(xs) / xs.length],
]);

/** Values that are written as a word. */
export const constants: ReadonlyMap<string, number> = new Map([
  ["inf", Number.POSITIVE_INFINITY],
  ["infinity", Number.POSITIVE_INFINITY],
  ["nan", Number.NaN],
  ["yes", 1],
  ["true", 1],
  ["no", 0],
  ["false", 0],
]);

/** NumPy's and others' names for an array; what they wrap is what counts. */
export const wrappers: ReadonlySet<string> = new Set(["array", "matrix", "tensor", "asarray"]);
export const packages: ReadonlySet<string> = new Set(["np", "numpy", "torch", "jnp", "math", "tf"]);

export function isFunction(word: string): boolean {
  const name = word.toLowerCase();
  return elementary.has(name) || several.has(name) || name === "softmax";
}

/** Whether a word can stand in an expression of numbers. */
export function isSaid(word: string): boolean {
  const name = word.toLowerCase();
  return isFunction(name) || constants.has(name) || name === "pi" || packages.has(name) || wrappers.has(name);
}

function sigmoid(x: number): number {
  return 1 / (1 + Math.exp(-x));
}

function largest(xs: readonly number[]): number {
  return xs.reduce((most, x) => Math.max(most, x), Number.NEGATIVE_INFINITY);
}

function total(xs: readonly number[]): number {
  return xs.reduce((sum, x) => sum + x, 0);
}

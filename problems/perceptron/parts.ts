import type { Assumption, Prose, Tex } from "../../explainers/solution.ts";
import { defaultFormat, numberTex, numberText } from "../../solver/numbers.ts";
import type { Task } from "./task.ts";

/** What the parts of this topic say and write alike. */

/** A sum this far below its terms is what float64 leaves of a 0. */
const NOISE = 1e-12;

/** A short number as it is written in a table or a sentence. */
export const shown = (x: number): Tex =>
  numberTex(numberText(Math.abs(x) < NOISE ? 0 : Number(x.toPrecision(12)), defaultFormat, true));
export const point = (x: readonly number[]): Tex =>
  x.length === 1 ? shown(x[0] as number) : `(${x.map(shown).join(",\\,")})`;
export const superscript = (tex: Tex, k: number): Tex => `${tex}^{(${k})}`;

export const listed = (items: readonly (string | number)[]): string =>
  items.length > 1 ? `${items.slice(0, -1).join(", ")} and ${items.at(-1)}` : String(items[0] ?? "");
export const rowsNamed = (rows: readonly number[]): string =>
  `row${rows.length === 1 ? "" : "s"} ${listed(rows.map((row) => row + 1))}`;
export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

export const withConstant = ({ absorbed }: Task, row: readonly number[]): number[] =>
  absorbed ? [1, ...row] : [...row];
export const columnNames = (task: Task): Tex[] =>
  (task.rows[0] ?? []).map((_, k) => (isSingle(task) ? "x" : `x_{${k + 1}}`));
const isSingle = ({ rows }: Task): boolean => rows[0]?.length === 1;

/** `w_1+2w_2+b`: the weighted sum of a row with the weights left open. */
export function linearForm({ absorbed, rows }: Task, row: readonly number[], constant = 1): Tex {
  const single = rows[0]?.length === 1;
  const terms = row.map((x, k) => ({ factor: x, symbol: single && !absorbed ? "w" : `w_{${k + 1}}` }));
  const written = [...terms, { factor: constant, symbol: absorbed ? "w_{0}" : "b" }]
    .filter(({ factor }) => factor !== 0)
    .map(({ factor, symbol }) => `${signOf(factor)}${Math.abs(factor) === 1 ? "" : shown(Math.abs(factor))}${symbol}`);
  return written.join("").replace(/^\+/, "") || "0";
}
/** `2x_1-x_2+1`. */
export function lineTex({ w, b }: { w: readonly number[]; b: number }): Tex {
  const terms = w.map((x, k) => ({ x, of: w.length === 1 ? "x" : `x_{${k + 1}}` }));
  const written = [...terms, { x: b, of: "" }]
    .filter(({ x }) => shown(x) !== "0")
    .map(({ x, of }) => `${signOf(x)}${Math.abs(x) === 1 && of ? "" : shown(Math.abs(x))}${of}`);
  return written.join("").replace(/^\+/, "") || "0";
}
const signOf = (x: number): string => (x < 0 ? "-" : "+");

/** What a row's sum has to be: `>0` for the one class, `\le0` for the other. */
export const needed = ({ strict }: Task, target: number): Tex =>
  target === 1 ? (strict ? ">0" : "\\ge0") : strict ? "\\le0" : "<0";

export const firesWhere = ({ strict }: Pick<Task, "strict">): Tex => (strict ? "z>0" : "z\\ge0");
export const outputWords = (task: Task): Prose =>
  task.bipolar
    ? `The output is $1$ where $${firesWhere(task)}$, and $-1$ elsewhere.`
    : `The unit fires ($1$) where $${firesWhere(task)}$, and stays silent ($0$) elsewhere.`;

/** Whether one of the sums is no more than the rounding of float64, relative to the terms it was added up from. */
export const isNoise = (z: number, scale: number): boolean => z !== 0 && Math.abs(z) <= NOISE * scale;

/** Far above the rounding of float64, far below any sum that is not 0. */
export const little = (scale: number): number => Number(`1e${Math.floor(Math.log10(scale)) - 9}`);

/**
 * The output as a formula of the sums. A sum that is 0 but for float64's rounding would fall on the wrong side by
 * chance: there, the threshold is moved by a little.
 */
export function fire(task: Task, z: string, scale: number): string {
  const noisy = task.tape.step(z).value.cells.some((x) => isNoise(x, scale));
  const moved = noisy ? `${z} ${task.strict ? "-" : "+"} ${little(scale)}` : z;
  const output = `${task.strict ? "step" : "stepAtLeast"}(${moved})`;
  return task.bipolar ? `2 * ${output} - 1` : output;
}
export const fireRemarks = (task: Task, z: string, scale: number): Prose[] =>
  task.tape.step(z).value.cells.some((x) => isNoise(x, scale))
    ? ["A sum is exactly $0$ here; the tiny number keeps the computer's own rounding from deciding."]
    : [];

/** The size of what a weighted sum is added up from. */
export const scaleOf = (w: readonly number[], b: number, row: readonly number[]): number =>
  row.reduce((sum, x, k) => sum + Math.abs(x * (w[k] as number)), Math.abs(b));

/** Said where the choice decides something and the problem left it open. */
export const stepAssumption = ({ strict, settled }: Task): Assumption[] =>
  settled
    ? []
    : [
        {
          convention: "step.at-zero",
          value: strict ? "0" : "1",
          because: `A sum of exactly $0$ occurs; the unit is taken to fire for $${firesWhere({ strict })}$ only.`,
        },
      ];

export const THRESHOLD: Assumption = {
  convention: "b",
  value: "−θ",
  because: "A sum above the threshold is a sum minus the threshold above $0$.",
};

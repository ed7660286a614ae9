import type { Prose } from "../../explainers/solution.ts";
import { nameOfTable } from "./gates.ts";
import { firesWhere, isNoise, rowsNamed, scaleOf, shown, THRESHOLD } from "./parts.ts";
import type { Task } from "./task.ts";

/** What is said about the truth table of a unit. */

const isZero = (z: number, scale: number): boolean => z === 0 || isNoise(z, scale);
export const hasZero = (task: Task, { w, b }: { w: readonly number[]; b: number }): boolean =>
  task.tape.step("z").value.cells.some((z, row) => isZero(z, scaleOf(w, b, task.rows[row] as number[])));

/** On the threshold, the convention decides. */
export function zeroRemarks({ tape, strict, targets, bipolar }: Task, scale: number): Prose[] {
  const zeros = tape.step("z").value.cells.flatMap((z, row) => (isZero(z, scale) ? [row] : []));
  if (zeros.length === 0) return [];
  const [does, would] = strict ? ["stays silent", "it would fire"] : ["fires", "it would not"];
  const other = strict ? 1 : bipolar ? -1 : 0;
  const right = zeros.filter((row) => targets?.[row] === other).length;
  const consequence = !targets
    ? ""
    : right === 0
      ? ", which would be wrong"
      : right === zeros.length
        ? ", as it should"
        : "";
  return [
    `In ${rowsNamed(zeros)} $z$ is exactly $0$, and the unit ${does}: it fires for $${firesWhere({ strict })}$. With $${firesWhere({ strict: !strict })}$ ${would}${consequence}.`,
  ];
}

export function recognized({ tape, rows, bipolar, gate }: Task): Prose[] {
  const outputs = tape.step("yhat").value.cells.map((y) => (bipolar ? (y + 1) / 2 : y));
  const found = nameOfTable(rows, outputs);
  return found && found !== `the ${gate} gate` ? [`What comes out is ${found}.`] : [];
}

/** For which biases these weights would do, if for any. */
export function mend(task: Task, w: readonly number[]): Prose {
  const { rows, targets = [], strict, absorbed } = task;
  const sums = rows.map((row) => row.reduce((sum, x, k) => sum + x * (w[k] as number), 0));
  const of = (want: boolean) => sums.filter((_, row) => (targets[row] === 1) === want);
  const [low, high] = [-Math.min(...of(true)), -Math.max(...of(false))];
  const symbol = absorbed ? "w_0" : "b";
  if (!(low < high)) {
    const [one, other] = [sums.indexOf(-low), sums.indexOf(-high)];
    return `No other bias mends it: with these weights row ${other + 1} always has ${low === high ? "the same sum as" : "a larger sum than"} row ${one + 1}, which should fire when row ${other + 1} does not.`;
  }
  const [left, right] = strict ? ["<", "\\le "] : ["\\le ", "<"];
  const from = Number.isFinite(low) ? `${shown(low)}${left}` : "";
  const to = Number.isFinite(high) ? `${right}${shown(high)}` : "";
  return `With these weights any bias $${from}${symbol}${to}$ would do.`;
}

export function asked({ gate, rows, targets }: Task, chosen: boolean): Prose {
  if (chosen) return `A step unit that is the ${gate} gate, with its truth table.`;
  const table = rows.length === 1 ? "The output of the unit" : `The unit's output for each of the ${rows.length} rows`;
  return targets ? `${table}, and whether it is ${gate ? `the ${gate} gate` : "the target"}.` : `${table}.`;
}

export function plan({ targets }: Task, chosen: boolean): Prose {
  const start = chosen
    ? "Each row of the table is one condition on the weights; weights that meet them all are tried. "
    : "";
  const end = targets ? ", then the comparison with the target" : "";
  return `${start}The weighted sum of every row, then the step${end}.`;
}

export function assumptions(task: Task, { w, b }: { w: readonly number[]; b: number }, chosen: boolean) {
  const { given, absorbed } = task;
  if (chosen) {
    const because = "No weights are given; these are the smallest whole numbers that do it.";
    return [{ convention: "w and b", value: `(${w.join(", ")}) and ${b}`.replaceAll("-", "−"), because }];
  }
  if (given.threshold !== undefined) return [THRESHOLD];
  const stated = given.b !== undefined || (absorbed && w.length < (Array.isArray(given.w) ? given.w.length : 1));
  return stated ? [] : [{ convention: "b", value: "0", because: "No bias is given." }];
}

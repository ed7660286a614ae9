import type { Prose } from "../../explainers/solution.ts";
import { point, rowsNamed, shown } from "./parts.ts";
import type { Task } from "./task.ts";

export const COMPARED = "Against the target";

/** Records targets, errors and the number of wrong rows beside the outputs `yhat`. */
export function compare(task: Task, z?: readonly number[]): void {
  const { tape, bipolar } = task;
  const targets = task.targets as readonly number[];
  if (!tape.has("y")) tape.given("y", targets, { name: "targets", section: "Given" });
  tape.section(COMPARED);
  tape.let("e", "y - yhat", {
    tex: "\\delta",
    name: "errors of the rows",
    title: "Errors",
    why: "Target minus output: $0$ where a row is right.",
    remarks: wrongRows(task, z),
  });
  tape.let("mistakes", bipolar ? "sum((e / 2) .^ 2)" : "sum(e .^ 2)", {
    tex: "n_{\\text{wrong}}",
    name: "rows that come out wrong",
    title: "Rows that are wrong",
    why: bipolar ? "An error is $\\pm2$, so each wrong row counts one." : "Each wrong row counts one.",
    remarks: [judgement(task)],
  });
}

export const wrongOnes = ({ tape }: Task): number[] =>
  tape.step("e").value.cells.flatMap((e, row) => (e === 0 ? [] : [row]));

const MOST_NAMED = 4;

function wrongRows({ tape, rows, targets, gate }: Task, z: readonly number[] | undefined): Prose[] {
  const outputs = tape.step("yhat").value.cells;
  const wrong = outputs.flatMap((output, row) => (output === targets?.[row] ? [] : [row]));
  return wrong.slice(0, MOST_NAMED).map((row) => {
    const sum = z ? `$z=${shown(z[row] as number)}$, so the unit gives` : "the output is";
    const wants = gate ? `${gate} wants` : "the target is";
    return `Row ${row + 1}, $x=${point(rows[row] as readonly number[])}$, is wrong: ${sum} $${outputs[row]}$, but ${wants} $${targets?.[row]}$.`;
  });
}

function judgement(task: Task): Prose {
  const wrong = wrongOnes(task);
  const n = task.rows.length;
  const what = task.gate ? `${task.gate} gate` : "table that is wanted";
  if (wrong.length > 0) return `It fails on ${rowsNamed(wrong)} of ${n}, so this is not the ${what}.`;
  return n === 1 ? "The one row is right." : `All ${n} rows are right: this is the ${what}.`;
}

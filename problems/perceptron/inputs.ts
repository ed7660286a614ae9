import { superscript, withConstant } from "./parts.ts";
import type { Task } from "./task.ts";

/** The inputs of one example as a step of its own. */
export function giveExample(task: Task, i: number): string {
  const id = `x_${i + 1}`;
  if (!task.tape.has(id)) {
    const row = withConstant(task, task.rows[i] as readonly number[]);
    task.tape.given(id, row, { tex: superscript("x", i + 1), name: `inputs of example ${i + 1}`, section: "Given" });
  }
  return id;
}

/** The inputs by name, each a list over the examples. */
export function giveColumns({ tape, rows }: Task): string[] {
  return (rows[0] ?? []).map((_, k) => {
    const column = rows.map((row) => row[k] as number);
    const single = rows[0]?.length === 1;
    if (!tape.has(`x${k + 1}`))
      tape.given(`x${k + 1}`, column, { tex: single ? "x" : `x_{${k + 1}}`, section: "Given" });
    return `x${k + 1}`;
  });
}

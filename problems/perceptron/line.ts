import type { TableOfSteps } from "../topic.ts";
import { giveColumns } from "./inputs.ts";
import { fire, isNoise, outputWords, scaleOf } from "./parts.ts";
import type { Task } from "./task.ts";

export interface Verdict {
  separable: boolean;
  tables: TableOfSteps[];
}

const POSSIBLE = "A line that separates";
export const NAMED = { tex: "\\text{separable}", name: "linearly separable (1: yes, 0: no)" };

export interface Line {
  w: readonly number[];
  b: number;
}

export const isRight = ({ rows, targets = [], strict }: Task, { w, b }: Line): boolean =>
  rows.every((row, i) => {
    const z = row.reduce((sum, x, k) => sum + x * (w[k] as number), b);
    const sum = isNoise(z, scaleOf(w, b, row)) ? 0 : z;
    return (strict ? sum > 0 : sum >= 0) === (targets[i] === 1);
  });

/** A line that somebody may draw, and that it makes no mistake. */
export function recordLine(task: Task, { w, b }: Line, why: string): Verdict {
  const { tape, rows, targets = [], bipolar } = task;
  const columns = giveColumns(task);
  if (!tape.has("y")) tape.given("y", targets, { name: "targets", section: "Given" });
  tape.section(POSSIBLE);
  const terms = [...w.map((x, k) => term(x, columns[k] as string)), term(b)].filter(Boolean).join(" ") || "0 * y";
  tape.let("zline", terms.replace(/^\+ /, ""), {
    tex: "z^{*}",
    title: "A line",
    why,
  });
  const scale = Math.max(...rows.map((row) => scaleOf(w, b, row)));
  tape.let("yhatline", fire(task, "zline", scale), {
    tex: "\\hat{y}^{*}",
    title: "Its outputs",
    why: outputWords(task),
  });
  tape.let("mistakesline", bipolar ? "sum(((y - yhatline) / 2) .^ 2)" : "sum((y - yhatline) .^ 2)", {
    tex: "n_{\\text{wrong}}^{*}",
    title: "Its mistakes",
    why: "Outputs and targets agree in every row.",
  });
  tape.let("separable", "1 - step(mistakesline)", {
    ...NAMED,
    title: "Separable",
    why: task.fixedBias
      ? "A line without a mistake exists. With the bias fixed, though, the rule need not reach one."
      : "A line without a mistake exists, so the learning rule would find one if it went on (perceptron convergence theorem).",
  });
  return { separable: true, tables: [] };
}

function term(x: number, of?: string): string {
  if (x === 0) return "";
  const size = Math.abs(x) === 1 && of ? "" : `${Number(Math.abs(x).toPrecision(12))}${of ? " * " : ""}`;
  return `${x < 0 ? "-" : "+"} ${size}${of ?? ""}`;
}

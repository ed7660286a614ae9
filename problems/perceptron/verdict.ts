import type { Tex } from "../../explainers/solution.ts";
import type { TableOfSteps } from "../topic.ts";
import { giveExample } from "./inputs.ts";
import { isRight, type Line, NAMED, recordLine, type Verdict } from "./line.ts";
import { capital, columnNames, linearForm, listed, needed, point, rowsNamed, shown } from "./parts.ts";
import { separate } from "./separable.ts";
import type { Task } from "./task.ts";

const IMPOSSIBLE = "Why one unit cannot do it";

/**
 * Records `separable` (1 or 0) with its reason: weights that make no mistake, a line that separates, or sums of
 * conditions that contradict each other. `mistakes` is the step that counts the mistakes of weights already tried.
 */
export function judgeSeparability(task: Task, mistakes?: string, section?: string, last?: Line): Verdict {
  const { tape, rows } = task;
  if (mistakes && tape.step(mistakes).value.cells[0] === 0) {
    tape.let("separable", `1 - step(${mistakes})`, {
      ...NAMED,
      ...(section && { section }),
      title: "Separable",
      why: "These weights make no mistake, so a line separates the classes.",
    });
    return { separable: true, tables: [] };
  }
  const targets = task.targets as readonly number[];
  if (last && isRight(task, last))
    return recordLine(
      task,
      last,
      "The weights after the last epoch make no mistake any more; one more epoch would have shown it.",
    );
  const separation = separate(
    rows,
    targets.map((t) => t === 1),
  );
  return separation.kind === "line"
    ? recordLine(
        task,
        separation,
        `Not yet found, but there is one: $w=${point(separation.w)}$, $b=${shown(separation.b)}$.`,
      )
    : recordContradiction(task, separation.counts);
}

/** Conditions of the one class and of the other that add up to the same left-hand side. */
function recordContradiction(task: Task, counts: readonly number[]): Verdict {
  const { tape, targets = [] } = task;
  const side = (target: boolean) =>
    counts.flatMap((n, i) => (n > 0 && (targets[i] === 1) === target ? [{ i, n }] : []));
  const total = side(true).reduce((sum, { n }) => sum + n, 0);
  for (const [i, n] of counts.entries()) if (n > 0) giveExample(task, i);
  tape.section(IMPOSSIBLE);
  for (const [id, target] of [
    ["p", true],
    ["q", false],
  ] as const) {
    const terms = side(target).map(({ i, n }) => `${n === 1 ? "" : `${n} * `}${giveExample(task, i)}`);
    tape.let(id, terms.join(" + "), {
      name: `sum of the inputs that ${target ? "should fire" : "should not fire"}`,
      title: target ? "Conditions of those that fire" : "Conditions of the others",
      why: addedUp(task, side(target), target, total),
    });
  }
  const form = linearForm(task, sumOf(task, side(true)), total);
  tape.let("gap", "sum((p - q) .^ 2)", {
    tex: "\\lVert p-q\\rVert^2",
    title: "The two sums meet",
    why: `$p=q$: the same number, $${form}$, would have to be both $${needed(task, 1)}$ and $${needed(task, 0)}$.`,
  });
  tape.let("separable", separableFormula(task), {
    ...NAMED,
    title: "Contradiction",
    why: "No weights and no bias meet all the conditions: the classes are not linearly separable.",
  });
  return { separable: false, tables: [conditionTable(task, counts)] };
}

type Share = { i: number; n: number };
const sumOf = ({ rows }: Task, shares: readonly Share[]): number[] =>
  (rows[0] ?? []).map((_, k) => shares.reduce((sum, { i, n }) => sum + n * (rows[i]?.[k] as number), 0));

/** Beyond this, float64's rounding does not explain a difference between sums that should be equal. */
const TOLERANCE = 1e-9;
const separableFormula = ({ tape }: Task): string =>
  tape.step("gap").value.cells[0] === 0 ? "step(gap)" : `step(gap - ${TOLERANCE})`;

/** "Rows 2 and 3 need w₂ + b > 0 and w₁ + b > 0; added up: w₁ + w₂ + 2b > 0." */
function addedUp(task: Task, shares: readonly Share[], target: boolean, total: number): string {
  const sign = needed(task, target ? 1 : 0);
  const each = listed(shares.map(({ i }) => `$${linearForm(task, task.rows[i] as readonly number[])}${sign}$`));
  const rows = capital(rowsNamed(shares.map(({ i }) => i)));
  const needs = `${rows} need${shares.length === 1 ? "s" : ""} ${each}`;
  const often = shares.some(({ n }) => n > 1) ? ", as often as written here" : "";
  const sum = `$${linearForm(task, sumOf(task, shares), total)}${sign}$`;
  return shares.length === 1 && total === 1 ? `${needs}.` : `${needs}; added up${often}: ${sum}.`;
}

/** Conditions beyond this many are not listed. */
const MOST_ROWS = 8;

function conditionTable(task: Task, counts: readonly number[]): TableOfSteps {
  const { rows, targets = [] } = task;
  const rowsShown = rows.flatMap((_, i) => (rows.length <= MOST_ROWS || (counts[i] as number) > 0 ? [i] : []));
  const tex = (text: Tex) => ({ tex: text });
  return {
    section: IMPOSSIBLE,
    head: ["\\text{row}", ...columnNames(task), "y", "\\text{needs}"],
    rows: rowsShown.map((i) => [
      tex(String(i + 1)),
      ...(rows[i] as readonly number[]).map((x) => tex(shown(x))),
      tex(String(targets[i])),
      tex(linearForm(task, rows[i] as readonly number[]) + needed(task, targets[i] as number)),
    ]),
  };
}

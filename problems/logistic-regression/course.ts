import type { Prose } from "../../explainers/solution.ts";
import { call, name } from "../../solver/expression.ts";
import type { TableOfSteps } from "../topic.ts";
import { at, type Run } from "./pass.ts";

const SECTION = "Course of the descent";

/** The id of the step that compares the cost at the end with that at the start. */
export const CHANGE = "change";

/** J, w and b before and after every update, and whether the descent descends. */
export function recordCourse(run: Run): TableOfSteps {
  const counts = Array.from({ length: run.updates + 1 }, (_, k) => k);
  const costs = counts.map((k) => run.tape.step(run.root(k)).value.cells[0] as number);
  const [root, last] = [run.root(0), run.root(run.updates)];
  run.tape.section(SECTION);
  run.tape.let(CHANGE, call("minus", [name(last), name(root)]), {
    tex: `\\Delta ${root}`,
    name: "change of the cost",
    title: "From the first to the last",
    why: `What ${run.updates} updates have changed.`,
    remarks: [verdict(costs, root)],
  });
  return {
    section: SECTION,
    head: ["\\text{updates}", root, "w", "b"],
    rows: counts.map((k) => [{ tex: String(k) }, { id: run.root(k) }, { id: `w${at(k)}` }, { id: `b${at(k)}` }]),
  };
}

/** Changes of this share are rounding. */
const ROUNDING = 1e-12;

function verdict(costs: readonly number[], root: string): Prose {
  const moved = (k: number, sign: 1 | -1) => {
    const before = costs[k - 1] as number;
    return sign * ((costs[k] as number) - before) > ROUNDING * Math.abs(before);
  };
  const updates = costs.map((_, k) => k).slice(1);
  const rise = updates.find((k) => moved(k, 1));
  if (rise) return `$${root}$ rose with update ${rise}: the step was too long. A smaller $\\eta$ mends that.`;
  if (updates.every((k) => moved(k, -1))) return `$${root}$ fell with every update, as it should for a small $\\eta$.`;
  return `$${root}$ did not rise, but not every update changed it: the predictions are as good as they get.`;
}

import type { Outcome, TableOfSteps } from "../topic.ts";
import { COMPARED, compare, wrongOnes } from "./compare.ts";
import { unitOf } from "./gates.ts";
import {
  columnNames,
  fire,
  fireRemarks,
  linearForm,
  needed,
  outputWords,
  scaleOf,
  shown,
  stepAssumption,
  withConstant,
} from "./parts.ts";
import { unitPicture } from "./picture.ts";
import { statedUnit, type Task } from "./task.ts";
import { asked, assumptions, hasZero, mend, plan, recognized, zeroRemarks } from "./unit-words.ts";
import { judgeSeparability } from "./verdict.ts";

const SUMS = "Weighted sums";
const OUTPUTS = "Outputs";

/** The truth table of one step unit, with the weights that are given or, for a gate, with well-known ones. */
export function workUnit(task: Task): Outcome {
  const { tape, targets, gate } = task;
  const chosen = task.given.w === undefined ? gate && unitOf(gate, task.rows[0]?.length ?? 2, task.strict) : undefined;
  const unit = chosen ?? statedUnit(task);
  recordUnit(task, unit);
  if (targets) compare(task, tape.step("z").value.cells);
  const mends = targets && wrongOnes(task).length > 0 ? [mend(task, unit.w)] : [];
  const verdict = targets ? judgeSeparability(task, "mistakes", COMPARED) : undefined;
  if (targets) tape.step("mistakes").remarks.push(...(verdict?.separable === false ? [] : mends));
  const hopeless = verdict?.separable === false ? ["separable"] : [];
  return {
    answers: targets ? ["z", "yhat", "mistakes", ...hopeless] : ["z", "yhat"],
    aliases: { delta: "e" },
    asked: asked(task, chosen !== undefined),
    plan: plan(task, chosen !== undefined),
    assumed: [...assumptions(task, unit, chosen !== undefined), ...(hasZero(task, unit) ? stepAssumption(task) : [])],
    tables: [...tableOf(task, chosen !== undefined), ...(verdict?.tables ?? [])],
    ...unitPicture(task),
  };
}

function recordUnit(task: Task, { w, b }: { w: readonly number[]; b: number }): void {
  const { tape, absorbed, rows } = task;
  tape.section("Given");
  tape.given(
    "X",
    rows.map((row) => withConstant(task, row)),
    { tex: "X", name: "inputs, one example a row" },
  );
  tape.given("w", absorbed ? [b, ...w] : w, { name: "weights" });
  if (!absorbed) tape.given("b", b, { name: "bias" });
  const scale = Math.max(...rows.map((row) => scaleOf(w, b, row)));
  tape.section(SUMS);
  tape.let("z", absorbed ? "X * w" : "X * w + b", {
    name: "weighted sums of the rows",
    title: "Row by row",
    why: absorbed
      ? "Each input times its weight; the first input is always $1$, so $w_0$ is the bias."
      : "Each input times its weight, added up, plus the bias.",
  });
  tape.section(OUTPUTS);
  tape.let("yhat", fire(task, "z", scale), { name: "outputs of the rows", title: "Step", why: outputWords(task) });
  tape.step("yhat").remarks.push(...fireRemarks(task, "z", scale), ...zeroRemarks(task, scale), ...recognized(task));
}

/** The truth table as it is drawn by hand. */
function tableOf(task: Task, chosen: boolean): TableOfSteps[] {
  const { tape, rows, targets, ask } = task;
  if (ask.length > 0 && ask.every((id) => id === "z")) return [];
  const [z, yhat] = [tape.step("z").value.cells, tape.step("yhat").value.cells];
  const compared = targets && !(ask.length > 0 && ask.every((id) => id === "z" || id === "yhat"));
  const tex = (text: string) => ({ tex: text });
  return [
    {
      section: compared ? COMPARED : OUTPUTS,
      head: [
        ...columnNames(task),
        ...(chosen ? ["\\text{needs}"] : []),
        "z",
        "\\hat{y}",
        ...(compared ? ["y", ""] : []),
      ],
      rows: rows.map((row, i) => [
        ...row.map((x) => tex(shown(x))),
        ...(chosen ? [tex(linearForm(task, row) + needed(task, targets?.[i] as number))] : []),
        tex(shown(z[i] as number)),
        tex(String(yhat[i])),
        ...(compared ? [tex(String(targets[i])), tex(yhat[i] === targets[i] ? "\\checkmark" : "\\text{wrong}")] : []),
      ]),
    },
  ];
}

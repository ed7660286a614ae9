import { ProblemError } from "../../solver/errors.ts";
import type { Outcome, TableOfSteps } from "../topic.ts";
import { kindOf } from "./kinds.ts";
import { unitsPicture } from "./plot.ts";
import type { Task } from "./task.ts";
import { type Part, partOf, recordAlpha, recordUnit } from "./unit.ts";

const [VALUES, SLOPES, CHARACTER] = ["Values side by side", "Slopes side by side", "What they are like"];

/** Several activations at the same points: each worked, then side by side. */
export function workSeveral(task: Task): Outcome {
  const { tape, z, units } = task;
  if (task.dA)
    throw new ProblemError("conflict", "a gradient arrives at one activation, but several are to be compared", {
      at: "given.dA",
      suggestion: "Leave dA out, or give a single activation.",
    });
  const parts = units.map((unit) => partOf(task, unit));
  tape.section("Given");
  tape.given("z", z, { tex: "z", name: "points" });
  for (const part of parts) if (!tape.has(part.alpha)) recordAlpha(task, part);
  for (const part of parts) {
    const { name } = kindOf(part.unit);
    const title = name.charAt(0).toUpperCase() + name.slice(1);
    recordUnit(task, part, { value: title, slope: title });
    tape.step(part.a).name = `activation of ${name}`;
    tape.step(part.slope).name = `slope of ${name}`;
  }
  return {
    answers: parts.flatMap(({ a, slope }) => [a, slope]),
    asked: `${units.length} activations at ${z.cells.length === 1 ? "one point" : `${z.cells.length} points`}: values and slopes, side by side.`,
    plan: "Each by itself; then the tables: where is the output, and how much of a gradient would pass?",
    tables: [
      sideBySide(task, parts, VALUES, ({ a }) => a),
      sideBySide(task, parts, SLOPES, ({ slope }) => slope),
      characters(parts),
    ],
    assumed: task.assumed,
    ...unitsPicture(task, parts),
  };
}

function sideBySide({ z }: Task, parts: readonly Part[], section: string, id: (part: Part) => string): TableOfSteps {
  const mark = section === SLOPES ? "'" : "";
  return {
    section,
    head: ["z", ...parts.map(({ unit }) => `${kindOf(unit).tex}${mark}(z)`)],
    rows: z.cells.map((_, cell) => [{ id: "z", cell }, ...parts.map((part) => ({ id: id(part), cell }))]),
  };
}

const text = (words: string): { tex: string } => ({ tex: `\\text{${words}}` });

const characters = (parts: readonly Part[]): TableOfSteps => ({
  section: CHARACTER,
  head: ["", "\\text{range}", "\\text{centred at 0}", "\\text{steepest}", "\\text{flat at}"],
  rows: parts.map(({ unit }) => {
    const { name, range, centred, steepest, flat } = kindOf(unit);
    return [text(name), { tex: range }, text(centred), { tex: steepest }, text(flat)];
  }),
});

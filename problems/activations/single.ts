import type { Outcome, TableOfSteps } from "../topic.ts";
import { kindOf } from "./kinds.ts";
import { unitsPicture } from "./plot.ts";
import type { Task } from "./task.ts";
import { type Part, partOf, recordAlpha, recordUnit } from "./unit.ts";

const [VALUE, SLOPE, BACK] = ["Value", "Slope", "Back through the activation"];

/** One activation at some points: its value, its slope, and what the slope makes of a gradient that arrives. */
export function workSingle(task: Task): Outcome {
  const { tape, dA, z } = task;
  const part = partOf(task, task.units[0] as Part["unit"]);
  tape.section("Given");
  tape.given("z", z, { tex: "z", name: "points" });
  recordAlpha(task, part);
  if (dA) tape.given("dA", dA, { tex: "\\frac{\\partial L}{\\partial a}", name: "gradient that arrives" });
  recordUnit(task, part, { value: VALUE, slope: SLOPE });
  if (dA) recordBack(task, part);
  const learns = dA !== undefined && part.unit === "prelu";
  const answers = [part.a, part.slope, ...(dA ? ["dZ"] : []), ...(learns ? ["dalpha"] : [])];
  return {
    answers,
    aliases: { A: "a", yhat: "a", derivative: "slope", "da/dz": "slope", ...(dA && { dz: "dZ", da: "dA" }) },
    checks: Object.fromEntries(["slope", "dZ"].map((id) => [id, ["a", "slope"]])),
    ...words(task, part, task.ask.length > 0 ? task.ask : answers),
    tables: z.cells.length > 1 ? [tableOf(task, part)] : [],
    assumed: task.assumed,
    ...unitsPicture(task, [part]),
  };
}

function words({ z }: Task, { unit }: Part, wanted: readonly string[]): Pick<Outcome, "asked" | "plan"> {
  const points = z.cells.length === 1 ? `at $z=${z.cells[0]}$` : `at ${z.cells.length} points`;
  const [slope, back] = [wanted.some((id) => id !== "a" && id !== "A"), wanted.includes("dZ") || wanted.includes("dz")];
  const after = FROM_VALUE.has(unit) ? "; the slope follows from it" : "; then the slope";
  return {
    asked: `The ${kindOf(unit).name} ${points}${slope ? ": its value and its slope" : ""}${back ? ", and the gradient that it passes back" : ""}.`,
    plan: `The value${slope ? ` first${after}` : ", point by point"}${back ? "; what arrives, times the slope, goes back" : ""}.`,
  };
}

/** Units whose slope needs nothing but the activation. */
const FROM_VALUE: ReadonlySet<string> = new Set(["sigmoid", "tanh", "bipolar-sigmoid"]);

function recordBack({ tape }: Task, { unit, a, alpha }: Part): void {
  tape.section(BACK);
  tape.let("dZ", "dA .* slope", {
    tex: "\\frac{\\partial L}{\\partial z}",
    name: "gradient with respect to z",
    title: "Gradient of $z$",
    why: "Chain rule: what arrives, times the slope at the same point.",
    remarks: ["The slope at $z$, not the activation, multiplies the gradient."],
  });
  if (unit === "prelu")
    tape.backward(a, [alpha], { upstream: "dA", section: () => BACK, words: () => ({ name: "gradient of alpha" }) });
}

/** One row a point. */
function tableOf({ z, dA }: Task, { unit, a, slope }: Part): TableOfSteps {
  const { tex } = kindOf(unit);
  return {
    section: dA ? BACK : SLOPE,
    head: [
      "z",
      `${tex}(z)`,
      `${tex}'(z)`,
      ...(dA ? ["\\frac{\\partial L}{\\partial a}", "\\frac{\\partial L}{\\partial z}"] : []),
    ],
    rows: z.cells.map((_, cell) => ["z", a, slope, ...(dA ? ["dA", "dZ"] : [])].map((id) => ({ id, cell }))),
  };
}

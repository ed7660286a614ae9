import type { Prose } from "../../explainers/solution.ts";
import { kindOf, type Loss } from "./kinds.ts";
import { formulaOf, ofErrors, type Task, termOf } from "./task.ts";

/** The ids and symbols of one loss's quantities: with its name where there are several. */
export interface Names {
  /** The loss of each output, where an example has several. */
  terms: string;
  L: string;
  J: string;
  gradient: string;
  tex: (symbol: string) => string;
}

export function namesOf({ losses }: Task, loss: Loss): Names {
  const { short, sign } = kindOf(loss);
  const suffix = losses.length > 1 ? `_${short}` : "";
  const tex = (symbol: string) => (losses.length > 1 ? `${symbol}_{\\text{${sign}}}` : symbol);
  return { terms: `terms${suffix}`, L: `L${suffix}`, J: `J${suffix}`, gradient: `dyhat${suffix}`, tex };
}

/** The loss of each example, then the cost. Returns the id of the one number that is to become small. */
export function recordLoss(task: Task, loss: Loss, sections: { loss: string; cost: string }): string {
  const { tape, data } = task;
  const kind = kindOf(loss);
  const names = namesOf(task, loss);
  const single = data.m === 1;
  tape.section(sections.loss);
  recordTerms(task, loss, names);
  tape.let(names.L, formulaOf(task, loss, names.terms), {
    tex: names.tex("L"),
    name: single ? kind.name : `${kind.name} of each example`,
    title: single ? "Loss" : "Loss of each example",
    why: kind.why,
    remarks: [...(kind.slip ? [kind.slip] : []), ...pieces(task, loss), ...(kind.behind ? [kind.behind] : [])],
  });
  if (single) return names.L;
  const summed = task.choice("average") === "sum";
  tape.section(sections.cost);
  tape.let(names.J, summed ? `sum(${names.L})` : `average(${names.L}, m)`, {
    tex: names.tex("J"),
    name: summed ? `${kind.name}, summed` : kind.cost,
    title: "Cost",
    why: summed ? "The cost is the sum of the losses." : "The cost is the mean of the losses.",
  });
  return names.J;
}

/** With several outputs, the loss of each before they are added up. */
function recordTerms(task: Task, loss: Loss, names: Names): void {
  const term = termOf(task, loss);
  if (term === undefined || task.data.k === 1) return;
  task.tape.let(names.terms, term, {
    tex: names.tex("t"),
    name: `${kindOf(loss).name} of each output`,
    title: "Each output",
    why: "The loss of every output of every example by itself.",
  });
}

/** Which examples lie on the line of the Huber loss. */
function pieces({ tape, given, choice }: Task, loss: Loss): Prose[] {
  if (loss !== "huber") return [];
  const delta = given.delta ?? 1;
  const errors = tape.step("e").value.cells;
  const far = errors.flatMap((e, i) => (Math.abs(e) > delta ? [`$e_{${i + 1}}$`] : []));
  const which =
    far.length === 0
      ? "No error is beyond $\\delta$: the parabola holds everywhere."
      : far.length === errors.length
        ? "Every error is beyond $\\delta$: the line holds everywhere."
        : `Beyond $\\delta$ ${far.length === 1 ? "lies" : "lie"} ${far.join(", ")}: there the line holds, elsewhere the parabola.`;
  const printed =
    "As some notes print it, with $\\delta^2$ for $\\frac12\\delta^2$: the line then starts below the parabola's end.";
  return [which, ...(choice("huber.linear") === "notes" ? [printed] : [])];
}

/** How the number changes with each prediction. */
export function recordGradient(task: Task, loss: Loss, root: string, section: string): void {
  const { tape, data, ask } = task;
  const names = namesOf(task, loss);
  const errors = ofErrors(loss);
  const wants = data.field === "z" ? ["z", ...(ask.includes("dyhat") ? ["yhat"] : [])] : [errors ? "e" : "yhat"];
  tape.backward(root, wants, {
    // With a step of its own in between, what arrives there must be the whole gradient.
    average: wants.length > 1 || kindOf(loss).of === "margins" ? "at-once" : "late",
    section: () => section,
    id: (of) => (of === "e" || of === "yhat" ? names.gradient : `d${of}`),
    words: ({ id }) => ({
      ...(wants.includes(id) && {
        title: id === "z" ? "Gradient of $z$" : "Gradient of $\\hat{y}$",
        name: `gradient with respect to the ${id === "z" ? "logits" : "predictions"}${task.losses.length > 1 ? `, ${kindOf(loss).name}` : ""}`,
      }),
      ...(errors && {
        remarks: ["$e=\\hat{y}-y$ changes as $\\hat{y}$ does, so this is the slope in $\\hat{y}$ as well as in $e$."],
      }),
    }),
  });
  if (errors)
    tape.step(names.gradient).tex = `\\frac{\\partial ${names.tex(data.m === 1 ? "L" : "J")}}{\\partial \\hat{y}}`;
}

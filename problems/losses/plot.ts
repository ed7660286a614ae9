import type { Picture, Plot } from "../../explainers/solution.ts";
import { curveOf, grid } from "../curves.ts";
import { kindOf, type Loss } from "./kinds.ts";
import { ofErrors, type Task } from "./task.ts";

/** The errors drawn reach at least so far, and at most. */
const [NEAREST, FARTHEST] = [3, 6];
const MOST_MARKS = 8;
/** A logarithm is not drawn to its end. */
const EDGE = 0.02;

/** The loss as a curve over what it rests on, with the examples marked. */
export function lossPicture(task: Task): { picture?: Picture } {
  const errors = task.losses.filter(ofErrors);
  if (errors.length > 0) return { picture: overErrors(task, errors) };
  const [loss, other] = task.losses;
  if (other !== undefined || loss === undefined) return {};
  if (loss === "bce") return { picture: overProbabilities() };
  return {};
}

function overErrors(task: Task, losses: readonly Loss[]): Plot {
  const { tape, choice, given } = task;
  const errors = tape.step("e").value.cells;
  const end = Math.min(FARTHEST, Math.max(NEAREST, Math.ceil(Math.max(...errors.map(Math.abs)) + 0.5)));
  const constants = { delta: { shape: [], cells: [given.delta ?? 1] } };
  const formula: Partial<Record<Loss, string>> = {
    "squared-error": choice("loss.half") === "yes" ? "e .^ 2 / 2" : "e .^ 2",
    mae: "abs(e)",
    huber: choice("huber.linear") === "notes" ? "huberOfNotes(e, delta)" : "huberOf(e, delta)",
  };
  const curves = losses.map((loss) =>
    curveOf(`\\text{${kindOf(loss).name}}`, formula[loss] as string, { name: "e", points: grid(-end, end) }, constants),
  );
  return { x: "e", curves, marks: task.losses.length > 1 || task.data.k > 1 ? [] : marksOf(task, errors, end) };
}

function marksOf({ tape }: Task, errors: readonly number[], end: number): Plot["marks"] {
  const losses = tape.step("L").value.cells;
  const marks = errors.map((e, i) => ({ at: [e, losses[i] as number] as const }));
  return marks.length > MOST_MARKS ? [] : marks.filter(({ at }) => Math.abs(at[0]) <= end);
}

function overProbabilities(): Plot {
  const over = { name: "a", points: grid(EDGE, 1 - EDGE) };
  return {
    x: "\\hat{y}",
    curves: [curveOf("-\\ln\\hat{y}", "-log(a)", over), curveOf("-\\ln(1-\\hat{y})", "-log(1 - a)", over)],
    marks: [],
  };
}

import type { Outcome, TableOfSteps } from "../topic.ts";
import { kindOf } from "./kinds.ts";
import { lossPicture } from "./plot.ts";
import { ofErrors, recordData, type Task } from "./task.ts";
import { namesOf, recordGradient, recordLoss } from "./work.ts";

const [SIDE_BY_SIDE, SHARES, GRADIENTS, COSTS] = ["Side by side", "The largest loss", "Gradients", "In all"];

/** Several losses of the same predictions: who minds an outlier, and how much? */
export function workSeveral(task: Task): Outcome {
  const { losses, data } = task;
  recordData(task);
  const roots = losses.map((loss) => {
    const { name } = kindOf(loss);
    const title = name.charAt(0).toUpperCase() + name.slice(1);
    return recordLoss(task, loss, { loss: title, cost: title });
  });
  const shares = data.m > 1 ? recordShares(task) : [];
  losses.forEach((loss, k) => {
    recordGradient(task, loss, roots[k] as string, GRADIENTS);
  });
  const gradients = losses.map((loss) => namesOf(task, loss).gradient);
  return {
    answers: [...roots, ...shares, ...gradients],
    aliases: data.m > 1 ? {} : Object.fromEntries(losses.map((loss) => [namesOf(task, loss).J, namesOf(task, loss).L])),
    asked: `${losses.length} losses of the same ${data.m > 1 ? `${data.m} predictions` : "prediction"}, and what each makes of the largest error.`,
    plan: `Each loss by itself${data.m > 1 ? "; the share of its largest term" : ""}; then its pull on every prediction.`,
    tables: data.m > 1 ? [examplesTable(task), ...costsTable(task, shares), ...gradientsTable(task)] : [],
    assumed: task.assumed,
    ...lossPicture(task),
  };
}

/** Which part of the cost is the largest loss alone; of costs that are not 0. */
function recordShares(task: Task): string[] {
  const { tape, losses } = task;
  tape.section(SHARES);
  return losses.flatMap((loss) => {
    const { L, tex } = namesOf(task, loss);
    const values = tape.step(L).value.cells;
    if (!values.some((x) => x > 0) || !values.every(Number.isFinite)) return [];
    const id = `share_${kindOf(loss).short}`;
    tape.let(id, `largest(${L}) / sum(${L})`, {
      tex: tex("s"),
      name: `share of the largest loss, ${kindOf(loss).name}`,
      title: `Share of the largest ${kindOf(loss).name}`,
      why: "The largest loss as a part of all: near 1, one example decides what is learned.",
      remarks: [`The largest is that of example ${values.indexOf(Math.max(...values)) + 1}.`],
    });
    return [id];
  });
}

function examplesTable(task: Task): TableOfSteps {
  const { data, losses } = task;
  const given = data.k > 1 ? [] : ["y", "yhat", ...(losses.some(ofErrors) ? ["e"] : [])];
  const symbols = { y: "y", yhat: "\\hat{y}", e: "e" } as Readonly<Record<string, string>>;
  const names = losses.map((loss) => namesOf(task, loss));
  return {
    section: SIDE_BY_SIDE,
    head: ["i", ...given.map((id) => symbols[id] as string), ...names.map(({ tex }) => tex("L"))],
    rows: Array.from({ length: data.m }, (_, cell) => [
      { tex: String(cell + 1) },
      ...[...given, ...names.map(({ L }) => L)].map((id) => ({ id, cell })),
    ]),
  };
}

function costsTable(task: Task, shares: readonly string[]): TableOfSteps[] {
  if (shares.length < task.losses.length) return [];
  return [
    {
      section: COSTS,
      head: ["", "\\text{cost}", "\\text{share of the largest}"],
      rows: task.losses.map((loss, k) => [
        { tex: `\\text{${kindOf(loss).name}}` },
        { id: namesOf(task, loss).J },
        { id: shares[k] as string },
      ]),
    },
  ];
}

function gradientsTable(task: Task): TableOfSteps[] {
  const { data, losses } = task;
  if (data.k > 1) return [];
  const names = losses.map((loss) => namesOf(task, loss));
  return [
    {
      section: GRADIENTS,
      head: ["i", ...names.map(({ tex }) => `\\frac{\\partial ${tex("J")}}{\\partial \\hat{y}_i}`)],
      rows: Array.from({ length: data.m }, (_, cell) => [
        { tex: String(cell + 1) },
        ...names.map(({ gradient }) => ({ id: gradient, cell })),
      ]),
    },
  ];
}

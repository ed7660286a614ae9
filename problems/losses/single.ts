import type { Outcome, TableOfSteps } from "../topic.ts";
import { kindOf, type Loss } from "./kinds.ts";
import { asksForLikelihood, recordLikelihood } from "./likelihood.ts";
import { lossPicture } from "./plot.ts";
import { recordData, type Task } from "./task.ts";
import { recordGradient, recordLoss } from "./work.ts";

const [LOSS, COST, GRADIENT] = ["Loss", "Cost", "Gradient"];

/** One loss: of each example, over all, and how it changes with each prediction. */
export function workSingle(task: Task): Outcome {
  const { tape, data, choice, ask } = task;
  const loss = task.losses[0] as Loss;
  const kind = kindOf(loss);
  recordData(task);
  const root = recordLoss(task, loss, { loss: LOSS, cost: COST });
  if (loss === "squared-error" && choice("loss.half") === "no" && choice("average") !== "sum" && data.m > 1)
    tape.let("rmse", "sqrt(J)", {
      tex: "\\text{RMSE}",
      name: "root mean squared error",
      title: "Root",
      why: "The root of the mean square is measured in the units of the targets again.",
    });
  recordGradient(task, loss, root, GRADIENT);
  if (asksForLikelihood(ask)) recordLikelihood(task, loss);
  const gradient = data.field === "z" ? "dz" : "dyhat";
  const several = data.m > 1;
  const answers = [...(several ? ["L", "J"] : ["L"]), gradient];
  const wanted = ask.length > 0 ? ask : answers;
  return {
    answers,
    aliases: {
      A: "yhat",
      dA: "dyhat",
      likelihood: "P",
      ...(!several && { J: "L" }),
      ...(data.field === "z" && { Z: "z", dZ: "dz" }),
    },
    checks: { J: ["L"] },
    asked: `The ${kind.name} of ${several ? `${data.m} examples, and the cost` : "one example"}${wanted.includes(gradient) ? "; and how it changes with the predictions" : ""}.`,
    plan: planOf(task, wanted.includes(gradient)),
    tables: several ? [tableOf(task, loss)] : [],
    assumed: task.assumed,
    ...lossPicture(task),
  };
}

function planOf({ data, choice }: Task, differentiates: boolean): string {
  const first = data.field === "z" ? "The predictions, then t" : "T";
  const cost = data.m > 1 ? `, then their ${choice("average") === "sum" ? "sum" : "mean"}` : "";
  return `${first}he loss of each example${cost}${differentiates ? "; backwards from there for the gradient" : ""}.`;
}

/** Terms beyond which the arithmetic of one example is too long for a table. */
const MOST_TERMS = 4;

/** One row an example, with its arithmetic. */
function tableOf({ data, losses }: Task, loss: Loss): TableOfSteps {
  const { m, k, areLabels } = data;
  const cell = (id: string, i: number) => ({ id, cell: i });
  const columns = [
    ...(k === 1 || areLabels ? [{ head: "y", id: "y" }] : []),
    ...(k === 1 ? [{ head: "\\hat{y}", id: "yhat" }] : []),
    ...(k === 1 && kindOf(loss).of === "errors" ? [{ head: "e", id: "e" }] : []),
  ];
  const shown = k <= MOST_TERMS || areLabels || losses[0] === "cce";
  return {
    section: LOSS,
    head: ["i", ...columns.map(({ head }) => head), ...(shown ? ["\\text{by hand}"] : []), "L"],
    rows: Array.from({ length: m }, (_, i) => [
      { tex: String(i + 1) },
      ...columns.map(({ id }) => cell(id, i)),
      ...(shown ? [{ id: "L", cell: i, worked: true as const }] : []),
      cell("L", i),
    ]),
  };
}

import type { Prose } from "../../explainers/solution.ts";
import { defineTopic, type Outcome, type Setting } from "../topic.ts";
import { recordDecay } from "./decay.ts";
import { examples } from "./examples.ts";
import { type Given, given } from "./given.ts";
import { mistakes } from "./mistakes.ts";
import { recordFactor } from "./penalty.ts";
import { lossPicture } from "./plot.ts";
import { recordGivens, recordGradients, recordLoss, recordUpdate } from "./run.ts";
import { isFormula, type Task, taskOf } from "./task.ts";
import { at } from "./track.ts";

export default defineTopic<Given>({
  id: "regularization",
  title: "Regularization",
  about: "L1, L2 and elastic net: penalty, loss, gradient and update; weight decay against L2 under SGD and Adam.",
  given,
  conventions: ["l2", "adamw.decay"],
  answers: [
    { id: "R", about: "the penalty; R_# after # updates" },
    { id: "J", about: "loss with penalty" },
    { id: "L", about: "loss without penalty" },
    { id: "factor", about: "factor of the squares, where the convention l2 has another than λ" },
    { id: "dR", about: "gradient of the penalty; dR_W1, dR_W2 for several layers" },
    { id: "g", about: "gradient of the loss with penalty; g_W1, g_W2 for several layers" },
    { id: "w_#", about: "weights after # updates; W1_1, W2_1 for several layers" },
    { id: "b_1", about: "bias after the update" },
    {
      id: "decay",
      about: "rate of the weight decay that corresponds to the penalty; shrink is the factor of one update",
    },
    { id: "wd_#", about: "weights after # updates by weight decay" },
    { id: "difference", about: "L2 minus weight decay" },
  ],
  mistakes,
  solve,
  examples,
});

function solve(problem: Given, setting: Setting): Outcome {
  const task = taskOf(problem, setting);
  const { updates, weights, loss } = task;
  recordGivens(task);
  recordFactor(task);
  const differentiates =
    isFormula(loss) || weights.some(({ gradient }) => gradient) || setting.ask.some((id) => id.startsWith("dR"));
  const titled = (k: number) => (title: string) => (updates > 1 ? `Update ${k + 1} · ${title}` : title);
  for (let k = 0; k < Math.max(1, updates); k++) {
    recordLoss(task, k, titled(k));
    if (differentiates || updates > 0) recordGradients(task, k, titled(k)("Gradient"));
    if (k < updates) recordUpdate(task, k + 1, titled(k)(updates > 1 ? "Step" : "Update"));
  }
  if (updates > 0 && setting.ask.some((id) => new RegExp(`^[RJL]_${updates}$`).test(id)))
    recordLoss(task, updates, (title) => `After ${updates === 1 ? "the update" : `${updates} updates`} · ${title}`);
  const differences = task.decays ? recordDecay(task) : [];
  return {
    answers: answersOf(task, differences),
    aliases: aliasesOf(task),
    ...words(task),
    folded: Array.from({ length: Math.max(0, updates - 1) }, (_, k) =>
      ["Penalty", "Loss", "Gradient", "Step"].map((title) => `Update ${k + 2} · ${title}`),
    ).flat(),
    assumed: task.assumed,
    ...lossPicture(task),
  };
}

function answersOf({ weights, loss, updates, decays, given, tape }: Task, differences: readonly string[]): string[] {
  const single = weights.length === 1;
  const gradients = weights.map(({ id }) => (single ? "g" : `g_${id}`));
  const penalties = weights.map(({ id }) => (single ? "dR" : `dR_${id}`));
  const shown = tape.has(gradients[0] as string) ? gradients : penalties.filter((id) => tape.has(id));
  return [
    "R",
    ...(loss === undefined ? [] : ["J"]),
    ...shown,
    ...(updates > 0 ? weights.map(({ id }) => `${id}_${updates}`) : []),
    ...(updates > 0 && given.b !== undefined ? ["b_1"] : []),
    ...(decays ? [...weights.map(({ id }) => `${id}d_${updates}`), ...differences] : []),
  ];
}

function aliasesOf({ weights, updates, tape }: Task): Record<string, string> {
  const [first] = weights;
  const single = weights.length === 1 && first?.id === "w";
  const renamed = Array.from({ length: updates }, (_, k) => [`W_${k + 1}`, `w_${k + 1}`] as const);
  const known = Object.entries({
    penalty: "R",
    dJ: single ? "g" : "",
    "dJ/dw": single ? "g" : "",
    "dR/dw": single ? "dR" : "",
    W: single ? "w" : "",
    dW: single ? `dw${at(0)}` : "",
  });
  return Object.fromEntries([...known, ...(single ? renamed : [])].filter(([id, of]) => tape.has(of) && !tape.has(id)));
}

const NAMES = { l1: "L1", l2: "L2", "elastic-net": "elastic-net" } as const;

function words({ given, loss, updates, decays, adam, weights, tape }: Task): { asked: Prose; plan: Prose } {
  const update = updates === 1 ? "one update" : `${updates} updates`;
  const by = adam ? "Adam" : "gradient descent";
  const gradient = tape.has("dR") || tape.has(`dR_${weights[0]?.id}`);
  const parts = [
    `The ${NAMES[given.penalty]} penalty`,
    ...(loss === undefined ? [] : ["the loss with it"]),
    ...(gradient ? ["the gradient"] : []),
    ...(updates > 0 ? [`${update} of ${by}`] : []),
    ...(decays ? ["the same by weight decay"] : []),
  ];
  return {
    asked: `${parts.length > 1 ? `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}` : parts[0]}.`,
    plan: `What the weights cost${loss === undefined ? "" : ", added to the loss"}${gradient ? "; its slope" : ""}${updates > 0 ? ", and a step against the whole gradient" : ""}${decays ? "; then with the weights shrunk directly, and the difference" : ""}.`,
  };
}

import { recordAdam } from "./adam.ts";
import { decayFactor } from "./penalty.ts";
import { recordData, recordDataGradient } from "./run.ts";
import type { Task } from "./task.ts";
import { newTex, WITH_DECAY, weightsAt } from "./track.ts";
import type { Weights } from "./weights.ts";

const SECTION = "Weight decay in its place";
const COMPARED = "Compared";

/** All updates once more, with the weights decayed directly and not by way of the gradient; then the difference. */
export function recordDecay(task: Task): string[] {
  const { tape, weights, updates } = task;
  tape.section(SECTION);
  tape.let("decay", decayFactor(task), {
    tex: "\\kappa",
    name: "rate of the weight decay",
    title: "What corresponds to $\\lambda$",
    why: "The gradient of the penalty is this number times $w$: the weights are to decay at the same rate.",
  });
  if (!task.adam)
    tape.let("shrink", "1 - learningRate * decay", {
      tex: "s",
      name: "factor of shrinking",
      title: "Factor of shrinking",
      why: "What an update leaves of every weight before anything is learned.",
    });
  for (let k = 1; k <= updates; k++) {
    if (k > 1) tape.section(`${SECTION} · update ${k}`);
    for (const own of weights) recordOne(task, own, k);
  }
  tape.section(COMPARED);
  return weights.map((own) => recordDifference(task, own));
}

function recordOne(task: Task, own: Weights, k: number): void {
  const { tape, adam, updates } = task;
  const section = k > 1 ? `${SECTION} · update ${k}` : SECTION;
  // At the start both ways have the same loss and the same gradient of it.
  if (k > 1) recordData(task, WITH_DECAY, k - 1);
  const g = k > 1 ? recordDataGradient(task, WITH_DECAY, own, k - 1, section) : `d${own.id}`;
  tape.section(section);
  const words = {
    tex: newTex(`${own.tex}'`, k, updates),
    name: `${own.id} by weight decay after ${k} update${k === 1 ? "" : "s"}`,
    title: "New weights by weight decay",
    why: adam
      ? "Adam sees the gradient of the loss alone; the decay is taken off beside it, undivided (AdamW)."
      : "Shrink, then one step against the gradient of the loss alone.",
  };
  if (adam) recordAdam(task, WITH_DECAY, k, g, words);
  else
    tape.let(
      weightsAt(WITH_DECAY, own.id, k),
      `shrink * ${weightsAt(WITH_DECAY, own.id, k - 1)} - learningRate * ${g}`,
      words,
    );
}

function recordDifference({ tape, weights, adam, updates }: Task, { id, tex }: Weights): string {
  const difference = weights.length === 1 ? "difference" : `difference_${id}`;
  tape.let(difference, `${id}_${updates} - ${weightsAt(WITH_DECAY, id, updates)}`, {
    tex: weights.length === 1 ? "\\Delta" : `\\Delta_{${tex}}`,
    name: "L2 minus weight decay",
    title: "L2 minus weight decay",
    why: adam
      ? "Under Adam they differ: in the gradient, the penalty is divided by the size of that very gradient."
      : "Under plain gradient descent they are one and the same.",
    remarks: adam
      ? ["A weight with large gradients is hardly regularized by L2 under Adam; weight decay treats all alike."]
      : [],
  });
  return difference;
}

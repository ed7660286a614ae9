import { at, iteration } from "../mlp/ids.ts";
import type { Kind } from "./given.ts";
import type { Setup } from "./setup.ts";
import { lossRemarks } from "./words.ts";

/** Exponents beyond this are too large for a float64. */
const MOST_EXPONENT = 700;

/** Probabilities from the scores: by a softmax over all, or by a sigmoid for each. */
export function recordPrediction(run: Setup, kind: Kind, k: number): void {
  const { tape } = run;
  run.section(kind, k, "Probabilities");
  if (kind === "softmax") recordSoftmax(run, k);
  else
    tape.let(run.id("yhat", kind, k), `sigmoid(Z${at(k)})`, {
      tex: run.tex(run.letter("\\hat{y}"), kind, k),
      name: `probabilities${run.compares ? ", sigmoid" : ""}`,
      title: "A sigmoid for each",
      why: "Every unit answers its own yes-or-no question, whatever the others say.",
      remarks: k === 0 ? ["They need not sum to 1: several of them may be true at once, or none."] : [],
    });
  if (k > 0) return;
  tape.let(run.id("decision", kind), decision(run, kind), {
    tex: run.tex("\\hat{c}", kind),
    name: `decision${run.compares ? `, ${kind}` : ""}`,
    title: "Decision",
    why: kind === "softmax" ? "The most probable class, marked by a 1." : "Yes (1) where the probability is above ½.",
  });
}

const decision = (run: Setup, kind: Kind): string =>
  kind === "softmax" ? `isLargest(${run.id("yhat", kind)}${run.axis()})` : `step(${run.id("yhat", kind)} - 0.5)`;

/** As by hand: the exponentials, their sum, the shares. */
function recordSoftmax(run: Setup, k: number): void {
  const { tape } = run;
  const mark = iteration(k);
  const shifts = tape.step(`Z${at(k)}`).value.cells.some((z) => Math.abs(z) > MOST_EXPONENT);
  if (shifts)
    tape.let(`zmax${at(k)}`, `largest(Z${at(k)}${run.axis()})`, {
      tex: `z_{\\max}${k > 0 ? `^{(${k})}` : ""}`,
      title: "Largest score",
      why: "It is subtracted from all, so that no exponential overflows; the shares stay the same.",
    });
  tape.let(`E${at(k)}`, shifts ? `exp(Z${at(k)} - zmax${at(k)})` : `exp(Z${at(k)})`, {
    tex: `E${mark}`,
    name: "exponentials",
    title: "Exponentials",
    why: "They turn any score into a positive number and keep the order.",
  });
  tape.let(`S${at(k)}`, `sum(E${at(k)}${run.axis()})`, {
    tex: `S${mark}`,
    name: "sum of the exponentials",
    title: run.single ? "Their sum" : "Their sum in each example",
    why: "What each of them is a share of.",
  });
  tape.let(run.id("yhat", "softmax", k), `E${at(k)} ./ S${at(k)}`, {
    tex: run.tex(run.letter("\\hat{y}"), "softmax", k),
    name: `probabilities${run.compares ? ", softmax" : ""}`,
    title: "Softmax",
    why: "Each exponential as a share of all of them.",
    remarks: k === 0 ? ["All are positive and sum to 1: raising one probability lowers the others."] : [],
  });
}

/** The loss of each example, and the cost of several. */
export function recordCost(run: Setup, kind: Kind, k: number): void {
  const { tape, single, data } = run;
  run.section(kind, k, single ? "Loss" : "Loss and cost");
  const yhat = run.id("yhat", kind, k);
  const L = {
    tex: run.tex("L", kind, k),
    name: `${single ? "loss" : "losses of the examples"}${run.compares ? `, ${kind}` : ""}`,
    title: single ? "Loss" : "Loss of each example",
    remarks: k === 0 ? lossRemarks(run, kind) : [],
  };
  if (kind === "sigmoid" && single) {
    tape.let(run.id("ell", kind, k), `bce(${yhat}, y, {axis: ${1 - data.axis}})`, {
      tex: `\\ell${iteration(k)}`,
      name: "losses of the units",
      title: "Loss of each unit",
      why: "Each unit has a cross-entropy of its own: minus the logarithm of what it gave to the truth.",
    });
    const why = "The loss is the sum over the units.";
    tape.let(run.id("L", kind, k), `sum(${run.id("ell", kind, k)})`, { ...L, why });
  } else {
    tape.let(run.id("L", kind, k), `${kind === "softmax" ? "cce" : "bce"}(${yhat}, y${run.axis()})`, {
      ...L,
      why:
        kind === "softmax"
          ? "Minus the logarithm of the probability given to the true class."
          : "The cross-entropies of its units, added up.",
    });
  }
  if (single) return;
  const sum = run.choice("average") === "sum";
  tape.let(run.id("J", kind, k), sum ? `sum(${run.id("L", kind, k)})` : `average(${run.id("L", kind, k)}, m)`, {
    tex: run.tex("J", kind, k),
    name: `cost${run.compares ? `, ${kind}` : ""}`,
    title: "Cost",
    why: sum ? "The cost is the sum of the losses." : "The cost is the mean loss of the examples.",
  });
}

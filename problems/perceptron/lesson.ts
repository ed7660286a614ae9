import type { Prose } from "../../explainers/solution.ts";
import type { TableOfSteps } from "../topic.ts";
import type { Task } from "./task.ts";

/** How a run of the learning rule is told. */

export interface Course {
  epochs: number;
  converged: boolean;
  /** For each epoch, the section that its last example is in. */
  sections: string[];
  /** Sections that are worked in full. */
  full: Set<string>;
  firstMistake?: number;
  /** Epochs after which the weights are the same: everything repeats. */
  cycle?: { first: number; again: number };
  touchedZero: boolean;
}

export function plan({ bipolar, absorbed, fixedBias }: Task): Prose {
  const [step, what] = bipolar ? ["y", "sum, output"] : ["\\delta", "sum, output, error $\\delta=y-\\hat{y}$"];
  const bias = absorbed || fixedBias ? "" : `, $b\\leftarrow b+\\eta\\,${step}$`;
  return `Example after example: ${what}; after a mistake $w\\leftarrow w+\\eta\\,${step}\\,x$${bias}. Epoch after epoch, until one goes by without a mistake.`;
}

/** Title, reason and slips of the error step. */
export function ruleWords({ bipolar, margin, tape, targets }: Task, k: number, i: number) {
  const target = targets?.[i] as number;
  const output = tape.step(`yhat_${k}`).value.cells[0] as number;
  const title = bipolar ? "Direction" : "Error";
  if (k > 1)
    return {
      title,
      why: margin
        ? "Learned from where $y\\,z\\le0$."
        : bipolar
          ? "$y$ where it is wrong, else $0$."
          : "Target minus output.",
    };
  if (margin)
    return { title, why: "$y$ where $y\\,z\\le0$, else $0$: also on the line itself an example counts as wrong." };
  if (bipolar) return { title, why: "Half of target minus output: $y$ where the output is wrong, else $0$." };
  const sense =
    target === output
      ? []
      : [target > output ? "It should have fired: the sum must rise." : "It should not have fired: the sum must fall."];
  return {
    title,
    why: "Target minus output: $1$ if it should have fired, $-1$ if it should not have, $0$ if it is right.",
    remarks: sense,
  };
}

export function stopWords({ converged, epochs, cycle }: Course): Prose {
  if (converged) return `Epoch ${epochs} is the first without a mistake: from here on nothing would change.`;
  if (!cycle) return `After ${epochs} ${epochs === 1 ? "epoch" : "epochs"} there are still mistakes.`;
  const { first, again } = cycle;
  const period = again - first === 1 ? "epoch repeats" : `${again - first} epochs repeat`;
  const before = first === 0 ? "at the start" : `after epoch ${first}`;
  return `After epoch ${again} the weights are what they were ${before}: from then on the same ${period} for ever.`;
}

/** An epoch as a student draws it: one row an example. */
export function epochTable(
  { rows, absorbed, fixedBias, margin }: Task,
  { sections }: Course,
  epoch: number,
): TableOfSteps {
  const id = (step: string) => ({ id: step });
  const bias = (k: number) => (absorbed || fixedBias ? [] : [id(`b_${k}`)]);
  const before = (epoch - 1) * rows.length;
  const start = Array.from({ length: margin ? 4 : 5 }, () => ({ tex: "" }));
  return {
    section: sections[epoch - 1] as string,
    head: ["x", "y", "z", ...(margin ? [] : ["\\hat{y}"]), "\\delta", "w", ...(absorbed || fixedBias ? [] : ["b"])],
    rows: [
      ...(epoch === 1 ? [[...start, id("w_0"), ...bias(0)]] : []),
      ...[...rows.keys()].map((i) => {
        const k = before + i + 1;
        const output = margin ? [] : [`yhat_${k}`];
        return [`x_${i + 1}`, `y_${i + 1}`, `z_${k}`, ...output, `e_${k}`, `w_${k}`].map(id).concat(bias(k));
      }),
    ],
  };
}

import type { Assumption, Picture, Prose } from "../../explainers/solution.ts";
import { defineTopic, type Outcome, type Setting, type TableOfSteps } from "../topic.ts";
import { examples } from "./examples.ts";
import { type Given, given } from "./given.ts";
import { mistakes } from "./mistakes.ts";
import { Run } from "./run.ts";

export default defineTopic<Given>({
  id: "early-stopping",
  title: "Early stopping",
  about: "From the validation losses of the epochs: which is the best, when training stops, and what is kept.",
  given,
  conventions: ["patience"],
  answers: [
    { id: "stopEpoch", about: "the epoch after which training stops" },
    { id: "bestEpoch", about: "the epoch whose validation loss is the best" },
    { id: "bestLoss", about: "its validation loss; bestAccuracy where accuracies are given" },
    { id: "returned", about: "the validation loss of the network that is kept" },
    { id: "w", about: "the parameters that are kept, where they are given" },
    { id: "improved_#", about: "1 if epoch # counts as better, else 0" },
    { id: "best_#", about: "the best validation loss up to epoch #; likewise bestEpoch_#" },
    { id: "wait_#", about: "epochs in a row without improvement, after epoch #" },
    { id: "stop_#", about: "1 if training stops after epoch #" },
    { id: "gap_#", about: "validation minus training loss in epoch #" },
  ],
  mistakes,
  solve,
  examples,
});

function solve(problem: Given, { tape, conventions }: Setting): Outcome {
  const run = new Run(problem, tape, conventions.patience === "exceeded");
  const { last, stopped, epochs } = run;
  const answers = [
    "stopEpoch",
    "bestEpoch",
    problem.rises ? "bestAccuracy" : "bestLoss",
    ...(problem.w ? ["w"] : ["returned"]),
  ];
  const all = epochs.flatMap((t) => [...run.columns(t), `improved_${t}`, `stop_${t}`]).filter((id) => tape.has(id));
  const what = problem.rises ? "validation accuracies" : "validation losses";
  return {
    answers,
    aliases: {
      bestEpoch: `bestEpoch_${last}`,
      [problem.rises ? "bestAccuracy" : "bestLoss"]: `best_${last}`,
      wait: `wait_${last}`,
      waited: `wait_${last}`,
    },
    checks: { stopEpoch: all, [`bestEpoch_${last}`]: all },
    asked: `From the ${what} of ${problem.watched.length} epoch${problem.watched.length === 1 ? "" : "s"}: when training stops with patience ${problem.patience}, and which epoch is kept.`,
    plan: "Epoch by epoch: is it better than the best so far? If so, the count starts again; if not, it goes up by one, until patience is at its end.",
    tables: [tableOf(run)],
    folded: epochs.filter((t) => t > run.first + 2 && t !== last).map((t) => `Epoch ${t}`),
    assumed: assumed(problem, conventions.patience === undefined && stopped),
    ...(problem.watched.length > 1 && { picture: pictureOf(run) }),
    warnings: warnings(run),
  };
}

/** What the choices that were left open have decided. */
function assumed({ restoreBest, patience }: Given, mattered: boolean): Assumption[] {
  const stop = {
    convention: "patience",
    value: "reached",
    because: `Training stops after ${patience} epoch${patience === 1 ? "" : "s"} in a row without improvement, not one later.`,
  };
  const restore = {
    convention: "restoreBest",
    value: "true",
    because: "The network of the best epoch is kept, not the last one.",
  };
  return [...(mattered && patience > 0 ? [stop] : []), ...(restoreBest === undefined ? [restore] : [])];
}

/** What the epochs after the stop would have shown. */
function warnings({ given, tape, last, stopped, first, watch }: Run): Prose[] {
  if (!stopped) return [];
  const sign = given.rises ? -1 : 1;
  const best = tape.step(`best_${last}`).value.cells[0] as number;
  const later = given.watched.slice(last - first + 1);
  const lowest = Math.min(...later.map((x) => sign * x));
  if (!(lowest < sign * best)) return [];
  const epoch = last + 1 + later.findIndex((x) => sign * x === lowest);
  return [
    `The table goes on after the stop: epoch ${epoch} would have been better ($${watch.id}=${sign * lowest}$), which this patience never sees.`,
  ];
}

function tableOf(run: Run): TableOfSteps {
  const { epochs, tape, last } = run;
  const symbols = run.columns(0).map((id) => run.symbol(id.split("_")[0] as string, "t"));
  const mark = (t: number) => (tape.has(`improved_${t}`) ? { id: `improved_${t}` } : { tex: "" });
  return {
    section: `Epoch ${last}`,
    head: ["t", ...symbols.slice(0, -2), "\\text{better}_t", ...symbols.slice(-2)],
    rows: epochs.map((t) => {
      const cells = run.columns(t).map((id) => ({ id }));
      return [{ tex: String(t) }, ...cells.slice(0, -2), mark(t), ...cells.slice(-2)];
    }),
  };
}

/** Validation, and training, over the epochs; the best and the last one trained are marked. */
function pictureOf({ given, first, tape, last, watch }: Run): Picture {
  const line = (label: string, values: readonly number[]) => ({
    label,
    points: values.map((x, k) => [first + k, x] as const),
  });
  const best = tape.step(`bestEpoch_${last}`).value.cells[0] as number;
  const at = (t: number) => [t, given.watched[t - first] as number] as const;
  return {
    x: "\\text{epoch}",
    curves: [
      line(`\\text{${watch.name}}`, given.watched),
      ...(given.training ? [line("\\text{training loss}", given.training)] : []),
    ],
    marks: [
      { at: at(best), label: "\\text{best}" },
      ...(last === best ? [] : [{ at: at(last), label: "\\text{stop}" }]),
    ],
  };
}

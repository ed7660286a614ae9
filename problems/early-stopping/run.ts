import type { Prose, Tex } from "../../explainers/solution.ts";
import { ShapeError } from "../../solver/errors.ts";
import { sameShape } from "../../solver/ndarray.ts";
import type { Tape, Words } from "../../solver/tape.ts";
import { array } from "../arrays.ts";
import type { Given } from "./given.ts";

/** What is written for losses, of which the least is the best, and for accuracies, of which the largest is. */
interface Watch {
  id: string;
  name: string;
  /** Whether an epoch is better: formulas over what is watched and the best before. */
  better: (x: string, best: string, delta: string) => string;
  best: string;
  why: Prose;
}

const LOSS: Watch = {
  id: "L",
  name: "validation loss",
  better: (x, best, delta) => `lessThan(${x}, ${best}${delta && ` - ${delta}`})`,
  best: "minimum",
  why: "the loss must lie below the best so far",
};
const ACCURACY: Watch = {
  id: "A",
  name: "validation accuracy",
  better: (x, best, delta) => `lessThan(${best}${delta && ` + ${delta}`}, ${x})`,
  best: "maximum",
  why: "the accuracy must lie above the best so far",
};

/** Training as it is watched: epoch by epoch until patience is at its end, or the epochs are. */
export class Run {
  readonly tape: Tape;
  readonly given: Given;
  readonly watch: Watch;
  /** Whether training stops only when patience is exceeded. */
  readonly exceeds: boolean;
  /** The epochs that were trained, by number. */
  readonly epochs: number[] = [];
  stopped = false;

  constructor(given: Given, tape: Tape, exceeds: boolean) {
    this.tape = tape;
    this.given = given;
    this.watch = given.rises ? ACCURACY : LOSS;
    // With no patience at all, an epoch that is better must not stop it.
    this.exceeds = exceeds || given.patience === 0;
    this.#recordGivens();
    for (let k = 0; k < given.watched.length && !this.stopped; k++) this.#epoch(given.firstEpoch + k);
    this.#recordOutcome();
  }

  get first(): number {
    return this.given.firstEpoch;
  }

  get last(): number {
    return this.epochs.at(-1) as number;
  }

  /** Ids of the columns of the table, for an epoch. */
  columns(t: number): string[] {
    const { training } = this.given;
    return [
      ...(training ? [`T_${t}`] : []),
      `${this.watch.id}_${t}`,
      ...(training ? [`gap_${t}`] : []),
      `best_${t}`,
      `wait_${t}`,
    ];
  }

  symbol = (id: string, t: number | string): Tex =>
    ({
      best: `${this.watch.id}^{*}_{${t}}`,
      bestEpoch: `t^{*}_{${t}}`,
      kept: `w^{*}_{${t}}`,
      improved: `\\text{better}_{${t}}`,
      wait: `\\text{wait}_{${t}}`,
      stop: `\\text{stop}_{${t}}`,
      gap: `\\text{gap}_{${t}}`,
    })[id] ?? `${id}_{${t}}`;

  #recordGivens(): void {
    const { tape, given, watch, first } = this;
    const { watched, training, w, patience, minDelta } = given;
    tape.section("Given");
    const each = (id: string, values: readonly number[], name: string) => {
      for (const [k, x] of values.entries())
        tape.given(`${id}_${first + k}`, x, { tex: this.symbol(id, first + k), name: `${name} of epoch ${first + k}` });
    };
    each(watch.id, watched, watch.name);
    if (training) each("T", training, "training loss");
    const parameters = w?.map((value, k) => array(`w.${k}`, value)) ?? [];
    for (const [k, value] of parameters.entries()) {
      if (!sameShape(value.shape, parameters[0]?.shape ?? []))
        throw new ShapeError(`the parameters of epoch ${first + k} have another shape than those of the first`, {
          at: `given.w.${k}`,
          suggestion: "Give the same parameters for every epoch.",
        });
      tape.given(`w_${first + k}`, value, { tex: `w_{${first + k}}`, name: `parameters of epoch ${first + k}` });
    }
    tape.given("patience", patience, { tex: "p", name: "patience" });
    if (minDelta !== undefined)
      tape.given("minDelta", minDelta, { tex: "\\delta", name: "what an epoch must be better by" });
    tape.given("restore", given.restoreBest === false ? 0 : 1, {
      tex: "\\text{restore}",
      name: "whether the best parameters are restored",
    });
  }

  #let(id: string, t: number, formula: string, words: Words): void {
    this.tape.let(`${id}_${t}`, formula, { tex: this.symbol(id, t), ...words });
  }

  #epoch(t: number): void {
    this.tape.section(`Epoch ${t}`);
    if (t === this.first) this.#start(t);
    else this.#judge(t);
    if (this.given.training)
      this.#let("gap", t, `${this.watch.id}_${t} - T_${t}`, {
        name: `gap in epoch ${t}`,
        title: "Gap",
        why: "Validation minus training loss: it grows where the network learns its examples by heart.",
      });
    this.epochs.push(t);
    if (t === this.first) return;
    this.#let("stop", t, this.exceeds ? `lessThan(patience, wait_${t})` : `atLeast(wait_${t}, patience)`, {
      name: `whether training stops after epoch ${t}`,
      title: "Stop?",
      why: this.exceeds
        ? "Only when more epochs in a row were no better than patience allows."
        : "Once as many epochs in a row were no better as patience allows.",
    });
    this.stopped = this.tape.step(`stop_${t}`).value.cells[0] === 1;
  }

  #start(t: number): void {
    this.#let("best", t, `${this.watch.id}_${t}`, {
      name: `best after epoch ${t}`,
      title: "Best so far",
      why: "The first epoch is the best there is yet.",
    });
    this.#let("bestEpoch", t, String(t), {
      name: `best epoch after epoch ${t}`,
      title: "Best epoch",
      why: "It is this one.",
    });
    this.#let("wait", t, "0", {
      name: `epochs without improvement after epoch ${t}`,
      title: "Waiting",
      why: "Nobody has waited yet.",
    });
    if (this.given.w)
      this.#let("kept", t, `w_${t}`, {
        name: `parameters kept after epoch ${t}`,
        title: "Kept",
        why: "Its parameters are kept.",
      });
  }

  #judge(t: number): void {
    const { watch, given } = this;
    const [x, delta] = [`${watch.id}_${t}`, given.minDelta === undefined ? "" : "minDelta"];
    const chosen = (id: string, own: string) => `choose(improved_${t}, ${own}, ${id}_${t - 1})`;
    this.#let("improved", t, watch.better(x, `best_${t - 1}`, delta), {
      name: `whether epoch ${t} is better`,
      title: "Better?",
      why: `To count, ${watch.why}${delta ? ", and by more than $\\delta$" : ""}.`,
      remarks: t === this.first + 1 ? ["Compared with the best so far, not with the epoch before."] : [],
    });
    this.#let("best", t, delta ? chosen("best", x) : `${watch.best}(best_${t - 1}, ${x})`, {
      name: `best after epoch ${t}`,
      title: "Best so far",
      why: delta ? "Only an epoch that counts as better takes its place." : "The better of the two.",
    });
    this.#let("bestEpoch", t, chosen("bestEpoch", String(t)), {
      name: `best epoch after epoch ${t}`,
      title: "Best epoch",
      why: "This one if it was better; else the one before stays.",
    });
    this.#let("wait", t, `choose(improved_${t}, 0, wait_${t - 1} + 1)`, {
      name: `epochs without improvement after epoch ${t}`,
      title: "Waiting",
      why: "An epoch that is better sets the count back to 0; any other adds 1.",
    });
    if (given.w)
      this.#let("kept", t, chosen("kept", `w_${t}`), {
        name: `parameters kept after epoch ${t}`,
        title: "Kept",
        why: "A copy is made whenever an epoch is better.",
      });
  }

  #recordOutcome(): void {
    const { tape, last, watch } = this;
    tape.step(`bestEpoch_${last}`).name = "best epoch";
    tape.step(`best_${last}`).name = `${watch.name} of the best epoch`;
    tape.section("Outcome");
    tape.let("stopEpoch", `bestEpoch_${last} + wait_${last}`, {
      tex: "t_{\\text{stop}}",
      name: this.stopped ? "epoch after which training stops" : "last epoch",
      title: this.stopped ? "Where training stops" : "The last epoch",
      why: this.stopped
        ? "The best epoch, and the epochs that were waited after it."
        : "Patience never came to its end: the best epoch, and the epochs waited after it, are all there are.",
    });
    tape.let("returned", `choose(restore, best_${last}, ${watch.id}_${last})`, {
      tex: `${watch.id}_{\\text{kept}}`,
      name: `${watch.name} of the parameters that are kept`,
      title: "What is kept",
      why: "With restoring, the network of the best epoch; without, the one that training ended with.",
      remarks: ["The epochs after the best one serve only to know that it was the best."],
    });
    if (this.given.w)
      tape.let("w", `choose(restore, kept_${last}, w_${last})`, {
        tex: "w_{\\text{kept}}",
        name: "parameters that are kept",
        title: "Parameters that are kept",
        why: "The copy from the best epoch, if it is restored.",
      });
  }
}

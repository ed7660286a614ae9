import type { Tex } from "../../explainers/solution.ts";
import { ProblemError } from "../../solver/errors.ts";
import type { Tape } from "../../solver/tape.ts";

/** How dropout is done in a problem. */
export interface Manner {
  /** Whether p is the probability of keeping a unit. */
  keeps: boolean;
  /** Whether kept units are scaled in training, so that nothing is left to do at test time. */
  inverted: boolean;
}

/** Records the probability of keeping a unit under the id, from p as the problem gives it. */
export function recordKeep(tape: Tape, { keeps }: Manner, p: number, field: string, mark = ""): void {
  if ((keeps ? p : 1 - p) <= 0)
    throw new ProblemError("probability", "no unit is ever kept, so nothing is left to learn from", {
      at: `given.${field}`,
      suggestion: keeps ? "Give a probability of keeping above 0." : "Give a probability of dropping below 1.",
    });
  const symbol = (letter: Tex): Tex => (mark ? `${letter}_{${mark}}` : letter);
  tape.section("Given");
  if (keeps) {
    tape.given(`keep${mark}`, p, { tex: symbol("p"), name: "probability of keeping a unit" });
    return;
  }
  tape.given(`p${mark}`, p, { tex: symbol("p"), name: "probability of dropping a unit" });
  tape.section("The probability of keeping");
  tape.let(`keep${mark}`, `1 - p${mark}`, {
    tex: symbol("q"),
    name: "probability of keeping a unit",
    title: "Probability of keeping",
    why: "A unit is kept where it is not dropped.",
  });
}

/** Activations after dropout, as a formula. */
export const droppedOf = ({ inverted }: Manner, a: string, mask: string, keep: string): string =>
  inverted ? `${a} .* ${mask} / ${keep}` : `${a} .* ${mask}`;

export const DROP_WHY = ({ inverted }: Manner): string =>
  inverted
    ? "The mask sets dropped units to 0; the kept ones are divided by the probability of keeping, to make up for them."
    : "The mask sets dropped units to 0; the kept ones stay as they are.";

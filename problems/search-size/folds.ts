import { ProblemError } from "../../solver/errors.ts";
import type { Tape } from "../../solver/tape.ts";
import { numberAt, recordCount } from "../counts.ts";
import { missing } from "../needs.ts";
import type { Given } from "./given.ts";

/** Records how many examples each training of a cross-validation sees and leaves out. */
export function recordFolds(tape: Tape, { m }: Given): string[] {
  if (m === undefined) return [];
  if (!tape.has("folds"))
    throw missing(
      "folds",
      "m is given, but there are no folds to deal the examples into",
      "Give folds: 5, or leave m out.",
    );
  const folds = numberAt(tape, "folds");
  if (m < folds)
    throw new ProblemError("range", `${m} examples cannot fill ${folds} folds`, {
      at: "given.folds",
      suggestion: "Take fewer folds.",
    });
  tape.given("m", m, { tex: "m", name: "number of examples", section: "Given" });
  tape.section("Folds");
  const rest = m % folds;
  recordCount(tape, "foldSize", rest === 0 ? "m / folds" : "floor(m / folds)", "m", {
    tex: "m_{\\text{val}}",
    name: "examples that a training is validated on",
    title: "Validation",
    why: "The examples are dealt into $k$ folds as evenly as possible; one of them validates.",
    remarks:
      rest === 0
        ? []
        : [
            `$${m}=${folds}\\cdot ${(m - rest) / folds}+${rest}$: ${rest === 1 ? "one fold has" : `${rest} folds have`} one example more.`,
          ],
  });
  recordCount(tape, "trainSize", "m - foldSize", "m", {
    tex: "m_{\\text{train}}",
    name: "examples that a training sees",
    title: "Training",
    why: "All folds but that one.",
  });
  return ["trainSize"];
}

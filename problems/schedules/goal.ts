import { ProblemError } from "../../solver/errors.ts";
import { numberAt, recordCount } from "../counts.ts";
import type { Run } from "./run.ts";

/** The first epoch at which the rate is no larger than a goal, solved for t. */
export function recordGoal(run: Run): string[] {
  const { tape, given, settings } = run;
  const { below } = given;
  if (below === undefined) return [];
  refuseUnsolvable(run, below);
  tape.given("below", below, { tex: "\\eta_{\\text{goal}}", name: "rate to be reached", section: "Given" });
  tape.section("When the goal is reached");
  const unit = given.stepSize === undefined ? "" : " * stepSize";
  const isStep = settings.kind === "step" || given.staircase;
  tape.let("bound", isStep ? bounds(run) : `${bounds(run)}${unit}`, {
    tex: isStep ? "n_{\\min}" : "t_{\\min}",
    name: isStep ? "least number of drops, not yet whole" : "least time, not yet whole",
    title: "Solved for the time",
    why: WHY[
      settings.kind === "inverse"
        ? "inverse"
        : settings.gamma === undefined
          ? "exponential"
          : isStep
            ? "drops"
            : "power"
    ],
  });
  const whole = wholeOf(numberAt(tape, "bound"));
  recordCount(tape, "reached", isStep ? `${whole}${unit}` : whole, "below", {
    tex: "t_{\\text{goal}}",
    name: "first epoch with a rate that small",
    title: "First epoch",
    why: isStep
      ? "Only whole drops: rounded up, then in epochs."
      : "Up to the next whole epoch, since the rate must be reached.",
  });
  return ["reached"];
}

const WHY = {
  power:
    "From $\\eta_0\\gamma^{t}\\le\\eta_{\\text{goal}}$ by logarithms; dividing by the negative $\\ln\\gamma$ turns the sign.",
  drops:
    "From $\\eta_0\\gamma^{n}\\le\\eta_{\\text{goal}}$ by logarithms; dividing by the negative $\\ln\\gamma$ turns the sign.",
  exponential: "From $\\eta_0e^{-kt}\\le\\eta_{\\text{goal}}$ by logarithms.",
  inverse: "From $\\eta_0\\le\\eta_{\\text{goal}}(1+kt)$.",
};

function bounds({ settings }: Run): string {
  if (settings.kind === "inverse") return "(learningRate / below - 1) / k";
  return settings.gamma === undefined ? "log(learningRate / below) / k" : "log(below / learningRate) / log(gamma)";
}

/** Relatively nearer to a whole number than this, a bound is that number. */
const NEARLY = 1e-12;
const wholeOf = (bound: number): string =>
  Math.abs(bound - Math.round(bound)) < NEARLY * Math.max(1, bound) ? "floor(bound + 0.5)" : "ceil(bound)";

function refuseUnsolvable({ given, settings }: Run, below: number): void {
  const { kind, warmup, learningRate, gamma } = settings;
  const refuse = (message: string) => new ProblemError("range", message, { at: "given.below" });
  if (!["step", "exponential", "inverse"].includes(kind) || given.milestones || warmup > 0)
    throw refuse("when a rate is reached is solved for step, exponential and 1/t schedules without a warm-up");
  if (below >= learningRate) throw refuse("the rate is that small from the start");
  if (gamma === 1) throw refuse("with a factor of 1 the rate never falls");
}

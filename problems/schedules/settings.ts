import { ProblemError } from "../../solver/errors.ts";
import { conflict, missing, nameUsed } from "../needs.ts";
import { type Given, type Kind, kindOf } from "./given.ts";

/** A schedule with everything settled that the problem may leave open or call by another name. */
export interface Settings {
  kind: Kind;
  learningRate: number;
  gamma: number | undefined;
  k: number | undefined;
  power: number;
  minRate: number;
  warmup: number;
  warmupStart: number;
}

export function settle(given: Given): Settings {
  const kind = kindOf(given);
  if (given.schedule === undefined && given.warmup === undefined)
    throw missing(
      "schedule",
      "given.schedule is missing",
      "Say how the rate falls: schedule: step, exponential, 1/t, polynomial or cosine.",
    );
  const settings = {
    kind,
    learningRate: given[nameUsed(given, ["learningRate", "initialRate"], "Give learningRate: 0.1.")] as number,
    gamma: kind === "step" || kind === "exponential" ? one(given, ["gamma", "decayRate"]) : undefined,
    k:
      kind === "inverse"
        ? one(given, ["k", "decay", "decayRate"])
        : kind === "exponential"
          ? one(given, ["k", "decay"])
          : undefined,
    power: given.power ?? 1,
    minRate: given.minRate ?? 0,
    warmup: given.warmup ?? 0,
    warmupStart: given.warmupStart ?? 0,
  };
  checkNeeds(given, settings);
  checkRanges(given, settings);
  return settings;
}

const one = (given: Given, names: readonly ("gamma" | "decayRate" | "k" | "decay")[]): number | undefined =>
  names.some((name) => given[name] !== undefined) ? (given[nameUsed(given, names, "")] as number) : undefined;

/** What each schedule cannot do without. */
function checkNeeds(given: Given, { kind, gamma, k }: Settings): void {
  if (kind === "step" && gamma === undefined)
    throw missing("gamma", "given.gamma is missing", "Give gamma: 0.5, the factor of each drop.");
  if (kind === "step" && (given.stepSize === undefined) === (given.milestones === undefined)) {
    if (given.stepSize === undefined)
      throw missing("stepSize", "given.stepSize is missing", "Give stepSize: 10, or milestones: [30, 60, 80].");
    throw conflict("milestones", "stepSize and milestones both say when the rate drops: give one of them");
  }
  if (kind === "exponential" && gamma !== undefined && k !== undefined)
    throw conflict("k", "gamma and k both say how fast the rate falls: give one of them");
  if (kind === "exponential" && gamma === undefined && k === undefined)
    throw missing(
      "gamma",
      "given.gamma is missing",
      "Give gamma: 0.95 for a factor of each epoch, or k: 0.05 for e^(−kt).",
    );
  if (kind === "inverse" && k === undefined)
    throw missing("k", "given.k is missing", "Give k: 0.1, the strength of the decay.");
  if ((kind === "polynomial" || kind === "cosine") && given.epochs === undefined)
    throw missing("epochs", "given.epochs is missing", "Give epochs: 100, after which the rate has reached its end.");
}

function checkRanges(given: Given, { kind, gamma, learningRate, minRate, warmup, warmupStart }: Settings): void {
  if (gamma !== undefined && gamma > 1)
    throw new ProblemError("range", `a factor of ${gamma} would let the rate grow`, {
      at: "given.decayRate",
      suggestion: "Give a factor of at most 1, such as 0.95.",
    });
  if (minRate > learningRate)
    throw new ProblemError("range", "the rate in the end exceeds the one at the start", { at: "given.minRate" });
  if (warmupStart > learningRate)
    throw new ProblemError("range", "the warm-up starts above the rate that it should reach", {
      at: "given.warmupStart",
    });
  const isLong =
    warmup > 0 && given.epochs !== undefined && (kind === "constant" ? warmup > given.epochs : warmup >= given.epochs);
  if (isLong)
    throw new ProblemError("range", "the warm-up takes all epochs and leaves none for the schedule", {
      at: "given.warmup",
    });
  if (given.milestones?.some((epoch, i, all) => i > 0 && epoch <= (all[i - 1] as number)))
    throw new ProblemError("range", "the milestones must rise", { at: "given.milestones" });
}

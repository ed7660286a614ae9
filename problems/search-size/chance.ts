import { ProblemError } from "../../solver/errors.ts";
import type { Tape } from "../../solver/tape.ts";
import { numberAt, recordCount } from "../counts.ts";
import { conflict, missing } from "../needs.ts";
import type { Given } from "./given.ts";

/**
 * Records with which probability random search hits one of the good configurations, and how many trials make it as
 * likely as wanted (Bergstra & Bengio 2012). Each trial is drawn anew, whatever the others were.
 */
export function recordChance(tape: Tape, given: Given): string[] {
  const share = recordShare(tape, given);
  const { trials, confidence } = given;
  if (share === undefined) return refuseAimless(given);
  tape.section("What random search hits");
  if (trials === undefined && confidence === undefined)
    throw missing("trials", "how many trials, or what confidence?", "Give trials: 60, or confidence: 0.95.");
  return [
    ...(trials === undefined ? [] : hitOf(tape)),
    ...(confidence === undefined ? [] : neededFor(tape, confidence)),
  ];
}

/** The share of good configurations; undefined where the problem is not about them. */
function recordShare(tape: Tape, given: Given): "top" | undefined {
  const { topCount } = given;
  if (given.top !== undefined) {
    if (topCount !== undefined)
      throw conflict("topCount", "top and topCount both say what is good enough: give one of them");
    tape.given("top", given.top, { tex: "p", name: "share of good configurations", section: "Given" });
    return "top";
  }
  if (topCount === undefined) return undefined;
  if (!tape.has("configurations"))
    throw missing(
      "grid",
      "topCount counts configurations of a grid, and there is none",
      "Give the grid, or top: 0.05.",
    );
  const all = tape.step("configurations").value.cells[0] as number;
  if (topCount >= all)
    throw new ProblemError("range", `${topCount} good ones of ${all} configurations: they must be fewer`, {
      at: "given.topCount",
    });
  tape.given("topCount", topCount, { tex: "g", name: "good configurations", section: "Given" });
  tape.section("What random search hits");
  tape.let("top", "topCount / configurations", {
    tex: "p",
    name: "share of good configurations",
    title: "Share of good ones",
    why: "Each configuration is as likely to be drawn as any other.",
  });
  return "top";
}

function refuseAimless({ confidence }: Given): [] {
  if (confidence === undefined) return [];
  throw missing(
    "top",
    "a confidence of hitting what? The share of good configurations is missing",
    "Give top: 0.05 for the best 5 %.",
  );
}

function hitOf(tape: Tape): string[] {
  tape.let("miss", "(1 - top) ^ trials", {
    tex: "P_{\\text{miss}}",
    name: "probability that all trials miss",
    title: "All trials miss",
    why: "One trial misses with $1-p$; the trials know nothing of each other, so their probabilities multiply.",
  });
  tape.let("hit", "1 - miss", {
    tex: "P_{\\text{hit}}",
    name: "probability of at least one hit",
    title: "At least one hits",
    why: "The opposite of missing every time.",
    remarks: ["Not $t\\,p$, which counts several hits several times and grows beyond 1."],
  });
  return ["hit"];
}

function neededFor(tape: Tape, confidence: number): string[] {
  tape.given("confidence", confidence, { tex: "P", name: "probability wanted", section: "Given" });
  tape.let("bound", "log(1 - confidence) / log(1 - top)", {
    tex: "t_{\\text{min}}",
    name: "least number of trials, not yet whole",
    title: "Bound",
    why: "From $1-(1-p)^{t}\\ge P$ follows $(1-p)^{t}\\le 1-P$; dividing by the negative $\\ln(1-p)$ turns the sign.",
  });
  const bound = numberAt(tape, "bound");
  const isWhole = Math.abs(bound - Math.round(bound)) < NEARLY * bound;
  recordCount(tape, "needed", isWhole ? "floor(bound + 0.5)" : "ceil(bound)", "confidence", {
    tex: "t_{\\text{needed}}",
    name: "trials needed",
    title: "Trials needed",
    why: isWhole
      ? "The bound is whole but for the last digits."
      : "Up to the next whole number, so that the probability is reached.",
    remarks: ["It does not depend on how many hyperparameters there are."],
  });
  tape.step("needed").remarks.unshift(...tried(numberAt(tape, "top"), numberAt(tape, "needed")));
  return ["needed"];
}

/** The check by hand: so many trials suffice, and one fewer does not; nothing where the digits shown do not tell. */
function tried(share: number, needed: number): string[] {
  const [enough, fewer] = [needed, needed - 1].map((n) => (-Math.expm1(n * Math.log1p(-share))).toFixed(4));
  if (enough === fewer || needed < 2) return [];
  return [
    `As a check: with ${needed} trials the probability is $1-(1-p)^{${needed}}\\approx ${enough}$, with one fewer only $${fewer}$.`,
  ];
}

/** A quotient of logarithms that is this near to a whole number, relatively, is that number. */
const NEARLY = 1e-12;

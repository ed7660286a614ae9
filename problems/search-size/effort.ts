import type { Tape } from "../../solver/tape.ts";
import { recordCount } from "../counts.ts";
import { recordInLargerUnit } from "../durations.ts";
import { missing } from "../needs.ts";
import type { Given } from "./given.ts";
import type { Way } from "./search.ts";

/** Records how long the trainings of a search take and what they cost, where the problem says how long one takes. */
export function recordEffort(tape: Tape, given: Given, way: Way): string[] {
  const { timePerTraining: each, timeUnit, costPerHour, workers } = given;
  const { kind, suffix, mark } = way;
  if (each === undefined) return refuseUntimed(given);
  giveOnce(tape, "timePerTraining", each, { tex: "\\tau", name: `time of one training, in ${timeUnit}` });
  const rounds = workers === undefined ? `trainings${suffix}` : recordRounds(tape, way);
  const words = { name: `time of ${kind} search`, mark };
  tape.let(`time${suffix}`, `${rounds} * timePerTraining`, {
    tex: `\\text{time}${mark}`,
    name: `${words.name}, in ${timeUnit}`,
    title: "Time",
    why: `Each ${workers === undefined ? "training" : "round"} takes $\\tau=${each}\\,\\text{${timeUnit}}$.`,
  });
  const read = recordInLargerUnit(tape, `time${suffix}`, timeUnit, words);
  return costPerHour === undefined ? [read] : [read, recordCost(tape, given, way, costPerHour)];
}

function giveOnce(tape: Tape, id: string, value: number, words: { tex: string; name: string }): void {
  if (!tape.has(id)) tape.given(id, value, { ...words, section: "Given" });
}

/** Without a time nothing can be timed. */
function refuseUntimed(given: Given): [] {
  const field = (["costPerHour", "workers"] as const).find((id) => given[id] !== undefined);
  if (field === undefined) return [];
  throw missing(
    "timePerTraining",
    `${field} says nothing without the time of a training`,
    "Give timePerTraining: 10, in minutes or in another timeUnit.",
  );
}

function recordRounds(tape: Tape, { kind, suffix, mark }: Way): string {
  const id = `rounds${suffix}`;
  recordCount(tape, id, `ceil(trainings${suffix} / workers)`, "workers", {
    tex: `R${mark}`,
    name: `rounds of ${kind} search`,
    title: "Rounds",
    why: "So many trainings run at once; a last round that occupies not all machines takes as long as the others.",
  });
  return id;
}

const PER_HOUR = { ms: 3_600_000, s: 3600, min: 60, h: 1 };

function recordCost(tape: Tape, { timeUnit }: Given, { kind, suffix, mark }: Way, costPerHour: number): string {
  giveOnce(tape, "costPerHour", costPerHour, { tex: "c", name: "price of a machine for an hour" });
  const work = `trainings${suffix} * timePerTraining`;
  const hours = timeUnit === "h" ? work : `${work} / ${PER_HOUR[timeUnit]}`;
  tape.let(`cost${suffix}`, `${hours} * costPerHour`, {
    tex: `\\text{cost}${mark}`,
    name: `cost of ${kind} search`,
    title: "Cost",
    why: "Hours of work times the price of one: machines that run at once are all paid for.",
  });
  return `cost${suffix}`;
}

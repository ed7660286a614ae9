import type { Tape } from "../../solver/tape.ts";
import { recordInLargerUnit } from "../durations.ts";
import type { Given } from "./given.ts";
import type { Plan } from "./plans.ts";

/**
 * Records how long it takes, where the problem says how long an update or an epoch does, and returns the ids: last the
 * one that people would read off. Where several are compared, all keep the unit given.
 */
export function recordTime(
  tape: Tape,
  given: Given,
  { suffix, mark, timePerUpdate, title }: Plan,
  compares: boolean,
): string[] {
  const rate = timePerUpdate ?? given.timePerEpoch;
  const counted = (id: string) => [id + suffix, id].find((known) => tape.has(known));
  const rounds = counted(timePerUpdate === undefined ? "epochs" : "updates");
  if (rate === undefined || rounds === undefined) return [];
  const what = timePerUpdate === undefined ? "epoch" : "update";
  const each =
    timePerUpdate === undefined ? "timePerEpoch" : `timePerUpdate${Array.isArray(given.timePerUpdate) ? suffix : ""}`;
  const eachMark = each.endsWith(suffix) ? mark : "";
  if (!tape.has(each))
    tape.given(each, rate, {
      tex: `\\tau${eachMark}`,
      name: `time of one ${what}, in ${given.timeUnit}`,
      section: "Given",
    });
  const time = `time${suffix}`;
  const whose = compares ? ` of ${title.replace(/^[A-Z]/, (c) => c.toLowerCase())}` : "";
  tape.let(time, `${rounds} * ${each}`, {
    tex: `t${mark}`,
    name: `time in all${whose}, in ${given.timeUnit}`,
    title: "Time",
    why: `So many ${what}s, each of which takes $\\tau${eachMark}=${rate}\\,\\text{${given.timeUnit}}$.`,
  });
  if (compares) return [time];
  return [...new Set([time, recordInLargerUnit(tape, time, given.timeUnit, { name: "time in all", mark })])];
}

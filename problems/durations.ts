import * as z from "zod";
import type { Tape } from "../solver/tape.ts";
import { numberAt } from "./counts.ts";

/** Units of time, each with how many of it make the next. */
const UNITS = [
  { unit: "ms", name: "milliseconds", next: 1000 },
  { unit: "s", name: "seconds", next: 60 },
  { unit: "min", name: "minutes", next: 60 },
  { unit: "h", name: "hours", next: 24 },
  { unit: "d", name: "days", next: Number.POSITIVE_INFINITY },
] as const;

export const timeUnit = z.enum(["ms", "s", "min", "h"]);
export type TimeUnit = z.infer<typeof timeUnit>;

/**
 * Records the duration `time`, given in some unit, in the largest unit of which there is at least one: as `time_h`, say.
 * Returns the id of the step that people would read off.
 */
export function recordInLargerUnit(
  tape: Tape,
  time: string,
  unit: TimeUnit,
  words: { name: string; mark: string },
): string {
  const from = UNITS.findIndex((known) => known.unit === unit);
  let [value, parts, to] = [numberAt(tape, time), 1, from];
  for (const { next } of UNITS.slice(from)) {
    if (value < next) break;
    [value, parts, to] = [value / next, parts * next, to + 1];
  }
  const larger = UNITS[to];
  if (to === from || !larger) return time;
  const id = `${time}_${larger.unit}`;
  tape.let(id, `${time} / ${parts}`, {
    tex: `\\text{${larger.name}}${words.mark}`,
    name: `${words.name}, in ${larger.name}`,
    title: `In ${larger.name}`,
    why: `$1\\,\\text{${larger.unit}}=${parts}\\,\\text{${unit}}$.`,
  });
  return id;
}

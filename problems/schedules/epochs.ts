import { ProblemError } from "../../solver/errors.ts";
import { missing } from "../needs.ts";
import { type Given, MOST_RATES } from "./given.ts";
import type { Settings } from "./settings.ts";

/** Rows of a table that nobody asked for in particular. */
const MOST_ROWS = 20;
const FEW_ROWS = 10;

/** The epochs whose rates are worked out: those asked for, or those given, or all of them if they are few. */
export function timesOf(given: Given, settings: Settings, ask: readonly string[]): number[] {
  const asked = ask.flatMap((id) => (/^(eta|drops)_\d{1,9}$/.test(id) ? [Number(id.split("_")[1])] : []));
  const times = asked.length > 0 ? asked : stated(given, settings);
  const unique = [...new Set(times)].sort((a, b) => a - b);
  if (unique.length > MOST_RATES)
    throw new ProblemError("too-large", `at most ${MOST_RATES} rates are worked out`, { at: "ask" });
  const isRootOfNone = settings.kind === "inverse-sqrt" && settings.warmup === 0 && unique[0] === 0;
  if (!isRootOfNone) return unique;
  throw new ProblemError("range", "this schedule divides by the root of t and begins at t = 1", {
    at: asked.includes(0) ? "ask" : "given.at",
    suggestion: "Ask for t = 1 or later.",
  });
}

function stated(
  { at, epochs, below }: Given,
  { kind, warmup, milestones }: Settings & { milestones?: number[] },
): number[] {
  if (at !== undefined) return [at].flat();
  const last = epochs ?? (kind === "constant" && warmup > 0 ? warmup : undefined);
  if (last === undefined) {
    if (below !== undefined) return [];
    throw missing(
      "epochs",
      "given.epochs is missing",
      "Give epochs: 10 for all rates up to there, or at: [5, 10] for some.",
    );
  }
  const start = kind === "inverse-sqrt" && warmup === 0 ? 1 : 0;
  if (last <= MOST_ROWS) return Array.from({ length: last + 1 - start }, (_, t) => t + start);
  const spaced = Array.from({ length: FEW_ROWS + 1 }, (_, i) => Math.max(start, Math.round((i * last) / FEW_ROWS)));
  return [...new Set([...spaced, ...(milestones ?? []), ...(warmup > 0 ? [warmup] : [])])];
}

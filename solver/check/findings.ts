import type { NdArray } from "../ndarray.ts";
import type { Interval } from "../readings/interval.ts";
import type { Step } from "../trace.ts";
import type { Entries, Entry } from "./entries.ts";
import type { Evidence } from "./evidence.ts";
import type { Explanation, Surroundings } from "./explain.ts";
import type { Habit } from "./precision.ts";
import type { Status } from "./verdict.ts";

/** What is found of one written number. */
export interface Finding {
  entry: Entry;
  status: Status;
  /** What the student's own earlier values give, at face value, and with all their rounding. */
  yours: number;
  bounds: Interval;
}

/** What is found of one quantity. */
export interface StepFindings {
  step: Step;
  /** Empty where nothing was written. */
  findings: Finding[];
  misshapen: Entries["misshapen"];
  /** Why it is wrong, likeliest first; empty where it is not, or nobody knows. */
  explanations: Explanation[];
  evidence?: Evidence;
  /** Why a wrong value was not carried on. */
  refused?: string;
  /** Wrong or blank steps before it that its value was marked from. */
  tainted: boolean;
  /** What is carried on from here: the student's values, or what they give. */
  carried: NdArray<number>;
}

export interface Findings {
  habit: Habit;
  /** In the order of the computation. */
  steps: StepFindings[];
  /** What the trace holds when nothing is wrong. */
  right: ReadonlyMap<string, NdArray<number>>;
  surroundings: Surroundings;
}

/** Of a cell that was written more than once, the last one counts. */
export function latestOf(findings: readonly Finding[]): Finding[] {
  const latest = new Map(findings.map((finding) => [finding.entry.position, finding]));
  return findings.filter((finding) => latest.get(finding.entry.position) === finding);
}

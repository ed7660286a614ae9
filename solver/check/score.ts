import type { StepFindings } from "./findings.ts";
import type { Status } from "./verdict.ts";

export type Worth = "full" | "method" | "none";

/** What is given for what. */
export interface Scheme {
  /** Of each quantity: for the right way to it, and for the right number. */
  method: number;
  accuracy: number;
  /** Quantities that are worth more or less than usual, by id: `{ yhat: { method: 2, accuracy: 1 } }`. */
  steps?: Readonly<Record<string, { method: number; accuracy: number }>>;
  /** What follows from an earlier wrong value. */
  follows: Worth;
  /** The true value after a wrong one. */
  recovered: Worth;
  otherConvention: Worth;
  truncated: Worth;
  tooCoarse: Worth;
  slip: Worth;
  /** Whether what was not written counts as right where something right rests on it. */
  implied: boolean;
  /** What is taken off for each separate error, besides the marks of its own quantity; never below 0 in all. */
  penalty: number;
}

export const usualScheme: Scheme = {
  method: 1,
  accuracy: 1,
  follows: "full",
  recovered: "full",
  otherConvention: "full",
  truncated: "full",
  tooCoarse: "full",
  slip: "method",
  implied: true,
  penalty: 0,
};

/** What a status is worth, as a share of the marks for the method and of those for the number. */
export function worthOf(status: Status, scheme: Scheme): Worth {
  const worths: Partial<Record<Status, Worth>> = {
    correct: "full",
    rounded: "full",
    truncated: scheme.truncated,
    follows: scheme.follows,
    recovered: scheme.recovered,
    "other-convention": scheme.otherConvention,
    "too-coarse": scheme.tooCoarse,
    slip: scheme.slip,
  };
  return worths[status] ?? "none";
}

/** Marks of a quantity in full. */
export function marksFor(id: string, { steps = {}, method, accuracy }: Scheme): { method: number; accuracy: number } {
  return Object.hasOwn(steps, id) ? (steps[id] as { method: number; accuracy: number }) : { method, accuracy };
}

/** Marks for one of `parts` equal parts of a quantity. */
export function marksOf(id: string, status: Status, parts: number, scheme: Scheme): number {
  const { method, accuracy } = marksFor(id, scheme);
  const worth = worthOf(status, scheme);
  return (worth === "full" ? method + accuracy : worth === "method" ? method : 0) / parts;
}

const RIGHT: ReadonlySet<Status> = new Set(["correct", "rounded", "truncated", "follows", "recovered"]);

/** Whether all that was written of a quantity is right, or follows from what was wrong before. */
export const isRight = ({ findings, misshapen }: StepFindings): boolean =>
  findings.length > 0 && misshapen.length === 0 && findings.every(({ status }) => RIGHT.has(status));

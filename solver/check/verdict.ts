/** What is found of one written number, or of a quantity that was not written. */
export type Status =
  | "correct"
  /** Right to the digits carried. */
  | "rounded"
  /** Cut off where it should have been rounded. */
  | "truncated"
  /** What the student's own earlier values give. */
  | "follows"
  /** The true value, although an earlier one is off. */
  | "recovered"
  | "other-convention"
  /** Explained by a mistake that people are known to make. */
  | "mistake"
  /** Sign, power of ten, transposed, exchanged… */
  | "slip"
  | "wrong"
  | "wrong-shape"
  | "too-coarse"
  | "unreadable"
  | "blank";

export interface Verdict {
  /** Of the working, from 1; null for what was not written. */
  line: number | null;
  /** Null where the line's quantity is not known. */
  id: string | null;
  /** From 0; null where the quantity is a single number, or all of it is meant. */
  cell: number[] | null;
  written: string;
  status: Status;
  /** The true value. */
  expected: number | null;
  /** What the student's own earlier values give; null where that is the true value. */
  expectedFromYours: number | null;
  /** Of the mistake, the slip, or the convention as `id=value`. */
  mistake?: string;
  /** Mistakes that explain it as well, likeliest first, this one included; there where more than one does. */
  candidates?: string[];
  /** One or two sentences for the student, with `$TeX$`. */
  hint?: string;
  marks: number;
}

/** The statuses that mean that this step itself is wrong. */
const OWN_ERRORS: ReadonlySet<Status> = new Set(["mistake", "slip", "wrong", "wrong-shape"]);
export const isError = (status: Status): boolean => OWN_ERRORS.has(status);

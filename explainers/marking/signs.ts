import type { Status } from "../../solver/check/verdict.ts";

/** What stands in the margin beside a line. */
export const SIGNS: Readonly<Record<Status, string>> = {
  correct: "✓",
  rounded: "✓",
  truncated: "≈",
  follows: "↳",
  recovered: "↺",
  "other-convention": "⇄",
  "too-coarse": "?",
  unreadable: "?",
  slip: "✗",
  mistake: "✗",
  wrong: "✗",
  "wrong-shape": "✗",
  blank: "–",
};

/** What it means, for people. */
export const MEANINGS: Readonly<Record<Status, string>> = {
  correct: "right",
  rounded: "right",
  truncated: "cut off instead of rounded",
  follows: "follows from an earlier value of yours",
  recovered: "the true value, though an earlier one is off",
  "other-convention": "right under another convention",
  "too-coarse": "could not be read or judged",
  unreadable: "could not be read or judged",
  slip: "wrong",
  mistake: "wrong",
  wrong: "wrong",
  "wrong-shape": "wrong",
  blank: "not written",
};

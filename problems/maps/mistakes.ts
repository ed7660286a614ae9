import type { Mistake } from "../../solver/check/mistake.ts";

const SIZES = ["height", "width", "length", "height_#", "width_#", "length_#"] as const;
const RULE = "$\\lfloor(n+2p-f)/s\\rfloor+1$: the steps that fit, and the first place.";
const LOOK_AT_SIZE = "At how many places does the window stand?";

/** What goes wrong in the size of an output. */
export const sizeMistakes: readonly Mistake[] = [
  {
    id: "windows.one-divided",
    about: "the 1 was added before dividing by the stride",
    at: SIZES,
    match: ["floor(a / s) + 1", "ceil(a / s) + 1"],
    formula: "(a + 1) / s",
    prior: 0.6,
    hints: [LOOK_AT_SIZE, RULE],
  },
  {
    id: "windows.one-forgotten",
    about: "the first place was not counted: the 1 is missing",
    at: SIZES,
    match: ["floor(a / s) + 1", "ceil(a / s) + 1"],
    formula: "floor(a / s)",
    prior: 0.6,
    hints: [LOOK_AT_SIZE, RULE],
  },
  {
    id: "windows.padding-on-one-side",
    about: "the padding was counted on one side only",
    at: SIZES,
    match: "n + 2 * p",
    formula: "n + p",
    prior: 0.5,
    hints: ["Where is the input padded?", "There are p cells before and p after: $n+2p$."],
  },
  {
    id: "windows.padding-forgotten",
    about: "the padding was left out of the rule",
    at: SIZES,
    match: "n + 2 * p",
    formula: "n",
    prior: 0.4,
    hints: ["Is the input padded?", RULE],
  },
  {
    id: "windows.rounded-up",
    about: "the quotient was rounded up",
    at: SIZES,
    match: "floor(a / s) + 1",
    formula: "ceil(a / s) + 1",
    prior: 0.3,
    hints: ["Does the last step still fit?", "A step that does not fit any more is left out: round down."],
  },
];

/**
 * A worked solution, ready to be laid out: renderers print it and compute nothing.
 *
 * Two kinds of text occur. `Tex` is mathematics without delimiters. `Prose` is plain text in which mathematics stands
 * between dollars (`the slope is $a(1-a)$`); a dollar that is meant is written `\$`, a backslash that is meant `\\`.
 * Nothing else is markup: whatever a person typed is escaped by `prose()` (explainers/prose.ts) on its way in, and every
 * renderer escapes for its own format.
 */
export type Tex = string;
export type Prose = string;

/** A number, or nested arrays of numbers; non-finite numbers are the strings "NaN", "Infinity" and "-Infinity". */
export type Nested = number | string | boolean | Nested[];

export interface Solution {
  topic: string;
  title: string;
  /** What is asked, in one sentence. */
  asked: Prose;
  /** The order of the sections, in one or two sentences. */
  plan: Prose;
  picture?: Picture;
  /** What the problem states. */
  given: Equation[];
  /** Choices that the problem left open, with the reason for each. */
  assumed: Assumption[];
  sections: Section[];
  answers: Answer[];
  certificate: Certificate;
  warnings: Prose[];
}

/** `symbol = value`, or `symbol ≈ value` where the value shown is rounded. */
export interface Equation {
  symbol: Tex;
  value: Tex;
  exact: boolean;
}

export interface Assumption {
  convention: string;
  value: string;
  because: Prose;
}

export interface Section {
  title: string;
  steps: SolutionStep[];
  /** Whether the steps repeat what was worked in full before: shown on demand, the table instead. */
  folded?: boolean;
  table?: Table;
}

/** The table that a student draws: one row an iteration, an example or a layer. */
export interface Table {
  head: Tex[];
  rows: Tex[][];
}

/**
 * One line of the working: `symbol = formula = substituted = value`. An empty part is left out by renderers
 * (a step may have nothing to substitute, or a value too large to print).
 */
export interface SolutionStep {
  id: string;
  section: string;
  title: Prose;
  /** The rule by name, with the reason in half a sentence. */
  why: Prose;
  /** Whether an earlier step gave the same reason: then the title is enough. */
  again: boolean;
  tex: { symbol: Tex; formula: Tex; substituted: Tex; value: Tex };
  /** False where the value shown is rounded: renderers then write ≈ for =. */
  exact: boolean;
  value: Nested;
  shape: number[];
  inputs: string[];
  /** The arithmetic of single cells; the first `shownCells` are printed with the step, the rest on demand. */
  cells: Cell[];
  shownCells: number;
  /** Where a famous shortcut was taken: how it comes about, line by line, on demand. */
  derivation: DerivationLine[];
  /** Sense checks, and where people slip. */
  remarks: Prose[];
}

export interface Cell {
  /** From 0. */
  index: number[];
  symbol: Tex;
  arithmetic: Tex;
  value: Tex;
  exact: boolean;
}

export interface DerivationLine {
  why: Prose;
  tex: Tex;
}

export interface Answer {
  id: string;
  /** For people: "W³ after the update". */
  name: string;
  tex: Tex;
  /** The value as TeX, for the boxed answer. */
  shown: Tex;
  value: Nested;
  /** The same as fractions where the value is rational, else null. */
  exact: Nested | null;
  shape: number[];
  /** The value as plain text, to the digits asked for: `[4.0001; 1.0022]`. */
  text: string;
  /** False where the text is rounded. */
  isExact: boolean;
}

/** How the numbers were verified: largest relative disagreement, or null where a check does not apply. */
export interface Certificate {
  finiteDifferences: number | null;
  exactAgainstFloat: number | null;
  /** Whether the values shown were rounded on the way: the checks are of the same computation without that. */
  beforeRounding?: boolean;
  /** The printed GPU kernels, run on the same operands. */
  kernelsAgainstFloat: number | null;
}

/** What is drawn: a network, or curves. */
export type Picture = Graph | Plot;

/** The network or the computation graph, drawn in columns from left to right. */
export interface Graph {
  nodes: { id: string; label: Tex; column: number; row: number }[];
  edges: { from: string; to: string; label?: Tex }[];
}

/** Curves over one quantity, with the points that the problem is about. */
export interface Plot {
  /** What the horizontal axis shows. */
  x: Tex;
  curves: Curve[];
  marks: { at: Point; label?: Tex }[];
}

export type Point = readonly [x: number, y: number];

/** A line through points from left to right. */
export interface Curve {
  label: Tex;
  points: Point[];
}

import type { Answer, Cell, Certificate, Nested, Prose, Solution, SolutionStep, Tex } from "./solution.ts";

/** What all renderers print alike, decided once. */

/** One link of the chain `symbol = formula = substituted ≈ value`. */
export interface Link {
  relation: "=" | "≈";
  tex: Tex;
}

/** The links of a chain that have something to say: empty ones and repetitions are left out. */
export function links(pieces: Tex[], value: Tex, exact: boolean): Link[] {
  const same = (one: Tex, other: Tex) => one.replaceAll(" ", "") === other.replaceAll(" ", "");
  const said = pieces.filter(
    (piece, i) => piece && !same(piece, value) && !pieces.slice(0, i).some((before) => same(before, piece)),
  );
  const working = said.map((tex): Link => ({ relation: "=", tex }));
  return value ? [...working, { relation: relation(exact), tex: value }] : working;
}

/**
 * Where a long formula may go over to the next line, for TeX and KaTeX alike: between two wide matrices, which neither
 * would part without being told, but not between the numbers of a product.
 */
export const breakable = (tex: Tex) =>
  tex
    .replace(/(?<=\\end\{\w+\}|\\,)\s*(?=\\begin\{)/g, "\\allowbreak ")
    .replace(/\\cdot(?![a-zA-Z]|\s*\\begin)/g, "$&\\nobreak ");

export const relation = (exact: boolean) => (exact ? "=" : "≈");

export const stepLinks = ({ tex, exact }: SolutionStep) =>
  links(
    [tex.formula, tex.substituted].filter((piece) => piece !== tex.symbol),
    tex.value,
    exact,
  );

export const cellLinks = (cell: Cell) => links([cell.arithmetic], cell.value, cell.exact);

/** The step's number in the whole solution, from 1, as it is printed. */
export function stepNumbers(solution: Solution): Map<SolutionStep, number> {
  return new Map(solution.sections.flatMap((section) => section.steps).map((step, i) => [step, i + 1]));
}

/** A reason is read once; where it returns, the step's title reminds of it. */
export const freshWhy = (step: SolutionStep): Prose => (step.again && step.title ? "" : step.why);

export const shownCells = (step: SolutionStep) => step.cells.slice(0, step.shownCells);

export const hasMoreCells = (step: SolutionStep) => step.cells.length > step.shownCells;

/** A fraction that is short enough to be worth reading, beside an answer that is shown rounded. */
export function exactText(answer: Answer): string | null {
  if (answer.isExact || answer.exact === null) return null;
  const text = flat(answer.exact);
  return text.length <= 40 ? text : null;
}

function flat(value: Nested): string {
  if (!Array.isArray(value)) return String(value);
  if (value.length === 1 && value[0] !== undefined) return flat(value[0]);
  const rows = value.some(Array.isArray);
  return `[${value.map((entry) => (rows ? flat(entry).replace(/^\[|\]$/g, "") : flat(entry))).join(rows ? "; " : ", ")}]`;
}

/** A disagreement with finite differences beyond this is no agreement; a warning says so instead. */
export const MOST_DISAGREEMENT = 1e-5;

/** How the numbers were verified, a sentence for each check that applies. */
export function verification(certificate: Certificate): Prose[] {
  const { finiteDifferences, exactAgainstFloat, kernelsAgainstFloat, beforeRounding } = certificate;
  const gradients = beforeRounding ? "Before rounding, the gradients agree" : "The gradients agree";
  const checks: [string, number | null][] = [
    [`${gradients} with finite differences`, finiteDifferences],
    ["Exact and floating-point arithmetic agree", exactAgainstFloat],
    ["The code printed for the GPU, run here, agrees", kernelsAgainstFloat],
  ];
  return checks.flatMap(([claim, off]) =>
    off === null || off > MOST_DISAGREEMENT ? [] : [`${claim} ${closeness(off)}.`],
  );
}

function closeness(disagreement: number): Prose {
  if (disagreement === 0) return "in every digit";
  const [mantissa, exponent] = disagreement.toExponential(0).split("e");
  return `to $${mantissa === "1" ? "" : `${mantissa}\\cdot`}10^{${Number(exponent)}}$`;
}

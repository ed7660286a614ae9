import { atom } from "../levels.ts";
import type { NdArray } from "../ndarray.ts";
import { describeShape } from "../ndarray.ts";
import { writeFormula } from "../notation.ts";
import { type NumberFormat, numberTex, numberText } from "../numbers.ts";
import { inputsOf, type Step } from "../trace.ts";
import { isReckoned } from "./evidence.ts";
import { type Explanation, telling } from "./explain.ts";
import type { Finding, Findings, StepFindings } from "./findings.ts";
import type { Habit } from "./precision.ts";
import { substituted } from "./substitution.ts";

/** Numbers as this student writes them, with a digit to spare. */
export function formatFor({ style, decimals, significant }: Habit): NumberFormat {
  return style === "significant"
    ? { kind: "significant", digits: Math.min(12, significant + 1) }
    : { kind: "decimals", digits: Math.min(12, Math.max(3, decimals + 1)) };
}

const tex = (x: number, habit: Habit): string => numberTex(numberText(x, formatFor(habit), true));
const shown = (x: number, habit: Habit): string => `$${tex(x, habit)}$`;

/** What is said of one number; undefined where there is nothing to say. */
export function sentenceFor(finding: Finding, step: StepFindings, all: Findings): string | undefined {
  const { status, yours, bounds, entry } = finding;
  const { habit } = all;
  const right = (all.right.get(step.step.id)?.cells[entry.position] ?? Number.NaN) as number;
  switch (status) {
    case "rounded":
      return `Right to the digits you carried; with all of them it is ${shown(right, habit)}.`;
    case "truncated":
      return `Cut off: ${shown(step.tainted ? yours : right, habit)} rounds to another last digit.`;
    case "follows":
      return `Follows from ${earlier(step, all)}; the true value is ${shown(right, habit)}.`;
    case "recovered":
      return `The true value, though ${earlier(step, all)} would give ${shown(yours, habit)}: was it mended on the way?`;
    case "too-coarse": {
      if (Math.abs(entry.written.value) > Math.max(Math.abs(bounds.lo), Math.abs(bounds.hi)))
        return `Something was divided by a number that was rounded to next to nothing: with more digits it is ${shown(yours, habit)}.`;
      const range = `from ${shown(bounds.lo, habit)} to ${shown(bounds.hi, habit)}`;
      return `Too few digits to judge: with what was carried, anything ${range} is possible. Carry more digits before this line.`;
    }
    case "other-convention":
    case "mistake":
    case "slip":
    case "wrong":
      return [why(finding, step, all), mend(finding, step, all), kept(step)].filter(Boolean).join(" ");
    default:
      return undefined;
  }
}

/** What is said of a value of the wrong shape. */
export function sentenceForShape(step: StepFindings, shape: readonly number[], all: Findings): string {
  const [first] = step.explanations;
  const shapes = `$${step.step.tex}$ is ${describeShape(step.step.value.shape)}, yours is ${describeShape(shape)}.`;
  return first ? `${shapes} ${guess(step, all)}` : shapes;
}

function why(finding: Finding, step: StepFindings, all: Findings): string {
  const { evidence, step: of } = step;
  if (!of.formula) return `The problem says ${shown(finding.yours, all.habit)}: copied wrongly?`;
  if (evidence) return `It looks as if ${evidence.slip.about}: ${evidence.detail}`;
  if (step.explanations.length > 0) return guess(step, all);
  return isReckoned(finding.entry) ? "The arithmetic is right, but what was put in is not what belongs here." : "";
}

/** Explanations that are nearly as likely as the best one. */
const CLOSE = 0.15;
const MOST_GUESSES = 3;

/** The explanations worth telling: those of the best one's kind that come near it. */
export function guesses({ explanations }: StepFindings): Explanation[] {
  const [best] = explanations;
  return explanations
    .filter(({ kind, weight }) => best && kind === best.kind && weight >= CLOSE * best.weight)
    .slice(0, MOST_GUESSES);
}

function guess(step: StepFindings, all: Findings): string {
  const close = guesses(step);
  const [best, ...others] = close as [Explanation, ...Explanation[]];
  if (best.kind === "other-convention") return `Right if ${best.about}, which is not what this problem takes.`;
  const where = best.at.filter((id) => id !== step.step.id).map((id) => `$${texOf(id, all)}$`);
  const before = where.length > 0 ? ` (in ${where.join(" and ")})` : "";
  const or = others.map(({ about }) => `, or ${about}`).join("");
  const ask = others.length > 0 ? telling(close, all.surroundings) : undefined;
  const more = ask === undefined ? "" : ` Write down $${texOf(ask, all)}$ as well: it would tell which.`;
  return `It looks as if ${best.about}${before}${or}. ${best.hints[1]}${more}`;
}

const texOf = (id: string, { steps }: Findings): string => steps.find(({ step }) => step.id === id)?.step.tex ?? id;

/** What it should be: by which formula, and with which numbers. */
function mend({ yours, status, entry }: Finding, { step, tainted }: StepFindings, all: Findings): string {
  if (!step.formula || status === "other-convention") return "";
  const shapes = (id: string) => all.right.get(id)?.shape;
  const rule = writeFormula(step.formula, shapes, (id) => atom(texOf(id, all))).tex;
  const carried = (id: string) =>
    all.steps.find((other) => other.step.id === id)?.carried ?? (all.right.get(id) as NdArray<number>);
  const numbers = substituted(step, entry.position, carried, operandTex);
  const isExact = Number(numberText(yours, formatFor(all.habit), true)) === yours;
  const value = numbers
    ? `$${numbers} ${isExact ? "=" : "\\approx"} ${tex(yours, all.habit)}$`
    : shown(yours, all.habit);
  return `By $${step.tex} = ${rule}$${from(step, tainted, all)} it gives ${value}.`;
}

/** With enough digits to come to the same result. */
const operandTex = (x: number): string => numberTex(numberText(x, { kind: "significant", digits: 6 }, true));

/** The values that a line is marked from, where they are not simply the right ones. */
function from(step: Step, tainted: boolean, { steps }: Findings): string {
  const inputs = inputsOf(step);
  const refused = steps.filter((before) => before.refused !== undefined && inputs.includes(before.step.id));
  if (refused.length > 0) return `, with the right ${refused.map((before) => `$${before.step.tex}$`).join(" and ")},`;
  return tainted ? " with your values" : "";
}

const kept = ({ refused }: StepFindings): string =>
  refused === undefined ? "" : `What follows is marked from the right value, since ${refused}.`;

/** The earlier values that are off: "your $a$ and $b$". */
function earlier({ step }: StepFindings, { steps }: Findings): string {
  const off = steps.filter((before) => inputsOf(step).includes(before.step.id) && (before.tainted || isOff(before)));
  const written = off.filter(({ findings }) => findings.length > 0);
  const names = (written.length > 0 ? written : off).map((before) => `$${before.step.tex}$`);
  return names.length > 0 ? `your ${names.join(" and ")}` : "your earlier values";
}

const isOff = ({ findings }: StepFindings): boolean =>
  findings.some(({ status }) => ["mistake", "slip", "wrong", "other-convention"].includes(status));

import type { SolutionStep, Tex } from "../explainers/solution.ts";
import { latestOf } from "../solver/check/findings.ts";
import { impliedBy } from "../solver/check/report.ts";
import { isError } from "../solver/check/verdict.ts";
import { indexed } from "../solver/notation.ts";
import type { Checked, Checker } from "./check.ts";
import { lineFrom } from "./followed.ts";

/** Help with an unfinished working. */
export interface Hint {
  /** Whether a line is to be mended, or the next one to be found. */
  kind: "mend" | "next";
  id: string;
  /** Of the working, from 1, where a line is to be mended. */
  line: number | null;
  /** Where to look, the rule, and the line itself; prose with `$TeX$`. */
  strengths: [string, string, string];
}

/** What to do next: mend the first wrong line, or find the next one. Null where all is done. */
export function hintFor(checker: Checker, checked: Checked): Hint | null {
  return mendHint(checker, checked) ?? nextHint(checker, checked);
}

function mendHint(checker: Checker, { findings, marking }: Checked): Hint | undefined {
  // What was mended further down needs no hint.
  const found = findings.steps.find(
    ({ findings: written, misshapen }) =>
      latestOf(written).some(({ status }) => isError(status)) || (written.length === 0 && misshapen.length > 0),
  );
  const ofStep = marking.verdicts.filter(({ id, status }) => id === found?.step.id && isError(status));
  const line = ofStep[0]?.line;
  if (!found || !line) return undefined;
  const { evidence, explanations, step } = found;
  const [nudge, rule] = evidence?.slip.hints ?? explanations[0]?.hints ?? (step.formula ? unexplained : miscopied);
  const off = ofStep.filter((verdict) => verdict.line === line);
  const [verdict] = off;
  const cell = off.length === 1 && verdict?.cell ? indexed(step.tex, step.value.shape, verdict.cell) : step.tex;
  const said = [`Look at line ${line} again, $${cell}$. ${nudge}`, `${rule} ${step.why}`.trim()] as const;
  const shown = lineFrom(checker.recorded, findings, step.id);
  return {
    kind: "mend",
    id: step.id,
    line,
    strengths: [said[0], said[1], shown ? lineText(shown) : (verdict?.hint ?? "")],
  };
}

/** Of a wrong value that nothing explains, and of a given that is not the problem's. */
const unexplained = ["Reckon it once more.", "Write out every term with its sign before you add."] as const;
const miscopied = [
  "Compare it with the problem.",
  "It is given, and stands in the problem with another value.",
] as const;

function nextHint(checker: Checker, { findings }: Checked): Hint | null {
  const implied = impliedBy(findings.steps);
  const wanted = new Set(checker.wanted);
  const next = findings.steps.find(
    ({ step, findings: written, misshapen }) =>
      step.formula && wanted.has(step.id) && written.length + misshapen.length === 0 && !implied.has(step.id),
  );
  const line = next && lineFrom(checker.recorded, findings, next.step.id);
  if (!next || !line) return null;
  const { step } = next;
  const where = [step.section, step.title].filter(Boolean).join(": ");
  return {
    kind: "next",
    id: step.id,
    line: null,
    strengths: [
      `${where || "Next"}. What is $${step.tex}$?`,
      `${step.why} $${equation(line.tex.symbol, line.tex.formula)}$`.trim(),
      lineText(line),
    ],
  };
}

function lineText({ tex, exact }: SolutionStep): string {
  const before = [tex.symbol, tex.formula, tex.substituted].filter((part, k, all) => part && part !== all[k - 1]);
  return `$${before.join(" = ")} ${exact ? "=" : "\\approx"} ${tex.value}$`;
}

const equation = (symbol: Tex, formula: Tex): Tex => (formula ? `${symbol} = ${formula}` : symbol);

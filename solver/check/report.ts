import { indexAt } from "../ndarray.ts";
import { inputsOf } from "../trace.ts";
import type { Explanation } from "./explain.ts";
import { type Finding, type Findings, latestOf, type StepFindings } from "./findings.ts";
import { isRight, marksFor, marksOf, type Scheme } from "./score.ts";
import { guesses, sentenceFor, sentenceForShape } from "./sentences.ts";
import { isError, type Status, type Verdict } from "./verdict.ts";
import type { WorkingLine } from "./working.ts";

export interface Marking {
  /** In the order of the lines, then what was not written. */
  verdicts: Verdict[];
  /** The first wrong step in the order of the computation, and its line. */
  firstWrong: { line: number; id: string } | null;
  marks: { awarded: number; of: number };
}

/** Verdicts and marks. `wanted`: ids of the quantities that are worth marks. */
export function markingOf(
  found: Findings,
  lines: readonly WorkingLine[],
  wanted: readonly string[],
  scheme: Scheme,
): Marking {
  const counts = new Set(wanted.filter((id) => found.steps.some(({ step }) => step.id === id && step.formula)));
  const written = found.steps.flatMap((step) => verdictsOf(step, found, counts, scheme));
  const unreadable = lines.filter((line) => line.unreadable !== undefined).map(unread);
  const implied = impliedBy(found.steps);
  const blank = found.steps.flatMap((step) => blankVerdict(step, found, counts, implied, scheme));
  const verdicts = [...written, ...unreadable].sort((a, b) => (a.line as number) - (b.line as number));
  verdicts.push(...blank);
  const first = found.steps.flatMap((step) =>
    written.filter(({ id, status }) => id === step.step.id && isError(status)),
  )[0];
  return {
    verdicts,
    firstWrong: first ? { line: first.line as number, id: first.id as string } : null,
    marks: { awarded: awarded(verdicts, found, scheme), of: outOf(counts, scheme) },
  };
}

function verdictsOf(step: StepFindings, found: Findings, counts: ReadonlySet<string>, scheme: Scheme): Verdict[] {
  const { id, value } = step.step;
  const parts = value.cells.length;
  const latest = new Map(step.findings.map((finding) => [finding.entry.position, finding]));
  const cells = step.findings.map((raw): Verdict => {
    const finding = { ...raw, status: explainedStatus(raw, step) };
    const { entry, status } = finding;
    const hint = sentenceFor(finding, step, found);
    // Of a cell that was written twice, the last one counts.
    const isCounted = counts.has(id) && latest.get(entry.position) === raw;
    return {
      line: entry.line.line,
      id,
      cell: parts > 1 ? indexAt(value.shape, entry.position) : null,
      written: entry.written.text,
      status,
      ...expectedOf(finding, step, found),
      ...(isError(status) || status === "other-convention" ? reasonOf(step) : {}),
      ...(hint !== undefined && { hint: hint + mendedLater(finding, latest.get(entry.position)) }),
      marks: isCounted ? tidy(marksOf(id, status, parts, scheme)) : 0,
    };
  });
  return [...cells, ...step.misshapen.map((shape) => misshapenVerdict(shape, step, found, counts, scheme))];
}

/** A wrong cell that was written again later, rightly. */
const mendedLater = ({ status }: Finding, latest: Finding | undefined): string =>
  isError(status) && latest && !isError(latest.status) ? ` Mended in line ${latest.entry.line.line}.` : "";

function misshapenVerdict(
  { line, value }: StepFindings["misshapen"][number],
  step: StepFindings,
  found: Findings,
  counts: ReadonlySet<string>,
  scheme: Scheme,
): Verdict {
  const [best] = step.explanations;
  const status: Status = best?.kind ?? "wrong-shape";
  const isCounted = counts.has(step.step.id) && step.findings.length === 0;
  return {
    line: line.line,
    id: step.step.id,
    cell: null,
    written: line.chain.at(-1)?.text ?? line.text,
    status,
    expected: null,
    expectedFromYours: null,
    ...reasonOf(step),
    hint: sentenceForShape(step, value.shape, found),
    marks: isCounted ? tidy(marksOf(step.step.id, status, 1, scheme)) : 0,
  };
}

/** `wrong` until it is explained. */
function explainedStatus({ status }: Finding, step: StepFindings): Status {
  if (status !== "wrong") return status;
  if (step.evidence || !step.step.formula) return "slip";
  return step.explanations[0]?.kind ?? "wrong";
}

function expectedOf({ entry, yours }: Finding, step: StepFindings, found: Findings) {
  const expected = found.right.get(step.step.id)?.cells[entry.position] ?? null;
  return { expected, expectedFromYours: step.tainted && yours !== expected ? yours : null };
}

function reasonOf(step: StepFindings): Pick<Verdict, "mistake" | "candidates"> {
  if (step.evidence) return { mistake: step.evidence.slip.id };
  if (!step.step.formula) return { mistake: "slip.copied" };
  const close = guesses(step);
  const [best] = close as [Explanation | undefined];
  const mistakes = step.explanations.filter(({ kind }) => kind === "mistake").map(({ id }) => id);
  const candidates = [
    ...new Set([...close.map(({ id }) => id), ...(best?.kind === "other-convention" ? mistakes : [])]),
  ];
  return { ...(best && { mistake: best.id }), ...(candidates.length > 1 && { candidates: candidates.slice(0, 3) }) };
}

const unread = (line: WorkingLine): Verdict => ({
  line: line.line,
  id: line.id ?? null,
  cell: line.cell ?? null,
  written: line.text,
  status: "unreadable",
  expected: null,
  expectedFromYours: null,
  ...(line.unreadable !== undefined && { hint: line.unreadable }),
  marks: 0,
});

function blankVerdict(
  step: StepFindings,
  found: Findings,
  counts: ReadonlySet<string>,
  implied: ReadonlySet<string>,
  scheme: Scheme,
): Verdict[] {
  const { id, value } = step.step;
  if (!counts.has(id) || step.findings.length > 0 || step.misshapen.length > 0) return [];
  const isImplied = scheme.implied && implied.has(id);
  const { method, accuracy } = marksFor(id, scheme);
  return [
    {
      line: null,
      id,
      cell: null,
      written: "",
      status: "blank",
      expected: value.cells.length === 1 ? (found.right.get(id)?.cells[0] ?? null) : null,
      expectedFromYours: null,
      marks: isImplied ? tidy(method + accuracy) : 0,
    },
  ];
}

/** Quantities on which something right rests that was written, directly or through others that were not. */
export function impliedBy(steps: readonly StepFindings[]): Set<string> {
  const implied = new Set<string>();
  for (const user of [...steps].reverse()) {
    const carriesOn = user.findings.length > 0 ? isRight(user) : implied.has(user.step.id);
    if (carriesOn) for (const id of inputsOf(user.step)) implied.add(id);
  }
  return implied;
}

const outOf = (counts: ReadonlySet<string>, scheme: Scheme): number =>
  tidy([...counts].reduce((sum, id) => sum + marksFor(id, scheme).method + marksFor(id, scheme).accuracy, 0));

function awarded(verdicts: readonly Verdict[], found: Findings, { penalty }: Scheme): number {
  const errors = found.steps.filter(({ findings }) => latestOf(findings).some(({ status }) => isError(status))).length;
  const sum = verdicts.reduce((total, { marks }) => total + marks, 0);
  return Math.max(0, Math.round((sum - errors * penalty) * 100) / 100);
}

/** Shares of a mark to ten digits: twelfths add up to whole marks again. */
const tidy = (marks: number): number => Math.round(marks * 1e10) / 1e10;

import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { solutionDocument } from "../explainers/json.ts";
import { sheetOf } from "../explainers/marking/sheet.ts";
import { renderSheetText } from "../explainers/marking/text.ts";
import { paragraph, renderText } from "../explainers/text/index.ts";
import { topicsFor } from "../problems/catalogue.ts";
import { type Checked, type Checker, checkerFor } from "../problems/check.ts";
import { type ClassSummary, marksByPart, type Script, summaryOf } from "../problems/class.ts";
import { followThrough } from "../problems/followed.ts";
import { hintFor } from "../problems/hint.ts";
import { schemeSchema } from "../problems/scheme.ts";
import { asked, explain } from "../problems/solve.ts";
import { stepsOf } from "../solver/check/scene.ts";
import { marksFor, type Scheme } from "../solver/check/score.ts";
import type { Verdict } from "../solver/check/verdict.ts";
import { ProblemError } from "../solver/errors.ts";
import { parseProblem, parseYaml } from "./input.ts";
import type { Terminal } from "./render.ts";

export const CHECK_FORMATS = ["text", "json", "html", "csv"] as const;
export type CheckFormat = (typeof CHECK_FORMATS)[number];

export interface CheckResult {
  text: string;
  /** Whether a wrong line was found. */
  hasWrong: boolean;
}

/** A marker for the problem in a file, by the scheme in another. */
export async function checkerFrom(text: string, scheme: string | undefined): Promise<Checker> {
  const problem = parseProblem(text);
  return checkerFor(problem, await topicsFor(problem.topic), scheme === undefined ? {} : readScheme(scheme));
}

function readScheme(text: string): Partial<Scheme> {
  const suggestion =
    "A scheme says what differs from: method: 1, accuracy: 1, follows: full, slip: method, penalty: 0, implied: true.";
  const read = schemeSchema.safeParse(parseYaml(text, suggestion));
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  throw new ProblemError("scheme", `the scheme: ${issue?.message}`, { at: issue?.path.join(".") ?? "", suggestion });
}

/** One working, marked. */
export async function checkOne(
  checker: Checker,
  working: string,
  format: CheckFormat,
  terminal: Terminal,
): Promise<CheckResult> {
  const checked = checker.check(working);
  const hasWrong = checked.marking.firstWrong !== null;
  return { text: await printed(checker, checked, working, format, terminal), hasWrong };
}

async function printed(
  checker: Checker,
  checked: Checked,
  working: string,
  format: CheckFormat,
  terminal: Terminal,
): Promise<string> {
  switch (format) {
    case "json":
      return JSON.stringify(markingDocument(checked), null, 2);
    case "csv":
      return csv([...rows([{ name: "working", checked }], partsOf(checker))]);
    case "html": {
      const [{ renderSheetHtml }, { katexCss }] = await Promise.all([
        import("../explainers/marking/html.ts"),
        import("./katex-assets.ts"),
      ]);
      const solution = explain(checker.recorded, asked(checker.recorded));
      return renderSheetHtml(sheet(checker, checked, working), solution, { css: await katexCss() });
    }
    case "text":
      return renderSheetText(sheet(checker, checked, working), terminal);
  }
}

const sheet = ({ recorded, marker }: Checker, { marking }: Checked, working: string) =>
  sheetOf(recorded.topic.title, working, marking, (id) => {
    const step = stepsOf(marker.trace).get(id);
    return step && { tex: step.tex, shape: step.value.shape };
  });

/** JSON knows no NaN and no infinity: they are strings. */
const markingDocument = ({ marking }: Checked): unknown =>
  JSON.parse(
    JSON.stringify(marking, (_, value) =>
      typeof value === "number" && !Number.isFinite(value) ? String(value) : value,
    ),
  );

/** The worked solution as it goes on from the student's own values. */
export function keyFor(checker: Checker, working: string, format: CheckFormat, terminal: Terminal): CheckResult {
  const checked = checker.check(working);
  const solution = followThrough(checker.recorded, checked.findings);
  const text =
    format === "json"
      ? JSON.stringify(solutionDocument(solution, checker.recorded.problem, ""), null, 2)
      : renderText(solution, { ...terminal, details: terminal.details === true });
  return { text, hasWrong: checked.marking.firstWrong !== null };
}

/** What to do next, in one of three strengths. */
export function hintText(
  checker: Checker,
  working: string,
  strength: 1 | 2 | 3,
  format: "text" | "json",
  { width }: Terminal,
): string {
  const hint = hintFor(checker, checker.check(working));
  if (format === "json") return JSON.stringify(hint, null, 2);
  if (!hint) return "Everything that was asked for is there, and nothing is wrong.";
  return paragraph(hint.strengths[strength - 1] as string, width).join("\n");
}

/** Workings in a folder: text files, by name. */
export async function readPile(folder: string): Promise<{ name: string; text: string }[]> {
  const files = (await readdir(folder)).filter((file) => /\.(txt|md|tex)$/i.test(file)).sort();
  if (files.length === 0)
    throw new ProblemError("empty", `there are no workings in ${folder}`, {
      at: folder,
      suggestion: "Put one text file per student into it: anna.txt, ben.txt, …",
    });
  return Promise.all(files.map(async (name) => ({ name, text: await readFile(join(folder, name), "utf8") })));
}

export const isFolder = async (path: string): Promise<boolean> =>
  (await stat(path).catch(() => undefined))?.isDirectory() ?? false;

/** A pile of scripts: a table of marks, and what the class gets wrong. A script that cannot be read at all does not stop the rest. */
export function checkPile(
  checker: Checker,
  pile: readonly { name: string; text: string }[],
  format: CheckFormat,
): { table: string; summary: string; hasWrong: boolean } {
  const scripts = pile.map(({ name, text }) => ({ name, checked: checkedOrNot(checker, text) }));
  const parts = partsOf(checker);
  const summary = summaryOf(scripts, parts);
  const table =
    format === "json"
      ? JSON.stringify(
          { summary, scripts: scripts.map(({ name, checked }) => ({ name, ...(markingDocument(checked) as object) })) },
          null,
          2,
        )
      : csv([...rows(scripts, parts)]);
  const hasWrong = scripts.some(({ checked }) => checked.marking.firstWrong !== null);
  return { table, summary: summaryText(summary), hasWrong };
}

/** A script that cannot be read, with the reason in the place of its lines. */
function checkedOrNot(checker: Checker, text: string): Checked {
  try {
    return checker.check(text);
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    const nothing = checker.check("");
    const unread = { line: null, id: null, cell: null, written: "", expected: null, expectedFromYours: null, marks: 0 };
    const verdict: Verdict = { ...unread, status: "unreadable", hint: error.message };
    return { ...nothing, marking: { ...nothing.marking, verdicts: [verdict, ...nothing.marking.verdicts] } };
  }
}

function partsOf({ wanted, marker, scheme }: Checker): { id: string; of: number }[] {
  const worth = (id: string) => marksFor(id, scheme).method + marksFor(id, scheme).accuracy;
  return wanted.filter((id) => stepsOf(marker.trace).get(id)?.formula).map((id) => ({ id, of: worth(id) }));
}

function* rows(scripts: readonly Script[], parts: readonly { id: string }[]): Generator<(string | number)[]> {
  yield [
    "script",
    "awarded",
    "of",
    "first wrong line",
    "first wrong quantity",
    "mistake",
    ...parts.map(({ id }) => id),
  ];
  for (const { name, checked } of scripts) {
    const { verdicts, firstWrong, marks } = checked.marking;
    const first = verdicts.find(
      ({ id, line, mistake }) => id === firstWrong?.id && line === firstWrong?.line && mistake,
    );
    const byPart = marksByPart(verdicts);
    const where = [firstWrong?.line ?? "", firstWrong?.id ?? "", first?.mistake ?? ""];
    yield [name, marks.awarded, marks.of, ...where, ...parts.map(({ id }) => byPart.get(id) ?? 0)];
  }
}

/** RFC 4180; what a spreadsheet would take for a formula is defused. */
const csv = (table: readonly (readonly (string | number)[])[]): string =>
  `${table.map((row) => row.map(field).join(",")).join("\r\n")}\r\n`;

function field(value: string | number): string {
  if (typeof value === "number") return String(value);
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function summaryText({ scripts, of, mean, median, parts, mistakes }: ClassSummary): string {
  const weakest = parts
    .filter((part) => part.of > 0 && part.mean < part.of)
    .sort((a, b) => a.mean / a.of - b.mean / b.of);
  const lines = [
    `${scripts} ${scripts === 1 ? "script" : "scripts"}, ${of} marks: mean ${round(mean)}, median ${round(median)}.`,
    ...(weakest.length > 0
      ? [
          `Weakest: ${weakest
            .slice(0, 5)
            .map(({ id, mean: part, of: full }) => `${id} ${round(part)}/${full}`)
            .join(", ")}.`,
        ]
      : []),
    ...(mistakes.length > 0 ? ["Commonest mistakes:"] : []),
    ...mistakes
      .slice(0, 10)
      .flatMap(
        ({ id, scripts: n, about }) =>
          `${String(n).padStart(5)}  ${id}${about ? `: ${paragraph(about, 1000).join(" ")}` : ""}`,
      ),
  ];
  return `${lines.join("\n")}\n`;
}

const round = (x: number): string => String(Math.round(x * 100) / 100);

import { outline } from "../outline.ts";
import { exactText, links, relation, verification } from "../parts.ts";
import { prose } from "../prose.ts";
import type { Answer, Assumption, Equation, Solution } from "../solution.ts";
import { above, type Box, beside, blank, frame, textBox, widen } from "./box.ts";
import { cells, printable } from "./cells.ts";
import { chain } from "./chain.ts";
import { ansi, noInk } from "./ink.ts";
import { display } from "./layout.ts";
import { hang, indent, paragraph, wrap } from "./paragraph.ts";
import { drawPicture } from "./picture.ts";
import { chapterLines, type Look } from "./step.ts";

export interface TextOptions {
  /** Cells of the terminal that a line may take. */
  width?: number | undefined;
  /** Emphasis by ANSI codes. */
  color?: boolean | undefined;
  /** Every cell's arithmetic, the derivations, and the steps that are folded. */
  details?: boolean | undefined;
}

const narrowest = 24;
const labels = 9;

/** The solution for a terminal. Without `color` the text holds no escape character. */
export function renderText(solution: Solution, options: TextOptions = {}): string {
  const { width = 80, color = false, details = false } = options;
  const look = { width: Math.max(narrowest, Math.floor(width) || 80), ink: color ? ansi : noInk, details };
  const blocks = [
    titleLines(solution.title, look),
    [
      ...labelled("Asked", (room) => paragraph(solution.asked, room), look),
      ...labelled("Plan", (room) => paragraph(solution.plan, room), look),
    ],
    solution.picture ? indent(labels, drawPicture(solution.picture, look.width - labels)) : [],
    givenLines(solution.given, look),
    labelled("Assumed", (room) => solution.assumed.flatMap((choice) => assumption(choice, room)), look),
    ...outline(solution.sections, details).map((chapter) => chapterLines(chapter, look)),
    solution.answers.length ? answers(solution.answers, look) : [],
    paragraph(verification(solution.certificate).join(" "), look.width),
    solution.warnings.flatMap((warning) => hang("! ", paragraph(warning, look.width - 2))),
  ];
  const text = blocks.filter((lines) => lines.length).map((lines) => lines.map((line) => line.trimEnd()).join("\n"));
  return `${text.join("\n\n")}\n`;
}

function titleLines(title: string, { width, ink }: Look): string[] {
  const lines = wrap(printable(title), width);
  return [...lines.map(ink.bold), "═".repeat(Math.max(0, ...lines.map(cells)))];
}

/** A block with its label at the left of line `at`. */
function labelled(label: string, block: (room: number) => string[], { width, ink }: Look, at = 0): string[] {
  const lines = indent(labels, block(width - labels));
  return lines.map((line, y) => (y === at ? ink.bold(label) + line.slice(label.length) : line));
}

function givenLines(equations: Equation[], look: Look): string[] {
  const rows = givenRows(equations, look.width - labels);
  return labelled("Given", () => rows.flatMap((row) => row.lines), look, rows[0]?.baseline);
}

/** As many equations beside each other as fit. */
function givenRows(equations: Equation[], room: number): Box[] {
  const rows: Box[] = [];
  for (const { symbol, value, exact } of equations) {
    const box = chain(symbol, [{ relation: relation(exact), tex: value }], room);
    const last = rows.at(-1);
    if (last && last.width + 4 + box.width <= room) rows[rows.length - 1] = beside(last, blank(4), box);
    else rows.push(box);
  }
  return rows;
}

function assumption({ convention, value, because }: Assumption, room: number): string[] {
  const choice = prose(`${convention} = ${value}`);
  return paragraph(because ? `${choice}: ${because}` : choice, room);
}

/** The answers in a frame: names at the left, where there is room for them. */
function answers(answers: Answer[], { width, ink }: Look): string[] {
  const room = width - 4;
  const names = Math.max(...answers.map(({ name }) => cells(printable(name))));
  const symbols = Math.max(...answers.map(({ tex }) => display(tex).width));
  const boxes = answers.map((answer) =>
    names + 3 + symbols <= room / 2 ? besideName(answer, names, symbols, room) : belowName(answer, room),
  );
  const apart = boxes.some((box) => box.lines.length > 1);
  const box = above(
    boxes.flatMap((box, i) => (apart && i ? [blank(0), box] : [box])),
    "left",
    0,
  );
  const [top = "", ...rest] = frame(box, answers.length > 1 ? "Answers" : "Answer").lines;
  return [ink.bold(top), ...rest];
}

function besideName(answer: Answer, names: number, symbols: number, room: number): Box {
  const name = widen(textBox(printable(answer.name)), names + 3, "left");
  return beside(name, answerChain(answer, room - name.width, symbols));
}

function belowName(answer: Answer, room: number): Box {
  const name = above(wrap(printable(answer.name), room).map(textBox), "left", 0);
  return above([name, beside(blank(2), answerChain(answer, room - 2, 0))], "left", 0);
}

function answerChain(answer: Answer, room: number, symbols: number): Box {
  const shown = chain(answer.tex, links([], answer.shown, answer.isExact), room, symbols);
  const exact = exactText(answer);
  if (exact === null) return shown;
  const note = `(exactly ${printable(exact)})`;
  if (shown.width + 3 + cells(note) <= room) return beside(shown, blank(3), textBox(note));
  return above([shown, ...wrap(note, room).map(textBox)], "left", shown.baseline);
}

export { display, inline } from "./layout.ts";
export { paragraph } from "./paragraph.ts";

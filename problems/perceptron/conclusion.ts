import type { Outcome } from "../topic.ts";
import { parameters } from "./example.ts";
import { type Course, epochTable, plan, stopWords } from "./lesson.ts";
import { lineTex, stepAssumption, THRESHOLD } from "./parts.ts";
import { unitPicture } from "./picture.ts";
import type { Task } from "./task.ts";
import { judgeSeparability } from "./verdict.ts";

const VERDICT = "Verdict";
/** Epochs that are added up one by one. */
const MOST_COUNTED = 8;

/** What the rule moves. */
const learned = ({ absorbed, fixedBias }: Task): ("w" | "b")[] => (absorbed || fixedBias ? ["w"] : ["w", "b"]);
const NAMES = { w: "weights", b: "bias" };

/** What a run has come to. */
export function conclude(task: Task, course: Course): Outcome {
  const { tape, rows } = task;
  const { epochs, converged } = course;
  const last = epochs * rows.length;
  tape.section(VERDICT);
  tape.let("epochs", epochsFormula(course), {
    tex: "n_{\\text{epochs}}",
    name: converged ? "epochs until one is without a mistake, that one included" : "epochs, all of them with mistakes",
    title: "Epochs",
    why: stopWords(course),
    remarks: converged ? [`The line that was found: $${lineTex(lastLine(task, last))}=0$.`] : [],
  });
  const verdict = judgeSeparability(task, `mistakes_${epochs}`, VERDICT, lastLine(task, last));
  const kinds = learned(task);
  for (const kind of kinds)
    tape.step(`${kind}_${last}`).name = `${NAMES[kind]} ${converged ? "found" : "after the last epoch"}`;
  return {
    answers: [...kinds, "epochs", ...(converged ? [] : ["separable"])],
    aliases: aliasesOf(task, course),
    checks: Object.fromEntries(
      [...kinds.map((kind) => `${kind}_${last}`), "epochs"].map((id) => [id, [`mistakes_${epochs}`]]),
    ),
    asked: `The weights${kinds.length > 1 ? " and the bias" : ""} that the perceptron learning rule finds${converged ? "" : ", or why it finds none"}.`,
    plan: plan(task),
    tables: [...Array.from({ length: epochs }, (_, k) => epochTable(task, course, k + 1)), ...verdict.tables],
    folded: [...new Set(course.sections.flatMap((_, k) => foldable(course, k)))],
    assumed: [...assumed(task), ...(course.touchedZero && !task.margin ? stepAssumption(task) : [])],
    ...unitPicture(task),
  };
}

const foldable = ({ full, sections }: Course, epoch: number): string[] =>
  epoch > 0
    ? [sections[epoch] as string]
    : ["Epoch 1 · right so far", "Epoch 1 · the other examples"].filter((title) => !full.has(title));

/** Epochs with mistakes, and the one without; a long run is only counted. */
function epochsFormula({ epochs, converged }: Course): string {
  if (epochs > MOST_COUNTED) return String(epochs);
  const dirty = Array.from({ length: converged ? epochs - 1 : epochs }, (_, k) => `step(mistakes_${k + 1})`);
  return [...dirty, ...(converged ? ["1"] : [])].join(" + ");
}

function lastLine(task: Task, k: number): { w: number[]; b: number } {
  const { w, b } = parameters(task, k);
  return task.absorbed ? { w: w.slice(1), b: w[0] as number } : { w: [...w], b };
}

/** `w` is what comes out in the end; `w_epoch2` what the second epoch leaves. */
function aliasesOf(task: Task, { epochs }: Course): Record<string, string> {
  const { rows } = task;
  const kinds = learned(task);
  const after = (kind: string, epoch: number) => [`${kind}_epoch${epoch}`, `${kind}_${epoch * rows.length}`];
  const ends = Array.from({ length: epochs }, (_, k) => kinds.map((kind) => after(kind, k + 1))).flat();
  const final = kinds.map((kind) => [kind, `${kind}_${epochs * rows.length}`]);
  return Object.fromEntries([
    ...(task.fixedBias ? [["b", "b_0"]] : []),
    ...ends,
    ...final,
    ["mistakes", `mistakes_${epochs}`],
  ]);
}

function assumed({ given, bipolar, margin, absorbed, rows }: Task) {
  const start = given.w === undefined && given.b === undefined && given.threshold === undefined;
  const rule = margin
    ? "an example with y·z ≤ 0 is learned from"
    : "an example whose output differs from y is learned from";
  const width = Array.isArray(given.X?.[0]) ? given.X[0].length : 0;
  return [
    ...(given.w === undefined && width > (rows[0]?.length ?? 0)
      ? [{ convention: "x₀", value: "the first column of X", because: "It is 1 in every row." }]
      : []),
    ...(given.threshold === undefined ? [] : [THRESHOLD]),
    ...(start ? [{ convention: absorbed ? "w" : "w and b", value: "0", because: "No start is given." }] : []),
    ...(given.learningRate === undefined
      ? [
          {
            convention: "learningRate",
            value: "1",
            because: "None is given; with a start at 0 it only scales the weights.",
          },
        ]
      : []),
    ...(bipolar
      ? [
          {
            convention: "labels",
            value: "−1 and 1",
            because: `The targets say so: ${rule}, by $w\\leftarrow w+\\eta\\,y\\,x$.`,
          },
        ]
      : []),
  ];
}

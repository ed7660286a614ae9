import { ProblemError } from "../../solver/errors.ts";
import type { Outcome } from "../topic.ts";
import { conclude } from "./conclusion.ts";
import { parameters, present } from "./example.ts";
import { giveExample } from "./inputs.ts";
import type { Course } from "./lesson.ts";
import { superscript } from "./parts.ts";
import { statedUnit, type Task } from "./task.ts";

const DEFAULT_EPOCHS = 20;
/** Examples presented in all: beyond, nobody works it by hand. */
const MOST_PRESENTED = 200;
const MOST_EXAMPLES = 60;

/** The perceptron learning rule, example by example, until an epoch makes no mistake or the limit is reached. */
export function learn(task: Task): Outcome {
  if (!task.targets) {
    throw new ProblemError("missing", "there are no targets to learn from", {
      at: "given.y",
      missing: ["given.y"],
      suggestion: "Give y with one target for each row of X, or name a gate.",
    });
  }
  const most = mostEpochs(task);
  recordStart(task);
  const course = run(task, most);
  return conclude(task, course);
}

/** How many epochs there may be; refuses what nobody would write down. */
function mostEpochs({ rows, given }: Task): number {
  if (rows.length > MOST_EXAMPLES) {
    throw new ProblemError("too-large", `${rows.length} examples are too many to work by hand`, {
      at: "given.X",
      suggestion: `Take at most ${MOST_EXAMPLES}.`,
    });
  }
  const most = given.epochs ?? Math.min(DEFAULT_EPOCHS, Math.max(1, Math.floor(MOST_PRESENTED / rows.length)));
  if (most * rows.length > MOST_PRESENTED) {
    throw new ProblemError("too-large", `${most} epochs of ${rows.length} examples are too many to write down`, {
      at: given.epochs === undefined ? "given.X" : "given.epochs",
      suggestion: `At most ${MOST_PRESENTED} examples are presented in all; train larger problems by program.`,
    });
  }
  return most;
}

function recordStart(task: Task): void {
  const { tape, absorbed, given } = task;
  const { w, b } = statedUnit(task);
  tape.section("Given");
  for (const [i, target] of (task.targets as readonly number[]).entries()) {
    giveExample(task, i);
    tape.given(`y_${i + 1}`, target, { tex: superscript("y", i + 1), name: `target of example ${i + 1}` });
  }
  tape.given("w_0", absorbed ? [b, ...w] : w, { tex: superscript("w", 0), name: "weights at the start" });
  if (!absorbed) tape.given("b_0", b, { tex: task.fixedBias ? "b" : superscript("b", 0), name: "bias at the start" });
  tape.given("learningRate", given.learningRate ?? 1, { tex: "\\eta", name: "learning rate" });
}

/** Epoch after epoch. Without a limit of its own, a run that comes back to weights it has had is stopped. */
function run(task: Task, most: number): Course {
  const { rows } = task;
  const course: Course = { epochs: 0, converged: false, sections: [], full: new Set(), touchedZero: false };
  const seen = new Map([[stateAfter(task, 0), 0]]);
  while (course.epochs < most && !course.converged) {
    const epoch = ++course.epochs;
    for (const i of rows.keys()) present(task, course, (epoch - 1) * rows.length + i + 1, i, epoch);
    course.converged = recordMistakes(task, epoch);
    const state = stateAfter(task, epoch * rows.length);
    const before = seen.get(state);
    if (before !== undefined && !course.converged && !course.cycle) {
      course.cycle = { first: before, again: epoch };
      if (task.given.epochs === undefined) break;
    }
    seen.set(state, epoch);
  }
  return course;
}

const stateAfter = (task: Task, k: number): string => {
  const { w, b } = parameters(task, k);
  const rate = task.given.learningRate ?? 1;
  return [...w, b].map((x) => Math.round((x / rate) * 1e6) + 0).join();
};
function recordMistakes({ tape, rows }: Task, epoch: number): boolean {
  const errors = [...rows.keys()].map((i) => `e_${(epoch - 1) * rows.length + i + 1} ^ 2`);
  tape.let(`mistakes_${epoch}`, errors.join(" + "), {
    tex: `n_{\\text{wrong}}^{(${epoch})}`,
    name: `mistakes in epoch ${epoch}`,
    title: `Mistakes in epoch ${epoch}`,
    why: "Every mistake counts one.",
  });
  return tape.step(`mistakes_${epoch}`).value.cells[0] === 0;
}

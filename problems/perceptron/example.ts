import { type Course, ruleWords } from "./lesson.ts";
import { fire, fireRemarks, isNoise, little, outputWords, scaleOf, superscript } from "./parts.ts";
import type { Task } from "./task.ts";

/** Which presentation it is, counted from 1, of which example, in which epoch. */
interface Place {
  k: number;
  i: number;
  epoch: number;
  /** The size of what its sum is added up from. */
  scale: number;
}

/** One example: its sum, output and error, and the weights afterwards. */
export function present(task: Task, course: Course, k: number, i: number, epoch: number): void {
  const place = { k, i, epoch, scale: scaleAt(task, k, i) };
  const title = sectionOf(task, course, place);
  task.tape.section(title);
  course.sections[epoch - 1] = title;
  recordOutput(task, course, place);
  recordUpdate(task, place);
}

/** Weights and bias after k examples. */
export const parameters = (task: Task, k: number) => ({
  w: task.tape.step(`w_${k}`).value.cells,
  b: task.absorbed ? 0 : (task.tape.step(biasId(task, k)).value.cells[0] as number),
});
const biasId = ({ fixedBias }: Pick<Task, "fixedBias">, k: number): string => (fixedBias ? "b_0" : `b_${k}`);

const words = (symbol: string, name: string, { k, i, epoch }: Place) => ({
  tex: superscript(symbol, k),
  name: `${name} example ${i + 1} in epoch ${epoch}`,
});

function recordOutput(task: Task, course: Course, place: Place): void {
  const { tape, absorbed } = task;
  const { k, i, scale } = place;
  const product = `w_${k - 1} * x_${i + 1}`;
  tape.let(`z_${k}`, absorbed ? product : `${product} + ${biasId(task, k - 1)}`, {
    ...words("z", "weighted sum of", place),
    title: `Example ${i + 1}: weighted sum`,
    why: `${k === 1 ? "Each input times its weight, with" : "With"} the weights as they are now.`,
  });
  const z = tape.step(`z_${k}`).value.cells[0] as number;
  const onThreshold = z === 0 || isNoise(z, scale);
  const first = onThreshold && !course.touchedZero;
  course.touchedZero ||= onThreshold;
  tape.let(`yhat_${k}`, fire(task, `z_${k}`, scale), {
    ...words("\\hat{y}", "output for", place),
    title: "Output",
    why: k === 1 ? outputWords(task) : "The step.",
    remarks: [...(first ? [thresholdRemark(task)] : []), ...fireRemarks(task, `z_${k}`, scale)],
  });
}

function thresholdRemark({ strict, bipolar }: Task): string {
  const output = strict ? (bipolar ? "-1" : "0") : "1";
  return `$z=0$ lies on the threshold: here the output is then $${output}$; under the other convention it is not.`;
}

function recordUpdate(task: Task, place: Place): void {
  const { tape, absorbed, fixedBias, rows } = task;
  const { k, i } = place;
  tape.let(`e_${k}`, errorFormula(task, place), { ...words("\\delta", "error of", place), ...ruleWords(task, k, i) });
  const wrong = tape.step(`e_${k}`).value.cells[0] !== 0;
  tape.let(`w_${k}`, `w_${k - 1} + learningRate * e_${k} * x_${i + 1}`, {
    ...words("w", "weights after", place),
    title: "Weights",
    why: wrong ? "A mistake: the rule adds $\\eta\\,\\delta\\,x$." : "No mistake: nothing changes.",
  });
  if (absorbed || fixedBias) return;
  tape.let(`b_${k}`, `b_${k - 1} + learningRate * e_${k}`, {
    ...words("b", "bias after", place),
    title: "Bias",
    why: wrong && k <= rows.length ? "The bias is the weight of an input that is always $1$." : "Likewise.",
  });
}

function scaleAt(task: Task, k: number, i: number): number {
  const { w, b } = parameters(task, k - 1);
  const start = parameters(task, 0);
  const row = task.tape.step(`x_${i + 1}`).value.cells;
  const rate = task.given.learningRate ?? 1;
  // What was added and taken away again leaves its rounding behind.
  return Math.max(scaleOf(w, b, row), scaleOf(start.w, start.b, row), rate * row.reduce((sum, x) => sum + x * x, 1));
}

/** 1, 0 or −1: which way the sum should move. */
function errorFormula(task: Task, { k, i, scale }: Place): string {
  const y = `y_${i + 1}`;
  if (!task.bipolar) return `${y} - yhat_${k}`;
  if (!task.margin) return `(${y} - yhat_${k}) / 2`;
  const noisy = isNoise(task.tape.step(`z_${k}`).value.cells[0] as number, scale);
  return `${y} * (1 - step(${y} * z_${k}${noisy ? ` - ${little(scale)}` : ""}))`;
}

/** The first example and the first mistake are worked in full, each in a section of its own. */
function sectionOf(task: Task, course: Course, place: Place): string {
  const { k, i, epoch } = place;
  if (epoch > 1) return `Epoch ${epoch}`;
  const first = course.firstMistake === undefined && isMistake(task, place);
  if (first) course.firstMistake = k;
  const title = `Epoch 1 · example ${i + 1}`;
  if (k === 1 || first) {
    course.full.add(title);
    return title;
  }
  return course.firstMistake === undefined ? "Epoch 1 · right so far" : "Epoch 1 · the other examples";
}

/** Whether the example that comes next will be a mistake: only the layout depends on it. */
function isMistake(task: Task, { k, i, scale }: Place): boolean {
  const { w, b } = parameters(task, k - 1);
  const row = task.tape.step(`x_${i + 1}`).value.cells;
  const sum = row.reduce((total, x, j) => total + x * (w[j] as number), b);
  const z = isNoise(sum, scale) ? 0 : sum;
  const target = task.targets?.[i] as number;
  if (task.margin) return target * z <= 0;
  return (task.strict ? z > 0 : z >= 0) !== (target === 1);
}

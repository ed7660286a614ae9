import type { Outcome } from "../topic.ts";
import { CHANGE, recordCourse } from "./course.ts";
import { missing } from "./data.ts";
import { recordLikelihood } from "./likelihood.ts";
import { isLoopShown, type Loop, likelihoodFactors, MOST_EXAMPLES, MOST_FEATURES, recordLoop } from "./loop.ts";
import type { Run } from "./pass.ts";
import { neuronPicture } from "./picture.ts";

/** Records every iteration; the first in full, the following ones folded, with a table of where they lead. */
export function solveWithWeights(run: Run): Outcome {
  check(run);
  const wanted = wantedKinds(run);
  run.recordGivens();
  run.forward(0);
  const extra = run.data.Y ? firstIteration(run, wanted) : undefined;
  for (let k = 1; k <= lastPass(run); k++) {
    run.forward(k);
    run.cost(k);
    if (k < run.updates) {
      run.gradients(k);
      run.update(k);
    }
  }
  const course = run.updates > 1 ? [recordCourse(run)] : [];
  return {
    answers: answersOf(run),
    aliases: aliasesOf(run),
    checks: checksOf(run, extra),
    asked: askedOf(run, wanted),
    plan: planOf(run, wanted),
    tables: [...(extra?.loop?.tables ?? []), ...course],
    folded: [...(extra?.loop?.folded ?? []), ...laterSections(run)],
    assumed: run.data.assumed,
    ...neuronPicture(run.data),
  };
}

function check({ given, data }: Run): void {
  if (given.steps !== undefined && given.learningRate === undefined)
    throw missing("learningRate", `there are ${given.steps} steps, but no learning rate`, "Give learningRate.");
  if (given.learningRate !== undefined && data.Y === undefined)
    throw missing("y", "there is a learning rate, but no label to learn from", "Give y, or leave out learningRate.");
}

interface Wanted {
  loss: boolean;
  gradients: boolean;
  updates: boolean;
}

function wantedKinds(run: Run): Wanted {
  const ids = run.setting.ask.length > 0 ? run.setting.ask : answersOf(run);
  const some = (pattern: RegExp) => ids.some((id) => pattern.test(id));
  const updates = some(/^[wb]_\d+$/);
  const gradients = updates || some(/^d/);
  return { loss: some(/^([LJP]|lnP|nll)/), gradients, updates };
}

interface Extra {
  loop?: Loop;
  likelihood: string[];
}

/** Cost, gradients and update by matrices, then the loop, which must agree, and the reason for the loss. */
function firstIteration(run: Run, wanted: Wanted): Extra {
  const { Y, single } = run.data;
  const hard = Y?.cells.every((label) => label === 0 || label === 1) ?? false;
  const explained = wanted.loss && hard;
  run.cost(0);
  const alone = explained && single ? recordLikelihood(run, []) : [];
  run.gradients(0);
  const loop = isLoopShown(run) ? recordLoop(run, { loss: wanted.loss, gradients: wanted.gradients }) : undefined;
  const together = loop && explained ? recordLikelihood(run, likelihoodFactors(run)) : [];
  if (run.updates > 0) run.update(0);
  return { ...(loop && { loop }), likelihood: [...alone, ...together] };
}

/** One pass for every update, and one more where somebody asks what came of it, or where a table tells it. */
function lastPass({ updates, setting }: Run): number {
  const after = new RegExp(`^(?![wb]_).*_${updates}$`);
  return updates > 1 || setting.ask.some((id) => updates > 0 && after.test(id)) ? updates : 0;
}

const laterSections = ({ tape }: Run): string[] => [
  ...new Set(
    tape.steps().flatMap(({ section }) => (/^(Iteration (?!1 )|After update)/.test(section) ? [section] : [])),
  ),
];

function answersOf({ data, updates, given }: Run): string[] {
  const forward = ["yhat", ...(given.threshold === undefined ? [] : ["class"])];
  if (!data.Y) return [data.single ? "z" : "Z", ...forward];
  const updated = updates > 0 ? [`w_${updates}`, `b_${updates}`] : [];
  return [...forward, "J", "dw", "db", ...updated];
}

/** Small and capital letters mean the same, and so do a and ŷ. */
function aliasesOf({ data: { single }, tape }: Run): Record<string, string> {
  const aliases: Record<string, string> = single ? { X: "x", Y: "y" } : { x: "X", y: "Y" };
  for (const { id } of tape.steps()) {
    const [, d = "", letter = "", suffix = ""] = /^(d?)(z|Z|yhat|L)((?:_\d+)?)$/.exec(id) ?? [];
    const others: Readonly<Record<string, string[]>> = {
      z: ["Z"],
      Z: ["z"],
      yhat: ["a", "A"],
      L: single && !d ? ["J"] : [],
    };
    for (const other of others[letter] ?? []) aliases[d + other + suffix] = id;
  }
  return aliases;
}

/** What is shown along with an answer: the cost that a gradient is of, the course up to an update, the loop. */
function checksOf(run: Run, extra: Extra | undefined): Record<string, readonly string[]> {
  const { loop, likelihood = [] } = extra ?? {};
  const [cost, gradients] = [loop?.cost ?? [], loop?.gradients ?? []];
  const checks: Record<string, readonly string[]> = {};
  for (const { id, gradient } of run.tape.steps()) {
    const [, k] = /^[wb]_(\d+)$/.exec(id) ?? [];
    if (gradient) checks[id] = [gradient.root, ...(/^d[wb]$/.test(id) ? gradients : [])];
    if (k !== undefined) checks[id] = [...courseTo(run, Number(k)), ...gradients];
  }
  const root = run.root(0);
  return { ...checks, [root]: [...cost, ...likelihood], ...(run.data.single ? {} : { L: cost }) };
}

function courseTo(run: Run, k: number): string[] {
  const roots = Array.from({ length: k + 1 }, (_, i) => run.root(i));
  return run.updates > 1 ? [...roots.filter((id) => run.tape.has(id)), CHANGE] : [run.root(0)];
}

function askedOf(run: Run, wanted: Wanted): string {
  const { single, m, Y } = run.data;
  const times = run.updates === 1 ? "one step" : `${run.updates} steps`;
  const parts = [
    single ? "the predicted probability" : `the predicted probabilities of ${m} examples`,
    wanted.loss && Y && (single ? "the loss" : "the cost"),
    wanted.gradients && "the gradients",
    wanted.updates && `$w$ and $b$ after ${times} of gradient descent with $\\eta=${run.given.learningRate}$`,
  ].filter((part) => typeof part === "string");
  const list = parts.length > 1 ? `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}` : (parts[0] as string);
  return `${list.replace(/^t/, "T")}.`;
}

function planOf(run: Run, { loss, gradients, updates }: Wanted): string {
  const { single, m, n, Y } = run.data;
  const looped = isLoopShown(run) && (loss || gradients);
  const left = !single && Y && m > 1 && !looped && (loss || gradients);
  const many = m > MOST_EXAMPLES ? `${m} examples` : `${n} features`;
  const most = m > MOST_EXAMPLES ? `${MOST_EXAMPLES} examples` : `${MOST_FEATURES} features`;
  return [
    single ? "Weighted sum, sigmoid" : "All examples at once as matrices: weighted sums, sigmoid",
    loss && ", loss",
    gradients && "; backwards from the loss to $z$, from there to $w$ and $b$",
    updates && "; then one subtraction per parameter",
    looped && "; and the same once more with a loop over the examples, as a check",
    left && `; the loop over the examples is left out for ${many} (it is shown for up to ${most})`,
    ".",
  ]
    .filter((part) => typeof part === "string")
    .join("");
}

import type { Words } from "../../solver/tape.ts";
import { blockOf, featuresOf } from "../feature-data.ts";
import type { Given } from "./given.ts";
import { option, parameter, runningList, stat, USUAL_EPSILON, type Work } from "./work.ts";

const STATISTICS = "Statistics of the batch";
const NORMALIZE = "Normalize";

/** The arithmetic of so many features is shown. */
const MOST_WORKED = 3;

export function recordGivens(work: Work): void {
  const { tape, given, data, m, gamma, beta } = work;
  tape.section("Given");
  tape.given("x", data, { tex: data.shape.length > 1 ? "X" : "x", name: "batch" });
  if (!given.inference) tape.given("m", m, { name: "how many numbers a statistic is taken of" });
  tape.given("epsilon", given.epsilon ?? USUAL_EPSILON, { tex: "\\varepsilon", name: "added to the variance" });
  tape.given("gamma", gamma, { name: "scale" });
  tape.given("beta", beta, { name: "shift" });
  if (given.upstream)
    tape.given("dY", blockOf(given.upstream.field, given.upstream.value), {
      tex: "\\frac{\\partial L}{\\partial y}",
      name: "gradient that arrives",
    });
  if (given.learningRate !== undefined)
    tape.given("learningRate", given.learningRate, { tex: "\\eta", name: "learning rate" });
  if (given.inference || given.momentum !== undefined) recordRunningGivens(work);
}

function recordRunningGivens(work: Work): void {
  const { tape, given } = work;
  tape.given("runningMean", runningList(work, "runningMean", given.runningMean ?? 0), {
    tex: "\\mu_{\\text{run}}",
    name: "running mean",
  });
  tape.given("runningVar", runningList(work, "runningVar", given.runningVar ?? 1), {
    tex: "\\sigma^2_{\\text{run}}",
    name: "running variance",
  });
  if (given.momentum !== undefined) tape.given("momentum", given.momentum, { tex: "\\alpha", name: "momentum" });
}

export const ofEach = ({ data, axis, given }: Work): string =>
  axis === undefined
    ? ""
    : given.over === "layer"
      ? " of each example"
      : data.shape.length > 2
        ? " of each channel"
        : " of each feature";
export const worked = ({ data, axis }: Work) => ({
  shownCells: Math.min(featuresOf(data.shape, axis) ?? 1, MOST_WORKED),
});

export function recordForward(work: Work): void {
  const { tape, given } = work;
  if (!given.inference) recordStatistics(work);
  tape.section(NORMALIZE);
  recordRoot(work, "s", given.inference ? "runningVar" : "var");
  const mean = stat(work, given.inference ? "runningMean" : "mu");
  tape.let("xhat", `(x - ${mean}) ./ ${stat(work, "s")}`, {
    tex: "\\hat{x}",
    name: "normalized batch",
    title: "Normalized",
    why: given.inference
      ? "The running statistics stand in for the batch: an example is judged alike in any company."
      : "The mean is subtracted, then divided by the root.",
    remarks: given.inference ? [] : spreadOf(work),
  });
  recordScaled(work, "Y", "xhat", "x", { tex: "y", name: "output" });
}

function recordStatistics(work: Work): void {
  const { tape, data, given } = work;
  const images = data.shape.length > 2;
  tape.section(given.over === "layer" ? "Statistics of the example" : STATISTICS);
  tape.let("mu", `sumPer(x${option(work)}) / m`, {
    name: "mean",
    ...worked(work),
    title: `Mean${ofEach(work)}`,
    why: images
      ? `A channel is one feature: all its pixels${data.shape.length > 3 ? ", of all images," : ""} are averaged together.`
      : given.over === "layer"
        ? "Over the features of the example itself: no other example is needed."
        : "Over the examples of the batch.",
    remarks:
      data.shape.length === 4 && given.channels === "first"
        ? ["Blocks beside each other are the channels of one image, blocks below each other one channel."]
        : [],
  });
  tape.let("var", `sumPer((x - ${stat(work, "mu")}) .^ 2${option(work)}) / m`, {
    tex: "\\sigma^2",
    name: "variance",
    ...worked(work),
    title: `Variance${ofEach(work)}`,
    why: "The mean squared distance from the mean.",
    remarks: ["Divided by $m$, not by $m-1$: here it is always the plain mean."],
  });
}

/** What the normalized numbers must come to. Where ε is not small beside the variance, that is less than 1. */
function spreadOf(work: Work): string[] {
  const epsilon = work.given.epsilon ?? USUAL_EPSILON;
  const variances = work.tape.step("var").value.cells;
  if (epsilon === 0 && variances.includes(0)) return [];
  const check = `Sense check: the numbers${ofEach(work)} sum to 0`;
  if (variances.every((variance) => variance > MUCH_LARGER * epsilon))
    return [`${check}, and their mean square is ${epsilon > 0 ? "nearly " : ""}1.`];
  return [
    `${check}. Their mean square is $\\sigma^2/(\\sigma^2 + \\varepsilon)$, less than 1 where $\\varepsilon$ is not small beside $\\sigma^2$.`,
  ];
}
const MUCH_LARGER = 100;

/** Whether there is an ε at all. */
const hasEpsilon = ({ epsilon = USUAL_EPSILON }: Given): boolean => epsilon > 0;

export function recordRoot({ tape, given }: Work, id: string, variance: string): void {
  tape.let(id, `sqrt(${variance} + epsilon)`, {
    tex: id === "s" ? "s" : "s_{\\text{run}}",
    name: "root of the variance",
    title: "Root",
    why: hasEpsilon(given)
      ? "The standard deviation; $\\varepsilon$ keeps it from being 0."
      : "The standard deviation.",
    remarks: hasEpsilon(given) ? ["$\\varepsilon$ stands inside the root."] : [],
  });
}

/** Scaled and shifted, with the parameters as they are now. */
export function recordScaled(work: Work, id: string, from: string, data: string, words: Words): void {
  const [gamma, beta] = [currently(work, "gamma"), currently(work, "beta")].map((now) => parameter(work, now, data));
  work.tape.let(id, `${gamma} .* ${from} + ${beta}`, {
    title: "Scale and shift",
    why: "What the network learns: $\\gamma$ becomes the new spread and $\\beta$ the new mean.",
    ...words,
  });
}

/** After the update, where there was one. */
const currently = ({ tape }: Work, id: string): string => (tape.has(`${id}_1`) ? `${id}_1` : id);

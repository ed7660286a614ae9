import { ShapeError } from "../../solver/errors.ts";
import { describeShape } from "../../solver/ndarray.ts";
import { blockOf, featuresOf } from "../feature-data.ts";
import { recordRoot, recordScaled } from "./forward.ts";
import { stat, type Work } from "./work.ts";

/** Moves the running statistics a little towards those of the batch. */
export function recordRunning(work: Work): void {
  const { tape, given, momentum, running, m } = work;
  if (given.momentum === undefined || given.inference) return;
  tape.section("Running statistics");
  const mix = (old: string, now: string) =>
    momentum === "kept" ? `momentum * ${old} + (1 - momentum) * ${now}` : `(1 - momentum) * ${old} + momentum * ${now}`;
  const why =
    momentum === "kept"
      ? "The share $\\alpha$ of the old value stays, the rest comes from this batch."
      : "The share $\\alpha$ comes from this batch, the rest of the old value stays.";
  tape.let("runningMean_1", mix("runningMean", "mu"), {
    tex: "\\mu_{\\text{new}}",
    name: "running mean after the batch",
    title: "Running mean",
    why,
  });
  const unbiased = running === "n-1" && m > 1;
  if (unbiased)
    tape.let("varUnbiased", "m / (m - 1) * var", {
      tex: "\\sigma^2_{m-1}",
      name: "variance by m − 1",
      title: "Variance by $m-1$",
      why: "What is kept for later estimates the variance of all data, so $m-1$ is divided by here.",
    });
  tape.let("runningVar_1", mix("runningVar", unbiased ? "varUnbiased" : "var"), {
    tex: "\\sigma^2_{\\text{new}}",
    name: "running variance after the batch",
    title: "Running variance",
    why,
    remarks: ["Variances are averaged, not their roots."],
  });
}

/** New examples, with the running statistics. */
export function recordTest(work: Work): void {
  const { tape, given, data, scale } = work;
  if (!given.test) return;
  const test = blockOf(given.test.field, given.test.value);
  const features = featuresOf(data.shape, scale);
  const single = features !== undefined && data.shape.length === 2 && test.shape.length === 1;
  const fits = single
    ? test.shape[0] === features
    : test.shape.length === data.shape.length && featuresOf(test.shape, scale) === features;
  if (!fits && !(features === undefined && test.shape.length === 0))
    throw new ShapeError(`${given.test.field} is ${describeShape(test.shape)}, which is no example of this batch`, {
      at: `given.${given.test.field}`,
      suggestion: "Lay new examples out as X is, or give one as a list of its features.",
    });
  const there: Work = { ...work, axis: single ? 0 : work.axis, scale: single ? 0 : scale };
  tape.section("Given");
  tape.given("test", test, { tex: "x_{\\text{test}}", name: "new examples" });
  tape.section("Inference");
  const [mean, variance] = given.inference ? ["runningMean", "runningVar"] : ["runningMean_1", "runningVar_1"];
  recordRoot(there, "s_run", variance);
  tape.let("xhat_test", `(test - ${stat(there, mean, "test")}) ./ ${stat(there, "s_run", "test")}`, {
    tex: "\\hat{x}_{\\text{test}}",
    name: "new examples, normalized",
    title: "Normalized",
    why: "The running statistics stand in for the batch: an example is judged alike in any company.",
  });
  recordScaled(there, "Y_test", "xhat_test", "test", { tex: "y_{\\text{test}}", name: "output for the new examples" });
}

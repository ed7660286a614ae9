import type { Assumption } from "../../explainers/solution.ts";
import { sizeInWords } from "../feature-data.ts";
import { defineTopic, type Outcome, type Setting } from "../topic.ts";
import { recordBackward } from "./backward.ts";
import { examples } from "./examples.ts";
import { recordForward, recordGivens } from "./forward.ts";
import { type Given, given } from "./given.ts";
import { mistakes } from "./mistakes.ts";
import { recordRunning, recordTest } from "./running.ts";
import { USUAL_EPSILON, type Work, workOf } from "./work.ts";

export default defineTopic<Given>({
  id: "batch-norm",
  title: "Batch normalization",
  about:
    "Batch norm per feature or per channel: statistics, scale and shift, running statistics, inference, and all gradients; also layer norm.",
  given,
  conventions: ["examples", "bn.momentum", "bn.running"],
  defaults: { examples: "rows" },
  answers: [
    { id: "mu", about: "mean of each feature or channel" },
    { id: "var", about: "variance of each feature or channel" },
    { id: "s", about: "root of variance plus ε; also std" },
    { id: "xhat", about: "the normalized batch" },
    { id: "Y", about: "the output, scaled and shifted; also y" },
    { id: "dgamma", about: "gradient of the scale; likewise dbeta" },
    { id: "dxhat", about: "gradient of the normalized batch; likewise ds, dvar, dmu" },
    { id: "dx", about: "gradient of the batch; also dX" },
    { id: "gamma_1", about: "scale after one update; likewise beta_1" },
    { id: "runningMean_1", about: "running mean after the batch; likewise runningVar_1" },
    { id: "Y_test", about: "output for new examples, by the running statistics; likewise xhat_test" },
  ],
  solve,
  mistakes,
  examples,
});

const ALIASES = {
  X: "x",
  y: "Y",
  std: "s",
  sigma2: "var",
  Xhat: "xhat",
  dX: "dx",
  dy: "dY",
  dXhat: "dxhat",
  dstd: "ds",
  dsigma2: "dvar",
  y_test: "Y_test",
};

function solve(problem: Given, setting: Setting): Outcome {
  const work = workOf(problem, setting);
  recordGivens(work);
  recordForward(work);
  recordRunning(work);
  recordBackward(work);
  recordTest(work);
  const { tape } = work;
  const scaled = problem.gamma !== undefined || problem.beta !== undefined;
  const answers = ["mu", "var", "xhat", ...(scaled ? ["Y"] : []), ...RESULTS].filter((id) => tape.has(id));
  const wanted = setting.ask.length > 0 ? setting.ask : answers;
  return {
    answers,
    aliases: ALIASES,
    asked: asked(work),
    plan: plan(work),
    assumed: [...work.assumed, ...assumed(work, wanted)],
  };
}

const RESULTS = ["dgamma", "dbeta", "dx", "gamma_1", "beta_1", "runningMean_1", "runningVar_1", "Y_test"];

function asked({ data, axis, scale, given }: Work): string {
  const layer = given.over === "layer";
  const of = `${layer ? "Layer" : "Batch"} norm of ${sizeInWords(data.shape, layer && data.shape.length > 1 ? scale : axis)}`;
  const more = [
    given.inference && "at inference",
    given.upstream && "with all gradients",
    given.learningRate !== undefined && "one update",
    given.momentum !== undefined && "the running statistics",
    given.test && "the output for new examples",
  ].filter((part) => typeof part === "string");
  return `${[of, ...more].join(", ")}.`;
}

function plan({ given, data }: Work): string {
  const each =
    given.over === "layer" ? "example" : data.shape.length > 2 ? "channel" : data.shape.length > 1 ? "feature" : "";
  const statistics = given.inference
    ? "With the running statistics"
    : `Mean and variance${each && ` of each ${each}`}; with them`;
  const order = given.inference ? "scale, root, input" : "scale, root, variance, mean, input";
  const back = given.upstream ? `; backwards in the opposite order: ${order}` : "";
  return `${statistics} every number is normalized, then scaled and shifted${back}.`;
}

/** What was taken where the problem says nothing, as far as it mattered. */
function assumed({ given, tape, running, m }: Work, wanted: readonly string[]): Assumption[] {
  const found: Assumption[] = [];
  if (given.epsilon === undefined && wanted.some((id) => !/^(mu|var|sigma2|running.*)$/.test(id)))
    found.push({ convention: "epsilon", value: String(USUAL_EPSILON), because: "None is given: the usual one." });
  const scaled = wanted.some((id) => /^(Y|y|d|gamma|beta)/.test(id));
  if (scaled && given.gamma === undefined)
    found.push({ convention: "gamma", value: "1", because: "No scale is given." });
  if (scaled && given.beta === undefined) found.push({ convention: "beta", value: "0", because: "No shift is given." });
  const averages = !given.inference && wanted.some((id) => /^(running|.*_test$)/.test(id));
  if (averages && given.runningMean === undefined)
    found.push({ convention: "runningMean", value: "0", because: "Nothing has been averaged yet: the usual start." });
  if (averages && given.runningVar === undefined)
    found.push({ convention: "runningVar", value: "1", because: "Likewise." });
  if (tape.has("runningVar_1") && running === "n" && m > 1)
    found.push({
      convention: "bn.running",
      value: "n",
      because: "The variance joins as it is; PyTorch would take m/(m − 1) times it.",
    });
  return found;
}

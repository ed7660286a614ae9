import { ProblemError } from "../../solver/errors.ts";
import { defineTopic, type Outcome, type Setting } from "../topic.ts";
import { examples } from "./examples.ts";
import { type Given, given } from "./given.ts";
import { workLayer } from "./layer.ts";
import { mistakes } from "./mistakes.ts";
import { workNetwork } from "./network.ts";

export default defineTopic<Given>({
  id: "dropout",
  title: "Dropout",
  about:
    "A given mask in training, inverted or classic; the mean over all masks; backwards; several layers; test time.",
  given,
  conventions: ["dropout.p", "dropout.scale", "orientation", "loss.half", "loss.outputs", "huber.linear", "gelu"],
  answers: [
    { id: "ad", about: "activations after dropout, in training" },
    { id: "expected", about: "their mean over all masks; variance likewise" },
    { id: "atest", about: "activations at test time" },
    { id: "da", about: "gradient before dropout, where dA arrives" },
    { id: "mask", about: "the mask, where random numbers are given" },
    { id: "keep", about: "probability of keeping a unit" },
    { id: "kept", about: "units kept; expectedKept on average" },
    { id: "probability", about: "probability of this very mask" },
    { id: "networks", about: "number of thinned networks" },
    { id: "yhat", about: "of a network: its prediction in training; yhat_test at test time" },
    { id: "Ad#", about: "of a network: activations of layer # after dropout; A# before, Z# the sums" },
    { id: "dW#", about: "of a network: gradient of the weights of layer #; db# likewise" },
  ],
  mistakes,
  solve,
  examples,
});

function solve(problem: Given, setting: Setting): Outcome {
  const { conventions } = setting;
  const open = [
    { convention: "dropout.p", value: "drop", because: "$p$ is the probability of dropping a unit, as in software." },
    {
      convention: "dropout.scale",
      value: "inverted",
      because: "Kept units are divided by the probability of keeping in training, as in software.",
    },
  ] as const;
  const manner = { keeps: conventions["dropout.p"] === "keep", inverted: conventions["dropout.scale"] !== "classic" };
  const isNetwork = problem.W1 !== undefined || problem.x !== undefined;
  if (!isNetwork) refuseStray(problem);
  const outcome = isNetwork ? workNetwork(problem, setting, manner) : workLayer(problem, setting, manner);
  const assumed = open.filter(({ convention }) => conventions[convention] === undefined);
  return { ...outcome, assumed: [...assumed, ...(outcome.assumed ?? [])] };
}

const OF_A_LAYER: ReadonlySet<string> = new Set(["p", "a", "A", "mask", "random", "dA"]);

function refuseStray(problem: Given): void {
  const stray = Object.keys(problem).find((field) => !OF_A_LAYER.has(field));
  if (stray === undefined) return;
  throw new ProblemError("unknown-field", `${stray} has no use for a single layer`, {
    at: `given.${stray}`,
    candidates: [...OF_A_LAYER],
    suggestion: "Give x, W1, W2, … as well for a network, or leave it out.",
  });
}

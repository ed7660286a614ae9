import { ProblemError } from "../../solver/errors.ts";
import { defineTopic, type Outcome, type Setting } from "../topic.ts";
import { design } from "./design.ts";
import { examples } from "./examples.ts";
import { unitOf } from "./gates.ts";
import { type Given, given } from "./given.ts";
import { learn } from "./learning.ts";
import { mistakes } from "./mistakes.ts";
import { workNetwork } from "./networks.ts";
import { workOwnNetwork } from "./own-network.ts";
import { type Task, taskOf } from "./task.ts";
import { workUnit } from "./unit.ts";

export default defineTopic<Given>({
  id: "perceptron",
  title: "Perceptron",
  about: "Step units: truth tables and gates, XOR and why one unit cannot do it, and the learning rule epoch by epoch.",
  given,
  conventions: ["step.at-zero", "bias.absorbed", "perceptron.bias", "perceptron.mistake"],
  answers: [
    { id: "z", about: "weighted sums of the rows" },
    { id: "yhat", about: "outputs of the rows" },
    { id: "e", about: "target minus output, row by row" },
    { id: "mistakes", about: "how many rows are wrong; of a run of the learning rule, in its last epoch" },
    { id: "separable", about: "1 if one unit can do it, else 0" },
    { id: "h#", about: "outputs of hidden unit # of a network, for all rows; its sums are z#" },
    { id: "A1", about: "outputs of the hidden units of an `own` network, one unit a column; its sums are Z1" },
    {
      id: "w_k",
      about: "weights after the k-th example was presented (one that is right leaves them); w_0 at the start",
    },
    { id: "b_k", about: "bias after the k-th example" },
    { id: "z_k", about: "weighted sum of the k-th example presented; likewise yhat_k and the error e_k" },
    { id: "w", about: "weights at the end of learning; likewise b" },
    { id: "w_epoch#", about: "weights after epoch #; likewise b_epoch#" },
    { id: "mistakes_#", about: "mistakes in epoch #" },
    { id: "epochs", about: "epochs of the run, the last one without a mistake where there is such a one" },
  ],
  mistakes,
  design,
  solve: (problem, setting) => solve(problem, setting),
  examples,
});

function solve(problem: Given, setting: Setting): Outcome {
  checkNetwork(problem);
  const task = taskOf(problem, setting);
  if (learns(problem, setting.ask)) return learn(task);
  if (problem.network === "own") return workOwnNetwork(task);
  if (isNetwork(task)) return workNetwork(task);
  return workUnit(task);
}

/** Ids that only a run of the learning rule has. */
const OF_LEARNING = /^((w|b|z|yhat|e|mistakes)_\d+|(w|b)_epoch\d+|epochs)$/;

function learns({ w, gate, y, learningRate, epochs, X }: Given, ask: readonly string[]): boolean {
  if (learningRate !== undefined || epochs !== undefined || ask.some((id) => OF_LEARNING.test(id))) return true;
  if (w !== undefined || gate !== undefined) return false;
  if (y === undefined && X !== undefined) {
    throw new ProblemError("missing", "there are inputs, but neither weights nor targets", {
      at: "given.w",
      missing: ["given.w"],
      suggestion: "Give w and b for the outputs, or y for the learning rule.",
    });
  }
  return true;
}

function checkNetwork({ gate, w, network, W1, b1, W2, b2 }: Given): void {
  if (network !== "own" && [W1, b1, W2, b2].some((field) => field !== undefined))
    throw new ProblemError("network", "W1, b1, W2 and b2 belong to a network of your own", {
      at: "given.network",
      suggestion: "Give network: own with them.",
    });
  if (network === undefined || (gate !== undefined && w === undefined)) return;
  throw new ProblemError("network", "a network is made for a named gate, with weights of its own", {
    at: "given.network",
    suggestion: "Give gate: XOR, say, and leave w out.",
  });
}

/** Whether a gate takes more than one unit, or more are asked for. */
function isNetwork({ gate, given: { w, network }, strict, rows }: Task): boolean {
  if (gate === undefined || w !== undefined) return false;
  return network !== undefined || unitOf(gate, rows[0]?.length ?? 2, strict) === undefined;
}

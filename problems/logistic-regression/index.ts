import { defineTopic, type Outcome, type Setting } from "../topic.ts";
import { readData } from "./data.ts";
import { examples } from "./examples.ts";
import { type Given, given } from "./given.ts";
import { mistakes } from "./mistakes.ts";
import { Run } from "./pass.ts";
import { solvePredictions } from "./predictions.ts";
import { solveWithWeights } from "./solution.ts";

export default defineTopic<Given>({
  id: "logistic-regression",
  title: "Logistic regression",
  about:
    "One neuron with a sigmoid and cross-entropy: forward, loss, gradients and updates, for one example or for many, with matrices and with the loop.",
  given,
  conventions: ["examples", "average", "log"],
  answers: [
    { id: "z", about: "weighted sum, one per example; also Z" },
    { id: "yhat", about: "predicted probability, one per example; also a, A" },
    { id: "class", about: "predicted class" },
    { id: "L", about: "loss, one per example" },
    { id: "J", about: "cost; for one example, its loss" },
    { id: "dz", about: "gradient with respect to the weighted sum; also dZ" },
    { id: "da", about: "gradient with respect to the prediction; also dA, dyhat" },
    { id: "dw", about: "gradient of the weights" },
    { id: "db", about: "gradient of the bias" },
    { id: "w_k", about: "weights after k updates" },
    { id: "b_k", about: "bias after k updates" },
    { id: "J_k", about: "cost after k updates; likewise z_k, yhat_k, L_k, dz_k, dw_k, db_k" },
    {
      id: "L(i)",
      about: "loss of example i, by the loop or in a table of predictions; in the loop also z(i), a(i), dz(i)",
    },
    { id: "P", about: "likelihood of the labels" },
  ],
  mistakes,
  solve: (problem, setting): Outcome => solve(problem, setting),
  examples,
});

function solve(problem: Given, setting: Setting): Outcome {
  if (problem.yhat !== undefined) return solvePredictions(problem, setting);
  return solveWithWeights(new Run(problem, readData(problem, setting.conventions), setting));
}

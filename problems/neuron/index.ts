import { defineTopic } from "../topic.ts";
import { examples } from "./examples.ts";
import { type Given, given } from "./given.ts";
import { mistakes } from "./mistakes.ts";
import { Run } from "./run.ts";

export default defineTopic<Given>({
  id: "neuron",
  title: "One neuron for regression",
  about:
    "One linear or ReLU neuron that predicts a number: forward, L1, L2 or Huber loss, gradients and updates, for one example or many.",
  given,
  conventions: ["examples", "average", "loss.half", "huber.linear", "gelu"],
  answers: [
    { id: "z", about: "weighted sum, one per example; also Z" },
    { id: "yhat", about: "prediction, one per example; also a, A" },
    { id: "L", about: "loss, one per example" },
    { id: "J", about: "cost; for one example, its loss" },
    { id: "dyhat", about: "gradient with respect to the prediction; also da, dA" },
    { id: "dz", about: "gradient with respect to the weighted sum; also dZ" },
    { id: "dw", about: "gradient of the weights" },
    { id: "db", about: "gradient of the bias" },
    { id: "dx", about: "gradient with respect to the input" },
    { id: "w_k", about: "weights after k updates" },
    { id: "b_k", about: "bias after k updates" },
    { id: "J_k", about: "cost after k updates; likewise z_k, yhat_k, L_k, dz_k, dw_k, db_k" },
  ],
  mistakes,
  solve: (problem, setting) => new Run(problem, setting).solve(),
  examples,
});

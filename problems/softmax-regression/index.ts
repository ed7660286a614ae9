import { defineTopic } from "../topic.ts";
import { examples } from "./examples.ts";
import { type Given, given } from "./given.ts";
import { mistakes } from "./mistakes.ts";
import { Run } from "./run.ts";

export default defineTopic<Given>({
  id: "softmax-regression",
  title: "Softmax regression",
  about:
    "One layer of k classes, by softmax or as k logistic units, or the two compared: probabilities, loss, gradients and updates.",
  given,
  conventions: ["orientation", "examples", "average", "labels"],
  answers: [
    { id: "Z", about: "scores; also z" },
    { id: "E", about: "exponentials of the scores; S is their sum" },
    { id: "yhat", about: "probabilities; also a, A" },
    { id: "decision", about: "the most probable class, or each unit's yes or no" },
    { id: "y", about: "targets, where a label was given" },
    { id: "ell", about: "losses of the logistic units of one example" },
    { id: "L", about: "loss, one per example" },
    { id: "J", about: "cost; for one example, its loss" },
    { id: "dZ", about: "gradient with respect to the scores; also dz" },
    { id: "dW", about: "gradient of the weights" },
    { id: "db", about: "gradient of the biases" },
    { id: "W_k", about: "weights after k updates; likewise b_k, J_k, yhat_k, …" },
    {
      id: "yhat_softmax",
      about:
        "where both are compared: _softmax or _sigmoid after the name; likewise L_sigmoid, dZ_softmax, W_softmax_1",
    },
    { id: "total_softmax", about: "where both are compared: sum of the outputs" },
  ],
  mistakes,
  solve: (problem, setting) => new Run(problem, setting).solve(),
  examples,
});

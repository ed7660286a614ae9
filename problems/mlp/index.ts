import { defineTopic } from "../topic.ts";
import { examples } from "./examples.ts";
import { type Given, given } from "./given.ts";
import { Run } from "./run.ts";

export default defineTopic<Given>({
  id: "mlp",
  title: "Multilayer perceptron",
  about: "Forward pass, loss, all gradients and updated weights of a fully connected network of any depth.",
  given,
  conventions: ["orientation", "examples", "average", "loss.half", "loss.outputs", "huber.linear", "gelu"],
  answers: [
    { id: "Z#", about: "weighted sums of layer #" },
    { id: "A#", about: "activations of layer #; the last is also yhat" },
    { id: "yhat", about: "prediction" },
    { id: "L", about: "loss, one per example" },
    { id: "J", about: "cost; for one example, its loss" },
    { id: "dZ#", about: "gradient with respect to the weighted sums of layer #" },
    { id: "dA#", about: "gradient with respect to the activations of layer #" },
    { id: "dW#", about: "gradient of the weights of layer #" },
    { id: "db#", about: "gradient of the biases of layer #" },
    { id: "dx", about: "gradient with respect to the input" },
    { id: "W#_k", about: "weights of layer # after k updates" },
    { id: "b#_k", about: "biases of layer # after k updates" },
    { id: "J_k", about: "cost after k updates; likewise Z#_k, A#_k, yhat_k, dW#_k" },
  ],
  solve: (problem, setting) => new Run(problem, setting).solve(),
  examples,
});

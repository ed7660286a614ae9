import { defineTopic } from "../topic.ts";
import { solveChain } from "./chain.ts";
import { examples } from "./examples.ts";
import { type Given, given, MOST_STEPS } from "./given.ts";
import { mistakes } from "./mistakes.ts";
import { solveNetwork } from "./network.ts";

const unmarked = (ids: readonly string[]) =>
  Object.fromEntries(
    ids.flatMap((id) => Array.from({ length: MOST_STEPS }, (_, k) => [`${id}${k + 1}`, { method: 0, accuracy: 0 }])),
  );

export default defineTopic<Given>({
  id: "gradient-flow",
  title: "Vanishing and exploding gradients",
  about: "How the gradient shrinks or grows from layer to layer, and where it passes a threshold.",
  given,
  conventions: ["orientation"],
  answers: [
    { id: "total", about: "by what all layers together multiply the gradient (of a network: its size)" },
    { id: "f#", about: "by what layer # multiplies the gradient; f where all layers do the same" },
    { id: "slope#", about: "slope of the activation in layer #; slope where all layers do the same" },
    { id: "g#", about: "the gradient that layer # hands back (layer 1: to the input)" },
    { id: "p#", about: "by what # layers together multiply it, where all layers do the same" },
    { id: "layersNeeded", about: "after how many layers the gradient has passed the threshold" },
    { id: "layer", about: "the layer in which the gradient passes the threshold; 0 if in none" },
    { id: "yhat", about: "output of a network" },
    { id: "A#", about: "activations of layer # of a network" },
    { id: "normA#", about: "their size, the Euclidean norm; normA0 of the input" },
    { id: "growth", about: "size of the output over that of the input" },
    { id: "dx", about: "gradient at the input of a network" },
    { id: "dA#", about: "gradient at the activations of layer #" },
    { id: "dW#", about: "gradient of the weights of layer #" },
    { id: "norm#", about: "size of the gradient that layer # of a network hands back" },
  ],
  mistakes,
  // Ticks and powers along the way are for the reader, not for the marks.
  scheme: { steps: unmarked(["on", "p"]) },
  solve: (problem, setting) =>
    problem.x === undefined && problem.W === undefined && problem.W1 === undefined
      ? solveChain(problem, setting)
      : solveNetwork(problem, setting),
  examples,
});

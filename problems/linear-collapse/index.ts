import { defineTopic } from "../topic.ts";
import { examples } from "./examples.ts";
import { type Given, given } from "./given.ts";
import { mistakes } from "./mistakes.ts";
import { Run } from "./run.ts";

export default defineTopic<Given>({
  id: "linear-collapse",
  title: "Collapse of linear layers",
  about: "A stack of layers without activations reduced to a single W and b, and checked on an input.",
  given,
  conventions: ["orientation", "examples"],
  answers: [
    { id: "W", about: "weights of the single layer" },
    { id: "b", about: "bias of the single layer" },
    { id: "P#", about: "weights of the first # layers in one" },
    { id: "c#", about: "bias of the first # layers in one" },
    { id: "Z#", about: "output of layer # for x" },
    { id: "A#", about: "activations of layer #, where there are any" },
    { id: "yhat", about: "output of the single layer for x" },
    { id: "gap", about: "output of the stack minus that of the single layer" },
    { id: "paramsStack", about: "parameters of all layers" },
    { id: "paramsSingle", about: "parameters of the single layer" },
  ],
  mistakes,
  solve: (problem, setting) => new Run(problem, setting).solve(),
  examples,
});

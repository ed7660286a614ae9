import { defineTopic } from "../topic.ts";
import { workSeveral } from "./compare.ts";
import { examples } from "./examples.ts";
import { type Given, given } from "./given.ts";
import { mistakes } from "./mistakes.ts";
import { workSingle } from "./single.ts";
import { workSoftmax } from "./softmax.ts";
import { taskOf } from "./task.ts";

export default defineTopic<Given>({
  id: "activations",
  title: "Activation functions",
  about: "Values and slopes of activations at given points, saturation, softmax with its Jacobian, and comparisons.",
  given,
  conventions: ["relu.at-zero", "step.at-zero", "gelu"],
  answers: [
    { id: "a", about: "value of the activation; of softmax, the probabilities" },
    { id: "slope", about: "its slope at the points" },
    { id: "dZ", about: "gradient passed back, where dA arrives" },
    { id: "dalpha", about: "gradient of the slope of prelu" },
    { id: "jacobian", about: "slopes of all outputs of a softmax in all inputs" },
    { id: "E", about: "exponentials of a softmax; S is their sum" },
    { id: "a_sigmoid", about: "of several activations, the value of one: a_relu, a_leakyRelu, …" },
    { id: "slope_sigmoid", about: "of several activations, the slope of one" },
  ],
  mistakes,
  solve(problem, setting) {
    const task = taskOf(problem, setting);
    if (task.units.length === 0) return workSoftmax(task);
    return task.units.length === 1 ? workSingle(task) : workSeveral(task);
  },
  examples,
});

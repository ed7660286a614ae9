import { defineTopic } from "../topic.ts";
import { examples } from "./examples.ts";
import { type Given, given } from "./given.ts";
import { mistakes } from "./mistakes.ts";
import { workSeveral } from "./several.ts";
import { workSingle } from "./single.ts";
import { taskOf } from "./task.ts";

export default defineTopic<Given>({
  id: "losses",
  title: "Loss functions",
  about: "Losses of single examples and over a table of predictions, their gradients, outliers, and likelihoods.",
  given,
  conventions: ["average", "examples", "loss.half", "loss.outputs", "huber.linear", "log", "labels"],
  defaults: { examples: "rows" },
  answers: [
    { id: "L", about: "loss of each example" },
    { id: "J", about: "cost; of one example, its loss" },
    { id: "e", about: "errors: predictions minus targets" },
    { id: "s", about: "what is lacking to the margin of a hinge loss" },
    { id: "dyhat", about: "gradient of the cost with respect to the predictions" },
    { id: "yhat", about: "predictions, where logits are given; dz is the gradient with respect to these" },
    { id: "Y", about: "one-hot targets, where labels are given" },
    { id: "rmse", about: "root of the mean squared error" },
    { id: "P", about: "likelihood of the targets; p of each, lnP its logarithm, nll minus that" },
    { id: "J_mse", about: "of several losses, the cost of one: J_mae, J_huber, …; likewise L_mse and dyhat_mse" },
    { id: "share_mse", about: "of several losses, the share of the largest term in one" },
  ],
  mistakes,
  solve(problem, setting) {
    const task = taskOf(problem, setting);
    return task.losses.length === 1 ? workSingle(task) : workSeveral(task);
  },
  examples,
});

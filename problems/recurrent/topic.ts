import type * as z from "zod";
import type { Mistake } from "../../solver/check/mistake.ts";
import { defineTopic, type Example, type Topic } from "../topic.ts";
import type { Cell } from "./cell.ts";
import { type Given, schemaOf } from "./given.ts";
import { solveRecurrent } from "./solve.ts";

/** What makes a cell a topic: its own fields and answers, slips and examples. */
interface Own {
  cell: Cell;
  fields: z.ZodRawShape;
  answers: Topic["answers"];
  mistakes: readonly Mistake[];
  examples: readonly Example[];
}

export const topicFor = ({ cell, fields, answers, mistakes, examples }: Own): Topic =>
  defineTopic<Given>({
    id: cell.id,
    title: cell.title,
    about: cell.about,
    given: schemaOf(fields),
    conventions: [
      ...cell.conventions,
      "recurrent.concat",
      "recurrent.bias",
      "orientation",
      "examples",
      "average",
      "loss.half",
      "loss.outputs",
      "loss.time",
      "bptt.truncated",
      "clip.norm",
    ],
    answers: [...answers, ...OF_ANY],
    mistakes,
    solve: (given, setting) => solveRecurrent(cell, given, setting),
    examples,
  });

const OF_ANY: Topic["answers"] = [
  { id: "h#", about: "state at time #" },
  { id: "zy", about: "weighted sum of the output; zy# where there is one at each time" },
  { id: "yhat", about: "prediction; yhat# where there is one at each time" },
  { id: "L", about: "loss; L# is that of time #" },
  { id: "J", about: "cost: the mean loss of a batch, or the loss" },
  { id: "dh#", about: "gradient of the state at time #; likewise of every other quantity of a time step" },
  { id: "dx#", about: "gradient of the input at time #; dh0 of the initial state" },
  { id: "dWy", about: "gradient of the output weights; dby of its biases" },
  { id: "norm", about: "norm of all gradients, where they are clipped by it" },
  { id: "dWy_clipped", about: "a clipped gradient; likewise of every other parameter" },
  { id: "Wy_k", about: "output weights after k updates; likewise every other parameter, and L_k" },
  { id: "shape_h", about: "length of the state; likewise shape_x, shape_b, shape_Wy, shape_joined, shape_hs" },
  { id: "params", about: "number of parameters; params_1 of the first layer, params_out of the output" },
  { id: "macs", about: "multiplications of matrices over the sequence; macs_step in one time step" },
];

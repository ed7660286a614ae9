import * as z from "zod";
import { ProblemError } from "../../solver/errors.ts";
import { learningRate, number, tensor } from "../fields.ts";
import { named } from "../names.ts";
import { ACTIVATIONS } from "./activations.ts";
import { LOSSES } from "./losses.ts";

/** `W1`, `b1`, `W2`, …: as many layers as there are. */
const LAYER_FIELD = /^([Wb])([1-9]\d?)$/;

export const given = z
  .object({
    x: tensor
      .optional()
      .meta({ symbol: "x", description: "One example: a list of features, or an image that is read row by row." }),
    X: tensor
      .optional()
      .meta({ symbol: "X", description: "A batch: one example to a column, or to a row (convention `examples`)." }),
    y: tensor.optional().meta({
      symbol: "y",
      description: "The target of one example, or a list of targets. Without it: forward pass only.",
    }),
    Y: tensor.optional().meta({ symbol: "Y", description: "The targets of a batch, laid out as X is." }),
    W1: tensor.meta({ symbol: "W^{[1]}", description: "Weights of layer 1; W2, W3, … for further layers." }),
    b1: tensor.optional().meta({
      symbol: "b^{[1]}",
      description: "Biases of layer 1; b2, b3, … for further layers. Left out: no biases.",
    }),
    activation: z
      .union([named(ACTIVATIONS), z.array(named(ACTIVATIONS)).min(1)])
      .meta({ description: "One activation for all layers, or one per layer." }),
    alpha: number.optional().meta({
      symbol: "\\alpha",
      description: "Of leaky-relu the slope below 0 (left out: 0.01), of elu how far it goes below 0 (left out: 1).",
    }),
    loss: named(LOSSES).optional().meta({ description: "Left out: what belongs to the last activation." }),
    delta: number
      .positive()
      .optional()
      .meta({ symbol: "\\delta", description: "Of huber: the error from which on it is a line; left out: 1." }),
    learningRate: learningRate.optional(),
    steps: z
      .int()
      .min(0)
      .max(50)
      .optional()
      .meta({ description: "How many updates; 1 where a learning rate is given." }),
  })
  .catchall(tensor);
export type Given = z.infer<typeof given>;

export interface Layer {
  W: z.infer<typeof tensor>;
  b: z.infer<typeof tensor> | undefined;
}

/** The layers in order; refuses gaps and fields that belong to nothing. */
export function layersOf(given: Given): Layer[] {
  const known = new Set(["x", "X", "y", "Y", "activation", "alpha", "loss", "delta", "learningRate", "steps"]);
  const fields = Object.keys(given).filter((field) => !known.has(field));
  const stray = fields.find((field) => !LAYER_FIELD.test(field));
  if (stray !== undefined)
    throw new ProblemError("unknown-field", `there is no field ${stray}`, {
      at: `given.${stray}`,
      candidates: [...known, "W1", "b1"],
    });
  const count = Math.max(...fields.map((field) => Number(LAYER_FIELD.exec(field)?.[2])));
  return Array.from({ length: count }, (_, k) => {
    const [W, b] = [given[`W${k + 1}`], given[`b${k + 1}`]] as Layer["W"][];
    if (W === undefined) throw missing(`W${k + 1}`, `layer ${k + 1} of ${count} has no weights`);
    return { W, b };
  });
}

export const missing = (field: string, message: string): ProblemError =>
  new ProblemError("missing", message, { at: `given.${field}`, missing: [field] });

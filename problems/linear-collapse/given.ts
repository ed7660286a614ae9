import * as z from "zod";
import { tensor } from "../fields.ts";
import { ACTIVATIONS, type Activation } from "../mlp/activations.ts";
import { named } from "../names.ts";

type UnitActivation = Exclude<Activation, "softmax">;
const UNITS = ACTIVATIONS.filter((activation): activation is UnitActivation => activation !== "softmax");

export const given = z
  .object({
    W1: tensor.meta({ symbol: "W^{[1]}", description: "Weights of layer 1; W2, W3, … for further layers." }),
    b1: tensor.optional().meta({
      symbol: "b^{[1]}",
      description: "Biases of layer 1; b2, b3, … for further layers. Left out: no biases.",
    }),
    x: tensor.optional().meta({ symbol: "x", description: "An input to check the result on." }),
    X: tensor.optional().meta({
      symbol: "X",
      description: "Several inputs: one to a column, or to a row (convention `examples`).",
    }),
    activation: named(UNITS).optional().meta({
      description:
        "Of the hidden layers: linear (left out: this one). With any other the stack does not collapse, and x shows by how much.",
    }),
  })
  .catchall(tensor);

export type Given = z.infer<typeof given>;

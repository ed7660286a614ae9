import * as z from "zod";
import { number, tensor } from "../fields.ts";
import { ACTIVATIONS } from "../mlp/activations.ts";
import { LOSSES } from "../mlp/losses.ts";
import { named } from "../names.ts";

const probability = number.min(0, "p is a probability, between 0 and 1").max(1, "p is a probability, between 0 and 1");

export const given = z
  .object({
    p: z.union([probability, z.array(probability).min(1)]).meta({
      symbol: "p",
      description:
        "The probability of dropping a unit (of keeping it under the convention `dropout.p`: keep); of a network, one for all masks or one for each.",
    }),
    a: tensor
      .optional()
      .meta({ symbol: "a", description: "The activations that dropout is applied to: a number, a list or a batch." }),
    A: tensor.optional().meta({ symbol: "A", description: "Another name of a." }),
    mask: tensor
      .optional()
      .meta({ symbol: "d", description: "1 for every unit that is kept, 0 for every one that is dropped." }),
    random: tensor.optional().meta({
      symbol: "u",
      description:
        "Instead of a mask: a random number from 0 to 1 for every unit, which is kept where it is below the probability of keeping.",
    }),
    dA: tensor.optional().meta({
      symbol: "\\frac{\\partial L}{\\partial\\tilde{a}}",
      description: "The gradient that arrives at the activations after dropout: it is passed back through the mask.",
    }),
    x: tensor.optional().meta({ symbol: "x", description: "Of a network: one example, a list of features." }),
    W1: tensor
      .optional()
      .meta({ symbol: "W^{[1]}", description: "Of a network: weights of layer 1; W2, W3, … for further layers." }),
    b1: tensor
      .optional()
      .meta({ symbol: "b^{[1]}", description: "Its biases; b2, b3, … for further layers. Left out: none." }),
    mask1: tensor.optional().meta({
      symbol: "d^{[1]}",
      description: "The mask on the activations of layer 1; mask2, … for further layers, mask0 for the inputs.",
    }),
    activation: z
      .union([named(ACTIVATIONS), z.array(named(ACTIVATIONS)).min(1)])
      .optional()
      .meta({
        description:
          "Of a network: one activation for the hidden layers (the last is then linear), or one per layer; left out: relu.",
      }),
    y: tensor.optional().meta({ symbol: "y", description: "The target: with it, the loss and all gradients." }),
    loss: named(LOSSES).optional().meta({ description: "Left out: what belongs to the last activation." }),
  })
  .catchall(tensor);
export type Given = z.infer<typeof given>;

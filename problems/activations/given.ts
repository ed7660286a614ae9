import * as z from "zod";
import { ProblemError } from "../../solver/errors.ts";
import { number, type TensorField, tensor } from "../fields.ts";
import { named } from "../names.ts";
import { UNITS, type Unit } from "./kinds.ts";

const ACTIVATIONS = [...UNITS, "softmax"] as const;
export type Activation = Unit | "softmax";

const name = named(ACTIVATIONS);

const fields = {
  activation: z
    .union([name, z.array(name).min(1)])
    .meta({ description: "One activation, or several to compare at the same points." }),
  z: tensor.optional().meta({
    symbol: "z",
    description: "Where it is taken: a number, a list or a matrix. Of softmax, the list of logits.",
  }),
  x: tensor.optional().meta({ symbol: "z", description: "Another name of z." }),
  Z: tensor.optional().meta({ symbol: "Z", description: "Another name of z." }),
  alpha: number.optional().meta({
    symbol: "\\alpha",
    description:
      "Of leaky-relu and prelu the slope below 0 (left out: 0.01 and 0.25), of elu how far it goes below 0 (left out: 1).",
  }),
  dA: tensor.optional().meta({
    symbol: "\\frac{\\partial L}{\\partial a}",
    description: "The gradient that arrives from above, in the shape of z: it is passed back.",
  }),
  temperature: number
    .positive("the temperature must be positive: softmax divides by it")
    .optional()
    .meta({ symbol: "T", description: "Of softmax: what the logits are divided by first; left out: 1." }),
  subtractMax: z.boolean().optional().meta({
    description: "Of softmax: whether the largest logit is subtracted first, so that no exponential overflows.",
  }),
};

export interface Given {
  activations: Activation[];
  z: TensorField;
  /** The field that z was given as. */
  field: "z" | "x" | "Z";
  alpha?: number | undefined;
  dA?: TensorField | undefined;
  temperature?: number | undefined;
  subtractMax?: boolean | undefined;
}

export const given = z.strictObject(fields).transform(({ activation, z, x, Z, ...rest }): Given => {
  const stated = Object.entries({ z, x, Z }).filter(([, value]) => value !== undefined);
  const [first, second] = stated as [Given["field"], TensorField][];
  if (!first)
    throw new ProblemError("missing", "given.z is missing", {
      at: "given.z",
      missing: ["given.z"],
      suggestion: "Give z: 2, or a list of points such as z: [-2, 0, 2].",
    });
  if (second)
    throw new ProblemError("conflict", `${first[0]} and ${second[0]} are the same: give one of them`, {
      at: `given.${second[0]}`,
    });
  return { activations: [activation].flat(), field: first[0], z: first[1], ...rest };
});

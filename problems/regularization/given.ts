import * as z from "zod";
import { learningRate, number, tensor } from "../fields.ts";
import { missing } from "../names.ts";

/** As others call the penalties. */
const PENALTY: Readonly<Record<string, string>> = {
  lasso: "l1",
  ridge: "l2",
  elasticnet: "elastic-net",
  l1l2: "elastic-net",
};
const penalties = ["l1", "l2", "elastic-net"] as const;
export type Penalty = (typeof penalties)[number];

const penalty = z.preprocess(
  (name) => {
    if (typeof name !== "string") return name;
    const plain = name.toLowerCase().replace(/[^a-z0-9]/g, "");
    return Object.hasOwn(PENALTY, plain) ? PENALTY[plain] : name.toLowerCase();
  },
  z.enum(penalties, { error: missing }),
);

const rate = (description: string, symbol: string) =>
  number.min(0, "a penalty's factor must not be negative").optional().meta({ symbol, description });
const fraction = (description: string, symbol: string) =>
  number
    .min(0, "must be from 0 up to, but not including, 1")
    .lt(1, "must be from 0 up to, but not including, 1")
    .optional()
    .meta({ symbol, description });

export const given = z
  .object({
    penalty: penalty.meta({ description: "l1 (lasso), l2 (ridge) or elastic-net (both)." }),
    w: tensor
      .optional()
      .meta({ symbol: "w", description: "The weights: a number, a list or a matrix. W1, W2, … for several layers." }),
    W: tensor.optional().meta({ symbol: "W", description: "Another name of w." }),
    dw: tensor.optional().meta({
      symbol: "\\frac{\\partial L}{\\partial w}",
      description: "The gradient of the loss without penalty, in the shape of w; dW1, dW2, … for several layers.",
    }),
    dW: tensor.optional().meta({ symbol: "\\frac{\\partial L}{\\partial W}", description: "Another name of dw." }),
    L: z.union([number, z.string()]).optional().meta({
      symbol: "L",
      description:
        'The loss without penalty: its value, or a formula of w such as "(w - 3)^2", from which its gradient follows.',
    }),
    lambda: rate("The factor of the penalty.", "\\lambda"),
    lambda1: rate("Of elastic-net: the factor of the absolute values.", "\\lambda_1"),
    lambda2: rate("Of elastic-net: the factor of the squares.", "\\lambda_2"),
    l1Ratio: number.min(0).max(1).optional().meta({
      symbol: "\\rho",
      description: "Of elastic-net, with lambda: the share of the absolute values; the rest is that of the squares.",
    }),
    m: z.int().min(1, "there must be at least one example").optional().meta({
      symbol: "m",
      description: "Number of examples, for the penalty λ/(2m) Σw² (convention `l2`).",
    }),
    b: tensor.optional().meta({ symbol: "b", description: "A bias, which is not penalized." }),
    db: tensor.optional().meta({ symbol: "\\frac{\\partial L}{\\partial b}", description: "Its gradient." }),
    learningRate: learningRate.optional(),
    steps: z.int().min(0).max(20, "at most 20 updates are worked out").optional().meta({
      symbol: "k",
      description: "How many updates, where L is a formula; 1 where a learning rate is given.",
    }),
    optimizer: z
      .enum(["sgd", "adam"])
      .optional()
      .meta({ description: "What makes the update: sgd (left out) or adam." }),
    weightDecay: z.boolean().optional().meta({
      description: "Whether weight decay is worked out beside L2, to compare; left out: under adam.",
    }),
    beta1: fraction("Of adam: left out, 0.9.", "\\beta_1"),
    beta2: fraction("Of adam: left out, 0.999.", "\\beta_2"),
    epsilon: number
      .min(0, "epsilon must not be negative")
      .optional()
      .meta({ symbol: "\\epsilon", description: "Of adam: left out, 1e-8." }),
  })
  .catchall(tensor);
export type Given = z.infer<typeof given>;

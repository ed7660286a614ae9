import * as z from "zod";
import { ProblemError } from "../../solver/errors.ts";
import { type Block, block, type Named, namedOne, type PerFeature, perFeature } from "../feature-data.ts";
import { learningRate, number } from "../fields.ts";

const OVER = ["batch", "layer"] as const;
const epsilon = number.min(0, "ε must not be negative").optional();
const list = (symbol: string, description: string) => perFeature.optional().meta({ symbol, description });
const data = (symbol: string, description: string) => block.optional().meta({ symbol, description });

const fields = z.strictObject({
  X: data(
    "X",
    "The batch: a list of values of one feature, a table (convention `examples`), an image C×H×W or images N×C×H×W.",
  ),
  x: data("x", "Another name of X."),
  over: z.enum(OVER).default("batch").meta({
    description: "batch: each feature over the examples; layer: each example over its features (layer norm).",
  }),
  gamma: list("\\gamma", "Scale of each feature or channel; left out: 1."),
  beta: list("\\beta", "Shift of each feature or channel; left out: 0."),
  epsilon: epsilon.meta({ symbol: "\\varepsilon", description: "Added to the variance; left out: 1e-5." }),
  eps: epsilon.meta({ symbol: "\\varepsilon", description: "Another name of epsilon." }),
  dY: data(
    "\\frac{\\partial L}{\\partial Y}",
    "The gradient that arrives at the output, in its shape. Without it: forward only.",
  ),
  dy: data("\\frac{\\partial L}{\\partial y}", "Another name of dY."),
  learningRate: learningRate.optional(),
  momentum: number
    .min(0, "momentum lies between 0 and 1")
    .max(1, "momentum lies between 0 and 1")
    .optional()
    .meta({ symbol: "\\alpha", description: "Of the running statistics (convention `bn.momentum`)." }),
  runningMean: list("\\mu_{\\text{run}}", "Running mean so far; left out: 0."),
  runningVar: list("\\sigma^2_{\\text{run}}", "Running variance so far; left out: 1."),
  mode: z
    .enum(["training", "inference"])
    .default("training")
    .meta({ description: "inference: the running statistics take the place of the batch's own." }),
  test: data("x_{\\text{test}}", "New examples, treated with the running statistics."),
  xtest: data("x_{\\text{test}}", "Another name of test."),
  channels: z
    .enum(["first", "last"])
    .default("first")
    .meta({ description: "Where the channels of images stand: N×C×H×W or N×H×W×C." }),
});

/** A problem with each field under one name, and the name it had. */
export interface Given {
  data: Named<Block>;
  over: "batch" | "layer";
  inference: boolean;
  channels: "first" | "last";
  gamma: PerFeature | undefined;
  beta: PerFeature | undefined;
  epsilon: number | undefined;
  upstream: Named<Block> | undefined;
  learningRate: number | undefined;
  momentum: number | undefined;
  runningMean: PerFeature | undefined;
  runningVar: PerFeature | undefined;
  test: Named<Block> | undefined;
}

export const given = fields.transform((stated): Given => {
  const batch = namedOne<Block>(stated, "X", "x");
  if (!batch)
    throw new ProblemError("missing", "there is no batch X", {
      at: "given.X",
      missing: ["given.X"],
      suggestion: "Give X: a list, a table, or images N×C×H×W.",
    });
  const { gamma, beta, momentum, runningMean, runningVar, over, channels, mode } = stated;
  return {
    data: batch,
    over,
    channels,
    inference: mode === "inference",
    gamma,
    beta,
    momentum,
    runningMean,
    runningVar,
    epsilon: namedOne<number>(stated, "epsilon", "eps")?.value,
    upstream: namedOne<Block>(stated, "dY", "dy"),
    learningRate: stated.learningRate,
    test: namedOne<Block>(stated, "test", "xtest"),
  };
});

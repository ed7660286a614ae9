import * as z from "zod";
import { number } from "../fields.ts";

const count = z.int().positive();
const METHODS = ["batch", "stochastic", "mini-batch"] as const;
export type Method = (typeof METHODS)[number];

const method = z.enum(METHODS, {
  error: ({ input }) => `there is no method ${String(input)}: it is one of ${METHODS.join(", ")}`,
});

/** Methods or batch sizes that are compared at once. */
const MOST_COMPARED = 12;

export const given = z.strictObject({
  m: count.optional().meta({ symbol: "m", description: "Number of examples (data points)." }),
  n: count.optional().meta({ symbol: "n", description: "Another name of m." }),
  examples: count.optional().meta({ symbol: "m", description: "Another name of m." }),
  trainPercent: number
    .positive()
    .max(100, "a share cannot exceed 100 %")
    .optional()
    .meta({ symbol: "p", description: "How many percent of the examples are trained on; left out: all of them." }),
  batchSize: z
    .union([count, z.array(count).min(1).max(MOST_COMPARED)])
    .optional()
    .meta({ symbol: "B", description: "Examples in a mini-batch; a list compares several sizes." }),
  B: count.optional().meta({ symbol: "B", description: "Another name of batchSize." }),
  method: z
    .union([method, z.array(method).min(1)])
    .optional()
    .meta({
      description:
        "batch, stochastic, mini-batch, or a list of them to compare; left out: mini-batch where there is a batchSize, else batch and stochastic.",
    }),
  epochs: count.optional().meta({ symbol: "E", description: "How often all training examples are gone through." }),
  updates: count
    .optional()
    .meta({ symbol: "U", description: "Instead of epochs: updates to be made in all; the epochs are then asked for." }),
  timePerUpdate: z
    .union([number.positive(), z.array(number.positive()).min(1)])
    .optional()
    .meta({
      symbol: "\\tau",
      description: "Time of one update; a list gives one for each that is compared, in order.",
    }),
  timePerEpoch: number.positive().optional().meta({ symbol: "\\tau", description: "Time of one epoch." }),
  timeUnit: z
    .enum(["ms", "s", "min", "h"])
    .default("s")
    .meta({ description: "Unit of the times given: ms, s, min, h." }),
});
export type Given = z.infer<typeof given>;

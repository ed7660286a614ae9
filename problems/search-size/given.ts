import * as z from "zod";
import { timeUnit } from "../durations.ts";
import { number } from "../fields.ts";

const count = z.int().positive();

/** Values of one hyperparameter that anybody would list. */
const MOST_VALUES = 1000;
const values = z
  .array(z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.number())]))
  .min(1)
  .max(MOST_VALUES);
const name = z
  .string()
  .regex(
    /^[\p{Script=Latin}\d][\p{Script=Latin}\d ._-]{0,39}$/u,
    "a name of up to 40 letters, digits, spaces, dots and dashes",
  );
const grid = z
  .record(name, z.union([count, values]))
  .refine((axes) => Object.keys(axes).length > 0, "a grid needs a hyperparameter");
export type Grid = z.infer<typeof grid>;

const share = number.gt(0, "it must be more than 0").lt(1, "it must be less than 1");

export const given = z.strictObject({
  grid: z
    .union([grid, z.array(grid).min(1).max(12)])
    .optional()
    .meta({
      symbol: "n",
      description:
        "Hyperparameters with their values, or with how many there are: { learningRate: [0.1, 0.01], layers: 3 }. A list of grids is searched one after the other.",
    }),
  trials: count.optional().meta({ symbol: "t", description: "Configurations that random search draws." }),
  n: count.optional().meta({ symbol: "t", description: "Another name of trials." }),
  folds: count
    .min(2, "cross-validation needs at least 2 folds")
    .optional()
    .meta({ symbol: "k", description: "Folds of cross-validation; left out: one training for each configuration." }),
  k: count
    .min(2, "cross-validation needs at least 2 folds")
    .optional()
    .meta({ symbol: "k", description: "Another name of folds." }),
  repeats: count
    .optional()
    .meta({ symbol: "r", description: "How often the cross-validation is repeated with other folds." }),
  refit: z
    .boolean()
    .default(false)
    .meta({ description: "Whether the best configuration is trained once more, on all the data." }),
  m: count.optional().meta({ symbol: "m", description: "Number of examples: asks for the sizes of the folds." }),
  timePerTraining: number.positive().optional().meta({ symbol: "\\tau", description: "Time of one training." }),
  timeUnit: timeUnit.default("min").meta({ description: "Unit of the time given: ms, s, min, h." }),
  workers: count
    .optional()
    .meta({ symbol: "w", description: "Machines (processors, GPUs) that train at the same time." }),
  costPerHour: number.positive().optional().meta({ symbol: "c", description: "Price of one machine for an hour." }),
  top: share
    .optional()
    .meta({ symbol: "p", description: "Share of all configurations that are good enough: 0.05 for the best 5 %." }),
  p: share.optional().meta({ symbol: "p", description: "Another name of top." }),
  topCount: count
    .optional()
    .meta({ symbol: "g", description: "Instead of top: how many configurations of the grid are good enough." }),
  confidence: share
    .optional()
    .meta({ symbol: "P", description: "Asks how many trials hit one of the good ones with this probability." }),
});
export type Given = z.infer<typeof given>;

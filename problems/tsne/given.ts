import * as z from "zod";
import { learningRate, matrix, number, vector } from "../fields.ts";

const points = z.union([vector, matrix]);
const square = matrix;

export const given = z.strictObject({
  X: points.optional().meta({ symbol: "X", description: "The points, one a row; a list for points on a line." }),
  distances: square.optional().meta({ description: "In place of X: the distances between the points (not squared)." }),
  P: square.optional().meta({ symbol: "P", description: "In place of X: the joint probabilities p_ij themselves." }),
  sigma: z
    .union([number.positive("σ must be positive"), z.array(number.positive("σ must be positive")).min(1)])
    .optional()
    .meta({ symbol: "\\sigma", description: "Width of the Gaussian: one for all points, or one for each." }),
  perplexity: number
    .optional()
    .meta({ symbol: "\\mathrm{Perp}", description: "Wanted perplexity, in place of sigma: found by bisection." }),
  bracket: z
    .tuple([number.min(0), number.positive()])
    .refine(([low, high]) => low < high, "the interval goes from a smaller to a larger σ")
    .optional()
    .meta({ description: "Where the bisection starts: [low, high]. Left out: σ = 1, doubled or halved as needed." }),
  tolerance: number.positive().optional().meta({ description: "How close the perplexity must come; left out: 1e-5." }),
  iterations: z
    .int()
    .min(1)
    .max(100)
    .optional()
    .meta({ description: "How many values of sigma are tried for each point, however close they come." }),
  Y: points.optional().meta({ symbol: "Y", description: "The map: where the points lie now, one a row." }),
  learningRate: learningRate.optional(),
  momentum: number
    .min(0)
    .lt(1)
    .optional()
    .meta({ symbol: "\\alpha", description: "Share of the last move that is repeated, from the second step on." }),
  steps: z
    .int()
    .min(1)
    .max(10)
    .optional()
    .meta({ description: "How many gradient steps; 1 where a learning rate is given." }),
});
export type Given = z.infer<typeof given>;

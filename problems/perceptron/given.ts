import * as z from "zod";
import { learningRate, matrix, number, vector } from "../fields.ts";
import { GATES } from "./gates.ts";

export const NETWORKS = ["nand", "or-nand-and", "relu"] as const;
export type Network = (typeof NETWORKS)[number];
const OWN = "own";

const MOST_INPUTS = 5;

const upper = (name: unknown): unknown => (typeof name === "string" ? name.trim().toUpperCase() : name);

export const given = z.strictObject({
  w: z
    .union([number, vector])
    .optional()
    .meta({ symbol: "w", description: "Weights of the unit; where it learns, the weights it starts with (0)." }),
  b: number.optional().meta({ symbol: "b", description: "Bias; left out: 0." }),
  threshold: number
    .optional()
    .meta({ symbol: "\\theta", description: "Threshold on the weighted sum, in place of a bias: b = −θ." }),
  X: z
    .union([matrix, vector])
    .optional()
    .meta({ symbol: "X", description: "Inputs, one example a row. Left out: all combinations of 0 and 1." }),
  y: z
    .union([vector, number])
    .optional()
    .meta({ symbol: "y", description: "Targets, one for each row: 0 and 1, or −1 and 1." }),
  gate: z
    .preprocess(upper, z.enum(GATES))
    .optional()
    .meta({ description: "The logic gate that is wanted, in place of y. Without weights: well-known ones." }),
  inputs: z
    .int()
    .min(1)
    .max(MOST_INPUTS)
    .optional()
    .meta({ description: "How many inputs the gate has; 2 where nothing says otherwise, 1 for NOT." }),
  network: z
    .enum([...NETWORKS, OWN])
    .optional()
    .meta({
      description:
        "The gate as a network: of NAND gates, as OR and NAND into AND, of two ReLU units, or `own` with weights of its own. For XOR: nand.",
    }),
  W1: matrix
    .optional()
    .meta({ symbol: "W_1", description: "Of an `own` network: weights of the hidden step units, one unit a row." }),
  b1: z
    .union([vector, number])
    .optional()
    .meta({ symbol: "b_1", description: "Biases of the hidden units; left out: 0." }),
  W2: vector.optional().meta({ symbol: "W_2", description: "Weights of the output unit, one for each hidden unit." }),
  b2: number.optional().meta({ symbol: "b_2", description: "Bias of the output unit; left out: 0." }),
  learningRate: learningRate.optional(),
  epochs: z
    .int()
    .min(1)
    .max(200)
    .optional()
    .meta({ description: "How often the rule may go through all examples; 20, or until the weights repeat." }),
});
export type Given = z.infer<typeof given>;

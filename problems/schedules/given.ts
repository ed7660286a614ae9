import * as z from "zod";
import { number } from "../fields.ts";

/** What a schedule may be called, and which one is meant. */
const NAMES = {
  constant: "constant",
  step: "step",
  multistep: "step",
  exponential: "exponential",
  "1/t": "inverse",
  inverse: "inverse",
  "inverse-time": "inverse",
  "time-based": "inverse",
  "inverse-sqrt": "inverse-sqrt",
  polynomial: "polynomial",
  linear: "polynomial",
  cosine: "cosine",
  "cosine-annealing": "cosine",
} as const;
export type Kind = (typeof NAMES)[keyof typeof NAMES];
export const kindOf = ({ schedule = "constant" }: Given): Kind => NAMES[schedule];

const names = Object.keys(NAMES) as [keyof typeof NAMES, ...(keyof typeof NAMES)[]];
const epoch = z.int("epochs are whole numbers").nonnegative().max(1e9);
const length = z.int("epochs are whole numbers").positive().max(1e9);

/** Rates that anybody would look through. */
export const MOST_RATES = 200;

export const given = z.strictObject({
  schedule: z
    .enum(names, { error: ({ input }) => `there is no schedule ${String(input)}: it is one of ${names.join(", ")}` })
    .optional()
    .meta({
      description: `How the rate falls: ${names.join(", ")}. It may be left out where there is only a warm-up.`,
    }),
  learningRate: number
    .positive()
    .optional()
    .meta({ symbol: "\\eta_0", description: "The rate at the start; with a warm-up, the rate that it reaches." }),
  initialRate: number.positive().optional().meta({ symbol: "\\eta_0", description: "Another name of learningRate." }),
  gamma: number
    .positive()
    .max(1, "the rate does not grow: a factor of at most 1")
    .optional()
    .meta({ symbol: "\\gamma", description: "Factor of a step or exponential schedule: 0.5 halves the rate." }),
  decayRate: number.positive().optional().meta({ description: "Another name of gamma, or of k in a 1/t schedule." }),
  k: number.positive().optional().meta({
    symbol: "k",
    description: "Strength of the decay in 1/(1 + kt), or in e^(−kt) of an exponential schedule.",
  }),
  decay: number.positive().optional().meta({ symbol: "k", description: "Another name of k." }),
  stepSize: length.optional().meta({
    symbol: "s",
    description:
      "Epochs from one drop to the next; in exponential and 1/t schedules, epochs that count as one unit of t.",
  }),
  milestones: z
    .array(epoch.min(1))
    .min(1)
    .max(100)
    .optional()
    .meta({ symbol: "M", description: "Instead of stepSize: the epochs at which the rate drops." }),
  staircase: z
    .boolean()
    .default(false)
    .meta({ description: "Whether t/s of an exponential or 1/t schedule is rounded down." }),
  power: number
    .positive()
    .optional()
    .meta({ symbol: "p", description: "Exponent of a polynomial schedule; left out: 1, a straight line." }),
  minRate: number.nonnegative().optional().meta({
    symbol: "\\eta_{\\min}",
    description: "The rate in the end of a polynomial or cosine schedule; left out: 0.",
  }),
  epochs: length.optional().meta({ symbol: "T", description: "Epochs in all, the warm-up included." }),
  T: length.optional().meta({ symbol: "T", description: "Another name of epochs." }),
  warmup: length
    .optional()
    .meta({ symbol: "W", description: "Epochs over which the rate first rises in equal parts." }),
  warmupStart: number
    .nonnegative()
    .optional()
    .meta({ symbol: "\\eta_{\\text{start}}", description: "The rate that the warm-up starts from; left out: 0." }),
  at: z
    .union([epoch, z.array(epoch).min(1).max(MOST_RATES)])
    .optional()
    .meta({
      symbol: "t",
      description: "The epochs whose rates are wanted, counted from 0; left out: all up to `epochs`, or some of them.",
    }),
  below: number.positive().optional().meta({
    symbol: "\\eta_{\\text{goal}}",
    description: "Asks for the first epoch at which the rate is no larger: of step, exponential and 1/t schedules.",
  }),
});
export type Given = z.infer<typeof given>;

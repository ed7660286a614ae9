import * as z from "zod";
import { ProblemError } from "../../solver/errors.ts";
import { number, tensor } from "../fields.ts";
import { given as network } from "../mlp/given.ts";
import { missing as namesThere } from "../names.ts";
import { conflict, underUsualNames } from "../needs.ts";

export const METHODS = ["lecun", "xavier", "he"] as const;
export type Method = (typeof METHODS)[number];
const OTHER_METHODS: Readonly<Record<string, Method>> = { glorot: "xavier", kaiming: "he" };

const method = z.preprocess(
  (name) => {
    const plain = typeof name === "string" ? name.toLowerCase() : name;
    return typeof plain === "string" && Object.hasOwn(OTHER_METHODS, plain) ? OTHER_METHODS[plain] : plain;
  },
  z.enum(METHODS, { error: namesThere }),
);

const size = z.int().positive();
const sizes = z.array(size).min(2, "a network has at least an input and an output size").max(20);
const variance = number.nonnegative();
const MOST_LAYERS = 10_000;

const own = {
  fanIn: size.optional().meta({ symbol: "n_{\\text{in}}", description: "Inputs of each unit of a layer." }),
  n: size.optional().meta({ symbol: "n_{\\text{in}}", description: "Another name of fanIn." }),
  fanOut: size.optional().meta({ symbol: "n_{\\text{out}}", description: "Units that each input goes to." }),
  layers: sizes.optional().meta({
    symbol: "n",
    description: "Sizes of a network from the input on; with `value` or x, the network that starts with one constant.",
  }),
  sizes: sizes.optional().meta({ symbol: "n", description: "Another name of layers." }),
  kernel: z
    .union([size, z.tuple([size, size])])
    .optional()
    .meta({ symbol: "k", description: "Kernel of a convolution: its size, or [height, width]." }),
  inChannels: size.optional().meta({ symbol: "c_{\\text{in}}", description: "Channels a convolution reads." }),
  outChannels: size.optional().meta({ symbol: "c_{\\text{out}}", description: "Filters of a convolution." }),
  method: z
    .union([method, z.array(method).min(1)])
    .optional()
    .meta({
      description:
        "lecun, xavier (glorot), he (kaiming), or a list to compare; left out: what suits the activation, or all.",
    }),
  distribution: z
    .enum(["normal", "uniform"])
    .optional()
    .meta({ description: "normal or uniform; left out: the standard deviation and the limit are both worked out." }),
  mode: z.enum(["fan-in", "fan-out"]).optional().meta({ description: "The fan that He counts; left out: fan-in." }),
  gain: number
    .positive()
    .optional()
    .meta({ symbol: "g", description: "Factor on the standard deviation of Xavier or LeCun; left out: none." }),
  varW: variance.optional().meta({ symbol: "\\mathrm{Var}(W)", description: "Variance of the weights." }),
  stdW: variance.optional().meta({ symbol: "\\sigma", description: "Standard deviation of the weights." }),
  limitW: variance.optional().meta({ symbol: "r", description: "Limit of weights drawn uniformly from −r to r." }),
  varX: number.positive().optional().meta({
    symbol: "\\mathrm{Var}(x)",
    description: "Variance of what comes in (mean 0); with it or `depth`, the variance of what comes out.",
  }),
  depth: size.max(MOST_LAYERS).optional().meta({ symbol: "L", description: "How many such layers follow each other." }),
  value: number.optional().meta({ symbol: "c", description: "The constant every weight starts with; left out: 0." }),
  bias: number.optional().meta({ symbol: "b", description: "The constant every bias starts with; left out: 0." }),
};

export const given = z.object({ ...network.partial().shape, ...own }).catchall(tensor);
export type Given = z.infer<typeof given>;

const OF_A_NETWORK = ["x", "X", "y", "Y", "value", "bias", "loss", "delta", "learningRate", "steps"];
const IN_BOTH = ["layers", "activation", "alpha"];

/** The givens under their usual names, and which of the two kinds of problem they state. */
export function readGiven(stated: Given): { given: Given; isNetwork: boolean } {
  const given = underUsualNames(stated, { fanIn: "n", layers: "sizes" });
  delete given.n;
  delete given.sizes;
  const fields = Object.keys(given).filter((field) => given[field] !== undefined);
  const ofNetwork = (field: string): boolean => OF_A_NETWORK.includes(field) || /^[Wb][1-9]\d?$/.test(field);
  const stray = fields.find((field) => !ofNetwork(field) && !IN_BOTH.includes(field) && !Object.hasOwn(own, field));
  if (stray !== undefined)
    throw new ProblemError("unknown-field", `there is no field ${stray}`, {
      at: `given.${stray}`,
      candidates: [...Object.keys(own), ...OF_A_NETWORK, "W1", "b1"],
    });
  const isNetwork = fields.some(ofNetwork);
  const other = fields.find((field) => isNetwork && !ofNetwork(field) && !IN_BOTH.includes(field));
  if (other !== undefined)
    throw conflict(other, `${other} belongs to a random start, and a network with given weights is stated`);
  return { given, isNetwork };
}

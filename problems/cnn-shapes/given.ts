import * as z from "zod";
import { pair, positive } from "./sizes.ts";

const padding = z.union([z.enum(["valid", "same"]), z.int().min(0), z.tuple([z.int().min(0), z.int().min(0)])]);

/** A layer before, by its number or its name; 0 is the input. */
const reference = z.union([z.int().min(0), z.string().min(1)]);

export const layerName = z
  .string()
  .regex(/^[\p{Script=Latin}\d][\p{Script=Latin}\d ._-]{0,23}$/u, "up to 24 letters, digits, spaces, dots and dashes")
  .optional()
  .meta({ description: "What the problem calls the layer: C1, fc6." });

const shared = {
  name: layerName,
  activation: z.string().optional().meta({ description: "Changes no shape and has no parameters." }),
  from: reference
    .optional()
    .meta({ description: "The layer whose output it takes, where that is not the one before: a number or a name." }),
};

const conv = z.strictObject({
  type: z.literal(["conv", "conv2d"]),
  filters: positive.meta({ symbol: "K", description: "Number of filters: the channels of the output." }),
  kernel: pair.meta({ symbol: "f", description: "Side of a filter, or [height, width]." }),
  stride: pair.default(1).meta({ symbol: "s", description: "Step of the window." }),
  padding: padding
    .default("valid")
    .meta({ symbol: "p", description: "valid (none), same (output n/s, rounded up), or cells added on either side." }),
  dilation: pair.default(1).meta({ symbol: "d", description: "Distance of neighbouring weights." }),
  groups: positive.default(1).meta({ symbol: "g", description: "Groups of channels that do not see each other." }),
  bias: z.boolean().optional().meta({ description: "One bias a filter; left out: convention `count.bias`." }),
  ...shared,
});

const pool = z.strictObject({
  type: z.literal(["maxpool", "avgpool"]),
  size: pair.optional().meta({ symbol: "f", description: "Side of the window, or [height, width]." }),
  kernel: pair.optional().meta({ description: "Another name of `size`." }),
  stride: pair.optional().meta({ symbol: "s", description: "Left out: convention `pool.stride`." }),
  padding: padding.default("valid").meta({ symbol: "p", description: "As for a convolution." }),
  ...shared,
});

const dense = z.strictObject({
  type: z.literal(["dense", "fc", "linear"]),
  units: positive.meta({ symbol: "u", description: "Number of units." }),
  bias: z.boolean().optional().meta({ description: "One bias a unit; left out: convention `count.bias`." }),
  ...shared,
});

const add = z.strictObject({
  type: z.literal(["add", "residual"]),
  with: reference.meta({ description: "The layer whose output is added, by number or name: where a shortcut starts." }),
  ...shared,
});

const plain = z.strictObject({
  type: z.literal(["activation", "relu", "sigmoid", "tanh", "softmax", "dropout"]),
  rate: z.number().optional().meta({ description: "Of dropout: changes no shape." }),
  ...shared,
});

const layers = [
  conv,
  pool,
  z.strictObject({ type: z.literal(["globalpool", "globalavgpool", "globalmaxpool"]), ...shared }),
  z.strictObject({
    type: z.literal(["adaptivepool", "adaptiveavgpool", "adaptivemaxpool"]),
    size: positive.meta({ description: "Side of the maps that are left, whatever comes in." }),
    ...shared,
  }),
  z.strictObject({ type: z.literal("flatten"), ...shared }),
  dense,
  z.strictObject({ type: z.literal("batchnorm"), ...shared }),
  add,
  plain,
] as const;

const types = layers.flatMap(({ shape }) => [...shape.type.values]);
/** Which types there are, or which of them somebody means by `pool`. */
function typesMeant(layer: unknown): string {
  const { type } = layer as { type?: unknown };
  return typeof type === "string" && /^(?=.*pool)(?!.*global|.*adaptive)/i.test(type)
    ? "a pooling layer is of type maxpool or avgpool"
    : `the type of a layer is one of ${types.join(", ")}`;
}

const layer = z.discriminatedUnion("type", layers, {
  error: ({ code, input }) => (code === "invalid_union" ? typesMeant(input) : undefined),
});
export type GivenLayer = z.infer<typeof layer>;

/** Beyond this nobody follows the layers one by one. */
const MOST_LAYERS = 200;

export const given = z.strictObject({
  input: z
    .union([positive, z.tuple([positive, positive]), z.tuple([positive, positive, positive])])
    .meta({ description: "[height, width, channels], [height, width] of a grey image, or the side of a square one." }),
  channels: z
    .enum(["last", "first"])
    .default("last")
    .meta({ description: "Where the channels stand in a list of three: 64×64×3 is `last`, 3×40×60 is `first`." }),
  layers: z.array(layer).min(1).max(MOST_LAYERS).meta({
    description:
      "The layers in order, such as { type: conv, filters: 32, kernel: 3 }, { type: maxpool, size: 2 }, { type: flatten }, { type: dense, units: 10 }.",
  }),
});
export type Given = z.infer<typeof given>;

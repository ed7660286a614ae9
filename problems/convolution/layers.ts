import * as z from "zod";
import { ProblemError } from "../../solver/errors.ts";
import { array } from "../arrays.ts";
import { matrix, number, type TensorField, vector } from "../fields.ts";
import { maps, missing, type PaddingField, type PairField, padding, pair, withAliases } from "../maps/fields.ts";
import type { Stage } from "../maps/stages.ts";
import { ACTIVATIONS, type Activation } from "../mlp/activations.ts";
import { named } from "../names.ts";

const bias = z.union([number, vector]);
export const activation = named(ACTIVATIONS);
export const alpha = number.meta({
  symbol: "\\alpha",
  description: "Of leaky-relu the slope below 0 (left out: 0.01), of elu how far it goes below 0 (left out: 1).",
});

export const convolution = {
  kernel: z.union([number, maps]).optional().meta({
    symbol: "K",
    description: "One kernel [h][w] or [C][h][w], several [F][h][w] on an image or [F][C][h][w], or a list.",
  }),
  bias: bias.optional().meta({ symbol: "b", description: "A number, or one for each kernel. Left out: none." }),
  stride: pair.optional().meta({ symbol: "s", description: "Step of the kernel, or [rows, columns]; left out: 1." }),
  padding: padding.optional().meta({
    symbol: "p",
    description:
      "valid (none), same (output n/s, rounded up), full, cells on every side, [rows, columns] or [top, bottom, left, right].",
  }),
  dilation: pair.optional().meta({ symbol: "d", description: "Distance of neighbouring weights; left out: 1." }),
  groups: z
    .int()
    .min(1)
    .max(64)
    .optional()
    .meta({ symbol: "g", description: "Groups of channels that do not see each other; left out: 1." }),
};
export const KERNELS = { kernels: "kernel", filter: "kernel", filters: "kernel", K: "kernel", b: "bias" };

const pool = withAliases(
  {
    type: z.literal(["maxpool", "avgpool"]),
    size: pair.optional().meta({ symbol: "f", description: "Side of the window, or [height, width]." }),
    stride: pair.optional().meta({ symbol: "s", description: "Left out: convention `pool.stride`." }),
    padding: padding.optional().meta({ symbol: "p", description: "As for a convolution." }),
  },
  { kernel: "size", window: "size" },
);

const kinds = [
  withAliases(
    { type: z.literal(["conv", "conv2d", "conv1d"]), ...convolution, activation: activation.optional() },
    KERNELS,
  ),
  pool,
  z.strictObject({ type: z.literal(["globalmaxpool", "globalavgpool"]) }),
  z.strictObject({ type: z.literal("flatten") }),
  withAliases(
    {
      type: z.literal(["dense", "fc"]),
      W: z.union([matrix, vector]).optional(),
      b: bias.optional(),
      activation: activation.optional(),
    },
    { weights: "W", bias: "b" },
  ),
  z.strictObject({ type: z.literal("activation"), activation, alpha: alpha.optional() }),
  z.strictObject({ type: z.literal(ACTIVATIONS), alpha: alpha.optional() }),
] as const;
const types = "conv, maxpool, avgpool, globalmaxpool, globalavgpool, flatten, dense, and activations such as relu";
export const layer = z.discriminatedUnion("type", kinds, {
  error: ({ code }) => (code === "invalid_union" ? `the type of a layer is one of ${types}` : undefined),
});
export type Layer = z.infer<typeof layer>;
export type ConvolutionFields = z.infer<z.ZodObject<typeof convolution>>;

/** The stages that a layer stands for. */
export function stagesOf(layer: Layer, at: string): Stage[] {
  switch (layer.type) {
    case "conv":
    case "conv2d":
    case "conv1d":
      return [convolutionOf(layer, at), ...activationOf(layer.activation, undefined, at)];
    case "maxpool":
    case "avgpool":
      if (layer.size === undefined) throw missing(`${at}.size`, "the pooling layer has no size", "Give size: 2, say.");
      return [poolOf(layer.type === "maxpool" ? "max" : "average", at, layer)];
    case "globalmaxpool":
    case "globalavgpool":
      return [poolOf(layer.type === "globalmaxpool" ? "max" : "average", at, {})];
    case "flatten":
      return [{ kind: "flatten", at }];
    case "dense":
    case "fc": {
      if (layer.W === undefined)
        throw missing(`${at}.W`, "the dense layer has no weights", "Give W, one row for each unit.");
      const [W, b] = [array("W", layer.W), layer.b === undefined ? undefined : array("b", layer.b)];
      return [{ kind: "dense", at, W, b }, ...activationOf(layer.activation, undefined, at)];
    }
    case "activation":
      return activationOf(layer.activation, layer.alpha, at);
    default:
      return activationOf(layer.type, layer.alpha, at);
  }
}

/** Nothing for a linear activation, which changes nothing. */
export function activationOf(name: Activation | undefined, alpha: number | undefined, at: string): Stage[] {
  if (name !== undefined && name !== "linear") return [{ kind: "activation", at, activation: name, alpha }];
  if (alpha === undefined) return [];
  throw new ProblemError("unknown-field", "alpha has no use here: there is no activation", { at: `${at}.alpha` });
}

export function convolutionOf(fields: ConvolutionFields, at: string): Stage {
  const { kernel, bias: b, stride = 1, padding: p = "valid", dilation = 1, groups = 1 } = fields;
  if (kernel === undefined)
    throw missing(`${at}.kernel`, "there is no kernel", "Give kernel: a matrix such as [[1, 0], [0, -1]].");
  return {
    kind: "conv",
    at,
    kernel: array(`${at}.kernel`.replace(/^given\./, ""), kernel as TensorField),
    bias: b === undefined ? undefined : array("bias", b),
    stride,
    padding: p,
    dilation,
    groups,
  };
}

type PoolFields = { size?: PairField | undefined; stride?: PairField | undefined; padding?: PaddingField | undefined };
const poolOf = (mode: "max" | "average", at: string, { size, stride, padding: p = "valid" }: PoolFields): Stage => ({
  kind: "pool",
  at,
  mode,
  size,
  stride,
  padding: p,
});

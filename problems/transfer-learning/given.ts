import * as z from "zod";
import { NETWORK_ALIASES, networkFields } from "../architectures/fields.ts";
import { layerName, given as stack } from "../cnn-shapes/given.ts";
import { withAliases } from "../maps/fields.ts";

const MOST = Number.MAX_SAFE_INTEGER;
const count = z.int().min(0).max(MOST);
const units = z.int().positive().max(1e9);

/** A layer whose parameters were counted by somebody else. */
const counted = z.strictObject({
  name: layerName,
  params: count.meta({ description: "Its number of parameters." }),
  trainable: z.boolean().optional().meta({ description: "Whether it goes on learning; left out: as `strategy` says." }),
});
export type Counted = z.infer<typeof counted>;

const described = stack.shape.layers.element;
export type Described = z.infer<typeof described>;
const layer = z.union([counted, described], {
  error: ({ input }) =>
    typeof input === "object" && input !== null && "type" in input
      ? undefined
      : "a layer is { name, params }, or has a type as in cnn-shapes: { type: conv, filters: 32, kernel: 3 }",
});

const fields = {
  architecture: networkFields.architecture.meta({ description: "The pretrained network, if it is a known one." }),
  input: networkFields.input,
  channels: networkFields.channels,
  batchNorm: networkFields.batchNorm,
  layers: z.array(layer).min(1).max(200).optional().meta({
    description:
      "Else its layers: counted ones such as { name: conv1, params: 1792 }, or described as in cnn-shapes, with `input`.",
  }),
  backbone: count.optional().meta({
    symbol: "P",
    description: "Or only how many parameters stay of it, without its old head; `features` goes with it.",
  }),
  replace: count.optional().meta({
    description: "How many of its last layers the new head replaces; left out: 1.",
  }),
  pooling: z.enum(["flatten", "average"]).optional().meta({
    description:
      "What stands between the last maps and the head, where all dense layers are replaced; left out: flatten.",
  }),
  features: units.optional().meta({
    symbol: "d",
    description: "Numbers that reach the new head; known by itself for networks whose layers are described.",
  }),
  classes: units
    .optional()
    .meta({ symbol: "k", description: "New classes: the head is one dense layer of so many units." }),
  head: z
    .array(units)
    .min(1)
    .max(10)
    .optional()
    .meta({ description: "Units of the head's dense layers, where it has several: [256, 10]." }),
  strategy: z.enum(["feature-extraction", "fine-tuning"]).optional().meta({
    description: "Only the head learns, or all of it; left out: only the head, unless `unfreeze` says more.",
  }),
  unfreeze: z
    .union([count, z.literal("all"), z.array(z.string().min(1)).min(1)])
    .optional()
    .meta({
      description: "What learns besides the head: so many of the last layers, or their names; conv5 means conv5_1 too.",
    }),
};
export const given = withAliases(fields, { ...NETWORK_ALIASES, trainableLayers: "unfreeze" });
export type Given = z.infer<typeof given>;

import * as z from "zod";
import { ProblemError } from "../../solver/errors.ts";
import { given as layersGiven } from "../cnn-shapes/given.ts";
import { inputOf } from "../cnn-shapes/layers.ts";
import type { Choices } from "../conventions.ts";
import { named } from "../names.ts";
import type { Architecture } from "./architecture.ts";
import { architectureOf, NETWORK_NAMES, type NetworkName } from "./networks.ts";

/** Nobody tells more classes apart; beyond it the counts say nothing. */
const MOST_CLASSES = 1e6;
const { input, channels } = layersGiven.shape;

/** LeNet is LeNet-5 to everybody. */
const fullName = (name: unknown): unknown =>
  typeof name === "string" && /^\s*lenet\s*$/i.test(name) ? "lenet-5" : name;

/** The fields by which a known network is named and varied. */
export const networkFields = {
  architecture: z
    .preprocess(fullName, named(NETWORK_NAMES))
    .optional()
    .meta({ description: `A known network: ${NETWORK_NAMES.join(", ")}.` }),
  input: input.optional().meta({
    description: "[height, width, channels] of the image, or its side; left out: what the network was made for.",
  }),
  channels: channels.meta({ description: "Where the channels stand in `input`: 224×224×3 is `last`." }),
  classes: z
    .int()
    .positive()
    .max(MOST_CLASSES)
    .optional()
    .meta({ description: "Units of the last layer; left out: 1000, and 10 of LeNet-5." }),
  batchNorm: z.boolean().optional().meta({
    description: "Of VGG: batch normalization after each convolution (vgg16_bn). A ResNet has it anyway.",
  }),
};
/** What else the fields are called. */
export const NETWORK_ALIASES = { network: "architecture", model: "architecture", numClasses: "classes" } as const;
const networkGiven = z.strictObject(networkFields);
export type NetworkGiven = z.infer<typeof networkGiven>;
export type NamedNetwork = NetworkGiven & { architecture: NetworkName };

/** The network that the fields name. */
export function networkOf(given: NamedNetwork, choices: Choices): Architecture {
  const { architecture: name, classes, batchNorm } = given;
  const family = name.replace(/-\d+$/, "");
  if (batchNorm !== undefined && batchNorm !== (family === "resnet") && family !== "vgg")
    throw new ProblemError(
      "conflict",
      `${name} comes ${family === "resnet" ? "with" : "without"} batch normalization`,
      {
        at: "given.batchNorm",
        suggestion: "Leave batchNorm out: it is a choice for VGG only.",
      },
    );
  return architectureOf(name, { input: imageOf(given, family === "lenet" ? 1 : 3), classes, batchNorm, choices });
}

/** Height, width and channels: a side alone is that of a square image with the usual channels. */
function imageOf({ input: stated, channels: order }: NetworkGiven, usual: number) {
  if (stated === undefined) return undefined;
  const [height, width, depth] = inputOf({ input: stated, channels: order });
  const saysChannels = typeof stated !== "number" && stated.length === 3;
  return [height, width, saysChannels ? depth : usual] as const;
}

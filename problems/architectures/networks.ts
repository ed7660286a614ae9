import { alexnet } from "./alexnet.ts";
import type { Architecture, Variation } from "./architecture.ts";
import { lenet } from "./lenet.ts";
import { resnet } from "./resnet/index.ts";
import { vgg } from "./vgg.ts";

const NETWORKS = {
  "lenet-5": lenet,
  alexnet,
  "vgg-11": (variation: Variation) => vgg(11, variation),
  "vgg-13": (variation: Variation) => vgg(13, variation),
  "vgg-16": (variation: Variation) => vgg(16, variation),
  "vgg-19": (variation: Variation) => vgg(19, variation),
  "resnet-18": (variation: Variation) => resnet(18, variation),
  "resnet-34": (variation: Variation) => resnet(34, variation),
  "resnet-50": (variation: Variation) => resnet(50, variation),
  "resnet-101": (variation: Variation) => resnet(101, variation),
  "resnet-152": (variation: Variation) => resnet(152, variation),
} satisfies Record<string, (variation: Variation) => Architecture>;

export type NetworkName = keyof typeof NETWORKS;
export const NETWORK_NAMES = Object.keys(NETWORKS) as NetworkName[];

/** The network of that name, varied as the problem wants. */
export const architectureOf = (name: NetworkName, variation: Variation): Architecture => NETWORKS[name](variation);

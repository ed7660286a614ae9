import { describe, expect, it } from "vitest";
import { refusal } from "./refusal.ts";

const vgg = { architecture: "vgg-16", classes: 10 };
const counted = {
  layers: [
    { name: "conv", params: 10 },
    { name: "fc", params: 5 },
  ],
  features: 4,
  classes: 2,
};
const described = { input: [8, 8, 1], layers: [{ type: "conv", filters: 2, kernel: 3 }], classes: 2 };

describe("transfer-learning: what makes no sense is refused, with its place and a mend", () => {
  it.each<[string, object, string]>([
    ["nothing at all", {}, "given.architecture"],
    ["a network nobody knows", { ...vgg, architecture: "vgg-17" }, "given.architecture"],
    ["two networks", { ...counted, backbone: 10 }, "given.backbone"],
    ["no classes", { architecture: "vgg-16" }, "given.classes"],
    ["0 classes", { ...vgg, classes: 0 }, "given.classes"],
    ["a head of another width", { ...vgg, head: [256, 3] }, "given.classes"],
    ["an empty head", { architecture: "vgg-16", head: [] }, "given.head"],
    ["more layers replaced than there are", { ...vgg, replace: 4 }, "given.replace"],
    ["a negative number of layers", { ...vgg, replace: -1 }, "given.replace"],
    ["maps averaged behind a dense layer", { ...vgg, pooling: "average" }, "given.pooling"],
    ["an image that is too small", { ...vgg, input: 20 }, "given.input"],
    ["more layers unfrozen than stay", { ...vgg, unfreeze: 16 }, "given.unfreeze"],
    ["an unknown layer", { ...vgg, unfreeze: ["conv5", "conv6"] }, "given.unfreeze.1"],
    ["feature extraction that unfreezes", { ...vgg, strategy: "feature-extraction", unfreeze: 1 }, "given.unfreeze"],
    ["a backbone and no features", { backbone: 10, classes: 2 }, "given.features"],
    ["a negative backbone", { backbone: -1, features: 4, classes: 2 }, "given.backbone"],
    ["half a parameter", { backbone: 1.5, features: 4, classes: 2 }, "given.backbone"],
    ["parameters without end", { backbone: Number.POSITIVE_INFINITY, features: 4, classes: 2 }, "given.backbone"],
    ["a head beyond counting", { backbone: 10, features: 1e9, classes: 1e9 }, "given.classes"],
    ["no layers", { ...counted, layers: [] }, "given.layers"],
    ["a layer without a count", { ...counted, layers: [{ name: "conv" }] }, "given.layers.0.params"],
    ["two layers of a name", { ...counted, layers: [counted.layers[0], counted.layers[0]] }, "given.layers.1.name"],
    ["a name that is markup", { ...counted, layers: [{ name: "$x$", params: 1 }] }, "given.layers.0.name"],
    ["layers of two kinds", { ...counted, layers: [...counted.layers, ...described.layers] }, "given.layers.2"],
    ["described layers without an image", { ...described, input: undefined }, "given.input"],
    ["a window beyond the image", { ...described, input: 2 }, "given.layers.0.kernel"],
    [
      "layers and list both saying what learns",
      { ...counted, layers: [{ params: 3, trainable: true }, { params: 4 }], unfreeze: 1 },
      "given.unfreeze",
    ],
  ])("%s", (_, given, at) => {
    const error = refusal("transfer-learning", given);
    expect(error.at).toBe(at);
    expect(error.message.length).toBeLessThan(300);
  });
});

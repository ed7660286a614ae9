import { describe, expect, it } from "vitest";
import { solve } from "../problems/index.ts";
import { refusal } from "./refusal.ts";

const dense = { x: [1, 2], W1: [[1, 1]], W2: [[1], [1]] };
const image = {
  x: [
    [1, 2],
    [3, 4],
  ],
  W1: [[1]],
  W2: [[1]],
};
const grid = (rows: number, columns: number) => Array.from({ length: rows }, () => Array(columns).fill(0.5));

describe("architectures: what makes no sense is refused, with its place and a mend", () => {
  it.each<[string, object, string]>([
    ["nothing at all", {}, "given.architecture"],
    ["an image without a network", { input: 224 }, "given.architecture"],
    ["a network nobody knows", { architecture: "resnet-51" }, "given.architecture"],
    ["an inherited name", { architecture: "constructor" }, "given.architecture"],
    ["an image that is too small", { architecture: "vgg-16", input: 16 }, "given.input"],
    ["channels first where they are last", { architecture: "vgg-16", input: [3, 224, 224] }, "given.input"],
    ["an image beyond counting", { architecture: "resnet-50", input: [1e9, 1e9, 3] }, "given.input"],
    ["an image of no height", { architecture: "alexnet", input: [0, 227, 3] }, "given.input.0"],
    ["no classes", { architecture: "lenet-5", classes: 0 }, "given.classes"],
    ["a billion classes", { architecture: "lenet-5", classes: 1e9 }, "given.classes"],
    ["a ResNet without batch norm", { architecture: "resnet-18", batchNorm: false }, "given.batchNorm"],
    ["an AlexNet with it", { architecture: "alexnet", batchNorm: true }, "given.batchNorm"],
    ["a network and numbers", { architecture: "resnet-18", ...dense }, "given.x"],
  ])("%s", (_, given, at) => {
    const error = refusal("architectures", given);
    expect(error.at).toBe(at);
    expect(error.message.length + (error.suggestion ?? "").length).toBeGreaterThan(30);
  });

  it.each<[string, object, string]>([
    ["an input alone", { x: [1, 2] }, "given.W1"],
    ["weights alone", { W1: [[1]], W2: [[1]] }, "given.x"],
    ["no features", { ...dense, x: [] }, "given.x"],
    ["a feature that is none", { ...dense, x: [1, Number.NaN] }, "given.x.1"],
    ["endless weights", { ...dense, W2: [[1], [Number.POSITIVE_INFINITY]] }, "given.W2.1.0"],
    ["ragged weights", { ...dense, W1: [[1, 1], [2]] }, "given.W1"],
    ["weights for other inputs", { ...dense, W1: [[1, 2, 3]] }, "given.W1"],
    ["layers that do not fit", { ...dense, W2: [[1, 2, 3]] }, "given.W2"],
    ["a bias for other units", { ...dense, b1: [1, 2, 3] }, "given.b1"],
    ["a branch narrower than the shortcut", { ...dense, W2: [[1]] }, "given.W2"],
    ["a projection to another width", { ...dense, Ws: [[1, 1]] }, "given.Ws"],
    ["a target of another shape", { ...dense, y: [1] }, "given.y"],
    ["a gradient of another shape", { ...dense, upstream: [1, 2, 3] }, "given.upstream"],
    ["a target and a gradient", { ...dense, y: [1, 2], upstream: [1, 2] }, "given.upstream"],
    ["a bias of no shortcut", { ...dense, bs: [1, 2] }, "given.bs"],
    ["a stride of a dense layer", { ...dense, stride: 2 }, "given.stride"],
    ["a rate with nothing to go down", { ...dense, learningRate: 0.1 }, "given.learningRate"],
    ["a rate of 0", { ...dense, y: [1, 2], learningRate: 0 }, "given.learningRate"],
    ["kernels on a list", { ...dense, layer: "conv" }, "given.x"],
    ["an even kernel", { ...image, W1: grid(2, 2) }, "given.W1"],
    ["a wide kernel on the shortcut", { ...image, Ws: grid(3, 3) }, "given.Ws"],
    ["several biases of a kernel", { ...image, b1: [1, 2] }, "given.b1"],
    ["a stride without a projection", { ...image, stride: 2 }, "given.W2"],
    ["a stride of 0", { ...image, stride: 0 }, "given.stride"],
    ["a thousand units", { x: grid(1, 2000)[0], W1: [[1]], W2: [[1]] }, "given.x"],
    ["a kernel as large as its image", { x: grid(31, 31), W1: grid(31, 31), W2: grid(31, 31) }, "given.x"],
  ])("a block with %s", (_, given, at) => {
    expect(refusal("architectures", given).at).toBe(at);
  });

  it("counts the deepest network within the time anybody waits", () => {
    const start = process.cpuUsage();
    solve({ topic: "architectures", given: { architecture: "resnet-152", input: [1000, 700, 3] } });
    const { user, system } = process.cpuUsage(start);
    expect((user + system) / 1000, "milliseconds").toBeLessThan(2000);
  });
});

import { describe, expect, test, vi } from "vitest";
import { solve } from "../problems/index.ts";
import { ProblemError } from "../solver/errors.ts";

/** Longer than this, in milliseconds of processor time, nobody may keep a server busy with what is refused. */
const PATIENCE = 2000;
vi.setConfig({ testTimeout: 30_000 });

const filled = (...shape: number[]): unknown => {
  const [n, ...rest] = shape;
  return n === undefined ? 1 : Array.from({ length: n }, () => filled(...rest));
};
const x = [
  [1, 2, 0],
  [0, 1, 3],
  [2, 1, 1],
];
const kernel = [
  [1, 0],
  [0, -1],
];
const rgb = [x, x, x];

function refusal(topic: string, given: unknown, more: object = {}): ProblemError {
  const start = process.cpuUsage();
  try {
    solve({ topic, given, ...more });
  } catch (error) {
    const { user, system } = process.cpuUsage(start);
    expect((user + system) / 1000, "milliseconds").toBeLessThan(PATIENCE);
    if (error instanceof ProblemError) return error;
    throw error;
  }
  throw new Error(`this was solved: ${JSON.stringify(given)}`);
}

/** The topic, what is given, where the complaint points, and a piece of it. */
type Case = [string, unknown, string, RegExp];

const convolutions: Case[] = [
  ["nothing", {}, "given.x", /no input/],
  ["no kernel", { x }, "given.kernel", /no kernel/],
  ["two names of one field", { x, kernel, K: kernel }, "given.K", /the same/],
  ["an unknown field", { x, kernel, strides: 2 }, "given", /strides/],
  ["an empty input", { x: [], kernel }, "given.x", /given\.x/],
  ["an empty row", { x: [[], []], kernel }, "given.x.0", /given\.x/],
  ["rows of different lengths", { x: [[1, 2], [3]], kernel: 1 }, "given.x", /different lengths/],
  ["NaN", { x: [[1, Number.NaN]], kernel: [[1]] }, "given.x.0.1", /NaN|nan/],
  ["infinity in the kernel", { x, kernel: [[Number.POSITIVE_INFINITY]] }, "given.kernel.0.0", /[Ii]nf|number/],
  ["a word", { x, kernel: "sobel" }, "given.kernel", /given\.kernel/],
  ["five axes", { x: [[rgb]].map((v) => [v]), kernel }, "given.x.0.0.0.0", /given\.x/],
  ["a number as input", { x: 5, kernel }, "given.x", /given\.x/],
  ["a kernel larger than the input", { x, kernel: filled(4, 4) }, "given.kernel", /4×4 does not fit into 3×3/],
  ["a kernel larger than the padded input", { x, kernel: filled(6, 6), padding: 1 }, "given.kernel", /padding 1/],
  ["dilation beyond the input", { x, kernel, dilation: 3 }, "given.kernel", /dilation 3/],
  ["channels that differ", { x: rgb, kernel: [kernel, kernel] }, "given.kernel", /3 channels, but a kernel spans 2/],
  ["channels and a flat kernel", { x: rgb, kernel }, "given.kernel", /do not go together/],
  ["a list and a matrix", { x: [1, 2, 3], kernel }, "given.kernel", /do not go together/],
  ["a kernel that is a number", { x, kernel: 3 }, "given.kernel", /do not go together/],
  ["stride 0", { x, kernel, stride: 0 }, "given.stride", /stride/],
  ["a negative stride", { x, kernel, stride: -1 }, "given.stride", /stride/],
  ["half a stride", { x, kernel, stride: 0.5 }, "given.stride", /stride/],
  ["two strides of a list", { x: [1, 2, 3], kernel: [1, 1], stride: [1, 2] }, "given.stride", /one direction/],
  ["negative padding", { x, kernel, padding: -1 }, "given.padding", /padding/],
  ["an unknown padding", { x, kernel, padding: "reflect" }, "given.padding", /padding/],
  ["three paddings", { x, kernel, padding: [1, 1, 1] }, "given.padding", /padding/],
  ["padding by a billion", { x, kernel, padding: 1e9 }, "given.padding", /padding/],
  ["padding by a thousand", { x, kernel, padding: 1000 }, "given", /too many/],
  ["biases that are too few", { x, kernel: [kernel, kernel, kernel], bias: [1, 2] }, "given.bias", /3 kernels/],
  ["biases for one kernel", { x, kernel, bias: [1, 2] }, "given.bias", /1 kernel/],
  ["groups that do not divide", { x: rgb, kernel: filled(2, 1, 2, 2), groups: 3 }, "given.groups", /3 groups/],
  ["an unknown activation", { x, kernel, activation: "step" }, "given.activation", /activation/],
  ["softmax of a map", { x, kernel, activation: "softmax" }, "given", /probabilities/],
  ["alpha without use", { x, kernel, activation: "relu", alpha: 0.1 }, "given.alpha", /no use/],
  ["a target of another shape", { x, kernel, y: [1, 2, 3] }, "given.y", /a list of 3, but the output is 2×2/],
  ["a loss without target", { x, kernel, loss: "squared-error" }, "given.y", /needs a target/],
  ["a target of a sum", { x, kernel, loss: "sum", y: kernel }, "given.y", /no use/],
  ["cross-entropy of a map", { x, kernel, loss: "cce", y: kernel }, "given.loss", /probabilities/],
  ["a loss and a gradient", { x, kernel, loss: "sum", upstream: kernel }, "given.loss", /in place of/],
  ["two gradients", { x, kernel, dZ: kernel, upstream: kernel }, "given.dZ", /in place of/],
  ["a gradient of another shape", { x, kernel, upstream: x }, "given.upstream", /3×3, but the output is 2×2/],
  ["a rate and nothing to go down", { x, kernel, learningRate: 0.1 }, "given.loss", /nothing to go down/],
  ["a learning rate of 0", { x, kernel, loss: "sum", learningRate: 0 }, "given.learningRate", /learningRate/],
  [
    "two steps along one gradient",
    { x, kernel, upstream: kernel, learningRate: 1, steps: 2 },
    "given.steps",
    /one pass/,
  ],
  ["a thousand steps", { x, kernel, loss: "sum", learningRate: 1, steps: 1000 }, "given.steps", /steps/],
  ["a kernel beside layers", { x, kernel, layers: [{ type: "relu" }] }, "given.kernel", /belongs into a layer/],
  ["no layers", { x, layers: [] }, "given.layers", /layers/],
  ["an unknown layer", { x, layers: [{ type: "attention" }] }, "given.layers.0.type", /one of conv/],
  ["a layer without kernel", { x, layers: [{ type: "conv" }] }, "given.layers.0.kernel", /no kernel/],
  ["a pooling layer without size", { x, layers: [{ type: "maxpool" }] }, "given.layers.0.size", /no size/],
  ["a dense layer on maps", { x, layers: [{ type: "dense", W: [[1]] }] }, "given.layers.0", /takes a list/],
  [
    "a dense layer without weights",
    { x, layers: [{ type: "flatten" }, { type: "dense" }] },
    "given.layers.1.W",
    /weights/,
  ],
  [
    "weights that do not fit",
    { x, layers: [{ type: "flatten" }, { type: "dense", W: [[1, 2]] }] },
    "given.layers.1.W",
    /9 numbers reach/,
  ],
  [
    "a pooling window larger than what reaches it",
    {
      x,
      layers: [
        { type: "conv", kernel },
        { type: "maxpool", size: 3 },
      ],
    },
    "given.layers.1.size",
    /3×3 does not fit into 2×2/,
  ],
  ["a million pixels", { x: filled(1000, 1000), kernel }, "given.x", /too large/],
  ["a list of half a million", { x: filled(500_000), kernel: [1] }, "given.x", /too large/],
  ["too many products", { x: filled(60, 60), kernel: filled(9, 9) }, "given", /too many/],
  ["too many products backwards", { x: filled(40, 40), kernel: filled(3, 3), loss: "sum" }, "given", /too many/],
];

const poolings: Case[] = [
  ["nothing", {}, "given.x", /no input/],
  ["no size", { x }, "given.size", /no size/],
  ["an unknown type", { x, size: 2, type: "stochastic" }, "given.type", /type/],
  ["a size for global pooling", { x, size: 2, type: "global-max" }, "given.size", /no use/],
  ["a window larger than the input", { x, size: 4 }, "given.size", /4×4 does not fit/],
  ["two sides for a list", { x: [1, 2, 3], size: [1, 2] }, "given.size", /one direction/],
  ["padding as wide as the window", { x, size: 2, padding: 2 }, "given.padding", /beside the input/],
  ["size 0", { x, size: 0 }, "given.size", /size/],
  ["a gradient of another shape", { x, size: 2, upstream: [1, 2] }, "given.upstream", /output is/],
  ["a million pixels", { x: filled(1000, 1000), size: 2 }, "given.x", /too large/],
  ["a ragged image", { x: [[1, 2], [3]], size: 1 }, "given.x", /different lengths/],
];

const augmentations: Case[] = [
  ["nothing", {}, "given.operations", /no operation/],
  ["no image", { rotate: 90 }, "given.x", /no image/],
  ["a list", { x: [1, 2], rotate: 90 }, "given.x", /rows and columns/],
  ["a batch", { x: [rgb], rotate: 90 }, "given.x", /rows and columns/],
  ["two operations without order", { x, rotate: 90, flip: "horizontal" }, "given.rotate", /which order/],
  ["45 degrees", { x, rotate: 45 }, "given.rotate", /quarter turns/],
  ["a turn by NaN", { x, rotate: Number.NaN }, "given.rotate", /rotate/],
  ["an unknown flip", { x, flip: "diagonal" }, "given.flip", /flip/],
  ["a shift by nothing", { x, shift: {} }, "given.shift", /no distance/],
  ["left and right", { x, shift: { left: 1, right: 1 } }, "given.shift.left", /opposite/],
  ["half a pixel", { x, shift: { right: 0.5 } }, "given.shift.right", /right/],
  [
    "a crop beyond the edge",
    { x, crop: { top: 2, left: 0, height: 2, width: 2 } },
    "given.crop.height",
    /do not lie within/,
  ],
  ["a crop larger than the image", { x, crop: 4 }, "given.crop.height", /do not lie within/],
  ["a size of 0", { x, resize: 0 }, "given.resize", /resize/],
  ["a billion pixels", { x, resize: 1e9 }, "given.resize", /resize/],
  ["a large result", { x, resize: 200 }, "given.resize", /too large/],
  ["a scale that leaves nothing", { x, resize: { scale: 0.1 } }, "given.resize.scale", /no pixel/],
  ["a scale and a side", { x, resize: { scale: 2, height: 3 } }, "given.resize.scale", /scale/],
  ["no new size", { x, resize: {} }, "given.resize", /size is missing/],
  ["an unknown method", { x, resize: { scale: 2, method: "lanczos" } }, "given.resize.method", /method/],
  ["an operation that is two", { x, operations: [{ rotate: 90, flip: "both" }] }, "given.operations.0", /is two/],
  ["an operation that is none", { x, operations: [{}] }, "given.operations.0", /is empty/],
  ["no operations", { x, operations: [] }, "given.operations", /operations/],
  ["an operation beside the list", { x, rotate: 90, operations: [{ flip: "both" }] }, "given.rotate", /belongs into/],
  ["a million pixels", { x: filled(1000, 1000), rotate: 90 }, "given.x", /too large/],
];

describe.each([
  ["convolution", convolutions],
  ["pooling", poolings],
  ["augmentation", augmentations],
])("%s refuses", (topic, cases) => {
  test.each(cases)("%s", (_, given, at, message) => {
    const error = refusal(topic, given);
    expect(error.at).toBe(at);
    expect(error.message).toMatch(message);
    expect(error.message.length).toBeLessThan(300);
  });
});

test.each(["convolution", "pooling", "augmentation"])("%s refuses an answer that there is not", (topic) => {
  const given = { convolution: { x, kernel }, pooling: { x, size: 2 }, augmentation: { x, rotate: 90 } }[topic];
  expect(refusal(topic, given, { ask: ["dW7"] }).at).toBe("ask");
});

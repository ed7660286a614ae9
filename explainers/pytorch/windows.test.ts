import { describe, expect, it } from "vitest";
import { spellings } from "./spellings.ts";

const spelled = (fn: string, args: string[], options: object, ...shapes: number[][]) =>
  spellings[fn]?.(args, options as never, shapes);

describe("windows in PyTorch", () => {
  it.each<[string, number[], number[], object, string]>([
    ["a list", [5], [2], {}, "F.conv1d(x[None, None], w[None, None], stride=1, dilation=1, groups=1)[0, 0]"],
    ["an image", [3, 3], [2, 2], {}, "F.conv2d(x[None, None], w[None, None], stride=1, dilation=1, groups=1)[0, 0]"],
    ["kernels", [3, 3], [4, 2, 2], {}, "F.conv2d(x[None, None], w[:, None], stride=1, dilation=1, groups=1)[0]"],
    ["a batch", [2, 1, 3, 3], [4, 1, 2, 2], {}, "F.conv2d(x, w, stride=1, dilation=1, groups=1)"],
    [
      "uneven padding",
      [2, 3, 3],
      [4, 2, 2, 2],
      { padding: [0, 1, 2, 3], stride: [2, 1] },
      "F.conv2d(F.pad(x[None], (2, 3, 0, 1), value=0), w, stride=(2, 1), dilation=1, groups=1)[0]",
    ],
  ])("correlates %s", (_, x, w, options, code) => {
    expect(spelled("crossCorrelation", ["x", "w"], options, x, w)).toBe(code);
  });

  it("turns the kernel of a true convolution", () => {
    expect(spelled("convolution", ["x", "w"], {}, [3, 3], [2, 2])).toContain("w.flip(-2, -1)[None, None]");
  });

  it.each<[string, string, number[], object, string]>([
    ["a list", "maxPool", [5], { size: 2 }, "F.max_pool1d(x[None], 2, stride=2)[0]"],
    [
      "beyond the edge",
      "maxPool",
      [1, 3, 3],
      { size: 2, padding: 1 },
      'F.max_pool2d(F.pad(x, (1, 1, 1, 1), value=-float("inf")), 2, stride=2)',
    ],
    [
      "zeros that count",
      "avgPool",
      [3, 3],
      { size: 2, stride: 1, padding: [0, 1] },
      "F.avg_pool2d(F.pad(x[None], (1, 1, 0, 0), value=0), 2, stride=1)[0]",
    ],
    [
      "zeros left out",
      "avgPool",
      [3],
      { size: 2, padding: [0, 1], countPadding: 0 },
      "(F.avg_pool1d(F.pad(x[None], (0, 1), value=0), 2, stride=2)[0] / F.avg_pool1d(F.pad(torch.ones_like(x)[None], (0, 1), value=0), 2, stride=2)[0])",
    ],
  ])("pools %s", (_, fn, x, options, code) => {
    expect(spelled(fn, ["x"], options, x)).toBe(code);
  });
});

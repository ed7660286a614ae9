import { describe, expect, it } from "vitest";
import { solve } from "../index.ts";

const solved = (given: object, ask?: string[], conventions: Record<string, string> = {}) =>
  solve({ topic: "architectures", given, conventions, ...(ask && { ask }) }).solution;
const value = (given: object, id: string, conventions?: Record<string, string>) =>
  solved(given, [id], conventions).answers[0]?.value;

/** torchvision.models (0.14, table of weights), and the papers where a convention names them. */
describe("parameters as they were published", () => {
  it.each<[string, Record<string, string>, number]>([
    ["LeNet-5", { lenet: "paper" }, 60_000],
    ["AlexNet", { alexnet: "torchvision" }, 61_100_840],
    ["AlexNet", { alexnet: "grouped" }, 60_965_224],
    ["AlexNet", { alexnet: "ungrouped" }, 62_378_344],
    ["VGG11", {}, 132_863_336],
    ["VGG13", {}, 133_047_848],
    ["VGG16", {}, 138_357_544],
    ["VGG19", {}, 143_667_240],
    ["ResNet18", {}, 11_689_512],
    ["ResNet34", {}, 21_797_672],
    ["ResNet50", {}, 25_557_032],
    ["ResNet101", {}, 44_549_160],
    ["ResNet152", {}, 60_192_808],
  ])("%s %o has %d", (architecture, conventions, expected) => {
    expect(value({ architecture }, "params", conventions)).toBe(expected);
  });

  it.each([
    ["vgg11", 132_868_840],
    ["vgg13", 133_053_736],
    ["vgg16", 138_365_992],
    ["vgg19", 143_678_248],
  ])("%s_bn has %d", (architecture, expected) => {
    expect(value({ architecture, batchNorm: true }, "params")).toBe(expected);
  });
});

/** He et al. 2016, Table 1, in billions; Araujo, Norris & Sim 2019 for the receptive fields, both with strides as in the paper. */
describe("multiply-adds and receptive fields as they were published", () => {
  it.each<[string, number, number?]>([
    ["resnet-18", 1.8],
    ["resnet-34", 3.6],
    ["resnet-50", 3.8, 483],
    ["resnet-101", 7.6, 1027],
    ["resnet-152", 11.3, 1507],
    ["vgg-19", 19.6],
  ])("%s: %d billion", (architecture, billions, field) => {
    const conventions = { "resnet.stride": "v1" };
    const macs = value({ architecture }, "macs", conventions) as number;
    expect(Math.abs(macs / 1e9 - billions)).toBeLessThan(0.1);
    if (field) expect(value({ architecture }, "rf_conv5", conventions)).toBe(field);
  });

  it.each([
    ["alexnet", "rf_pool5", 195],
    ["vgg-16", "rf_pool5", 212],
  ])("%s: %s is %d", (architecture, id, expected) => {
    expect(value({ architecture }, id)).toBe(expected);
  });

  it.each([18, 34, 50, 101, 152])("ResNet-%d has as many layers with weights as its name says", (depth) => {
    expect(value({ architecture: `resnet-${depth}` }, "depth")).toBe(depth);
  });
});

describe("names", () => {
  it.each(["LeNet", "lenet5", "LeNet-5", "le_net_5"])("%s is LeNet-5", (architecture) => {
    expect(value({ architecture }, "params")).toBe(61_706);
  });

  it("knows layers by their number and by their name", () => {
    const given = { architecture: "lenet-5" };
    expect(value(given, "params_3")).toBe(2416);
    expect(value(given, "params_C3")).toBe(2416);
  });

  it("knows a ResNet's layers, blocks and stages, and those that repeat others", () => {
    const given = { architecture: "resnet-50" };
    expect(value(given, "shape_conv4_1b")).toEqual([14, 14, 256]);
    expect(value(given, "params_conv4_6")).toBe(value(given, "params_conv4_2"));
    expect(value(given, "macs_conv4_5c")).toBe(value(given, "macs_conv4_2c"));
    expect(value(given, "shape_conv4")).toEqual([14, 14, 1024]);
  });
});

describe("what is said", () => {
  it("warns where a usual size gives other numbers than the usual ones", () => {
    expect(solved({ architecture: "alexnet", input: 224 }).warnings).toHaveLength(1);
    expect(solved({ architecture: "lenet-5", input: 28 }).warnings).toHaveLength(1);
    expect(solved({ architecture: "alexnet", input: 224 }, undefined, { alexnet: "torchvision" }).warnings).toEqual([]);
  });

  it("tells which network was taken", () => {
    const { assumed } = solved({ architecture: "alexnet" });
    expect(assumed.map(({ convention, value: choice }) => [convention, choice])).toEqual([["alexnet", "ungrouped"]]);
  });

  it("works the first blocks of a ResNet, folds the others, and has a table of the stages", () => {
    const { sections } = solved({ architecture: "resnet-34" });
    const blocks = sections.filter(({ title }) => /^conv\d_\d/.test(title));
    expect(blocks.map(({ folded = false }) => folded)).toEqual([false, false, false, true, true, true, true, true]);
    const rows = sections.at(-1)?.table?.rows.map(([label]) => label);
    expect(rows).toEqual(
      ["conv1, bn1", "pool1", "conv2", "conv3", "conv4", "conv5", "avgpool", "fc"].map(
        (text) => `\\text{${text.replace(" ", "\\;")}}`,
      ),
    );
  });
});

import type { Of } from "../../cnn-shapes/layers.ts";
import { RECEPTIVE_FURTHER } from "../../cnn-shapes/receptive.ts";
import { across } from "../../cnn-shapes/sizes.ts";
import type { Stack } from "../../cnn-shapes/stack.ts";
import { ALL } from "../../cnn-shapes/walk.ts";
import { textTex } from "../../cnn-shapes/words.ts";
import type { Outcome, TableOfSteps } from "../../topic.ts";
import { type Block, layersOf, type Plan } from "./plan.ts";

export const STEM = "Stem: conv1 with 64 filters 7×7, stride 2, and max pooling";
export const STAGES = "Stages";

/** `conv3_1: bottleneck 128–128–512, stride 2, shortcut by projection`; plain text, unlike any other block's. */
export function blockTitle({ name, stage, stride, projection }: Block, bottleneck: boolean): string {
  const { width, channels } = stage;
  const kind = bottleneck ? `bottleneck ${width}–${width}–${channels}` : `basic block ${width}–${width}`;
  const halved = stride > 1 ? `, stride ${stride}` : "";
  return `${name}: ${kind}${halved}, ${projection ? "shortcut by projection" : "identity shortcut"}`;
}

/** `conv3_1b: 128 filters 3×3, stride 2` */
export function convolutionTitle({ k, filters, kernel, stride }: Of<"conv">): string {
  return `${k}: ${filters} filters ${across(kernel)}${stride[0] > 1 ? `, stride ${stride[0]}` : ""}${k.endsWith("s") ? ", on the shortcut" : ""}`;
}

export function shortcutRemark({ projection, stride }: Block): string {
  if (!projection) return "The input has this shape already: it is added as it is, and the shortcut costs nothing.";
  return stride > 1
    ? "The input is larger and has fewer channels: a 1×1 convolution with the same stride makes it fit."
    : "The input has fewer channels: a 1×1 convolution makes it fit.";
}

export function outcomeOf(stack: Stack, plan: Plan, ask: readonly string[]): Outcome {
  const shapes = ["conv1", "pool1", ...plan.stages.map(({ s }) => `conv${s}`)].map((name) => `shape_${name}`);
  const answers = [...shapes, "params", "macs", "rf_conv5"];
  const wanted = ask.length > 0 ? ask : answers;
  const blocks = plan.stages.flatMap((stage) => stage.blocks);
  const inside = layersOf(plan).map(({ k }) => `shape_${k}`);
  return {
    answers,
    aliases: stack.aliases,
    checks: { macs: inside.map(stack.resolve) },
    asked:
      "The shape of what each stage puts out, the number of parameters, the number of multiply-adds for one image and how much of the image a cell sees.",
    plan: `The stem; of each stage ${blocksTold(plan)}; the classifier; then the stages are added up. ReLU changes no shape and has no parameters.`,
    tables: [tableOf(stack, plan, wanted)].filter(({ head }) => head.length > 1),
    folded: [...blocks.slice(3).map((block) => blockTitle(block, plan.bottleneck)), RECEPTIVE_FURTHER],
    assumed: stack.assumed,
  };
}

const blocksTold = ({ stages }: Plan): string =>
  stages.every(({ count }) => count === 2) ? "both blocks" : "the first block and the second, which the others repeat";

type Cell = TableOfSteps["rows"][number][number];

/** One row a stage, with the columns that are asked for. */
function tableOf(stack: Stack, { stages }: Plan, wanted: readonly string[]): TableOfSteps {
  const cell = (id: string): Cell => {
    const step = stack.resolve(id);
    return stack.tape.has(step) && stack.value(step) !== 0
      ? { id: step }
      : { tex: id.startsWith("rf") ? ALL_SEEN : "0" };
  };
  const columns = [
    { head: "output", quantity: "shape", isShown: wanted.includes("macs") },
    { head: "parameters", quantity: "params", isShown: wanted.includes("params") },
    { head: "multiply-adds", quantity: "macs", isShown: wanted.includes("macs") },
    { head: "receptive field", quantity: "rf", isShown: wanted.includes("rf_conv5") },
  ].filter(({ isShown }) => isShown);
  const rows = ["conv1", "pool1", ...stages.map(({ s }) => `conv${s}`), "avgpool", "fc"];
  return {
    section: ALL,
    head: ["layer", ...columns.map(({ head }) => head)].map((text) => `\\text{${text}}`),
    rows: rows.map((name) => [
      { tex: textTex(name === "conv1" ? "conv1, bn1" : name) },
      ...columns.map(({ quantity }) =>
        cell(name === "conv1" && quantity === "params" ? "params_stem" : `${quantity}_${name}`),
      ),
    ]),
  };
}

const ALL_SEEN = "\\text{all}";

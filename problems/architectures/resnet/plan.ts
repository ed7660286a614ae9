import type { Layer } from "../../cnn-shapes/layers.ts";
import { addition, conv, dense, globalPool, pool } from "../layers.ts";

/** He, Zhang, Ren & Sun 2016, Table 1: blocks in conv2_x to conv5_x. */
const DEPTHS = {
  18: { bottleneck: false, blocks: [2, 2, 2, 2] },
  34: { bottleneck: false, blocks: [3, 4, 6, 3] },
  50: { bottleneck: true, blocks: [3, 4, 6, 3] },
  101: { bottleneck: true, blocks: [3, 4, 23, 3] },
  152: { bottleneck: true, blocks: [3, 8, 36, 3] },
} as const;
export type ResNetDepth = keyof typeof DEPTHS;

/** The stages, and in each the blocks that are worked out: a third is like the second. */
export interface Plan {
  depth: ResNetDepth;
  bottleneck: boolean;
  stem: { conv: Layer; pool: Layer };
  stages: Stage[];
  tail: { pool: Layer; fc: Layer };
}
export interface Stage {
  /** conv2_x to conv5_x, as the paper counts. */
  s: number;
  /** K, the filters of its 3×3 convolutions, and what leaves its blocks. */
  width: number;
  channels: number;
  /** How many blocks it has. */
  count: number;
  blocks: Block[];
}
export interface Block {
  /** `conv3_1`: also the name of what leaves it. */
  name: string;
  stage: Pick<Stage, "s" | "width" | "channels">;
  stride: number;
  /** The branch with the weights, in order. */
  convs: Layer[];
  /** The 1×1 convolution of the shortcut, where the shapes differ. */
  projection: Layer | undefined;
  sum: Layer;
}

export interface Variant {
  classes: number;
  fcBias: boolean;
  /** Whether a bottleneck halves in its first 1×1 convolution (the paper) or in its 3×3 (everybody since). */
  early: boolean;
}

export const widthId = (s: number): string => `width_${s}`;
/** K filters leave a basic block, 4K a bottleneck. */
export const channelsId = (s: number, bottleneck: boolean): string => (bottleneck ? `channels_conv${s}` : widthId(s));

export function planOf(depth: ResNetDepth, { classes, fcBias, early }: Variant): Plan {
  const { bottleneck, blocks } = DEPTHS[depth];
  const stem = {
    conv: conv("conv1", 64, 7, { stride: 2, padding: 3, bias: false }),
    pool: { ...pool("maxpool", "pool1", 3, 2, 1), from: "conv1" },
  };
  let before = { from: "pool1", channels: 64 };
  const stages = blocks.map((count, i): Stage => {
    const width = 64 * 2 ** i;
    const stage = { s: i + 2, width, channels: bottleneck ? 4 * width : width };
    const worked = [1, 2].map((b) => {
      const stride = b === 1 && i > 0 ? 2 : 1;
      const block = blockOf(stage, b, { bottleneck, early, stride, before });
      before = { from: block.name, channels: stage.channels };
      return block;
    });
    return { ...stage, count, blocks: worked };
  });
  const tail = {
    pool: { ...globalPool("avgpool"), from: before.from },
    fc: { ...dense("fc", classes, fcBias), from: "avgpool" },
  };
  return { depth, bottleneck, stem, stages, tail };
}

interface Place {
  bottleneck: boolean;
  early: boolean;
  stride: number;
  before: { from: string; channels: number };
}

function blockOf(stage: Block["stage"], b: number, { bottleneck, early, stride, before }: Place): Block {
  const name = `conv${stage.s}_${b}`;
  const sides = bottleneck ? [1, 3, 1] : [3, 3];
  const halving = bottleneck && !early ? 1 : 0;
  let { from } = before;
  const convs = sides.map((side, i): Layer => {
    const isWide = bottleneck && i === 2;
    const options = {
      stride: i === halving ? stride : 1,
      padding: (side - 1) / 2,
      bias: false,
      width: isWide ? channelsId(stage.s, true) : widthId(stage.s),
    };
    const layer = { ...conv(name + "abc"[i], isWide ? stage.channels : stage.width, side, options), from };
    from = layer.k;
    return layer;
  });
  const isSame = stride === 1 && before.channels === stage.channels;
  const width = channelsId(stage.s, bottleneck);
  const projection = isSame
    ? undefined
    : { ...conv(`${name}s`, stage.channels, 1, { stride, bias: false, width }), from: before.from };
  return { name, stage, stride, convs, projection, sum: { ...addition(name, projection?.k ?? before.from), from } };
}

/** Everything that is worked out, in order. */
export const layersOf = ({ stem, stages, tail }: Plan): Layer[] => [
  stem.conv,
  stem.pool,
  ...stages.flatMap(({ blocks }) => blocks.flatMap(layersIn)),
  tail.pool,
  tail.fc,
];
export const layersIn = ({ convs, projection, sum }: Block): Layer[] => [
  ...convs,
  ...(projection ? [projection] : []),
  sum,
];

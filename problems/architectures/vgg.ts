import type { Layer } from "../cnn-shapes/layers.ts";
import { type Architecture, sequential, type Variation } from "./architecture.ts";
import { batchNorm, chain, conv, dense, flatten, pool } from "./layers.ts";

/** Convolutions in each of the five blocks: Simonyan & Zisserman 2015, Table 1, configurations A, B, D and E. */
const BLOCKS = { 11: [1, 1, 2, 2, 2], 13: [2, 2, 2, 2, 2], 16: [2, 2, 3, 3, 3], 19: [2, 2, 4, 4, 4] };
const FILTERS = [64, 128, 256, 512, 512];
export type VggDepth = keyof typeof BLOCKS;

export function vgg(
  depth: VggDepth,
  { input = [224, 224, 3], classes = 1000, batchNorm: bn, choices }: Variation,
): Architecture {
  const bias = choices["count.bias"] !== "no";
  const block = (count: number, b: number): Layer[] => [
    ...Array.from({ length: count }, (_, i) => [
      conv(`conv${b + 1}_${i + 1}`, FILTERS[b] as number, 3, { padding: 1, bias }),
      ...(bn ? [batchNorm(`bn${b + 1}_${i + 1}`)] : []),
    ]).flat(),
    pool("maxpool", `pool${b + 1}`, 2),
  ];
  const layers = chain([
    ...BLOCKS[depth].flatMap(block),
    flatten(),
    dense("fc6", 4096, bias),
    dense("fc7", 4096, bias),
    dense("fc8", classes, bias),
  ]);
  return sequential({
    title: `VGG-${depth}`,
    source: "Simonyan & Zisserman 2015",
    network: { input, layers },
    assumed: [],
    warnings: [],
  });
}

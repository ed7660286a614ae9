import { countNormalization, macWords, parameterWords } from "../../cnn-shapes/counting.ts";
import type { Of } from "../../cnn-shapes/layers.ts";
import { look, RECEPTIVE, RECEPTIVE_FURTHER, type Sight } from "../../cnn-shapes/receptive.ts";
import type { Stack } from "../../cnn-shapes/stack.ts";
import { ALL, recordLayer } from "../../cnn-shapes/walk.ts";
import { textTex } from "../../cnn-shapes/words.ts";
import type { Part } from "../architecture.ts";
import { type Block, channelsId, layersIn, type Plan, type Stage, widthId } from "./plan.ts";
import { blockTitle, convolutionTitle, STAGES, STEM, shortcutRemark } from "./words.ts";

const QUANTITIES = ["shape", "size", "height", "width", "channels", "weights", "params", "macs"];

/** Records a residual network: two blocks of each stage, and what the further ones repeat. */
export function walkPlan(stack: Stack, plan: Plan): Part[] {
  recordGivens(stack, plan);
  recordStem(stack, plan);
  for (const stage of plan.stages) for (const block of stage.blocks) recordBlock(stack, plan, stage, block);
  stack.tape.section("Classifier");
  recordLayer(stack, plan.tail.pool);
  recordLayer(stack, plan.tail.fc);
  stack.tape.section(STAGES);
  for (const quantity of ["params", "macs"] as const)
    for (const stage of plan.stages) recordStage(stack, stage, quantity);
  for (const stage of plan.stages) nameRepetitions(stack, stage);
  recordFields(stack, plan);
  recordTotals(stack, plan);
  return [
    { name: "conv1", params: "params_stem" },
    ...plan.stages.map(({ s }) => ({ name: `conv${s}`, params: `params_conv${s}` })),
    { name: "fc", params: "params_fc" },
  ];
}

function recordGivens({ tape }: Stack, { stages }: Plan): void {
  for (const { s, width, count } of stages) {
    tape.given(widthId(s), width, { tex: `K_{${s}}`, name: `filters of the 3×3 convolutions of conv${s}_x` });
    tape.given(`blocks_${s}`, count, { tex: `B_{${s}}`, name: `blocks of conv${s}_x` });
  }
}

function recordStem(stack: Stack, { stem }: Plan): void {
  stack.tape.section(STEM);
  recordLayer(stack, stem.conv);
  countNormalization(stack, normalization("bn1", stem.conv.at), "filters_conv1");
  recordLayer(stack, stem.pool);
  stack.count("params_stem", "params_conv1 + params_bn1", stem.conv, {
    ...parameterWords({ k: "stem", sub: "\\text{stem}", name: "the stem" }),
    title: "Parameters of the stem",
    why: "The convolution and its batch normalization.",
  });
}

const normalization = (k: string, at: string) => ({ k, sub: textTex(k), name: k, at });

function recordBlock(stack: Stack, { bottleneck }: Plan, stage: Stage, block: Block): void {
  const { s } = stage;
  stack.tape.section(blockTitle(block, bottleneck));
  const channels = channelsId(s, bottleneck);
  if (bottleneck && !stack.tape.has(channels))
    stack.count(channels, `4 * ${widthId(s)}`, block.sum, {
      tex: `C_{${s}}`,
      name: `channels of conv${s}_x`,
      title: "Channels that leave a block",
      why: "A bottleneck works on $K$ channels and leaves four times as many.",
    });
  for (const layer of layersIn(block)) {
    if (layer === block.sum) recordSum(stack, block, bottleneck);
    else recordConvolution(stack, layer as Of<"conv">);
  }
}

/** Its first line says which convolution it is: there are many, and each has few lines. */
function recordConvolution(stack: Stack, layer: Of<"conv">): void {
  recordLayer(stack, layer);
  const first = ["height", "shape"].map((quantity) => `${quantity}_${layer.k}`).find((id) => stack.tape.has(id));
  stack.tape.step(first as string).title = convolutionTitle(layer);
}

/** The addition at the end of a block, and what the block adds up to. */
function recordSum(stack: Stack, block: Block, bottleneck: boolean): void {
  const { name, sum, projection, convs } = block;
  const bn = name.replace("conv", "bn");
  const weighted = [...convs, ...(projection ? [projection] : [])];
  const [k, c] = [widthId(block.stage.s), channelsId(block.stage.s, bottleneck)];
  const channels = [...(bottleneck ? [k, k, c] : [k, k]), ...(projection ? [c] : [])].join(" + ");
  const count = () => {
    countNormalization(stack, normalization(bn, sum.at), `(${channels})`);
    stack.tape.step(`params_${bn}`).why = "A scale and a shift for each channel, after every convolution of the block.";
    stack.count(`params_${name}`, [...weighted.map((layer) => `params_${layer.k}`), `params_${bn}`].join(" + "), sum, {
      ...parameterWords(sum),
      title: "Parameters of the block",
      why: "Its convolutions and their batch normalization; the addition has none.",
    });
    stack.count(`macs_${name}`, weighted.map((layer) => `macs_${layer.k}`).join(" + "), sum, {
      ...macWords(sum),
      title: "Multiply-adds of the block",
      why: "Its convolutions; the addition is negligible beside them.",
    });
  };
  recordLayer(stack, { ...sum, count });
  stack.tape.step(`shape_${name}`).remarks.push(shortcutRemark(block));
}

/** The first block, and the others, which are all like the second. */
function recordStage(stack: Stack, { s, blocks }: Stage, quantity: "params" | "macs"): void {
  const [first, second] = blocks.map(({ name }) => `${quantity}_${name}`);
  const label = { k: `conv${s}`, sub: textTex(`conv${s}`), name: `conv${s}_x` };
  const words = quantity === "params" ? parameterWords(label) : macWords(label);
  stack.count(`${quantity}_conv${s}`, `${first} + (blocks_${s} - 1) * ${second}`, blocks[0]?.sum as Block["sum"], {
    ...words,
    title: `${words.title} of conv${s}_x`,
    why: "The first block, and the others, which are all like the second.",
  });
}

/** What leaves a stage is what leaves its last block; a third block has what the second has. */
function nameRepetitions(stack: Stack, { s, count, blocks }: Stage): void {
  const second = blocks[1] as Block;
  stack.tape.step(`shape_${second.name}`).name = `output shape of conv${s}_x`;
  for (const quantity of QUANTITIES) {
    const of = (layer: string): string => stack.resolve(`${quantity}_${layer}`);
    if (!/params|macs|weights/.test(quantity)) stack.alias(`${quantity}_conv${s}`, of(second.name));
    for (let b = 3; b <= count; b++)
      for (const { k } of layersIn(second))
        if (stack.tape.has(of(k))) stack.alias(`${quantity}_${k.replace("_2", `_${b}`)}`, of(k));
  }
}

function recordFields(stack: Stack, { stem, stages }: Plan): void {
  const sights = new Map<string, Sight>([["0", { jumps: [] }]]);
  stack.tape.section(RECEPTIVE);
  for (const layer of [stem.conv, stem.pool]) look(stack, layer, [0], sights);
  for (const stage of stages) {
    if (stage.s > 2) stack.tape.section(RECEPTIVE_FURTHER);
    for (const layer of stage.blocks.flatMap(layersIn)) look(stack, layer, [0], sights);
    recordFieldOfStage(stack, stage, sights);
  }
}

function recordFieldOfStage(stack: Stack, { s, count, blocks }: Stage, sights: Map<string, Sight>): void {
  const [first, second] = blocks as [Block, Block];
  const [one, two] = [first, second].map(({ name }) => stack.resolve(`rf_${name}`));
  if (count === 2) {
    stack.alias(`rf_conv${s}`, two as string);
    return;
  }
  stack.count(`rf_conv${s}`, `${two} + (blocks_${s} - 2) * (${two} - ${one})`, second.sum, {
    tex: `r_{${textTex(`conv${s}`)}}`,
    name: `receptive field after conv${s}_x`,
    title: `conv${s}_x`,
    why: "Every further block adds what the second added.",
  });
  sights.set(second.name, { ...(sights.get(second.name) as Sight), field: `conv${s}` });
}

function recordTotals(stack: Stack, { stages, bottleneck, tail }: Plan): void {
  stack.tape.section(ALL);
  const over = (id: string) => stages.map(({ s }) => `${id}${s}`).join(" + ");
  stack.count("params", `params_stem + ${over("params_conv")} + params_fc`, tail.fc, {
    tex: "\\text{params}",
    name: "parameters in all",
    title: "Parameters in all",
    why: "Stem, stages and classifier add up.",
  });
  stack.count("macs", `macs_conv1 + ${over("macs_conv")} + macs_fc`, tail.fc, {
    tex: "\\text{MACs}",
    name: "multiply-adds in all",
    title: "Multiply-adds in all",
    why: "The same for the multiply-adds.",
  });
  stack.count("depth", `1 + ${bottleneck ? 3 : 2} * (${over("blocks_")}) + 1`, tail.fc, {
    tex: "\\text{depth}",
    name: "layers with weights",
    title: "Layers with weights",
    why: `conv1, ${bottleneck ? "three" : "two"} convolutions a block, and fc; projections and batch normalization do not count.`,
  });
}

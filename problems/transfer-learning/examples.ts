import type { Example } from "../topic.ts";

const example = (given: Record<string, unknown>, expect: Example["expect"]): Example => ({
  problem: { topic: "transfer-learning", given },
  expect,
});

export const examples: readonly Example[] = [
  // torchvision's resnet18 without fc: 11,176,512 parameters.
  example(
    { architecture: "resnet-18", classes: 2 },
    { features: 512, params_head: 1026, frozen: 11176512, trainable: 1026, params: 11177538, original: 11689512 },
  ),
  // Chollet 2018, Deep Learning with Python, section 5.3: conv5 of VGG-16 and a head of 256 and 1 units on 150×150 images.
  example(
    { architecture: "vgg-16", input: [150, 150, 3], replace: 3, head: [256, 1], unfreeze: ["conv5"] },
    { features: 8192, params_head1: 2097408, params_head: 2097665, trainable: 9177089, params: 16812353 },
  ),
  // Counted by hand: 1,000 + 10,000 stay, of which the second layer learns; 20·3 + 3 in the new head.
  example(
    {
      layers: [
        { name: "conv1", params: 1000 },
        { name: "conv2", params: 10000 },
        { name: "fc", params: 210 },
      ],
      features: 20,
      classes: 3,
      unfreeze: 1,
    },
    { params_head: 63, frozen: 1000, trainable: 10063, params: 11063, removed: 210, share: 10063 / 11063 },
  ),
  // 3·3·3·8 + 8 and 3·3·8·16 + 16 parameters; 8·8·16 numbers reach the head.
  example(
    {
      input: [32, 32, 3],
      layers: [
        { type: "conv", filters: 8, kernel: 3, padding: 1, name: "conv1" },
        { type: "maxpool", size: 2 },
        { type: "conv", filters: 16, kernel: 3, padding: 1, name: "conv2" },
        { type: "maxpool", size: 2 },
        { type: "flatten" },
        { type: "dense", units: 10, name: "fc" },
      ],
      classes: 4,
    },
    { features: 1024, params_head: 4100, frozen: 1392, params: 5492, removed: 10250 },
  ),
];

import type { Layer } from "../cnn-shapes/layers.ts";
import { type Architecture, sequential, type Variation } from "./architecture.ts";
import { adaptivePool, chain, conv, dense, flatten, pool } from "./layers.ts";

const BECAUSE = {
  ungrouped: "Every filter sees all channels, as on one graphics card.",
  grouped: "conv2, conv4 and conv5 are in two groups, one on each of the paper's two graphics cards.",
  torchvision: "64, 192, 384, 256 and 256 filters, as in Krizhevsky 2014 (one weird trick).",
};

/** Krizhevsky, Sutskever & Hinton 2012; for torchvision's, Krizhevsky 2014, arXiv:1404.5997. */
export function alexnet({ input, classes = 1000, choices }: Variation): Architecture {
  const value = (choices.alexnet ?? "ungrouped") as keyof typeof BECAUSE;
  const bias = choices["count.bias"] !== "no";
  const isTorchvision = value === "torchvision";
  const features = isTorchvision ? torchvision(bias) : paper(value === "grouped" ? 2 : 1, bias);
  const layers = chain([
    ...features,
    flatten(),
    dense("fc6", 4096, bias),
    dense("fc7", 4096, bias),
    dense("fc8", classes, bias),
  ]);
  const is224 = input?.[0] === 224 && input[1] === 224;
  return sequential({
    title: "AlexNet",
    source: "Krizhevsky et al. 2012",
    network: { input: input ?? (isTorchvision ? [224, 224, 3] : [227, 227, 3]), layers },
    assumed: [{ convention: "alexnet", value, because: BECAUSE[value] }],
    warnings:
      is224 && !isTorchvision
        ? ["The paper says 224×224, but its 55×55 maps come from 227×227 (or from padding 2): with 224 they are 54×54."]
        : [],
  });
}

function paper(groups: number, bias: boolean): Layer[] {
  return [
    conv("conv1", 96, 11, { stride: 4, bias }),
    pool("maxpool", "pool1", 3, 2),
    conv("conv2", 256, 5, { padding: 2, groups, bias }),
    pool("maxpool", "pool2", 3, 2),
    conv("conv3", 384, 3, { padding: 1, bias }),
    conv("conv4", 384, 3, { padding: 1, groups, bias }),
    conv("conv5", 256, 3, { padding: 1, groups, bias }),
    pool("maxpool", "pool5", 3, 2),
  ];
}

function torchvision(bias: boolean): Layer[] {
  return [
    conv("conv1", 64, 11, { stride: 4, padding: 2, bias }),
    pool("maxpool", "pool1", 3, 2),
    conv("conv2", 192, 5, { padding: 2, bias }),
    pool("maxpool", "pool2", 3, 2),
    conv("conv3", 384, 3, { padding: 1, bias }),
    conv("conv4", 256, 3, { padding: 1, bias }),
    conv("conv5", 256, 3, { padding: 1, bias }),
    pool("maxpool", "pool5", 3, 2),
    adaptivePool("avgpool", 6),
  ];
}

import { Chain } from "../maps/chain.ts";
import { outcomeOf } from "../maps/outcome.ts";
import { defineTopic } from "../topic.ts";
import { examples } from "./examples.ts";
import { type Given, given, networkOf } from "./given.ts";
import { mistakes } from "./mistakes.ts";

export default defineTopic<Given>({
  id: "convolution",
  title: "Convolution by hand",
  about:
    "Every cell of a convolution: channels, several kernels, stride, padding, dilation; gradients of input, kernel and bias; small chains with pooling and a dense layer.",
  given,
  conventions: ["conv.kind", "conv.round", "pool.stride", "pool.padding", "orientation", "loss.half", "loss.outputs"],
  answers: [
    { id: "Z", about: "output of the convolution; of a chain Z#, of layer #, as for all ids below" },
    { id: "A", about: "activations; the output under any name is also Y" },
    { id: "height", about: "side of the output, likewise width; of a chain height_#, after its #-th window" },
    { id: "P#", about: "of a chain: result of pooling in layer #; of global pooling G#" },
    { id: "f", about: "of a chain: the flattened maps" },
    { id: "yhat", about: "of a chain: its output" },
    { id: "L", about: "loss" },
    { id: "dZ", about: "gradient with respect to Z, unless it is given; likewise dA, dP#, df" },
    { id: "dK", about: "gradient of the kernel (also dW); of a dense layer dW#" },
    { id: "db", about: "gradient of the bias" },
    { id: "dx", about: "gradient with respect to the input" },
    { id: "K_k", about: "kernel after k updates; likewise b_k, W#_k" },
    { id: "L_k", about: "loss after k updates; likewise Z_k, A_k" },
  ],
  mistakes,
  solve(problem, setting) {
    const chain = new Chain(networkOf(problem), setting);
    chain.run();
    return outcomeOf(chain);
  },
  examples,
});

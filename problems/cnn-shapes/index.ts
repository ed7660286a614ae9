import { defineTopic } from "../topic.ts";
import { examples } from "./examples.ts";
import { type Given, given } from "./given.ts";
import { networkOf } from "./layers.ts";
import { mistakes } from "./mistakes.ts";
import { outcomeOf } from "./outcome.ts";
import { Stack } from "./stack.ts";
import { walk } from "./walk.ts";

export default defineTopic<Given>({
  id: "cnn-shapes",
  title: "Shapes and sizes of a convolutional network",
  about: "Output shape, parameters, multiply-adds and receptive field of every layer of a stack; image vectors.",
  given,
  conventions: ["conv.round", "pool.stride", "count.bias", "bn.counted"],
  answers: [
    { id: "shape_#", about: "output shape of layer #: [height, width, channels] or [units]" },
    { id: "height_#", about: "height after layer #; likewise width_#, channels_#" },
    { id: "size_#", about: "how many numbers layer # puts out" },
    {
      id: "padding_#",
      about: "total padding that `same` adds in layer # (padding_#_h and padding_#_w where they differ)",
    },
    { id: "weights_#", about: "weights of one filter of layer #" },
    { id: "params_#", about: "parameters of layer #" },
    { id: "macs_#", about: "multiply-adds of layer # for one image" },
    { id: "rf_#", about: "how many cells of the input a cell after layer # sees; [height, width] where they differ" },
    { id: "params", about: "parameters in all" },
    { id: "macs", about: "multiply-adds in all" },
  ],
  mistakes,
  solve: (problem, setting) => {
    const stack = new Stack(networkOf(problem, setting.conventions), setting);
    walk(stack);
    return outcomeOf(stack, setting.ask);
  },
  examples,
});

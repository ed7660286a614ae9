import type * as z from "zod";
import { ProblemError } from "../../solver/errors.ts";
import { Stack } from "../cnn-shapes/stack.ts";
import { withAliases } from "../maps/fields.ts";
import { defineTopic, type Outcome, type Setting } from "../topic.ts";
import { BLOCK_FIELDS, blockFields } from "./block/given.ts";
import { solveBlock } from "./block/run.ts";
import { examples } from "./examples.ts";
import { type NamedNetwork, NETWORK_ALIASES, networkFields, networkOf } from "./fields.ts";
import { mistakes } from "./mistakes.ts";

const given = withAliases({ ...networkFields, ...blockFields }, { ...NETWORK_ALIASES, target: "y", dA2: "upstream" });
type Given = z.infer<typeof given>;

export default defineTopic<Given>({
  id: "architectures",
  title: "Known architectures",
  about:
    "LeNet-5, AlexNet, VGG and ResNet: shapes, parameters, multiply-adds and receptive fields; a residual block in numbers.",
  given,
  conventions: [
    "lenet",
    "alexnet",
    "resnet.stride",
    "bn.counted",
    "conv.round",
    "count.bias",
    "orientation",
    "loss.half",
  ],
  answers: [
    { id: "shape_#", about: "output shape of layer #, by number or name: shape_3, shape_C3, shape_conv4_1a" },
    { id: "height_#", about: "height after layer #; likewise width_#, channels_#, size_#" },
    { id: "weights_#", about: "weights of one filter of layer #" },
    { id: "params_#", about: "parameters of layer #; of a ResNet also of a block (conv4_1) or stage (conv4)" },
    { id: "macs_#", about: "multiply-adds of layer #, block or stage for one image" },
    { id: "rf_#", about: "how many cells of the image a cell after layer # sees" },
    { id: "params", about: "parameters in all" },
    { id: "macs", about: "multiply-adds in all" },
    { id: "depth", about: "layers with weights of a ResNet" },
    { id: "connections", about: "connections of LeNet-5 as in the paper; likewise connections_#" },
    { id: "A2", about: "output of a residual block; on the way Z1, A1, F (also Z2), S (the shortcut), H (the sum)" },
    { id: "L", about: "squared error of the block, where a target is given" },
    { id: "dW1", about: "gradient of the block's weights; likewise dW2, dWs, db1, db2, dbs, dH, dF, dx" },
    { id: "W1_1", about: "weights after one update; likewise W2_1, Ws_1, b1_1" },
  ],
  mistakes,
  solve,
  examples,
});

/** Fields that say nothing without the name of a network. */
const NETWORK_FIELDS = ["input", "classes", "batchNorm"] as const;

const nameless = (): ProblemError =>
  new ProblemError("missing", "given.architecture is missing", {
    at: "given.architecture",
    missing: ["given.architecture"],
    suggestion: "Name a network, such as architecture: resnet-50; or give the numbers of a residual block: x, W1, W2.",
  });

/** A known network is counted; a block with numbers is computed. */
function solve(problem: Given, setting: Setting): Outcome {
  const { architecture } = problem;
  const number = BLOCK_FIELDS.find((field) => problem[field] !== undefined);
  const isNamed = number === undefined || NETWORK_FIELDS.some((field) => problem[field] !== undefined);
  if (architecture === undefined && isNamed) throw nameless();
  if (architecture === undefined) return solveBlock(problem, setting);
  if (number === undefined) return solveNetwork({ ...problem, architecture }, setting);
  throw new ProblemError(
    "conflict",
    `${number} belongs to a residual block in numbers, not to a whole ${architecture}`,
    {
      at: `given.${number}`,
      suggestion: "Leave out either `architecture` or the numbers.",
    },
  );
}

function solveNetwork(problem: NamedNetwork, setting: Setting): Outcome {
  const { network, title, source, walk, outcome, assumed, warnings } = networkOf(problem, setting.conventions);
  const stack = new Stack(network, setting);
  walk(stack);
  const told = outcome(stack, setting.ask);
  return {
    ...told,
    asked: `${title} (${source}): ${told.asked.charAt(0).toLowerCase()}${told.asked.slice(1)}`,
    assumed: [...assumed, ...(told.assumed ?? [])],
    warnings: [...warnings],
  };
}

import type { Outcome, Setting } from "../../topic.ts";
import { forward } from "./forward.ts";
import type { BlockGiven } from "./given.ts";
import { backward, recordLoss, update } from "./learn.ts";
import { type Block, biasOf, blockOf, type Weights } from "./setup.ts";

/** A residual block in numbers: a₂ = σ(F(x) + x) (He et al. 2016, equations 1 and 2), and back. */
export function solveBlock(given: BlockGiven, setting: Setting): Outcome {
  const block = blockOf(given, setting.conventions);
  recordGivens(block, setting);
  forward(block, setting);
  const wants = parametersOf(block);
  if (block.y) recordLoss(block, setting);
  if (block.y || block.upstream) backward(block, setting, wants);
  const updated = block.learningRate === undefined ? [] : update(block, setting, wants);
  return outcome(block, setting, wants, updated);
}

/** From the last to the first, as the gradients come. */
const parametersOf = ({ first, second, projection }: Block): string[] =>
  (
    [
      ["2", second],
      ["1", first],
      ["s", projection],
    ] as const
  ).flatMap(([name, weights]) => (weights ? [`W${name}`, ...(weights.b ? [`b${name}`] : [])] : []));

function recordGivens(block: Block, { tape }: Setting): void {
  const { x, first, second, projection, kind } = block;
  tape.section("Given");
  tape.given("x", x, { name: "input of the block" });
  const give = (name: string, weights: Weights | undefined, of: string) => {
    if (!weights) return;
    const W = kind === "conv" && weights.W.shape.length < 2 ? { shape: [1, 1], cells: weights.W.cells } : weights.W;
    tape.given(`W${name}`, W, { tex: `W_{${name}}`, name: `${kind === "conv" ? "kernel" : "weights"} of ${of}` });
    if (weights.b) tape.given(`b${name}`, biasOf(block, name, weights), { tex: `b_{${name}}`, name: `bias of ${of}` });
  };
  give("1", first, "the first layer");
  give("2", second, "the second layer");
  give("s", projection, "the shortcut");
}

function outcome(block: Block, setting: Setting, parameters: readonly string[], updated: readonly string[]): Outcome {
  const learns = block.y !== undefined || block.upstream !== undefined;
  const answers = [
    "A2",
    ...(block.y ? ["L"] : []),
    ...(learns ? [...parameters, "x"].map((id) => `d${id}`) : []),
    ...updated,
  ];
  const shortcut = block.projection ? "a projection" : "the identity";
  return {
    answers,
    aliases: { A: "A2", out: "A2", yhat: "A2", F: "Z2", Z: "H", dF: "dZ2", dout: "dA2", dyhat: "dA2", J: "L" },
    asked: `A residual block with ${shortcut} as its shortcut: ${wanted(learns, updated.length > 0)}.`,
    plan: `Through the two layers to $F$; add ${block.projection ? "what the shortcut brings" : "the input"}; only then the last activation.${learns ? " On the way back the gradient divides at the addition: one part goes through the branch, one over the shortcut." : ""}`,
    assumed: assumed(block, setting),
  };
}

function wanted(learns: boolean, updates: boolean): string {
  if (!learns) return "its output";
  return updates ? "its output, all gradients, and the weights after one step" : "its output and all gradients";
}

function assumed({ readOff, orientation }: Block, { conventions, tape }: Setting): Outcome["assumed"] & object {
  const shapes = {
    convention: "orientation",
    value: orientation,
    because: "It is the reading that the shapes of the weights fit.",
  };
  const half = conventions["loss.half"] ?? "no";
  const loss = {
    convention: "loss.half",
    value: half,
    because: half === "yes" ? "The loss is $\\frac{1}{2}e^2$." : "The loss is $e^2$, without a half.",
  };
  return [...(readOff ? [shapes] : []), ...(tape.has("L") ? [loss] : [])];
}

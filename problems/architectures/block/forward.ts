import { ShapeError } from "../../../solver/errors.ts";
import { describeShape } from "../../../solver/ndarray.ts";
import type { Words } from "../../../solver/tape.ts";
import { ruleOf } from "../../mlp/activations.ts";
import type { Setting } from "../../topic.ts";
import { type Block, checkSum, type Weights } from "./setup.ts";

export const BRANCH = "The branch with the weights";
const SHORTCUT = "The shortcut";
const SUM = "Addition and activation";

/** The weighted sums of a layer: `W1 * x + b1`. */
function sums({ kind, orientation, stride }: Block, name: string, input: string, weights: Weights): string {
  const bias = weights.b ? ` + b${name}` : "";
  if (kind === "dense") {
    const turned = orientation === "WTx" ? `W${name}'` : `W${name}`;
    return (orientation === "xW" ? `${input} * ${turned}` : `${turned} * ${input}`) + bias;
  }
  const [rows, columns] = weights.W.shape as [number?, number?];
  const padding = `[${((rows ?? 1) - 1) / 2}, ${((columns ?? 1) - 1) / 2}]`;
  const step = name === "2" ? 1 : stride;
  return `crossCorrelation(${input}, W${name}, {stride: ${step}, padding: ${padding}})${bias}`;
}

/** Through the two layers, past them, and together. */
export function forward(block: Block, { tape }: Setting): void {
  const { kind, first, second, projection, activation } = block;
  const { fn, why } = ruleOf(activation);
  const sumWhy =
    kind === "conv"
      ? "The kernel is laid on at every place, with zeros around."
      : "Each unit adds up its weighted inputs.";
  tape.section(BRANCH);
  record(block, tape, "1", "Z1", sums(block, "1", "x", first), {
    tex: "z_{1}",
    name: "weighted sums of the first layer",
    title: "First layer",
    why: sumWhy,
  });
  tape.let("A1", `${fn}(Z1)`, { tex: "a_{1}", name: "activations of the first layer", title: "Activation", why });
  record(block, tape, "2", "Z2", sums(block, "2", "A1", second), {
    tex: "F",
    name: "what the branch puts out",
    title: "Second layer",
    why: "No activation yet: it waits until the shortcut has been added.",
  });
  if (projection) {
    tape.section(SHORTCUT);
    record(block, tape, "s", "S", sums(block, "s", "x", projection), {
      tex: "s",
      name: "what the shortcut brings",
      title: "Projection",
      why: "The input is brought to the shape of the branch: weights, but no activation.",
    });
  }
  tape.section(SUM);
  const shortcut = projection ? "S" : "x";
  checkSum(tape.step("Z2").value.shape, tape.step(shortcut).value.shape, projection !== undefined);
  tape.let("H", `Z2 + ${shortcut}`, {
    tex: "h",
    name: "sum of branch and shortcut",
    title: "Sum",
    why: projection
      ? "Number is added to number."
      : "The input itself is added: the branch only has to learn what is to change of it.",
  });
  tape.let("A2", `${fn}(H)`, {
    tex: "a_{2}",
    name: "output of the block",
    title: "Output",
    why: "The activation comes after the addition.",
    remarks:
      activation === "linear" ? [] : ["Not of $F$ alone: the shortcut is added before the activation, not after it."],
  });
}

/** A shape that does not fit is the fault of a field. */
function record({ x }: Block, tape: Setting["tape"], name: string, id: string, formula: string, words: Words): void {
  try {
    tape.let(id, formula, words);
  } catch (error) {
    if (!(error instanceof ShapeError)) throw error;
    const input = name === "2" ? "what the first layer puts out" : `x (${describeShape(x.shape)})`;
    throw new ShapeError(`W${name} does not fit ${input}: ${error.message}`, {
      at: `given.W${name}`,
      suggestion: "Check its rows and columns; the convention `orientation` says which side belongs to the input.",
    });
  }
}

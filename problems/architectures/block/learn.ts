import { ShapeError } from "../../../solver/errors.ts";
import { describeShape, sameShape } from "../../../solver/ndarray.ts";
import type { Setting } from "../../topic.ts";
import { BRANCH } from "./forward.ts";
import type { Block } from "./setup.ts";

const UPDATE = "Update";

export function recordLoss(block: Block, { tape, conventions }: Setting): void {
  const y = block.y as NonNullable<Block["y"]>;
  checkLike("y", y, tape);
  tape.given("y", y, { name: "target", section: "Given" });
  tape.section("Loss");
  const half = conventions["loss.half"] === "yes";
  tape.let("L", `${half ? "1/2 * " : ""}squaredError(A2, y)`, {
    name: "loss",
    title: "Loss",
    why: `${half ? "Half the" : "The"} squared errors, added up.`,
  });
}

function checkLike(field: string, { shape }: NonNullable<Block["y"]>, tape: Setting["tape"]): void {
  const expected = tape.step("A2").value.shape;
  if (sameShape(shape, expected)) return;
  throw new ShapeError(`${field} is ${describeShape(shape)}, but the block puts out ${describeShape(expected)}`, {
    at: `given.${field}`,
    suggestion: `Give ${field} in the shape of the output.`,
  });
}

/** Back from the loss, or from the gradient that arrives. */
export function backward(block: Block, { tape }: Setting, parameters: readonly string[]): void {
  if (block.upstream) {
    checkLike("upstream", block.upstream, tape);
    const words = { tex: "\\frac{\\partial L}{\\partial a_{2}}", name: "gradient that arrives", section: "Given" };
    tape.given("dA2", block.upstream, words);
  }
  tape.backward(block.y ? "L" : "A2", [...parameters, "x", "H"], {
    ...(block.upstream && { upstream: "dA2" }),
    section: ({ section }) =>
      section === "Given" ? BRANCH : `Back: ${section.charAt(0).toLowerCase()}${section.slice(1)}`,
    words: ({ id, name }) => {
      const why = id === "x" && !block.projection ? { why: INPUT_WHY, remarks: [INPUT_REMARK] } : {};
      return { name: `gradient of the ${name}`, ...why };
    },
  });
}

const INPUT_WHY =
  "Two ways lead from $x$ to the loss: through the branch, and over the shortcut with slope 1. They add up.";
const INPUT_REMARK =
  "The part over the shortcut is $\\partial L/\\partial h$ itself: it arrives undiminished, however small the weights are.";

/** One step against the gradients; returns the ids. */
export function update(block: Block, { tape }: Setting, parameters: readonly string[]): string[] {
  tape.given("learningRate", block.learningRate as number, { tex: "\\eta", name: "learning rate", section: "Given" });
  tape.section(UPDATE);
  return parameters.map((id) => {
    const { tex, name } = tape.step(id);
    tape.let(`${id}_1`, `${id} - learningRate * d${id}`, {
      tex: tex.replace(/\}$/, ",\\text{new}}"),
      name: `${name} after the update`,
      title: `New ${name}`,
      why: "One step against the gradient.",
    });
    return `${id}_1`;
  });
}

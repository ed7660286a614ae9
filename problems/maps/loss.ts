import { ProblemError, ShapeError } from "../../solver/errors.ts";
import { describeShape, type NdArray, type Shape, sameShape, size } from "../../solver/ndarray.ts";
import { at, iteration } from "../mlp/ids.ts";
import type { Chain } from "./chain.ts";

export const LOSSES = ["sum", "mean", "squared-error", "mse", "bce", "cce"] as const;
export type Loss = (typeof LOSSES)[number];

/** What stands behind the last stage: nothing, a loss, or layers of which only the gradient is known. */
export type End =
  | { kind: "none" }
  | { kind: "loss"; loss: Loss | undefined; y: NdArray<number> | undefined }
  | { kind: "upstream"; field: string; value: NdArray<number> };

/** Records the gradient that arrives, and says where. */
export function recordUpstream(
  chain: Chain,
  { field, value }: Extract<End, { kind: "upstream" }>,
): { root: string; upstream: string } {
  const root = field === "dZ" && chain.tape.has("Z") ? "Z" : chain.current;
  const { tex, value: output } = chain.tape.step(root);
  const upstream = `d${root}`;
  chain.tape.given(upstream, fitted(value, output.shape, field, "the output"), {
    tex: `\\frac{\\partial L}{\\partial ${tex}}`,
    name: "gradient that arrives",
    section: "Given",
  });
  return { root, upstream };
}

/** Records the loss and returns its id. */
export function recordLoss(chain: Chain, { loss: stated, y }: Extract<End, { kind: "loss" }>): string {
  const loss = stated ?? usualLoss(chain, y);
  const output = chain.shape();
  if (y !== undefined && !chain.tape.has("y"))
    chain.tape.given("y", fitted(y, output, "y", "the output"), {
      tex: output.length > 1 ? "Y" : "y",
      name: "target",
      section: "Given",
    });
  check(chain, loss, y);
  chain.section("Loss");
  const id = `L${at(chain.k)}`;
  const { formula, why, title } = formulaOf(chain, loss);
  chain.tape.let(id, formula, {
    tex: `L${iteration(chain.k)}`,
    name: `loss${chain.afterUpdates()}`,
    title,
    why,
  });
  return id;
}

function usualLoss(chain: Chain, y: NdArray<number> | undefined): Loss {
  const last = chain.network.stages.at(-1);
  const activation = last?.kind === "activation" ? last.activation : undefined;
  const isProbability = y?.cells.every((t) => t >= 0 && t <= 1) ?? false;
  const loss =
    activation === "softmax"
      ? "cce"
      : activation === "sigmoid" && isProbability && chain.shape().length < 2
        ? "bce"
        : "squared-error";
  if (chain.first("usual loss"))
    chain.assumed.push({ convention: "loss", value: loss, because: "It belongs to such an output." });
  return loss;
}

function check(chain: Chain, loss: Loss, y: NdArray<number> | undefined): void {
  const needsTarget = loss !== "sum" && loss !== "mean";
  if (needsTarget && y === undefined)
    throw new ProblemError("missing", `the loss ${loss} needs a target y`, {
      at: "given.y",
      missing: ["given.y"],
      suggestion: "Give y in the shape of the output.",
    });
  if (!needsTarget && y !== undefined)
    throw new ProblemError("unknown-field", `y has no use here: the loss is the ${loss} of the output`, {
      at: "given.y",
    });
  const last = chain.network.stages.at(-1);
  const activation = last?.kind === "activation" ? last.activation : "linear";
  const needed = loss === "bce" ? "sigmoid" : loss === "cce" ? "softmax" : undefined;
  if (needed && activation !== needed)
    throw new ProblemError("loss", `the loss ${loss} needs probabilities, but the last stage is ${activation}`, {
      at: "given.loss",
      suggestion: `Make the last activation ${needed}, or the loss squared-error.`,
    });
  if (needed && y?.cells.some((t) => t < 0 || t > 1))
    throw new ProblemError("target", `the targets of ${loss} are probabilities, between 0 and 1`, { at: "given.y" });
  if (loss === "cce" && y && Math.abs(y.cells.reduce((a, b) => a + b, 0) - 1) > 1e-5)
    throw new ProblemError("target", "the targets of one example sum to 1 under cce", {
      at: "given.y",
      suggestion: "Write the target one-hot, e.g. [0, 1].",
    });
}

function formulaOf(chain: Chain, loss: Loss): { formula: string; why: string; title: string } {
  const out = chain.current;
  const cells = size(chain.shape());
  if (loss === "sum")
    return {
      formula: chain.shape().length === 0 ? `linear(${out})` : `sum(${out})`,
      why: "The loss is the sum of the outputs.",
      title: "Loss",
    };
  if (loss === "mean") return { formula: `mean(${out})`, why: "The loss is the mean of the outputs.", title: "Loss" };
  if (loss === "bce" || loss === "cce") {
    const why = "Cross-entropy: minus the logarithm of the probability given to the true class.";
    return { formula: `${loss}(${out}, y)`, why, title: "Loss" };
  }
  const isMean = loss === "mse" || chain.choice("loss.outputs") === "mean";
  const divisor = (isMean ? cells : 1) * (chain.choice("loss.half") === "yes" ? 2 : 1);
  return {
    formula: `${divisor === 1 ? "" : `1/${divisor} * `}squaredError(${out}, y)`,
    why: `The squared difference of output and target${cells > 1 ? `, ${isMean ? "averaged" : "added up"} over all cells` : ""}.`,
    title: "Loss",
  };
}

/** In the shape of what it belongs to; a list of one, or one row, is taken for what it means. */
function fitted(value: NdArray<number>, wanted: Shape, field: string, whose: string): NdArray<number> {
  if (sameShape(value.shape, wanted)) return value;
  const squeezed = (shape: Shape) => shape.filter((n) => n !== 1);
  if (sameShape(squeezed(value.shape), squeezed(wanted))) return { shape: wanted, cells: value.cells };
  throw new ShapeError(`${field} is ${describeShape(value.shape)}, but ${whose} is ${describeShape(wanted)}`, {
    at: `given.${field}`,
    suggestion: `Give ${field} in the shape of ${whose}.`,
  });
}

import * as z from "zod";
import { ProblemError } from "../../solver/errors.ts";
import { array } from "../arrays.ts";
import { number, type TensorField } from "../fields.ts";
import { named } from "../names.ts";
import { type MapsField, maps, missing } from "./fields.ts";
import { type End, LOSSES, type Loss } from "./loss.ts";

/** A target and a loss, or the gradient that arrives from elsewhere. */
export const endFields = {
  y: z
    .union([number, maps])
    .optional()
    .meta({ symbol: "y", description: "Target, in the shape of the output. Needs no loss: squared error." }),
  loss: named(LOSSES)
    .optional()
    .meta({ description: "sum or mean of the outputs, squared-error, mse, bce or cce; without it forward only." }),
  upstream: z.union([number, maps]).optional().meta({
    symbol: "\\frac{\\partial L}{\\partial Y}",
    description: "In place of a loss: the gradient that arrives at the output from the layers above.",
  }),
};

interface EndGiven {
  y?: MapsField | number | undefined;
  loss?: Loss | undefined;
  upstream?: MapsField | number | undefined;
  dZ?: MapsField | number | undefined;
  learningRate?: number | undefined;
  steps?: number | undefined;
}

/** What stands behind the last stage. */
export function endOf(problem: EndGiven): End {
  const { y, loss, upstream, dZ } = problem;
  const arriving = [
    { field: "upstream", value: upstream },
    { field: "dZ", value: dZ },
  ].filter(({ value }) => value !== undefined);
  const [first, second] = arriving;
  const other = second?.field ?? (loss !== undefined ? "loss" : y !== undefined ? "y" : undefined);
  if (first && other)
    throw new ProblemError("conflict", `${first.field} stands in place of ${other}: give one of them`, {
      at: `given.${other}`,
    });
  if (first && problem.steps !== undefined && problem.steps > 1)
    throw new ProblemError("steps", `${first.field} is known for one pass only, so there is one update`, {
      at: "given.steps",
      suggestion: "Give a loss, from which every pass has its own gradient.",
    });
  if (first) return { kind: "upstream", field: first.field, value: array(first.field, first.value as TensorField) };
  if (y === undefined && loss === undefined) {
    if (problem.learningRate === undefined) return { kind: "none" };
    throw missing(
      "given.loss",
      "there is nothing to go down: no loss and no gradient",
      "Give a loss, a target y, or upstream.",
    );
  }
  return { kind: "loss", loss, y: y === undefined ? undefined : array("y", y as TensorField) };
}

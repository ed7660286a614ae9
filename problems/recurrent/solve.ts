import { ProblemError } from "../../solver/errors.ts";
import type { Outcome, Setting } from "../topic.ts";
import type { Cell } from "./cell.ts";
import type { Given } from "./given.ts";
import { Run } from "./run.ts";
import { solveSizes } from "./sizes.ts";
import { parametersAmong } from "./spelling.ts";
import { unstacked } from "./stacked.ts";
import { refuseStray } from "./stray.ts";

/** Sizes alone are counted; numbers are computed. */
export function solveRecurrent(cell: Cell, stated: Given, setting: Setting): Outcome {
  const given = unstacked(cell, stated);
  const sizes = SIZES.find((field) => given[field] !== undefined);
  const hasNumbers = parametersAmong(cell, given).length > 0 || given.x !== undefined || given.X !== undefined;
  if (sizes && !hasNumbers) return solveSizes(cell, given, setting);
  if (sizes)
    throw new ProblemError("conflict", `${sizes} is for problems without numbers: here the shapes say it`, {
      at: `given.${sizes}`,
      suggestion: `Leave ${sizes} out, or the numbers.`,
    });
  refuseStray(cell, given);
  return new Run(cell, given, setting).solve();
}

const SIZES = ["inputSize", "hiddenSize", "outputSize", "length", "batch", "layers", "bidirectional", "bias"] as const;

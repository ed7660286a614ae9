import { array } from "../arrays.ts";
import type { TensorField } from "../fields.ts";
import { missing } from "../maps/fields.ts";
import { defineTopic, type Outcome, type Setting } from "../topic.ts";
import { examples } from "./examples.ts";
import { type Given, given, type Operation, operationsOf } from "./given.ts";
import { mistakes } from "./mistakes.ts";
import { recordCrop, recordFlip, recordRotation, recordShift } from "./motions.ts";
import { recordResize } from "./resize.ts";
import { Run } from "./run.ts";
import { askedFor, planFor } from "./words.ts";

export default defineTopic<Given>({
  id: "augmentation",
  title: "Data augmentation by hand",
  about:
    "Small images flipped, rotated by quarter turns, shifted, cropped and resized, with the source of every pixel.",
  given,
  conventions: ["rotation", "resize.centres"],
  answers: [
    { id: "x_#", about: "the image after operation #" },
    { id: "result", about: "the image after the last operation" },
    { id: "u_#", about: "of a bilinear resize, where its rows are read, from 0; its columns v_#" },
    { id: "a_#", about: "of a resize, the old row that is read (above), from 0; the column (to the left) c_#" },
    { id: "t_#", about: "of a bilinear resize, the share of the row below; of the column to the right s_#" },
    { id: "R_#", about: "of a resize, the image after its rows" },
    { id: "top_#", about: "of a crop from the middle, the first row kept, from 0; the first column left_#" },
  ],
  mistakes,
  solve,
  examples,
});

function solve(problem: Given, setting: Setting): Outcome {
  const operations = operationsOf(problem);
  if (problem.x === undefined) throw missing("given.x", "there is no image x", "Give x: [[1, 2], [3, 4]], say.");
  const independent = problem.independent === true && operations.length > 1;
  const run = new Run(array("x", problem.x as TensorField), operations.length, independent, setting);
  for (const operation of operations) record(run, operation);
  const results = operations.map((_, k) => `x_${k + 1}`);
  const last = results.at(-1) as string;
  return {
    answers: independent ? results : [last],
    aliases: {
      result: last,
      y: last,
      Y: last,
      X: "x",
      ...Object.fromEntries(results.map((id) => [id.toUpperCase(), id])),
      ...run.aliases,
    },
    asked: askedFor(run),
    plan: planFor(run, operations),
    tables: run.tables,
    assumed: run.assumed,
  };
}

function record(run: Run, operation: Operation): void {
  if (operation.kind === "flip") recordFlip(run, operation);
  else if (operation.kind === "rotate") recordRotation(run, operation);
  else if (operation.kind === "shift") recordShift(run, operation);
  else if (operation.kind === "resize") recordResize(run, operation);
  else recordCrop(run, operation);
}

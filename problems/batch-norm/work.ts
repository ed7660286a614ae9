import type { Assumption } from "../../explainers/solution.ts";
import { ProblemError, ShapeError } from "../../solver/errors.ts";
import { describeShape, type NdArray, type Shape, sameShape } from "../../solver/ndarray.ts";
import type { Tape } from "../../solver/tape.ts";
import { axisOption, beside, blockOf, featureAxis, featuresOf, listOf, valuesPerFeature } from "../feature-data.ts";
import type { Setting } from "../topic.ts";
import type { Given } from "./given.ts";

export const USUAL_EPSILON = 1e-5;

/** A problem, read and checked. */
export interface Work {
  given: Given;
  tape: Tape;
  data: NdArray<number>;
  /** Along which each statistic lies: the features of batch norm, the examples of layer norm; undefined for one in all. */
  axis: number | undefined;
  /** Along which scale and shift lie: the features. */
  scale: number | undefined;
  /** How many numbers a statistic is taken of. */
  m: number;
  gamma: NdArray<number>;
  beta: NdArray<number>;
  /** What `momentum` is the share of. */
  momentum: "kept" | "new";
  running: "n" | "n-1";
  assumed: Assumption[];
}

export function workOf(given: Given, { tape, conventions }: Setting): Work {
  const { field, value } = given.data;
  const data = blockOf(field, value);
  const assumed: Assumption[] = [];
  const features = axisOfFeatures(given, data.shape, conventions.examples, assumed);
  const layer = given.over === "layer";
  if (layer && data.shape.length > 2)
    throw new ShapeError("layer norm is worked out for lists and tables, not for images", { at: `given.${field}` });
  const axis = layer ? (features === undefined ? undefined : 1 - features) : features;
  const scale = layer ? (features ?? 0) : features;
  const count = featuresOf(data.shape, scale);
  const work: Work = {
    given,
    tape,
    data,
    axis,
    scale,
    m: valuesPerFeature(data.shape, axis),
    gamma: listOf("gamma", given.gamma ?? 1, count),
    beta: listOf("beta", given.beta ?? 0, count),
    momentum: momentumOf(given, conventions["bn.momentum"], assumed),
    running: conventions["bn.running"] === "n-1" ? "n-1" : "n",
    assumed,
  };
  check(work);
  return work;
}

/** The orientation of a table, where the length of a list tells it; else a row is an example. */
function axisOfFeatures(
  given: Given,
  shape: Shape,
  chosen: string | undefined,
  assumed: Assumption[],
): number | undefined {
  if (shape.length !== 2) return featureAxis(given.data.field, shape, { examples: "rows", channels: given.channels });
  const lists = [given.gamma, given.beta, given.runningMean, given.runningVar].flatMap((list) =>
    Array.isArray(list) ? [list.length] : [],
  );
  const fits = (axis: 0 | 1) => lists.length > 0 && lists.every((length) => length === shape[axis]);
  const told = fits(0) !== fits(1) ? (fits(0) ? "columns" : "rows") : undefined;
  const examples = chosen ?? told ?? "rows";
  if (chosen === undefined) {
    const because = told ? "The lists have one number for each feature." : "A table has a column for each feature.";
    assumed.push({ convention: "examples", value: examples, because });
  }
  return examples === "columns" ? 0 : 1;
}

function momentumOf(given: Given, chosen: string | undefined, assumed: Assumption[]): "kept" | "new" {
  if (given.momentum === undefined) return "kept";
  if (chosen !== undefined) return chosen === "new" ? "new" : "kept";
  const meant = given.momentum < 0.5 ? "new" : "kept";
  const because =
    meant === "new"
      ? "So small a momentum is the share of the new batch, as in PyTorch."
      : "Momentum is the share of the old statistics that is kept, as in Keras.";
  assumed.push({ convention: "bn.momentum", value: meant, because });
  return meant;
}

function check(work: Work): void {
  const { given, data, m } = work;
  const { upstream, over, inference, momentum, runningMean, runningVar, test } = given;
  const fail = (code: string, field: string, message: string, suggestion: string) =>
    new ProblemError(code, message, {
      at: `given.${field}`,
      suggestion,
      ...(code === "missing" && { missing: [`given.${field}`] }),
    });
  if (upstream && !sameShape(blockOf(upstream.field, upstream.value).shape, data.shape))
    throw new ShapeError(`${upstream.field} must have the shape of the batch, ${describeShape(data.shape)}`, {
      at: `given.${upstream.field}`,
      suggestion: "Give one number for each number of the batch.",
    });
  if (given.learningRate !== undefined && !upstream)
    throw fail(
      "missing",
      "dY",
      "a learning rate is for updates, and they need the gradient dY",
      "Give dY, or leave it out.",
    );
  const running = [momentum, runningMean, runningVar].some((value) => value !== undefined);
  if (over === "layer" && (running || inference))
    throw fail(
      "conflict",
      "over",
      "layer norm has no running statistics: every example brings its own",
      "Leave them out.",
    );
  if (inference && (runningMean === undefined || runningVar === undefined))
    throw fail(
      "missing",
      runningMean === undefined ? "runningMean" : "runningVar",
      "inference needs the running mean and variance",
      "Give runningMean and runningVar.",
    );
  if (!inference && momentum === undefined && (running || test))
    throw fail("missing", "momentum", "running statistics need a momentum", "Give momentum, or mode: inference.");
  if (!inference && m < 2)
    throw fail(
      "statistics",
      given.data.field,
      "one number alone has no variance",
      over === "batch" ? "A batch has at least two numbers for each feature." : "Give at least two features.",
    );
  if ([runningVar ?? 1].flat().some((x) => x < 0))
    throw fail("statistics", "runningVar", "a variance is never negative", "Give what has been averaged so far.");
}

/** The option of a sum that leaves one number for each statistic. */
export const option = ({ axis }: Work): string => axisOption(axis);
/** A statistic, or a parameter, laid beside data. */
export const stat = ({ axis }: Work, id: string, data = "x"): string => beside(id, data, axis);
export const parameter = ({ scale }: Work, id: string, data = "x"): string => beside(id, data, scale);
/** A list of running statistics. */
export const runningList = ({ data, axis }: Work, field: string, value: number | number[]): NdArray<number> =>
  listOf(field, value, featuresOf(data.shape, axis));

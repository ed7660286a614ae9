import { ProblemError, ShapeError } from "../../solver/errors.ts";
import { describeShape, type NdArray, type Shape, size } from "../../solver/ndarray.ts";
import type { Tape } from "../../solver/tape.ts";
import { beside, blockOf, featureAxis, featuresOf, listOf } from "../feature-data.ts";
import type { Setting } from "../topic.ts";
import type { Given } from "./given.ts";
import { type Statistic, WAYS, type Way } from "./methods.ts";

/** A problem, read and checked. */
export interface Work {
  given: Given;
  tape: Tape;
  way: Way;
  /** Along which the features lie; undefined for a single one. */
  axis: number | undefined;
  features: number | undefined;
  data: NdArray<number> | undefined;
  /** What a variance is divided by: n, or n − 1. */
  divisor: "n" | "n-1";
}

export function workOf(given: Given, { tape, conventions }: Setting): Work {
  const data = given.data && blockOf(given.data.field, given.data.value);
  if (!data && !given.test && !given.back) throw missing("X", "there is nothing to normalize");
  const axis = given.method === "image" ? undefined : axisOf(given, data?.shape, conventions.examples ?? "rows");
  const shape = data?.shape ?? [1, knownFeatures(given)];
  const divisor = conventions.std === "n-1" ? "n-1" : "n";
  const work = {
    given,
    tape,
    way: WAYS[given.method],
    axis,
    features: featuresOf(shape, axis),
    data,
    divisor,
  } as const;
  check(work);
  return work;
}

/** Without data, the statistics say how many features there are. */
const knownFeatures = ({ statistics }: Given): number =>
  Math.max(1, ...Object.values(statistics).map(({ value }) => [value].flat().length));

function axisOf(given: Given, shape: Shape | undefined, examples: string): number | undefined {
  if (!shape) return knownFeatures(given) > 1 ? 1 : undefined;
  if (shape.length <= 2) return featureAxis("X", shape, { examples, channels: "first" });
  const { field = "X" } = given.data ?? {};
  throw new ShapeError(`${field} is ${describeShape(shape)}, but a table has rows and columns`, {
    at: `given.${field}`,
    suggestion: "Give a list, or a table with a row for each example and a column for each feature.",
  });
}

export const missing = (field: string, message: string): ProblemError =>
  new ProblemError("missing", message, {
    at: `given.${field}`,
    missing: [`given.${field}`],
    suggestion: "Give the data as X: a list, or a table with a column for each feature.",
  });

const needs = ({ way }: Work, ...ids: Statistic[]): boolean => ids.some((id) => way.statistics.includes(id));
export const isStated = ({ given }: Work, id: Statistic): boolean => given.statistics[id] !== undefined;

function check(work: Work): void {
  const { given, data, divisor } = work;
  for (const id of ["mu", "sigma", "min", "max"] as const) {
    const stated = given.statistics[id];
    if (stated && !needs(work, id))
      throw new ProblemError("conflict", `${given.method} does not use ${stated.field}`, {
        at: `given.${stated.field}`,
      });
    if (!stated && !data && needs(work, id)) throw missing(id, `without data, ${id} must be known`);
  }
  if (given.range && given.method !== "min-max" && given.method !== "image")
    throw new ProblemError("conflict", `${given.method} has no range [a, b] to scale to`, {
      at: "given.range",
      suggestion: "Use method: min-max.",
    });
  if (given.method === "image") checkPixels(work);
  const computesSigma = needs(work, "sigma") && !isStated(work, "sigma");
  if (data && computesSigma && divisor === "n-1" && size(data.shape) / (work.features ?? 1) < 2)
    throw new ProblemError("statistics", "one value has no standard deviation by n − 1", {
      at: `given.${given.data?.field}`,
      suggestion: "Give at least two examples.",
    });
  if (computesSigma || (needs(work, "R") && !(isStated(work, "min") && isStated(work, "max")))) checkSpread(work);
}

/** What is the same in every example has no spread to divide by. */
function checkSpread({ data, axis, features = 1, given }: Work): void {
  if (!data) return;
  const column = (k: number) =>
    data.cells.filter(
      (_, i) => axis === undefined || (axis === 1 ? i % features : Math.floor(i / (data.shape[1] as number))) === k,
    );
  const flat = Array.from({ length: features }, (_, k) => k).find((k) => new Set(column(k)).size === 1);
  if (flat === undefined) return;
  const which = features === 1 ? "the data" : `feature ${flat + 1}`;
  throw new ProblemError("degenerate", `all values of ${which} are equal: there is no spread to divide by`, {
    at: `given.${given.data?.field}`,
    suggestion: "Leave that feature out (it tells nothing), or use method: mean.",
  });
}

function checkPixels({ data, given }: Work): void {
  const odd = data?.cells.find((x) => x < 0 || x > 255);
  if (odd === undefined) return;
  throw new ProblemError("pixel", `a pixel of 8 bits lies between 0 and 255, but ${odd} is among them`, {
    at: `given.${given.data?.field}`,
    suggestion: "Use method: min-max, which takes the smallest and the largest value from the data.",
  });
}

/** New values: one example, or several laid out as the data are. */
export function newValues({ given, axis, features }: Work, which: "test" | "back"): NdArray<number> {
  const { field, value } = given[which] as NonNullable<Given["test"]>;
  const found = blockOf(field, value);
  const fits =
    features === undefined ||
    axis === undefined ||
    (found.shape.length === 1
      ? found.shape[0] === features
      : found.shape.length === 2 && found.shape[axis] === features);
  if (fits) return found;
  throw new ShapeError(`${field} is ${describeShape(found.shape)}, but an example has ${features} features`, {
    at: `given.${field}`,
    suggestion: "Give one number for each feature, or several examples laid out as X is.",
  });
}

export const statedList = ({ given, features }: Work, id: Statistic): NdArray<number> => {
  const { field, value } = given.statistics[id] as NonNullable<Given["statistics"]["mu"]>;
  const list = listOf(field, value, features);
  if (id === "sigma" && list.cells.some((x) => x <= 0))
    throw new ProblemError("statistics", "a standard deviation that divides must be positive", {
      at: `given.${field}`,
    });
  return list;
};

/** A statistic of each feature, beside data or a single example. */
export function statistics(work: Work, data: string): (id: string) => string {
  const rank = work.tape.shapes(data)?.length;
  const axis = work.axis === undefined ? undefined : rank === 1 ? 0 : work.axis;
  return (id) => beside(id, data, axis);
}

import { ProblemError } from "../../solver/errors.ts";
import { conflict, missing, nameUsed } from "../needs.ts";
import type { Given, Method } from "./given.ts";

/** One way to go through the examples: a method, or mini-batches of one of several sizes. */
export interface Plan {
  method: Method;
  /** Ends its ids: `_mini`, `_32`; empty where nothing is compared. */
  suffix: string;
  /** The same in symbols. */
  mark: string;
  /** The batch size as a formula, and its number where the problem gives one. */
  size: string;
  batchSize: number | undefined;
  /** Time of one update, where it is given. */
  timePerUpdate: number | undefined;
  title: string;
}

export const TITLES: Readonly<Record<Method, string>> = {
  batch: "Batch gradient descent",
  stochastic: "Stochastic gradient descent",
  "mini-batch": "Mini-batch gradient descent",
};
const SHORT: Readonly<Record<Method, string>> = { batch: "batch", stochastic: "stochastic", "mini-batch": "mini" };

/** What is to be counted, in the order in which it is asked for. */
export function plansOf(given: Given): Plan[] {
  const sizes = sizesOf(given);
  const methods = methodsOf(given, sizes.length > 0);
  if (methods.includes("mini-batch") && sizes.length === 0)
    throw missing(
      "batchSize",
      "given.batchSize is missing: mini-batches have a size",
      "Give batchSize: 32, or a list of sizes to compare.",
    );
  const plans = methods.flatMap((method) => {
    if (method !== "mini-batch") return [planFor(method, methods.length > 1 ? SHORT[method] : "")];
    if (sizes.length > 1)
      return sizes.map((size) => ({ ...planFor(method, String(size)), size: String(size), batchSize: size }));
    return [
      { ...planFor(method, methods.length > 1 ? SHORT[method] : ""), size: "batchSize", batchSize: sizes[0] as number },
    ];
  });
  return withTimes(plans, given);
}

function sizesOf(given: Given): number[] {
  if (given.batchSize === undefined && given.B === undefined) return [];
  const sizes = [given[nameUsed(given, ["batchSize", "B"], "")] as number | number[]].flat();
  const twice = sizes.findIndex((size, k) => sizes.indexOf(size) < k);
  if (twice < 0) return sizes;
  throw new ProblemError("conflict", `the batch size ${sizes[twice]} stands twice`, { at: `given.batchSize.${twice}` });
}

function methodsOf({ method }: Given, hasSizes: boolean): Method[] {
  if (method !== undefined) return [...new Set([method].flat())];
  return hasSizes ? ["mini-batch"] : ["batch", "stochastic"];
}

const planFor = (method: Method, key: string): Plan => ({
  method,
  suffix: key && `_${key}`,
  mark: key && `_{\\text{${key}}}`,
  size: method === "batch" ? "m" : "1",
  batchSize: undefined,
  timePerUpdate: undefined,
  title: /^\d/.test(key) ? `Batches of ${key}` : TITLES[method],
});

function withTimes(plans: readonly Plan[], { timePerUpdate, timePerEpoch }: Given): Plan[] {
  if (timePerUpdate !== undefined && timePerEpoch !== undefined)
    throw conflict("timePerEpoch", "timePerUpdate and timePerEpoch both say how long it takes: give one of them");
  const times = timePerUpdate === undefined ? [] : [timePerUpdate].flat();
  if (times.length > 1 && times.length !== plans.length)
    throw new ProblemError("shape", `there are ${times.length} times for ${plans.length} ways to go through the data`, {
      at: "given.timePerUpdate",
      suggestion: "Give one time for each method or batch size, in their order, or a single one for all.",
    });
  return plans.map((plan, k) => ({ ...plan, timePerUpdate: times.length > 1 ? times[k] : times[0] }));
}

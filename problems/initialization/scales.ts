import type { Assumption } from "../../explainers/solution.ts";
import type { Choices } from "../conventions.ts";
import { conflict, missing } from "../needs.ts";
import type { Setting } from "../topic.ts";
import type { Place } from "./fans.ts";
import { type Given, METHODS, type Method } from "./given.ts";

/** A way to draw the weights. */
export interface Plan {
  method: Method;
  /** "_he" where several are compared, else "". */
  suffix: string;
  /** The same as a subscript. */
  mark: string;
}

export const NAMES: Readonly<Record<Method, string>> = { lecun: "LeCun", xavier: "Xavier", he: "He" };

const SUITS: Readonly<Record<string, Method>> = {
  relu: "he",
  "leaky-relu": "he",
  sigmoid: "xavier",
  tanh: "xavier",
  softmax: "xavier",
  linear: "xavier",
  selu: "lecun",
};

const MEAN_FAN = "One over the mean fan is 2 over the sum of the fans.";

/** The methods that the problem names, or those that suit it. */
export function plansOf(given: Given, places: readonly Place[], choices: Choices, assumed: Assumption[]): Plan[] {
  const hasOut = places.every(({ fanOut }) => fanOut !== undefined);
  const methods = methodsOf(given, hasOut || choices.xavier === "fan-in", assumed);
  const isAvg = methods.includes("xavier") && choices.xavier !== "fan-in";
  if ((isAvg || (given.mode === "fan-out" && methods.includes("he"))) && !hasOut) {
    const field = given.kernel === undefined ? "fanOut" : "outChannels";
    throw missing(field, `given.${field} is missing`, `Give ${field}, or set the convention xavier to fan-in.`);
  }
  if (given.mode !== undefined && !methods.includes("he"))
    throw conflict("mode", "mode says which fan He counts, and He is not asked for");
  if (given.gain !== undefined && methods.includes("he"))
    throw conflict("gain", "He has its gain in the 2 already: leave gain out");
  if (given.alpha !== undefined && !(methods.includes("he") && given.activation === "leaky-relu"))
    throw conflict("alpha", "alpha is the slope of leaky-relu, and belongs to He");
  if (methods.includes("xavier") && choices.xavier === undefined)
    assumed.push({ convention: "xavier", value: "fan-avg", because: "The mean of both fans, as in Glorot's paper." });
  return methods.map((method) => ({
    method,
    suffix: methods.length > 1 ? `_${method}` : "",
    mark: methods.length > 1 ? `\\text{${NAMES[method]}}` : "",
  }));
}

function methodsOf({ method, activation }: Given, canXavier: boolean, assumed: Assumption[]): Method[] {
  if (method !== undefined) return [...new Set([method].flat())];
  const last = Array.isArray(activation) ? activation[0] : activation;
  if (last === undefined) return METHODS.filter((name) => name !== "xavier" || canXavier);
  const suits = SUITS[last] ?? "he";
  assumed.push({ convention: "method", value: suits, because: `It is what suits ${last}.` });
  return [suits];
}

/** A symbol with its layer and method: `\sigma^{[2]}_{\text{He}}`. */
export const marked = (tex: string, l: string, mark: string): string =>
  `${tex}${l && `^{[${l}]}`}${mark && `_{${mark}}`}`;
const varianceTex = (l: string, mark: string): string =>
  `${marked("\\mathrm{Var}", "", mark)}(W${l ? `^{[${l}]}` : ""})`;

/** Records variance, standard deviation and limit of a layer's weights; the first in full. */
export function recordScale(
  { tape, conventions: choices }: Pick<Setting, "tape" | "conventions">,
  { l, fanIn, fanOut }: Place,
  plan: Plan,
  given: Given,
  isFirst: boolean,
): void {
  const { method, suffix, mark } = plan;
  const [variance, std, limit] = ["var", "std", "limit"].map((id) => id + l + suffix) as [string, string, string];
  const of = `${l && ` of layer ${l}`}${mark && ` after ${NAMES[method]}`}`;
  const spread = {
    tex: varianceTex(l, mark),
    name: `variance of the weights${of}`,
    title: "Variance",
  };
  const bound = { tex: marked("r", l, mark), name: `limit of the uniform weights${of}`, title: "Uniform limit" };
  const deviation = { tex: marked("\\sigma", l, mark), name: `standard deviation of the weights${of}` };
  const root = () =>
    tape.let(std, `sqrt(${variance})`, {
      ...deviation,
      title: "Standard deviation",
      why: "The root of the variance: what a standard normal number is multiplied by.",
    });
  if (method === "xavier" && choices.xavier === "uniform") {
    const gain = given.gain === undefined ? "" : "gain * ";
    tape.let(limit, `${gain}sqrt(6 / (${fanIn} + ${fanOut}))`, {
      ...bound,
      why: "Xavier as printed for uniform weights: both fans count.",
    });
    tape.let(variance, `${limit} ^ 2 / 3`, {
      ...spread,
      why: "Numbers spread evenly over $[-r,r]$ have the variance $r^2/3$.",
    });
    if (given.distribution !== "uniform") root();
    return;
  }
  tape.let(variance, varianceOf(plan, fanIn, fanOut as string, given, choices), {
    ...spread,
    why: whyVariance(plan, given, choices),
    remarks: method === "xavier" && choices.xavier !== "fan-in" && isFirst ? [MEAN_FAN] : [],
  });
  if (given.distribution !== "uniform") root();
  if (given.distribution !== "normal")
    tape.let(limit, `sqrt(3 * ${variance})`, {
      ...bound,
      why: "Drawn evenly from $[-r,r]$ the variance is $r^2/3$.",
      remarks:
        isFirst && given.distribution === undefined
          ? ["Wider than $\\sigma$ by $\\sqrt{3}$, for the same variance."]
          : [],
    });
}

function varianceOf({ method }: Plan, fanIn: string, fanOut: string, given: Given, choices: Choices): string {
  if (method === "he") {
    const fan = given.mode === "fan-out" ? fanOut : fanIn;
    return given.activation === "leaky-relu" ? `2 / ((1 + alpha ^ 2) * ${fan})` : `2 / ${fan}`;
  }
  const isAvg = method === "xavier" && choices.xavier !== "fan-in";
  return (given.gain === undefined ? "" : "gain ^ 2 * ") + (isAvg ? `2 / (${fanIn} + ${fanOut})` : `1 / ${fanIn}`);
}

function whyVariance({ method }: Plan, given: Given, choices: Choices): string {
  if (method === "he") {
    if (given.activation === "leaky-relu")
      return "He: the slope below 0 keeps a little, so a little less than 2 is needed.";
    return `He: 2 over the ${given.mode ?? "fan-in"}; the 2 makes up for the half that ReLU cuts off.`;
  }
  if (method === "lecun") return "LeCun: 1 over the fan-in keeps the variance of the sums.";
  if (choices.xavier === "fan-in") return "Xavier in its short form: 1 over the fan-in.";
  return "Xavier: 1 over the mean of both fans, between what forward and backward pass want.";
}

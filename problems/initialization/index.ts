import type { Assumption } from "../../explainers/solution.ts";
import type { Tape } from "../../solver/tape.ts";
import { defineTopic, type Outcome, type Setting, type TableOfSteps } from "../topic.ts";
import { examples } from "./examples.ts";
import { type Place, recordFans } from "./fans.ts";
import { type Given, given, readGiven } from "./given.ts";
import { mistakes } from "./mistakes.ts";
import { NAMES, type Plan, plansOf, recordScale } from "./scales.ts";
import { recordKeep, recordSignal, recordSpread, statesSpread, type Weights, wantsSignal } from "./signal.ts";
import { workSymmetry } from "./symmetry.ts";

export default defineTopic<Given>({
  id: "initialization",
  title: "Weight initialization",
  about: "Scales of LeCun, Xavier and He, the variance through layers, and what starting with one constant leads to.",
  given,
  conventions: ["xavier", "orientation", "examples", "average", "loss.half", "loss.outputs", "huber.linear", "gelu"],
  answers: [
    { id: "var", about: "variance of the weights; var# of layer #; likewise std, limit" },
    { id: "std", about: "standard deviation of the weights" },
    { id: "limit", about: "limit r of weights drawn uniformly from −r to r" },
    { id: "var_he", about: "where methods are compared: _lecun, _xavier, _he after the name, also var#_he" },
    { id: "fanIn", about: "fan-in of a convolution; likewise fanOut" },
    { id: "varZ", about: "variance of a layer's sums; varZ# of layer #" },
    { id: "msA", about: "mean square of a layer's activations, where ReLU halves it; msA# of layer #" },
    { id: "ratio", about: "what is left of the variance that came in" },
    { id: "factor", about: "factor of one of `depth` equal layers; growth of all of them" },
    { id: "varL", about: "mean square after `depth` layers; stdL its root" },
    { id: "keep", about: "variance of the weights that keeps the signal; keepStd its root" },
    { id: "gap#", about: "largest minus smallest gradient over the units of hidden layer #" },
    { id: "gap#_k", about: "the same of the weights after k updates; also W#_k, b#_k, dW#, Z#, A#, yhat, J" },
  ],
  solve,
  mistakes,
  examples,
});

function solve(stated: Given, setting: Setting): Outcome {
  const { given: problem, isNetwork } = readGiven(stated);
  return isNetwork ? workSymmetry(problem, setting) : workScales(problem, setting);
}

function workScales(problem: Given, { tape, conventions }: Setting): Outcome {
  const assumed: Assumption[] = [];
  const places = recordFans(tape, problem);
  const isStated = statesSpread(problem);
  const plans = isStated ? [] : plansOf(problem, places, conventions, assumed);
  recordConstants(tape, problem, assumed);
  for (const plan of plans)
    for (const place of places) {
      tape.section(titleOf(place, plan));
      const isFirst = plan === plans[0] && place === places[0];
      recordScale({ tape, conventions }, place, plan, problem, isFirst);
    }
  const weights = isStated ? [recordSpread(tape, problem)] : plans.map(weightsOf);
  const signal = wantsSignal(problem) ? weights.flatMap((each) => recordSignal(tape, problem, places, each)) : [];
  const keep = isStated && places.length === 1 ? recordKeep(tape, places[0] as Place, problem) : [];
  const tables = tableOf(places, plans, signal.length > 0, (id) => tape.has(id));
  return {
    answers: [...scaleIds(places, plans, signal.length > 0).filter((id) => tape.has(id)), ...signal, ...keep],
    aliases: aliasesOf(places, (id) => tape.has(id)),
    asked: askedOf(plans, signal.length > 0, problem),
    plan: planOf(problem, plans, signal.length > 0),
    assumed,
    ...(tables && { tables: [tables] }),
  };
}

/** What is given beside the fans. */
function recordConstants(tape: Tape, problem: Given, assumed: Assumption[]): void {
  const { gain, alpha, activation, depth, varX } = problem;
  tape.section("Given");
  if (gain !== undefined) tape.given("gain", gain, { tex: "g", name: "gain" });
  if (activation === "leaky-relu") {
    tape.given("alpha", alpha ?? 0.01, { tex: "\\alpha", name: "slope of leaky ReLU below 0" });
    if (alpha === undefined) assumed.push({ convention: "alpha", value: "0.01", because: "The usual slope." });
  }
  if (!wantsSignal(problem)) return;
  tape.given("varX", varX ?? 1, { tex: "\\mathrm{Var}(x)", name: "variance of what comes in" });
  if (varX === undefined) assumed.push({ convention: "varX", value: "1", because: "The inputs are standardized." });
  if (depth !== undefined) tape.given("depth", depth, { tex: "L", name: "number of layers" });
}

const weightsOf = ({ method, suffix, mark }: Plan, k: number): Weights => ({
  isFirst: k === 0,
  suffix,
  mark,
  title: suffix && NAMES[method],
  at: ({ l }) => `var${l}${suffix}`,
});

const titleOf = ({ l }: Place, { method }: Plan): string =>
  [l && `Layer ${l}`, NAMES[method]].filter(Boolean).join(" · ");

/** What is answered of the scales: what to draw with, or only the variances that the signal rests on. */
const scaleIds = (places: readonly Place[], plans: readonly Plan[], withSignal: boolean): string[] =>
  places.flatMap(({ l }) =>
    plans.flatMap(({ suffix }) => (withSignal ? ["var"] : ["std", "limit"]).map((id) => id + l + suffix)),
  );

const HEADS: Readonly<Record<string, string>> = {
  var: "\\mathrm{Var}(W)",
  std: "\\sigma",
  limit: "r",
  varZ: "\\mathrm{Var}(z)",
  factor: "q",
  varL: "v^{[L]}",
};

/** All scales at a glance, where there are several layers or methods. */
function tableOf(
  places: readonly Place[],
  plans: readonly Plan[],
  withSignal: boolean,
  has: (id: string) => boolean,
): TableOfSteps | undefined {
  const [first] = plans;
  if (!first || places.length * plans.length < 3) return undefined;
  const l = places[0]?.l ?? "";
  const columns = (withSignal ? ["var", "varZ", "factor", "varL"] : ["var", "std", "limit"]).filter((id) =>
    has(id + l + first.suffix),
  );
  return {
    section: "At a glance",
    head: ["\\text{weights}", ...columns.map((id) => HEADS[id] as string)],
    rows: places.flatMap((place) =>
      plans.map((plan) => [
        { tex: `\\text{${titleOf(place, plan)}}` },
        ...columns.map((id) => ({ id: id + place.l + plan.suffix })),
      ]),
    ),
  };
}

const aliasesOf = (places: readonly Place[], has: (id: string) => boolean): Record<string, string> =>
  Object.fromEntries(
    [
      ["varW", "var"],
      ["stdW", "std"],
      ["limitW", "limit"],
      ["bound", "limit"],
      ["variance", "var"],
      ...places.flatMap(({ l, fanIn, fanOut }) => [
        [`fanIn${l}`, fanIn],
        [`fanOut${l}`, fanOut],
      ]),
    ].filter(([alias, id]) => id !== undefined && alias !== id && has(id)) as [string, string][],
  );

function askedOf(plans: readonly Plan[], withSignal: boolean, { depth }: Given): string {
  const names = plans.map(({ method }) => NAMES[method]);
  const listed = names.length > 1 ? `${names.slice(0, -1).join(", ")} and ${names.at(-1)}` : names[0];
  const signal = `what is left of the variance of the inputs after ${depth === undefined ? "the layers" : `${depth} layers`}`;
  if (!listed) return `${signal.charAt(0).toUpperCase()}${signal.slice(1)}.`;
  return `How widely ${listed} ${names.length > 1 ? "spread" : "spreads"} the weights${withSignal ? `, and ${signal}` : ""}.`;
}

function planOf({ kernel }: Given, plans: readonly Plan[], withSignal: boolean): string {
  const parts = [
    kernel !== undefined && "the fans of the kernel",
    plans.length > 0 && "the variance from the fans, then its root and the limit of a uniform distribution",
    withSignal && "the variance through the layers: each multiplies it by n times that of its weights",
  ].filter((part) => typeof part === "string");
  const text = parts.join("; then ");
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

import { ProblemError } from "../../solver/errors.ts";
import type { Tape } from "../../solver/tape.ts";
import { conflict } from "../needs.ts";
import type { Place } from "./fans.ts";
import type { Given } from "./given.ts";
import { marked } from "./scales.ts";

/** Weights whose variance is known: the id of the variance at each layer. */
export interface Weights {
  suffix: string;
  mark: string;
  /** "He", where several are compared. */
  title: string;
  /** Whether nothing was worked before in the same way. */
  isFirst: boolean;
  at(place: Place): string;
}

const FIELDS = ["varW", "stdW", "limitW"] as const;
const OF_A_RULE = ["method", "distribution", "mode", "gain"] as const;

/** Whether the problem states how the weights are spread. */
export const statesSpread = (given: Given): boolean => FIELDS.some((field) => given[field] !== undefined);

/** Whether variances of what goes through the layers are wanted. */
export const wantsSignal = (given: Given): boolean =>
  statesSpread(given) || given.varX !== undefined || given.depth !== undefined;

/** Records the variance of the weights from what the problem states of them. */
export function recordSpread(tape: Tape, given: Given): Weights {
  const [field, other] = FIELDS.filter((id) => given[id] !== undefined);
  const rule = other ?? OF_A_RULE.find((id) => given[id] !== undefined);
  if (rule) throw conflict(rule, `${field} and ${rule} both say how the weights are spread: give one of them`);
  const words = { tex: "\\mathrm{Var}(W)", name: "variance of the weights", title: "Variance of the weights" };
  tape.section("Given");
  if (field === "varW") tape.given("var", given.varW as number, words);
  else {
    const id = field === "stdW" ? "std" : "limit";
    const name = field === "stdW" ? "standard deviation of the weights" : "limit of the uniform weights";
    tape.given(id, given[field as "stdW"] as number, { tex: field === "stdW" ? "\\sigma" : "r", name });
    tape.section("Weights");
    if (id === "std") tape.let("var", "std ^ 2", { ...words, why: "The square of the standard deviation." });
    else tape.let("var", "limit ^ 2 / 3", { ...words, why: "Evenly spread over $[-r,r]$: $r^2/3$." });
  }
  return { suffix: "", mark: "", title: "", isFirst: true, at: () => "var" };
}

/** What an activation leaves of the mean square: the half of ReLU. Written after a variance. */
function keptBy({ activation }: Given): string {
  const kept: Readonly<Record<string, string>> = {
    linear: "",
    tanh: "",
    relu: " / 2",
    "leaky-relu": " * (1 + alpha ^ 2) / 2",
  };
  if (activation === undefined) return "";
  const name = Array.isArray(activation) ? undefined : activation;
  if (name !== undefined && Object.hasOwn(kept, name)) return kept[name] as string;
  throw new ProblemError(
    "activation",
    "the variance through layers is worked out for one activation of a known share",
    {
      at: "given.activation",
      candidates: Object.keys(kept),
    },
  );
}

const HALF = "ReLU cuts off one half of a symmetric sum: half of the mean square is left.";

/** Records the variance after one layer, after `depth` equal ones, or layer by layer. Gives the ids of the answers. */
export function recordSignal(tape: Tape, given: Given, places: readonly Place[], weights: Weights): string[] {
  if (given.depth !== undefined && places.length > 1)
    throw conflict("depth", "layers says how many layers there are: leave depth out");
  const kept = keptBy(given);
  tape.section(["Through the layers", weights.title].filter(Boolean).join(" · "));
  if (given.depth !== undefined) return recordDepth(tape, places[0] as Place, weights, kept);
  return recordLayers(tape, given, places, weights, kept);
}

function recordDepth(tape: Tape, place: Place, weights: Weights, kept: string): string[] {
  const { suffix, mark, isFirst } = weights;
  tape.let(`factor${suffix}`, `${place.fanIn} * ${weights.at(place)}${kept}`, {
    tex: marked("q", "", mark),
    name: "factor of one layer",
    title: "One layer",
    why: `A sum of n independent terms has n times the variance of one${kept ? "; the activation leaves its share" : ""}.`,
    remarks: isFirst ? ["Above 1 the signal grows with every layer, below 1 it fades; 1 keeps it."] : [],
  });
  tape.let(`growth${suffix}`, `factor${suffix} ^ depth`, {
    tex: marked("Q", "", mark),
    name: "factor of all layers",
    title: "All layers",
    why: "Every layer multiplies by the same factor once more.",
  });
  tape.let(`varL${suffix}`, `varX * growth${suffix}`, {
    tex: marked("v", "L", mark),
    name: "mean square after the last layer",
    title: "After the last layer",
    why: "What came in, times all of it.",
  });
  tape.let(`stdL${suffix}`, `sqrt(varL${suffix})`, {
    tex: marked("s", "L", mark),
    name: "typical size after the last layer",
    title: "Typical size",
    why: "The root of the mean square, in the unit of the signal.",
  });
  return [`factor${suffix}`, `varL${suffix}`, `stdL${suffix}`];
}

function recordLayers(tape: Tape, given: Given, places: readonly Place[], weights: Weights, kept: string): string[] {
  const { suffix, mark, isFirst } = weights;
  let before = "varX";
  for (const place of places) {
    const { l } = place;
    const z = `varZ${l}${suffix}`;
    tape.let(z, `${place.fanIn} * ${weights.at(place)} * ${before}`, {
      tex: `${marked("\\mathrm{Var}", "", mark)}(z${l ? `^{[${l}]}` : ""})`,
      name: `variance of the sums${l && ` of layer ${l}`}`,
      title: l ? `Sums of layer ${l}` : "Sums",
      why: "n independent terms, each with the variance of a weight times the mean square of an input.",
    });
    before = z;
    const isOutput = l !== "" && place === places.at(-1);
    if (!kept || isOutput) continue;
    before = `msA${l}${suffix}`;
    tape.let(before, z + kept, {
      tex: `${marked("\\mathrm{E}", "", mark)}[${l ? `(a^{[${l}]})` : "a"}^2]`,
      name: `mean square of the activations${l && ` of layer ${l}`}`,
      title: l ? `Activations of layer ${l}` : "Activations",
      why:
        given.activation === "relu" ? HALF : "Leaky ReLU leaves half, and of the other half $\\alpha^2$ times as much.",
      remarks:
        isFirst && place === places[0] ? ["The mean square, not the variance: ReLU's output has a mean above 0."] : [],
    });
  }
  tape.let(`ratio${suffix}`, `${before} / varX`, {
    tex: marked("q", "", mark),
    name: "how much of the variance is left",
    title: "Kept?",
    why: "Beside what came in: 1 is kept, above 1 grown, below 1 faded.",
    remarks:
      isFirst && kept && places.length > 1
        ? ["These are the sums of the output layer: no ReLU has halved them yet."]
        : [],
  });
  return [...new Set([`varZ${places.at(-1)?.l}${suffix}`, before, `ratio${suffix}`])];
}

/** The spread that would keep the variance through one layer. */
export function recordKeep(tape: Tape, { fanIn }: Place, given: Given): string[] {
  const kept = keptBy(given);
  tape.section("What would keep it");
  const formula = given.activation === "leaky-relu" ? `2 / ((1 + alpha ^ 2) * ${fanIn})` : `${kept ? 2 : 1} / ${fanIn}`;
  tape.let("keep", formula, {
    tex: "\\mathrm{Var}_{\\text{keep}}",
    name: "variance of the weights that keeps the signal",
    title: "Variance",
    why: kept
      ? "The factor of a layer is to be 1: this is He's rule."
      : "The factor of a layer is to be 1: LeCun's rule.",
  });
  tape.let("keepStd", "sqrt(keep)", {
    tex: "\\sigma_{\\text{keep}}",
    name: "standard deviation that keeps the signal",
    title: "Standard deviation",
    why: "Its root.",
  });
  return ["keep", "keepStd"];
}

import type { Prose, Tex } from "../../explainers/solution.ts";
import { ACTIVATIONS as LAYERED, type Activation as Layered, ruleOf } from "../mlp/activations.ts";

/** What is known of an activation without any number. */
export interface Kind {
  /** As people call it. */
  name: string;
  /** Its name in formulas. */
  fn: string;
  /** Its symbol, that its value and slope are called by. */
  tex: Tex;
  why: Prose;
  alpha?: { name: string; usual: number };
  range: Tex;
  /** Whether its outputs lie on both sides of 0. */
  centred: "yes" | "no" | "nearly";
  /** Where its slope goes to 0. */
  flat: "both ends" | "the left end" | "nowhere" | "everywhere";
  /** Its largest slope. */
  steepest: Tex;
  /** What is easily mixed up at its slope. */
  slip?: Prose;
}

type Facts = Pick<Kind, "name" | "tex" | "range" | "centred" | "flat" | "steepest" | "slip">;

const facts = (
  name: string,
  tex: Tex,
  range: Tex,
  centred: Kind["centred"],
  flat: Kind["flat"],
  steepest: Tex,
  slip?: Prose,
): Facts => ({ name, tex, range, centred, flat, steepest, ...(slip && { slip }) });

const LINE = "\\left(-\\infty,\\,\\infty\\right)";
const UPWARDS = "\\left[0,\\,\\infty\\right)";

const layered: Readonly<Record<Exclude<Layered, "softmax">, Facts>> = {
  sigmoid: facts(
    "sigmoid",
    "\\sigma",
    "\\left(0,\\,1\\right)",
    "no",
    "both ends",
    "\\tfrac14",
    "The activation goes in, not $z$: $a(1-a)$, never $z(1-z)$.",
  ),
  tanh: facts(
    "tanh",
    "\\mathrm{tanh}",
    "\\left(-1,\\,1\\right)",
    "yes",
    "both ends",
    "1",
    "$a$ is squared, not $z$: $1-a^2$.",
  ),
  relu: facts(
    "ReLU",
    "\\mathrm{ReLU}",
    UPWARDS,
    "no",
    "the left end",
    "1",
    "The slope is $1$ or $0$, never $z$ itself.",
  ),
  linear: facts("linear unit", "\\mathrm{id}", LINE, "yes", "nowhere", "1"),
  "leaky-relu": facts(
    "leaky ReLU",
    "\\mathrm{LeakyReLU}",
    LINE,
    "nearly",
    "nowhere",
    "1",
    "Below 0 the slope is $\\alpha$, not $\\alpha z$.",
  ),
  elu: facts(
    "ELU",
    "\\mathrm{ELU}",
    "\\left(-\\alpha,\\,\\infty\\right)",
    "nearly",
    "the left end",
    "\\max(1,\\alpha)",
    "Below 0 the slope is $\\alpha e^z=a+\\alpha$: the $-1$ has gone.",
  ),
  selu: facts("SELU", "\\mathrm{SELU}", "\\left(-1.76,\\,\\infty\\right)", "nearly", "the left end", "1.76"),
  softplus: facts("softplus", "\\mathrm{softplus}", "\\left(0,\\,\\infty\\right)", "no", "the left end", "1"),
  gelu: facts("GELU", "\\mathrm{GELU}", "\\left[-0.17,\\,\\infty\\right)", "nearly", "the left end", "1.13"),
  "bipolar-sigmoid": facts(
    "bipolar sigmoid",
    "\\sigma_{\\pm}",
    "\\left(-1,\\,1\\right)",
    "yes",
    "both ends",
    "\\tfrac12",
  ),
  swish: facts("swish", "\\mathrm{swish}", "\\left[-0.28,\\,\\infty\\right)", "nearly", "the left end", "1.10"),
  "hard-tanh": facts("hard tanh", "\\mathrm{hardtanh}", "\\left[-1,\\,1\\right]", "yes", "both ends", "1"),
};

const others = {
  prelu: {
    fn: "prelu",
    why: "Parametric ReLU keeps what is positive, and of the rest $\\alpha$ times as much, where $\\alpha$ is learned.",
    alpha: { name: "slope of PReLU below 0", usual: 0.25 },
    ...facts("PReLU", "\\mathrm{PReLU}", LINE, "nearly", "nowhere", "\\max(1,\\alpha)"),
  },
  step: {
    fn: "step",
    why: "The unit fires, or it does not.",
    ...facts("step", "\\mathrm{step}", "\\left\\{0,\\,1\\right\\}", "no", "everywhere", "0"),
  },
  softsign: {
    fn: "softsign",
    why: "Softsign presses every sum into the range from −1 to 1, and slower than tanh.",
    ...facts("softsign", "\\mathrm{softsign}", "\\left(-1,\\,1\\right)", "yes", "both ends", "1"),
  },
  mish: {
    fn: "mish",
    why: "Mish multiplies each sum by the tanh of its softplus.",
    ...facts("mish", "\\mathrm{mish}", "\\left[-0.31,\\,\\infty\\right)", "nearly", "the left end", "1.09"),
  },
  relu6: {
    fn: "relu6",
    why: "ReLU6 keeps what lies between 0 and 6 and cuts the rest off.",
    ...facts("ReLU6", "\\mathrm{ReLU6}", "\\left[0,\\,6\\right]", "no", "both ends", "1"),
  },
  "hard-sigmoid": {
    fn: "hardSigmoid",
    why: "The hard sigmoid is a straight line from 0 at $z=-3$ to 1 at $z=3$.",
    ...facts("hard sigmoid", "\\mathrm{hardsigmoid}", "\\left[0,\\,1\\right]", "no", "both ends", "\\tfrac16"),
  },
} satisfies Record<string, Kind>;

/** Where an activation has no slope, though one is agreed on. */
const KINKS: Readonly<Record<string, readonly number[]>> = {
  relu: [0],
  "leaky-relu": [0],
  prelu: [0],
  elu: [0],
  selu: [0],
  step: [0],
  "hard-tanh": [-1, 1],
  relu6: [0, 6],
  "hard-sigmoid": [-3, 3],
};
export const kinksOf = (unit: Unit): readonly number[] => KINKS[unit] ?? [];

/** Activations whose every output rests on one input alone. */
export type Unit = Exclude<Layered, "softmax"> | keyof typeof others;
export const UNITS: readonly Unit[] = [
  ...LAYERED.filter((name) => name !== "softmax"),
  ...(Object.keys(others) as (keyof typeof others)[]),
];

export function kindOf(unit: Unit): Kind {
  if (Object.hasOwn(others, unit)) return others[unit as keyof typeof others];
  const { fn, why, alpha } = ruleOf(unit as Layered);
  return { fn, why, ...(alpha && { alpha }), ...layered[unit as Exclude<Layered, "softmax">] };
}

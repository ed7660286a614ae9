import type { Prose } from "../../explainers/solution.ts";
import type { Given, Kind } from "./given.ts";
import type { Settings } from "./settings.ts";

/** A rule for the rate at an epoch, as a formula of the givens and of the number of the epoch. */
export interface Rule {
  formula: string;
  why: Prose;
  remarks?: Prose[];
}

/** The rate while it rises (Goyal et al. 2017). */
export function warmupRule({ warmupStart }: Settings, t: number, first: string): Rule {
  const part = first === "one" ? `(${t} + 1)` : String(t);
  if (warmupStart > 0)
    return {
      formula: `warmupStart + (learningRate - warmupStart) * ${part} / warmup`,
      why: "Warm-up: from the start in equal parts up to the full rate.",
    };
  return {
    formula: `learningRate * ${part} / warmup`,
    why: "Warm-up: in equal parts up to the full rate, while the first gradients are still wild.",
  };
}

/** How many epochs a schedule has run, and out of how many, as formulas. */
export interface Clock {
  t: string;
  T: string;
  /** The first of these, as a number. */
  run: number;
}

/** The rate that follows; `id` is that of the drops so far. */
export const decayRule: Readonly<Record<Kind, (settings: Settings, given: Given, clock: Clock, id: string) => Rule>> = {
  constant: () => ({ formula: "learningRate", why: "The rate stays." }),
  step: (_, given, __, id) => ({
    formula: `learningRate * gamma ^ ${id}`,
    why: `Every drop multiplies the rate by $\\gamma=${given.gamma ?? given.decayRate}$.`,
  }),
  exponential: ({ k }, given, { t }) =>
    k === undefined
      ? {
          formula: `learningRate * gamma ^ ${powerOf(given, t)}`,
          why:
            given.stepSize === undefined
              ? "Each epoch multiplies the rate by $\\gamma$."
              : "So many epochs, $s$, multiply the rate by $\\gamma$.",
          remarks: ["$\\gamma$ to the power of $t$, not times $t$."],
        }
      : {
          formula: `learningRate * exp(-k * ${unitsOf(given, t)})`,
          why: "In equal times the rate falls by the same factor.",
        },
  inverse: (_, given, { t }) => ({
    formula: `learningRate / (1 + k * ${unitsOf(given, t)})`,
    why: "The rate is divided by what grows with every epoch: fast at first, slower and slower later.",
    remarks: ["Always from $\\eta_0$, not from the rate of the epoch before."],
  }),
  "inverse-sqrt": ({ warmup }, _, { t }) =>
    warmup > 0
      ? {
          formula: `learningRate * sqrt(warmup / ${t})`,
          why: "It falls with the root of $t$, from the full rate at $t=W$ on.",
        }
      : { formula: `learningRate / sqrt(${t})`, why: "It falls with the root of the epoch's number." },
  polynomial: ({ power, minRate }, _, { t, T }) => {
    const falling = power === 1 ? `(1 - ${t} / ${T})` : `(1 - ${t} / ${T}) ^ power`;
    const why =
      power === 1
        ? "In a straight line: the share of the epochs that is still to come."
        : "The share of the epochs that is still to come, to the power of $p$.";
    if (minRate === 0) return { formula: `learningRate * ${falling}`, why };
    return {
      formula: `(learningRate - minRate) * ${falling} + minRate`,
      why: `${why} Only what lies above $\\eta_{\\min}$ shrinks.`,
    };
  },
  cosine: ({ minRate }, _, { t, T }) => {
    const why = "Half a wave of the cosine, from 1 to −1: flat at both ends, steepest in the middle.";
    const wave = `(1 + cos(pi() * ${t} / ${T}))`;
    const remarks = ["The angle is in radians."];
    if (minRate === 0) return { formula: `learningRate / 2 * ${wave}`, why, remarks };
    return { formula: `minRate + (learningRate - minRate) / 2 * ${wave}`, why, remarks };
  },
};

/** Time in units of `stepSize`, where there is one. */
function unitsOf({ stepSize, staircase }: Given, t: string): string {
  if (stepSize === undefined) return t;
  return staircase ? `floor(${t} / stepSize)` : `${t} / stepSize`;
}

const powerOf = (given: Given, t: string): string => {
  const units = unitsOf(given, t);
  return units === t ? t : `(${units})`;
};

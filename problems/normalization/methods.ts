/** What a method takes from the data, in the order in which it is found. */
export type Statistic = "mu" | "sigma" | "min" | "max" | "R";

/** How one value becomes another, as a formula: `s` lays a statistic of each feature beside the data. */
type Rule = (value: string, s: (id: Statistic) => string) => string;

export interface Way {
  /** "the z-scores" */
  name: string;
  statistics: readonly Statistic[];
  formula: Rule;
  why: string;
  remark: string;
  back: Rule;
  whyBack: string;
}

export const WAYS = {
  "z-score": {
    name: "z-scores",
    statistics: ["mu", "sigma"],
    formula: (x, s) => `(${x} - ${s("mu")}) ./ ${s("sigma")}`,
    why: "How many standard deviations a value lies from the mean.",
    remark: "Sense check: they sum to 0; values below the mean are negative.",
    back: (z, s) => `${s("mu")} + ${s("sigma")} .* ${z}`,
    whyBack: "So many standard deviations away from the mean.",
  },
  "min-max": {
    name: "min–max scaled values",
    statistics: ["min", "max", "R"],
    formula: (x, s) => `(${x} - ${s("min")}) ./ ${s("R")}`,
    why: "Which part of the way from the smallest to the largest value it has gone.",
    remark: "Sense check: the smallest value becomes 0 and the largest 1.",
    back: (u, s) => `${s("min")} + ${s("R")} .* ${u}`,
    whyBack: "That part of the way from the smallest to the largest value.",
  },
  mean: {
    name: "centred values",
    statistics: ["mu"],
    formula: (x, s) => `${x} - ${s("mu")}`,
    why: "The mean moves to 0; how far the values spread stays as it is.",
    remark: "Sense check: they sum to 0. Their variance is not 1: that takes a division by $\\sigma$ as well.",
    back: (d, s) => `${d} + ${s("mu")}`,
    whyBack: "The mean is added again.",
  },
  "mean-range": {
    name: "mean-normalized values",
    statistics: ["mu", "min", "max", "R"],
    formula: (x, s) => `(${x} - ${s("mu")}) ./ ${s("R")}`,
    why: "The mean moves to 0, and the range is divided by, not the standard deviation.",
    remark: "Sense check: they sum to 0 and lie between $-1$ and $1$.",
    back: (d, s) => `${s("mu")} + ${s("R")} .* ${d}`,
    whyBack: "That part of the range, counted from the mean.",
  },
  image: {
    name: "scaled pixels",
    statistics: [],
    formula: (x) => `${x} / 255`,
    why: "A pixel of 8 bits lies between 0 (black) and 255 (white), whatever this image holds.",
    remark: "Sense check: 255 becomes 1, and 0 stays 0.",
    back: (u) => `255 * ${u}`,
    whyBack: "As much of 255.",
  },
} as const satisfies Record<string, Way>;
export type Method = keyof typeof WAYS;
export const METHODS = Object.keys(WAYS) as [Method, ...Method[]];

/** Other names of the methods, in small letters without signs. */
const OTHER_NAMES: Readonly<Record<string, Method>> = {
  standard: "z-score",
  standardize: "z-score",
  standardization: "z-score",
  standardisation: "z-score",
  standardscaler: "z-score",
  minmaxscaling: "min-max",
  minmaxscaler: "min-max",
  rescaling: "min-max",
  centering: "mean",
  zeromean: "mean",
  meansubtraction: "mean",
  meannormalization: "mean-range",
  pixels: "image",
  "255": "image",
};
const plain = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, "");

/** The method that a name stands for, however it is written; what is no name of one, as it is. */
export function methodCalled(name: unknown): unknown {
  if (typeof name !== "string") return name;
  const known = METHODS.find((method) => plain(method) === plain(name));
  return known ?? (Object.hasOwn(OTHER_NAMES, plain(name)) ? OTHER_NAMES[plain(name)] : name);
}

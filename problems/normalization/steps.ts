import type { Words } from "../../solver/tape.ts";
import { axisOption, valuesPerFeature } from "../feature-data.ts";
import type { Statistic } from "./methods.ts";
import { isStated, newValues, statedList, statistics, type Work } from "./work.ts";

export const STATISTICS = "Statistics of the data";
export const NORMALIZED = "Normalize";
export const TEST = "New values";
export const BACK = "Back to what they stood for";

const WORDS: { readonly [id in Statistic]: { tex: string; name: string } } = {
  mu: { tex: "\\mu", name: "mean" },
  sigma: { tex: "\\sigma", name: "standard deviation" },
  min: { tex: "x_{\\min}", name: "smallest value" },
  max: { tex: "x_{\\max}", name: "largest value" },
  R: { tex: "R", name: "range" },
};

export function recordGivens(work: Work): void {
  const { tape, data, given, way, axis } = work;
  tape.section("Given");
  if (data) tape.given("x", data, { tex: data.shape.length > 1 ? "X" : "x", name: "data" });
  const counts = way.statistics.some((id) => (id === "mu" || id === "sigma") && !isStated(work, id));
  if (data && counts) tape.given("n", valuesPerFeature(data.shape, axis), { name: "number of examples" });
  for (const id of way.statistics) if (isStated(work, id)) tape.given(id, statedList(work, id), WORDS[id]);
  if (given.range) {
    tape.given("a", given.range[0], { name: "lower end" });
    tape.given("b", given.range[1], { name: "upper end" });
  }
  if (given.test) tape.given("test", newValues(work, "test"), { tex: "x_{\\text{test}}", name: "new values" });
  if (given.back)
    tape.given("back", newValues(work, "back"), { tex: "\\hat{x}_{\\text{back}}", name: "normalized values" });
}

export function recordStatistics(work: Work): void {
  work.tape.section(STATISTICS);
  for (const id of work.way.statistics) if (!isStated(work, id)) RECORD[id](work);
}

const each = ({ features }: Work): string => (features === undefined ? "" : " of each feature");
/** The arithmetic of every feature is the point, up to so many. */
const MOST_WORKED = 4;
const worked = ({ features = 1 }: Work) => ({ shownCells: Math.min(features, MOST_WORKED) });
const option = ({ axis }: Work): string => axisOption(axis);

const RECORD: { readonly [id in Statistic]: (work: Work) => void } = {
  mu: (work) =>
    work.tape.let("mu", `sumPer(x${option(work)}) / n`, {
      ...WORDS.mu,
      ...worked(work),
      title: `Mean${each(work)}`,
      why: "All values added up, over how many there are.",
      remarks:
        work.features === undefined ? [] : ["Each feature by itself: values of different units are never added up."],
    }),
  sigma: recordDeviation,
  min: (work) => work.tape.let("min", `smallestPer(x${option(work)})`, extreme(work, "min", "Smallest")),
  max: (work) => work.tape.let("max", `largestPer(x${option(work)})`, extreme(work, "max", "Largest")),
  R: (work) =>
    work.tape.let("R", "max - min", { ...WORDS.R, title: "Range", why: "How far the values reach from end to end." }),
};

const extreme = (work: Work, id: "min" | "max", title: string): Words => ({
  ...WORDS[id],
  ...worked(work),
  title: `${title} value${each(work)}`,
  why: "One look through the values; a single outlier decides it.",
});

function recordDeviation(work: Work): void {
  const { tape, divisor } = work;
  const s = statistics(work, "x");
  tape.let("dev", `x - ${s("mu")}`, {
    tex: "d",
    name: "deviations from the mean",
    title: "Deviations",
    why: "How far each value lies from its mean.",
    remarks: ["Sense check: they sum to 0."],
  });
  tape.let("var", `sumPer(dev .^ 2${option(work)}) / ${divisor === "n" ? "n" : "(n - 1)"}`, {
    tex: "\\sigma^2",
    name: "variance",
    ...worked(work),
    title: "Variance",
    why:
      divisor === "n"
        ? "The mean of the squared deviations."
        : "The squared deviations over $n-1$: the sample's own mean was used up.",
  });
  tape.let("sigma", "sqrt(var)", {
    ...WORDS.sigma,
    title: "Standard deviation",
    why: "Back in the unit of the data.",
    remarks: ["It is $\\sigma$ that is divided by, not $\\sigma^2$."],
  });
}

/** Records `id`, the values of `from` normalized, with the steps in between. */
function normalize(work: Work, id: string, from: string, words: Words): void {
  const { tape, given, way } = work;
  const s = statistics(work, from);
  const formula = id === "xhat" && tape.has("dev") ? `dev ./ ${s("sigma")}` : way.formula(from, s);
  if (!given.range) {
    tape.let(id, formula, { why: way.why, ...words });
    return;
  }
  const unit = id.replace("xhat", "u");
  tape.let(unit, formula, {
    tex: (words.tex as string).replace("\\hat{x}", "u"),
    name: "values between 0 and 1",
    title: "To $[0,1]$",
    why: way.why,
  });
  tape.let(id, `a + (b - a) * ${unit}`, {
    ...words,
    title: "To $[a,b]$",
    why: "Stretched by the new length, and moved to start at $a$.",
  });
}

export function recordResults(work: Work): void {
  const { tape, given, data, way } = work;
  if (data) {
    tape.section(NORMALIZED);
    const remarks = given.range ? ["Sense check: both ends land on $a$ and $b$."] : [way.remark];
    normalize(work, "xhat", "x", { tex: "\\hat{x}", name: way.name, title: capital(way.name), remarks });
  }
  if (given.test) {
    tape.section(TEST);
    normalize(work, "xhat_test", "test", {
      tex: "\\hat{x}_{\\text{test}}",
      name: `${way.name} of the new values`,
      title: data ? "With the same numbers" : capital(way.name),
      remarks: data && way.statistics.length > 0 ? testRemarks(work) : [],
    });
  }
  if (given.back) recordBack(work);
}

const testRemarks = ({ way }: Work): string[] => {
  const reach = way.statistics.includes("R") ? " So it may fall outside the interval: that is no mistake." : "";
  return [`The statistics stay those of the training data; new values have no say in them.${reach}`];
};

function recordBack(work: Work): void {
  const { tape, given, way } = work;
  tape.section(BACK);
  const s = statistics(work, "back");
  if (given.range)
    tape.let("u_back", "(back - a) / (b - a)", {
      tex: "u_{\\text{back}}",
      name: "values between 0 and 1",
      title: "Back to $[0,1]$",
      why: "The stretching is undone first, since it came last.",
    });
  tape.let("x_back", way.back(given.range ? "u_back" : "back", s), {
    tex: "x_{\\text{back}}",
    name: "values in their own unit",
    title: "The other way round",
    why: way.whyBack,
  });
}

export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

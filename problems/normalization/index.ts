import type { Assumption } from "../../explainers/solution.ts";
import { sizeInWords } from "../feature-data.ts";
import { defineTopic, type Outcome, type Setting, type TableOfSteps } from "../topic.ts";
import { examples } from "./examples.ts";
import { type Given, given } from "./given.ts";
import { mistakes } from "./mistakes.ts";
import { NORMALIZED, recordGivens, recordResults, recordStatistics } from "./steps.ts";
import { isStated, type Work, workOf } from "./work.ts";

export default defineTopic<Given>({
  id: "normalization",
  title: "Normalization of data",
  about:
    "z-scores, min–max scaling, mean subtraction and pixels by 255, feature by feature, and the same for new values.",
  given,
  conventions: ["std", "examples"],
  defaults: { examples: "rows" },
  answers: [
    { id: "mu", about: "mean of each feature; also mean" },
    { id: "var", about: "variance of each feature" },
    { id: "sigma", about: "standard deviation of each feature; also std" },
    { id: "min", about: "smallest value of each feature; likewise max, and R for the range" },
    { id: "dev", about: "deviations from the mean" },
    { id: "xhat", about: "the normalized data; also z" },
    { id: "u", about: "with a range [a, b]: the values between 0 and 1 before" },
    { id: "xhat_test", about: "new values, normalized with the statistics of the data; also z_test" },
    { id: "x_back", about: "normalized values turned back into what they stood for" },
  ],
  solve,
  mistakes,
  examples,
});

function solve(problem: Given, setting: Setting): Outcome {
  const work = workOf(problem, setting);
  recordGivens(work);
  recordStatistics(work);
  recordResults(work);
  const results = ["xhat", "xhat_test", "x_back"].filter((id) => work.tape.has(id));
  const found = ["mu", "sigma", "min", "max"].filter((id) => work.tape.has(id) && work.tape.step(id).formula);
  return {
    answers: [...found, ...results],
    aliases: ALIASES,
    asked: asked(work),
    plan: plan(work),
    tables: tableOf(work),
    assumed: assumed(work, setting),
  };
}

const ALIASES = {
  X: "x",
  m: "n",
  mean: "mu",
  variance: "var",
  std: "sigma",
  z: "xhat",
  Z: "xhat",
  Xhat: "xhat",
  xnorm: "xhat",
  range: "R",
  z_test: "xhat_test",
  z_back: "back",
};

function asked({ way, data, axis, given }: Work): string {
  const size = data && (given.method === "image" ? `${data.cells.length} pixels` : sizeInWords(data.shape, axis));
  const of = data ? `The ${way.name.replace("pixels", "values")} of ${size}` : `The ${way.name}`;
  if (given.test) return data ? `${of}, and new values treated alike.` : `${of} of new values, with known statistics.`;
  return data ? `${of}.` : "What normalized values stood for.";
}

function plan(work: Work): string {
  const { way, features, data } = work;
  const computed = way.statistics.filter((id) => !isStated(work, id));
  const each = features === undefined ? "" : " of each feature";
  const first =
    computed.length > 0 && data
      ? `The statistics${each} first, then every value by the same formula`
      : "One formula for every value";
  return `${first}.`;
}

/** The table that is filled in by hand, for one feature. */
function tableOf({ tape, data, features }: Work): TableOfSteps[] {
  if (!data || features !== undefined || data.shape.length !== 1 || data.cells.length < 3) return [];
  const columns = ["x", "dev", "u", "xhat"].filter((id) => tape.has(id));
  return [
    {
      section: NORMALIZED,
      head: ["i", ...columns.map((id) => tape.step(id).tex)],
      rows: data.cells.map((_, i) => [{ tex: String(i + 1) }, ...columns.map((id) => ({ id, cell: i }))]),
    },
  ];
}

function assumed(work: Work, { conventions }: Setting): Assumption[] {
  const { given, data, tape, divisor, features } = work;
  const found: Assumption[] = [];
  if (!given.named) found.push({ convention: "method", value: given.method, because: "None is named: the usual one." });
  if (tape.has("var") && conventions.std === undefined)
    found.push({
      convention: "std",
      value: divisor,
      because: "As NumPy and StandardScaler have it; a sample's own would divide by n − 1.",
    });
  if (data && features !== undefined && conventions.examples === undefined)
    found.push({ convention: "examples", value: "rows", because: "A table has a column for each feature." });
  return found;
}

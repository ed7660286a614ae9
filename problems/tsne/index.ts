import { defineTopic, type Outcome, type Setting } from "../topic.ts";
import { examples } from "./examples.ts";
import { type Given, given } from "./given.ts";
import { type HighSide, recordHighSide } from "./high.ts";
import { recordLowSide } from "./low.ts";
import { mistakes } from "./mistakes.ts";
import { type Work, workOf } from "./work.ts";

export default defineTopic<Given>({
  id: "tsne",
  title: "t-SNE",
  about:
    "Similarities p with σ given or found from the perplexity by bisection, similarities q by Student's t, the divergence, its gradient and steps.",
  given,
  conventions: [],
  answers: [
    { id: "D", about: "squared distances of the data; d1, d2, … those of one point from the others" },
    { id: "sigma#", about: "width of point #, found by bisection; sigma#_k in trial k, likewise g#, p#, H#, perp#" },
    { id: "p#", about: "how likely point # picks each of the others" },
    { id: "P_cond", about: "p_j|i, row i, column j" },
    { id: "P", about: "symmetrized p_ij" },
    { id: "E", about: "squared distances in the map" },
    { id: "W", about: "1/(1 + squared distance) in the map; Z is their sum" },
    { id: "Q", about: "similarities q_ij in the map" },
    { id: "KL", about: "Kullback–Leibler divergence; also C" },
    { id: "M", about: "(p − q)/(1 + squared distance)" },
    { id: "dY", about: "gradient of the map" },
    { id: "Y_k", about: "map after k steps; likewise Q_k, KL_k, dY_k" },
  ],
  solve,
  mistakes,
  examples,
});

function solve(problem: Given, setting: Setting): Outcome {
  const work = workOf(problem, setting);
  const side = recordHighSide(work);
  recordLowSide(work);
  const { steps, n } = work;
  const widths = problem.perplexity === undefined ? [] : Array.from({ length: n }, (_, k) => `sigma${k + 1}`);
  const high = work.P ? [] : ["P"];
  const low = work.Y ? ["Q", "KL", "dY", ...(steps > 0 ? [`Y_${steps}`] : [])] : [];
  return {
    answers: [...widths, ...high, ...low],
    aliases: { ...side.aliases, ...ALIASES },
    checks: checks(work, side),
    tables: side.tables.filter(({ rows }) => rows.length > 1),
    folded: folded(work, side),
    asked: asked(work),
    plan: plan(work),
    assumed: assumed(problem),
  };
}

/** With a result of the search come all its trials: those of one point, or of all. */
function checks({ tape }: Work, { tried, aliases }: HighSide): Record<string, string[]> {
  if (tried.length === 0) return {};
  const ofPoint = (id: string) => {
    const point = /^(?:sigma|g|p|H|perp)(\d+)_/.exec(id)?.[1];
    return point === undefined ? tried : tried.filter((trial) => trial.startsWith(`perp${point}_`));
  };
  const results = ["P_cond", "P", "KL", "M", "dY", ...Object.values(aliases)];
  const maps = tape.steps().flatMap(({ id }) => (/^(Y|KL|M|dY)_\d+$/.test(id) ? [id] : []));
  return Object.fromEntries([...results, ...maps].map((id) => [id, ofPoint(id)]));
}

const ALIASES = { C: "KL", J: "KL", L: "KL" };

/** From the third step on, nothing new happens. */
const folded = ({ tape }: Work, side: HighSide): string[] => {
  const sections = new Set(tape.steps().map(({ section }) => section));
  return [...side.folded, ...[...sections].filter((title) => /^Step (?![12] )/.test(title))];
};

function asked({ P, Y, steps, given }: Work): string {
  const widths = given.perplexity === undefined ? "" : "the widths $\\sigma_i$ that give the perplexity, ";
  const parts = [
    ...(P ? [] : [`${widths}the similarities $p_{ij}$ of the data`]),
    ...(Y ? ["the similarities $q_{ij}$ of the map, their divergence and its gradient"] : []),
    ...(steps > 0 ? [`the map after ${steps === 1 ? "one step" : `${steps} steps`}`] : []),
  ];
  const text = parts.length > 1 ? `${parts.slice(0, -1).join(", ")}, and ${parts.at(-1)}` : (parts[0] ?? "nothing");
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

function plan({ P, Y, given }: Work): string {
  const search = given.perplexity === undefined ? "" : " with a $\\sigma$ for each point, found by bisection,";
  const high = P
    ? []
    : [`From squared distances to probabilities by a Gaussian,${search} then the same from both sides`];
  const low = Y ? ["in the map the same with Student's t; then compare and pull the points"] : [];
  const text = [...high, ...low].join("; ");
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

const assumed = ({ perplexity, tolerance, iterations, bracket }: Given) =>
  perplexity === undefined
    ? []
    : [
        ...(tolerance === undefined && iterations === undefined
          ? [{ convention: "tolerance", value: "0.00001", because: "How close the perplexity must come is left open." }]
          : []),
        ...(bracket === undefined ? [{ convention: "start", value: "σ = 1", because: "No interval is given." }] : []),
      ];

import type { TableOfSteps } from "../topic.ts";
import { search } from "./bisection.ts";
import { recordNeighbours } from "./neighbours.ts";
import type { Work } from "./work.ts";

/** Where σ is given, so many points are worked in full. */
const WORKED = 2;

/** What the recording of the data's side gives to the outcome. */
export interface HighSide {
  tables: TableOfSteps[];
  folded: string[];
  aliases: Record<string, string>;
  /** Every perplexity that was tried, so that the tables are complete. */
  tried: string[];
}

/** Records distances, conditional and joint probabilities of the data. */
export function recordHighSide(work: Work): HighSide {
  const { tape, given } = work;
  const side: HighSide = { tables: [], folded: [], aliases: {}, tried: [] };
  if (work.P) {
    tape.section("Given");
    tape.given("P", work.P, { name: "joint probabilities" });
    return side;
  }
  recordDistances(work);
  for (let i = 1; i <= work.n; i++) {
    if (given.perplexity === undefined) recordPoint(work, i, side);
    else {
      const { trials, tables, folded } = search(work, i);
      side.tables.push(...tables);
      side.folded.push(...folded);
      side.tried.push(...Array.from({ length: trials }, (_, k) => `perp${i}_${k + 1}`));
      for (const id of ["sigma", "g", "p", "H", "perp"]) side.aliases[`${id}${i}`] = `${id}${i}_${trials}`;
    }
  }
  recordJoint(work, (i) => side.aliases[`p${i}`] ?? `p${i}`);
  return side;
}

function recordDistances(work: Work): void {
  const { tape, given, n } = work;
  tape.section("Given");
  if (work.X) tape.given("X", work.X, { name: "points" });
  if (work.distances) tape.given("distances", work.distances, { tex: "d", name: "distances" });
  tape.given("n", n, { name: "number of points" });
  if (given.sigma !== undefined) tape.given("sigma", given.sigma, { name: "widths" });
  if (given.perplexity !== undefined)
    tape.given("perplexity", given.perplexity, { tex: "\\mathrm{Perp}", name: "wanted perplexity" });
  if (given.bracket) {
    tape.given("low", given.bracket[0], { tex: "\\sigma_{\\text{low}}", name: "smallest width" });
    tape.given("high", given.bracket[1], { tex: "\\sigma_{\\text{high}}", name: "largest width" });
  }
  tape.section("Squared distances");
  tape.let("D", work.X ? "squaredDistances(X)" : "distances .^ 2", {
    name: "squared distances",
    title: "All pairs",
    why: "The Gaussian takes the squared distance, so no root is needed.",
    remarks: ["Symmetric, with zeros on the diagonal: only the part above it has to be worked out."],
  });
  for (let i = 1; i <= n; i++)
    tape.let(`d${i}`, `eachOthers(D)[${i}, :]`, {
      tex: `d_{${i}}`,
      name: `squared distances of point ${i}`,
      title: `From point ${i}`,
      why: "Its row, without itself.",
    });
}

function recordPoint(work: Work, i: number, side: HighSide): void {
  const { tape, given } = work;
  const title = i <= WORKED ? `Neighbours of point ${i}` : "Neighbours of the other points";
  if (i === WORKED + 1) side.folded.push(title);
  const sigma = Array.isArray(given.sigma) ? `sigma[${i}]` : "sigma";
  tape.section(title);
  recordNeighbours(work, i, sigma);
}

function recordJoint({ tape, n }: Work, row: (i: number) => string): void {
  const rows = Array.from({ length: n }, (_, k) => row(k + 1));
  tape.section("Joint probabilities");
  tape.let("P_cond", `amongOthers(${rows.reduce((before, next) => `concat(${before}, ${next})`)})`, {
    tex: "P_{j|i}",
    name: "conditional probabilities",
    title: "One row a point",
    why: "Row $i$ holds $p_{j|i}$; no point is its own neighbour, so the diagonal is 0.",
  });
  tape.let("P", "(P_cond + P_cond') / (2 * n)", {
    name: "joint probabilities",
    title: "Symmetrized",
    why: "$p_{ij}=\\frac{p_{j|i}+p_{i|j}}{2n}$: each pair counts from both sides, so that an outlier counts too.",
    remarks: ["Sense check: symmetric, and all entries together sum to 1."],
  });
}

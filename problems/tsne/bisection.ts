import { ProblemError } from "../../solver/errors.ts";
import type { NdArray } from "../../solver/ndarray.ts";
import type { TableOfSteps } from "../topic.ts";
import { recordNeighbours, startingWidth } from "./neighbours.ts";
import type { Work } from "./work.ts";

const TOLERANCE = 1e-5;
/** Trials after which a perplexity that is not yet met will never be. */
const MOST_TRIALS = 100;
/** So many trials of the first point are worked in full. */
const WORKED = 2;

/** What is known of σ: ids of trials that were too small and too large, or the ends the problem gives. */
interface Bracket {
  low: string | undefined;
  high: string | undefined;
}

export interface Search {
  /** How many values of σ were tried. */
  trials: number;
  tables: TableOfSteps[];
  folded: string[];
}

/** Finds the σ of one point by bisection on its perplexity, trial by trial. */
export function search(work: Work, i: number): Search {
  checkReachable(work, i);
  const { tape, given } = work;
  const title = `Point ${i}: σ by bisection`;
  const further = i === 1 ? "Point 1: further trials" : title;
  const bracket: Bracket = { low: given.bracket && "low", high: given.bracket && "high" };
  const rows: TableOfSteps["rows"] = [];
  for (let k = 1; ; k++) {
    tape.section(i === 1 && k <= WORKED ? title : further);
    const row = [...ends(bracket), { id: `sigma${i}_${k}` }, { id: `perp${i}_${k}` }];
    tryOut(work, i, k, bracket);
    const off = (tape.step(`perp${i}_${k}`).value.cells[0] as number) - (given.perplexity as number);
    const isStuck = isAtEnd(work, `sigma${i}_${k}`, bracket);
    const isClose = Math.abs(off) <= (given.tolerance ?? TOLERANCE) || (isStuck && tape.rounds);
    const done = given.iterations === undefined ? isClose : k === given.iterations;
    rows.push([{ tex: String(k) }, ...row, { tex: `\\text{${done ? "stop" : off < 0 ? "too small" : "too large"}}` }]);
    if (done) return finished(i, k, rows, k > WORKED || i > 1 ? further : title, title);
    if (k === MOST_TRIALS || (isStuck && given.iterations === undefined))
      throw unreachable(i, "is not met by any width in this interval");
    if (off < 0) bracket.low = `sigma${i}_${k}`;
    else bracket.high = `sigma${i}_${k}`;
  }
}

/** Between two widths that differ by one in the last digit carried there is no third. */
const isAtEnd = ({ tape }: Work, trial: string, { low, high }: Bracket): boolean => {
  const value = (id: string | undefined) => (id === undefined ? undefined : tape.step(id).value.cells[0]);
  return value(trial) === value(low) || value(trial) === value(high);
};

const ends = ({ low, high }: Bracket) => [low ? { id: low } : { tex: "0" }, high ? { id: high } : { tex: "\\infty" }];

const finished = (i: number, trials: number, rows: TableOfSteps["rows"], section: string, title: string): Search => ({
  trials,
  folded: section === title && i === 1 ? [] : [section],
  tables: [
    {
      section,
      head: ["k", "\\text{low}", "\\text{high}", `\\sigma_${i}`, "\\mathrm{Perp}", ""],
      rows,
    },
  ],
});

function tryOut(work: Work, i: number, k: number, bracket: Bracket): void {
  const { tape } = work;
  const trial = `^{(${k})}`;
  tape.let(`sigma${i}_${k}`, next(work, i, bracket), {
    tex: `\\sigma_${i}${trial}`,
    name: `width of point ${i}`,
    title: `Trial ${k}`,
    why: reason(bracket),
  });
  recordNeighbours(work, i, `sigma${i}_${k}`, String(k));
  tape.let(`H${i}_${k}`, `entropy(p${i}_${k})`, {
    tex: `H_${i}${trial}`,
    name: `entropy of point ${i}, in bits`,
    title: "Entropy",
    why: "How many bits it takes to tell which neighbour is meant.",
  });
  tape.let(`perp${i}_${k}`, `2 ^ H${i}_${k}`, {
    tex: `\\mathrm{Perp}_${i}${trial}`,
    name: `perplexity of point ${i}`,
    title: "Perplexity",
    why: "So many equally likely neighbours would have that entropy.",
    remarks:
      k === 1
        ? ["A wider Gaussian takes in more neighbours: the perplexity grows with $\\sigma$, so bisection works."]
        : [],
  });
}

function next(work: Work, i: number, { low, high }: Bracket): string {
  if (low && high) return `(${low} + ${high}) / 2`;
  if (low) return `2 * ${low}`;
  return high ? `${high} / 2` : startingWidth(work, i);
}

function reason({ low, high }: Bracket): string {
  if (low && high) return "Halfway between a width that is too small and one that is too large.";
  if (low) return "Too small so far, and nothing too large is known: doubled.";
  return high ? "Too large so far: halfway down to 0." : "Somewhere to start.";
}

/** Perplexity falls to the number of nearest neighbours at one distance, and no further. */
function checkReachable({ tape, given }: Work, i: number): void {
  const { cells } = tape.step(`d${i}`).value as NdArray<number>;
  const nearest = Math.min(...cells);
  const ties = cells.filter((d) => d - nearest <= 1e-12 * Math.max(1, nearest)).length;
  if ((given.perplexity as number) <= ties)
    throw unreachable(i, `is never met: its ${ties} nearest points are equally near`);
}

const unreachable = (i: number, why: string): ProblemError =>
  new ProblemError("perplexity", `the perplexity of point ${i} ${why}`, {
    at: "given.perplexity",
    suggestion: "Take another perplexity, or give sigma.",
  });

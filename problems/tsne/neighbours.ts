import { ProblemError } from "../../solver/errors.ts";
import type { Work } from "./work.ts";

/** Exponents beyond which a float64 has only 0 left of an exponential. */
const MOST_EXPONENT = 700;

/** Records how likely one point picks each other one, with a Gaussian of the width that a formula names. */
export function recordNeighbours({ tape }: Work, i: number, width: string, trial = ""): void {
  const [g, p] = [`g${i}${trial && `_${trial}`}`, `p${i}${trial && `_${trial}`}`];
  const raised = trial && `^{(${trial})}`;
  tape.let(g, `exp(-d${i} / (2 * ${width} ^ 2))`, {
    tex: `g_{j|${i}}${raised}`,
    name: `Gaussians around point ${i}`,
    title: "Gaussian of each squared distance",
    why: "Near points weigh much, far ones next to nothing; how near is near, $\\sigma$ says.",
  });
  tape.let(p, `${g} / sum(${g})`, {
    tex: `p_{j|${i}}${raised}`,
    name: `neighbours of point ${i}`,
    title: "Neighbours",
    why: `How likely point ${i} picks each other point: its Gaussian over the sum of all of them.`,
    remarks:
      i === 1 && (trial === "" || trial === "1")
        ? ["Sense check: they sum to 1, and the nearest point has the largest."]
        : [],
  });
  if (tape.step(p).value.cells.every(Number.isFinite)) return;
  throw new ProblemError("sigma", `σ is so small that point ${i} has no neighbours: every Gaussian is 0`, {
    at: width.startsWith("sigma") && trial === "" ? "given.sigma" : "given.perplexity",
    suggestion: "Take a larger σ, or a larger perplexity.",
  });
}

/** A width to start from: 1, or a power of two for which the Gaussian of the nearest point is a number. */
export function startingWidth({ tape }: Work, i: number): string {
  const nearest = Math.min(...tape.step(`d${i}`).value.cells);
  const least = Math.sqrt(nearest / MOST_EXPONENT);
  return String(2 ** Math.max(0, Math.ceil(Math.log2(least || 1))));
}

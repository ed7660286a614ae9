import * as c from "../cell.ts";
import { defineFunction, type FunctionDefinition, type Written } from "../function.ts";
import { LEVEL } from "../levels.ts";
import { sumOver } from "./reductions.ts";

/** A sum over all cells that measures how large an array is. */
const defineNorm = (
  name: string,
  mark: string,
  term: (x: c.Cell) => c.Cell,
  slope: { formula: string; because: string },
): FunctionDefinition =>
  defineFunction({
    name,
    params: ["x"],
    shape: () => [],
    cell: ({ x }) => sumOver(x.shape, {}, [], (...i) => term(x.at(...i))),
    notation: ([x]) => ({ tex: `\\left\\lVert ${(x as Written).tex}\\right\\rVert${mark}`, level: LEVEL.power }),
    pullback: { x: slope },
  });

/** Σ x²: the square of the length. */
export const squaredNorm = defineNorm("squaredNorm", "_2^2", (x) => c.pow(x, 2), {
  formula: "g .* (2 * x)",
  because: "Power rule for every square in the sum.",
});

/** Σ |x|. */
export const absoluteNorm = defineNorm("absoluteNorm", "_1", c.abs, {
  formula: "g .* sign(x)",
  because: "The slope of every $|x|$ in the sum is its sign, however large it is.",
});

import type { Assumption } from "../../explainers/solution.ts";
import type { Choices } from "../conventions.ts";

/** How matrices lie: which way W is stored, and whether an example is a column or a row. */
export interface Layout {
  outFirst: boolean;
  columns: boolean;
  assumed: Assumption[];
}

export function layoutOf(choices: Choices): Layout {
  const columns = choices.examples ? choices.examples === "columns" : choices.orientation !== "xW";
  const orientation = choices.orientation ?? (columns ? "Wx" : "xW");
  const assumed: Assumption[] = [];
  if (!choices.orientation)
    assumed.push({
      convention: "orientation",
      value: orientation,
      because:
        orientation === "Wx" ? "One row of $W$ for each unit." : "Rows times $W$: one column of $W$ for each unit.",
    });
  if (!choices.examples)
    assumed.push({
      convention: "examples",
      value: columns ? "columns" : "rows",
      because: columns ? "Each example is a column of $X$." : "$X$ stands before $W$, so each example is a row of it.",
    });
  return { outFirst: orientation === "Wx", columns, assumed };
}

/** The products of a layer, in symbols, and the shapes that meet in them. */
export interface Product {
  tex: string;
  left: string;
  right: string;
}

/** @param flip whether the symbol is turned over */
const factor = (tex: string, flip: boolean): string => {
  if (!flip) return tex;
  return /\^\{\[\d+\]\}$/.test(tex) ? tex.replace(/\}$/, "\\top}") : `${tex}^{\\top}`;
};

/** Sizes of a matrix as they stand, or turned over. */
const sized = ([rows, columns]: readonly number[], flip: boolean): string =>
  flip ? `(${columns}\\times${rows})` : `(${rows}\\times${columns})`;

export interface Operand {
  tex: string;
  shape: readonly number[];
}
const product = (a: Operand, flipA: boolean, b: Operand, flipB: boolean): Product => ({
  tex: `${factor(a.tex, flipA)}\\,${factor(b.tex, flipB)}`,
  left: sized(a.shape, flipA),
  right: sized(b.shape, flipB),
});

/** W A, Wᵀ A, A W or A Wᵀ. */
export const forward = ({ outFirst, columns }: Layout, W: Operand, A: Operand): Product =>
  columns ? product(W, !outFirst, A, false) : product(A, false, W, outFirst);

/** dZ Aᵀ, A dZᵀ, Aᵀ dZ or dZᵀ A. */
export function weightGradient({ outFirst, columns }: Layout, dZ: Operand, A: Operand): Product {
  if (columns) return outFirst ? product(dZ, false, A, true) : product(A, false, dZ, true);
  return outFirst ? product(dZ, true, A, false) : product(A, true, dZ, false);
}

/** Wᵀ dZ, W dZ, dZ Wᵀ or dZ W. */
export const inputGradient = ({ outFirst, columns }: Layout, W: Operand, dZ: Operand): Product =>
  columns ? product(W, outFirst, dZ, false) : product(dZ, false, W, !outFirst);

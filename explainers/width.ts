import type { Tex } from "./solution.ts";

/**
 * Roughly how wide a formula is, in em. Good enough to choose between one line and several, and to know what may have
 * to scroll; nothing that must fit relies on it.
 */
export function roughWidth(tex: Tex): number {
  return reduce(tex).length / 2;
}

/** The same for the widest part that cannot be broken over lines: what stands between two signs. */
export function roughUnbreakable(tex: Tex): number {
  return (
    Math.max(
      ...reduce(tex)
        .split(/[-+=]/)
        .map((part) => part.length),
    ) / 2
  );
}

const innermost = {
  matrix: /\\begin\{(\w+\*?)\}((?:(?!\\begin)[\s\S])*?)\\end\{\1\}/g,
  fraction: /\\[dt]?frac\{([^{}]*)\}\{([^{}]*)\}/g,
  group: /(?<!\\begin|\\end)\{([^{}]*)\}/g,
  delimited: /\\left((?:(?!\\left)[\s\S])*?)\\right/g,
};

/** Half an em for each character of the result; what cannot be broken has become a run of `x`. */
function reduce(tex: Tex): string {
  let out = tex
    .replace(/\\allowbreak /g, "+")
    .replace(/\\(?:nobreak |mathrm|mathbf|text|operatorname|displaystyle|[,;!:> ])/g, "");
  for (let before = ""; before !== out; ) {
    before = out;
    out = out
      .replace(innermost.matrix, (_, _name, body) => run(matrixWidth(body)))
      .replace(innermost.fraction, (_, over, under) => run(Math.max(length(over), length(under))))
      .replace(innermost.group, (_, body) => run(length(body)))
      .replace(innermost.delimited, (_, body) => run(length(body) + 2));
  }
  return strip(out);
}

function matrixWidth(body: string): number {
  const columns: number[] = [];
  for (const row of body.split("\\\\"))
    row.split("&").forEach((cell, j) => {
      columns[j] = Math.max(columns[j] ?? 0, length(cell));
    });
  return columns.reduce((sum, width) => sum + width + 2, 1);
}

const run = (length: number) => "x".repeat(length);
const length = (tex: string) => strip(tex).length;
const strip = (tex: string) => tex.replace(/\\[a-zA-Z]+/g, "x").replace(/[\s&^_\\]/g, "");

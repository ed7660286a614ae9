import katex from "katex";
import { breakable, type Link } from "../parts.ts";
import type { Tex } from "../solution.ts";
import { roughUnbreakable } from "../width.ts";
import { escapeHtml } from "./escape.ts";

/** A formula within text. */
export function inline(tex: Tex): string {
  return katex.renderToString(tex, {
    output: "htmlAndMathml",
    throwOnError: false,
    strict: "ignore",
    trust: false,
    maxExpand: 1000,
    maxSize: 20,
  });
}

/** Full size, but free to go over several lines: KaTeX's own display mode never breaks. */
const piece = (tex: Tex) => inline(`\\displaystyle ${tex}`);

/** A page in print, in em. */
export const page = 38;

/** A sum that is wider than a page may break between its parentheses; those round a matrix must grow with it. */
function loose(tex: Tex): Tex {
  if (tex.includes("\\begin{") || roughUnbreakable(tex) <= page) return breakable(tex);
  return breakable(tex).replace(/\\(left|right)(?![a-z])/g, (_, side) => (side === "left" ? "\\bigl" : "\\bigr"));
}

/** What a telephone shows in one line, in em: only wider formulas need to be reachable by keyboard to be scrolled. */
const narrow = 11;

/** The symbol, and beside it the links, each of which may move to a line of its own with its sign in front. */
export function chain(symbol: Tex, links: Link[], label: string): string {
  const pieces = links.map(({ relation, tex }) => ({ sign: relation === "=" ? "=" : "\\approx", tex: loose(tex) }));
  const written = pieces.map(
    ({ sign, tex }) => `<span class="link"${ems(tex)}>${piece(`${sign}\\nobreak ${tex}`)}</span>`,
  );
  const wide = [symbol, ...pieces.map(({ tex }) => tex)].some((tex) => roughUnbreakable(tex) > narrow);
  const body = written.length ? `<span class="links">${written.join("")}</span>` : "";
  return `<div class="chain"${wide ? scrollable(label) : ""}><span class="symbol">${piece(symbol)}</span>${body}</div>`;
}

/** A scrolling box that the keyboard reaches and a screen reader names. */
export const scrollable = (label: string) => ` tabindex="0" role="group" aria-label="${escapeHtml(label)}"`;

/** Paper does not scroll: the style sheet shrinks what is wider than a page, and must know by how much. */
function ems(tex: Tex): string {
  const width = Math.ceil(roughUnbreakable(tex));
  return width > page ? ` style="--ems:${width}"` : "";
}

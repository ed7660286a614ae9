import { definitionOf, type Expr, type Lookup, shapeOf } from "./expression.ts";
import { numberPiece, type Piece, subscripted } from "./levels.ts";
import type { Shape } from "./ndarray.ts";
import { numberTex } from "./numbers.ts";

/** A formula as the textbook writes it; `leaf` gives each name's symbol, or its value where numbers are put in. */
export function writeFormula(expr: Expr, shapes: Lookup<Shape>, leaf: (name: string) => Piece): Piece {
  if (expr.kind === "number") return numberPiece(numberTex(String(expr.value)));
  if (expr.kind === "name") return leaf(expr.name);
  const args = expr.args.map((arg) => ({ ...writeFormula(arg, shapes, leaf), shape: shapeOf(arg, shapes) }));
  return definitionOf(expr.fn).notation(args, expr.options ?? {});
}

const GREEK = new Set(
  (
    "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi pi rho sigma tau upsilon phi chi psi omega " +
    "Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega"
  ).split(" "),
);

/** The symbol for a name that somebody typed: `w_11` as w₁₁, `beta1` as β₁, `loss` upright. Nothing typed stays raw TeX. */
export function symbolOf(id: string): string {
  const [, head = "", tail = ""] = /^(.*?)_?(\d+|_.*)?$/s.exec(id) ?? [];
  const [base, ...subs] = `${head}_${tail}`.split("_").filter(Boolean);
  if (base === undefined) return escapeTex(id);
  return subs.length > 0 ? `${word(base)}_{${subs.map(word).join(",")}}` : word(base);
}

function word(text: string): string {
  if (GREEK.has(text)) return `\\${text}`;
  if (text === "yhat") return "\\hat{y}";
  return /^([A-Za-z]|\d+)$/.test(text) ? text : `\\mathit{${escapeTex(text)}}`;
}

const escapeTex = (text: string): string =>
  text.replace(/[^A-Za-z0-9 ]/gu, (c) =>
    c === "_" ? "\\_" : /\p{L}|\p{N}/u.test(c) ? c : `\\char"${c.codePointAt(0)?.toString(16).toUpperCase()} `,
  );

/** A symbol with a cell's index, counted from 1 as people do: `W^{[1]}_{12}`; a derivative's index goes to what it is of. */
export function indexed(tex: string, shape: Shape, index: readonly number[]): string {
  const places = index.filter((_, d) => (shape[d] as number) > 1).map((i) => i + 1);
  if (places.length === 0) return tex;
  const sub = places.join(places.some((i) => i > 9) ? "," : "");
  const derivative = /^(\\frac\{\\partial .*\}\{\\partial )(.*)\}$/.exec(tex);
  if (derivative) return `${derivative[1]}${subscripted(derivative[2] as string, sub)}}`;
  return subscripted(tex, sub);
}

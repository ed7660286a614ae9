/** How tightly a piece of mathematics holds together; what binds looser than its place needs gets brackets. */
export const LEVEL = { sum: 1, negation: 2, product: 3, power: 4, atom: 5 } as const;
export type Level = (typeof LEVEL)[keyof typeof LEVEL];

/** A piece of TeX and how tightly it binds. */
export interface Piece {
  tex: string;
  level: Level;
  /** Ends in `\ln x` or `\sum x`, which would swallow a factor that follows. */
  open?: true;
}

export const atom = (tex: string): Piece => ({ tex, level: LEVEL.atom });
export const bracket = (tex: string): string => `\\left(${tex}\\right)`;
export const at = (piece: Piece, needs: Level): string => (piece.level < needs ? bracket(piece.tex) : piece.tex);

/** A symbol with one more subscript: `W^{[1]}_{12}`. */
export function subscripted(tex: string, sub: string): string {
  const already = /^([^_]*_\{)((?:[^{}]|\{[^{}]*\})*)(\}.*)$/.exec(tex);
  return already ? `${already[1]}${already[2]},${sub}${already[3]}` : `${tex}_{${sub}}`;
}

/** A factor that another follows; a minus sign may stand without brackets at the very front. */
export const leading = (piece: Piece): string =>
  piece.open || piece.level < LEVEL.negation ? bracket(piece.tex) : piece.tex;

/** `left sign right` as a product: it holds no tighter than a minus sign at its front. */
export function productPiece(left: string, sign: string, right: Piece): Piece {
  const open = right.open && right.level >= LEVEL.product;
  const level = left.startsWith("-") ? LEVEL.negation : LEVEL.product;
  const second = at(right, LEVEL.product);
  const apart = /^[a-zA-Z]/.test(second) && /[a-zA-Z]$/.test(sign) ? " " : "";
  return { tex: left + sign + apart + second, level, ...(open && { open }) };
}

/** A number's text as a piece: a minus sign or a power of ten needs brackets in some places. */
export function numberPiece(tex: string): Piece {
  if (tex.startsWith("-")) return { tex, level: LEVEL.negation };
  return { tex, level: /\\cdot|\\frac/.test(tex) ? LEVEL.product : LEVEL.atom };
}

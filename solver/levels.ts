/** How tightly a piece of mathematics holds together; what binds looser than its place needs gets brackets. */
export const LEVEL = { sum: 1, negation: 2, product: 3, power: 4, atom: 5 } as const;
export type Level = (typeof LEVEL)[keyof typeof LEVEL];

/** A piece of TeX and how tightly it binds. */
export interface Piece {
  tex: string;
  level: Level;
}

export const atom = (tex: string): Piece => ({ tex, level: LEVEL.atom });
export const bracket = (tex: string): string => `\\left(${tex}\\right)`;
export const at = (piece: Piece, needs: Level): string => (piece.level < needs ? bracket(piece.tex) : piece.tex);

/** A number's text as a piece: a minus sign or a power of ten needs brackets in some places. */
export function numberPiece(tex: string): Piece {
  if (tex.startsWith("-")) return { tex, level: LEVEL.negation };
  return { tex, level: tex.includes("\\cdot") ? LEVEL.product : LEVEL.atom };
}

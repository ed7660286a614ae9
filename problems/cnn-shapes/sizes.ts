import * as z from "zod";
import type { Tex } from "../../explainers/solution.ts";

export const positive = z.int().positive();
/** A number for both directions, or [height, width]. */
export const pair = z.union([positive, z.tuple([positive, positive])]);

/** Height first. */
export type Pair = readonly [number, number];
export type Axis = 0 | 1;

export const pairOf = (value: number | Pair): Pair => (typeof value === "number" ? [value, value] : value);
export const isSquare = ([height, width]: Pair): boolean => height === width;

/** `_{4}`, `_{4}^{h}`, `^{w}`: which layer, and which side where the two differ. */
export const marks = (sub: Tex, side?: Axis): string =>
  (sub === "" ? "" : `_{${sub}}`) + (side === undefined ? "" : `^{${side === 0 ? "h" : "w"}}`);
/** The same for an id: `_h`, `_w`. */
export const sideOf = (axis: Axis): "_h" | "_w" => (axis === 0 ? "_h" : "_w");

/** `3×3`, for titles. */
export const across = ([height, width]: Pair): string => `${height}×${width}`;

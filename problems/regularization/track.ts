import type { Tex } from "../../explainers/solution.ts";

/** The suffix of an id after k updates. */
export const at = (k: number): string => (k > 0 ? `_${k}` : "");
export const after = (k: number): string => (k > 0 ? ` after ${k} update${k === 1 ? "" : "s"}` : "");

/**
 * One way in which the weights are updated: with the penalty in the loss, or (with a mark) by weight decay. Both start
 * from the same weights.
 */
export interface Track {
  mark: "" | "d";
  title: string;
}
export const WITH_PENALTY: Track = { mark: "", title: "" };
export const WITH_DECAY: Track = { mark: "d", title: "Weight decay · " };

/** The id of some weights on a track after k updates: `w`, `w_1`, and `wd_1` by weight decay. */
export const weightsAt = ({ mark }: Track, id: string, k: number): string => (k > 0 ? `${id}${mark}_${k}` : id);

export const newTex = (tex: Tex, k: number, updates: number): Tex =>
  `${tex}_{${updates === 1 ? "\\text{new}" : `(${k})`}}`;

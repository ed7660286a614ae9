import type { Tape } from "../../solver/tape.ts";
import { isWindowed, type Layer, type Windowed } from "./layers.ts";
import { type Axis, isSquare, marks, type Pair, sideOf } from "./sizes.ts";

export type Setting = "kernel" | "stride" | "padding" | "dilation";
const SYMBOLS: Readonly<Record<Setting, string>> = { kernel: "f", stride: "s", padding: "p", dilation: "d" };
const NAMES: Readonly<Record<Setting, string>> = {
  kernel: "side of the window",
  stride: "step of the window",
  padding: "padding on either side",
  dilation: "distance of neighbouring weights",
};

/**
 * Kernels, strides and paddings as givens, each recorded when it is first used: one for all convolutions and one for
 * all pooling layers where these agree, as people write them, else one a layer.
 */
export class Settings {
  readonly #layers: readonly Windowed[];
  readonly #tape: Tape;
  readonly #asNumbers: boolean;

  constructor(layers: readonly Layer[], tape: Tape, asNumbers: boolean) {
    this.#layers = layers.filter(isWindowed);
    this.#tape = tape;
    this.#asNumbers = asNumbers;
  }

  /** The id of the given that holds a setting of a layer along an axis, or the number itself. */
  id(layer: Windowed, setting: Setting, axis: Axis): string {
    const own = layer[setting] as Pair;
    if (this.#asNumbers) return String(own[axis]);
    const peers = this.#layers.filter((other) => isPool(other) === isPool(layer) && other[setting] !== "same");
    const agree = peers.every((other) => String(other[setting]) === String(own));
    const isAlone = this.#layers.every((other) => isPool(other) === isPool(layer));
    const where = agree ? (isPool(layer) && !isAlone ? ["pool"] : []) : [layer.k];
    const side = isSquare(own) ? undefined : axis;
    const id = [setting, ...where].join("_") + (side === undefined ? "" : sideOf(side));
    if (!this.#tape.has(id)) {
      const [sub = ""] = where;
      const tex = SYMBOLS[setting] + marks(sub === "pool" ? "\\text{pool}" : sub && layer.sub, side);
      this.#tape.given(id, own[axis], { tex, name: NAMES[setting], section: "Given" });
    }
    return id;
  }
}

const isPool = (layer: Windowed): boolean => layer.type !== "conv";

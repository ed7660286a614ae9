import * as c from "../cell.ts";
import { defineMap, type Notation, type Written } from "../function.ts";
import { LEVEL } from "../levels.ts";

const between =
  (left: string, right: string): Notation =>
  ([a]) => ({ tex: `\\left${left} ${(a as Written).tex}\\right${right}`, level: LEVEL.atom });

/** Down to the next whole number. Flat between the jumps, so that no gradient passes. */
export const floor = defineMap({
  name: "floor",
  params: ["a"],
  map: c.floor,
  notation: between("\\lfloor", "\\rfloor"),
  pullback: {},
});

/** Up to the next whole number. */
export const ceil = defineMap({
  name: "ceil",
  params: ["a"],
  map: c.ceil,
  notation: between("\\lceil", "\\rceil"),
  pullback: {},
});

import * as c from "../cell.ts";
import { ShapeError } from "../errors.ts";
import { defineFunction, type FunctionDefinition, needRank, type Written } from "../function.ts";
import { LEVEL } from "../levels.ts";
import { describeShape } from "../ndarray.ts";

/** Single numbers side by side: `list3(height, width, channels)`. */
function defineList(params: readonly ("a" | "b" | "c")[]): FunctionDefinition {
  const name = `list${params.length}`;
  return defineFunction({
    name,
    params,
    shape: (shapes) => {
      const longer = params.find((p) => shapes[p].length > 0);
      if (longer === undefined) return [params.length];
      throw new ShapeError(`${name}: ${longer} must be a single number, but it is ${describeShape(shapes[longer])}`);
    },
    cell: (operands, [i]) =>
      chosen(
        params.map((p) => operands[p].at()),
        c.place(i as c.Index),
      ),
    notation: (args: readonly Written[]) => ({
      tex: args.length === 1 ? (args[0] as Written).tex : `\\left[${args.map(({ tex }) => tex).join(",\\,")}\\right]`,
      level: LEVEL.atom,
    }),
    pullback: Object.fromEntries(
      params.map((p, k) => [
        p,
        { formula: `dot(g, unit(g, {axis: ${k}}))`, because: "Each number has its own entry." },
      ]),
    ),
  });
}

/** The one of several cells that stands at a place. */
function chosen([first, ...others]: readonly c.Cell[], place: c.Cell, k = 0): c.Cell {
  if (others.length === 0) return first as c.Cell;
  return c.where(
    c.less(place, k + 0.5),
    () => first as c.Cell,
    () => chosen(others, place, k + 1),
  );
}

export const list1 = defineList(["a"]);
export const list2 = defineList(["a", "b"]);
export const list3 = defineList(["a", "b", "c"]);

/** A list as long as `x` that is 1 in one entry and 0 elsewhere. */
export const unit = defineFunction({
  name: "unit",
  params: ["x"],
  options: ["axis"],
  shape: ({ x }, { axis = 0 }) => {
    needRank("unit", "x", x, 1);
    if (Number(axis) < (x[0] as number)) return x;
    throw new ShapeError(`unit: there is no entry ${axis} in ${describeShape(x)}; entries are counted from 0`);
  },
  cell: (_, [i], { axis = 0 }) =>
    c.where(
      c.equal(c.place(i as c.Index), Number(axis)),
      () => 1,
      () => 0,
    ),
  notation: (_, { axis = 0 }) => ({ tex: `e_{${Number(axis) + 1}}`, level: LEVEL.atom }),
  pullback: {},
});

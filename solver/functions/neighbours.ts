import * as c from "../cell.ts";
import { ShapeError } from "../errors.ts";
import { defineFunction, type Written } from "../function.ts";
import { at, LEVEL } from "../levels.ts";
import { describeShape, type Shape } from "../ndarray.ts";

function needSquare(fn: string, x: Shape): Shape {
  if (x.length === 2 && x[0] === x[1]) return x;
  throw new ShapeError(`${fn}: x must have a row and a column for each point, but it is ${describeShape(x)}`);
}

const isOwn = (i: c.Index | undefined, j: c.Index | undefined): c.Test =>
  c.equal(c.place(i as c.Index), c.place(j as c.Index));

/** Squared distance of every point (row of `x`) from every other. */
export const squaredDistances = defineFunction({
  name: "squaredDistances",
  cellwise: true,
  params: ["x"],
  shape: ({ x }) => {
    if (x.length === 2) return [x[0] as number, x[0] as number];
    throw new ShapeError(`squaredDistances: x must have one point a row, but it is ${describeShape(x)}`);
  },
  cell: ({ x }, [i, j]) =>
    c.where(
      isOwn(i, j),
      () => c.none,
      () => c.sum(x.shape[1] as number, (k) => c.pow(c.sub(x.at(i as c.Index, k), x.at(j as c.Index, k)), 2)),
    ),
  notation: ([x]) => {
    const { tex } = x as Written;
    const point = (i: string) => (/[_^]/.test(tex) ? `\\left(${tex}\\right)_${i}` : `${tex.toLowerCase()}_${i}`);
    return { tex: `\\lVert ${point("i")}-${point("j")}\\rVert^2`, level: LEVEL.power };
  },
  pullback: {
    x: {
      formula: "2 * weightedDifferences(g + g', x)",
      because: "A distance grows along the line between its two points, by twice their difference.",
    },
  },
});

/** For every point (row of `y`), the sum of its differences from the others, each with its weight: Σⱼ wᵢⱼ (yᵢ − yⱼ). */
export const weightedDifferences = defineFunction({
  name: "weightedDifferences",
  cellwise: true,
  params: ["w", "y"],
  shape: ({ w, y }) => {
    needSquare("weightedDifferences", w);
    if (y.length === 2 && y[0] === w[0]) return y;
    throw new ShapeError(
      `weightedDifferences: weights of ${describeShape(w)} are not for the points of ${describeShape(y)}, one a row`,
    );
  },
  cell: ({ w, y }, [i, k]) =>
    c.sum(w.shape[0] as number, (j) =>
      c.where(
        isOwn(i, j),
        () => c.none,
        () => c.mul(w.at(i as c.Index, j), c.sub(y.at(i as c.Index, k as c.Index), y.at(j, k as c.Index))),
      ),
    ),
  notation: ([w, y]) => {
    const [weights, points] = [at(w as Written, LEVEL.power), (y as Written).tex];
    const point = (i: string) =>
      /[_^]/.test(points) ? `\\left(${points}\\right)_${i}` : `${points.toLowerCase()}_${i}`;
    return {
      tex: `\\sum_j ${/[_^]/.test(weights) ? weights : `${weights}_{ij}`}\\left(${point("i")}-${point("j")}\\right)`,
      level: LEVEL.product,
      open: true,
    };
  },
  pullback: {
    w: "offDiagonal(sum(g .* y, {axis: 1}) - g * y')",
    y: "sum(offDiagonal(w), {axis: 1}) .* g - offDiagonal(w)' * g",
  },
});

/** A square matrix with zeros on its diagonal: no point is a neighbour of itself. */
export const offDiagonal = defineFunction({
  name: "offDiagonal",
  params: ["x"],
  shape: ({ x }) => needSquare("offDiagonal", x),
  cell: ({ x }, [i, j]) =>
    c.where(
      isOwn(i, j),
      () => c.none,
      () => x.at(i as c.Index, j as c.Index),
    ),
  notation: ([x]) => x as Written,
  pullback: { x: { formula: "offDiagonal(g)", because: "The diagonal was left out." } },
});

/** A square matrix without its diagonal: one row for each point, one number for each other point. */
export const eachOthers = defineFunction({
  name: "eachOthers",
  params: ["x"],
  shape: ({ x }) => {
    const [n] = needSquare("eachOthers", x) as [number];
    if (n > 1) return [n, n - 1];
    throw new ShapeError("eachOthers: a single point has no others");
  },
  cell: ({ x }, [i, j]) =>
    c.where(
      c.less(c.place(j as c.Index), c.place(i as c.Index)),
      () => x.at(i as c.Index, j as c.Index),
      () => c.or(x, c.none, i as c.Index, c.aff(1, [1, j as c.Index])),
    ),
  notation: ([x]) => x as Written,
  pullback: { x: { formula: "amongOthers(flatten(g))", because: "The diagonal was left out." } },
});

/** How many points there are where each has a number for every other one. */
function pointsOf(x: Shape): number {
  const [length = 0] = x;
  const n = Math.round((1 + Math.sqrt(1 + 4 * length)) / 2);
  if (x.length === 1 && n > 1 && n * (n - 1) === length) return n;
  throw new ShapeError(`amongOthers: every point has a number for each other point, but x is ${describeShape(x)}`);
}

/** Such rows, one after the other, as a square matrix with zeros on its diagonal. */
export const amongOthers = defineFunction({
  name: "amongOthers",
  params: ["x"],
  shape: ({ x }) => [pointsOf(x), pointsOf(x)],
  cell: ({ x }, [i, j]) => {
    const others = pointsOf(x.shape) - 1;
    const own = (shift: number) => c.or(x, c.none, c.aff(shift, [others, i as c.Index], [1, j as c.Index]));
    return c.where(
      isOwn(i, j),
      () => c.none,
      () =>
        c.where(
          c.less(c.place(j as c.Index), c.place(i as c.Index)),
          () => own(0),
          () => own(-1),
        ),
    );
  },
  notation: ([x]) => x as Written,
  pullback: { x: { formula: "flatten(eachOthers(g))", because: "Each number goes back to its row." } },
});

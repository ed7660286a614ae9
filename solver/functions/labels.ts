import * as c from "../cell.ts";
import { ShapeError } from "../errors.ts";
import { defineFunction, type Options, type Written } from "../function.ts";
import { LEVEL } from "../levels.ts";
import { describeShape, type NdArray, type Shape, sameShape } from "../ndarray.ts";
import { reducedShape, sumOver } from "./reductions.ts";

/** The axis along which the classes stand; a label, counted from 0, takes its place. */
function classAxis(fn: string, scores: Shape, labels: Shape, options: Options): number {
  const isList = options.axis === undefined && scores.length === 1;
  if ((isList || options.axis !== undefined) && sameShape(labels, reducedShape(scores, options)))
    return (options.axis as number | undefined) ?? 0;
  throw new ShapeError(
    `${fn}: of labels that are ${describeShape(labels)} and classes that are ${describeShape(scores)} there is not one label for each example`,
    { suggestion: "One label for a list of classes; with {axis: 0}, labels as a row for classes in columns." },
  );
}

/** Whether a cell is that of the labelled class. Labels are whole numbers, however they were computed. */
const isLabelled = (place: c.Index, label: c.Cell): c.Test => c.less(c.abs(c.sub(label, c.place(place))), 0.5);

/** Where a label's cell is: its own example, and the one place along the axis. */
const labelIndex = (index: readonly c.Index[], options: Options): c.Index[] =>
  options.axis === undefined ? [] : index.map((i, d) => (d === options.axis ? 0 : i));

/** 1 for the labelled class and 0 for every other, in the shape of `x`. Labels count from 0. */
export const oneHot = defineFunction({
  name: "oneHot",
  params: ["y", "x"],
  options: ["axis"],
  shape: ({ y, x }, options) => {
    classAxis("oneHot", x, y, options);
    return x;
  },
  cell: ({ y, x }, index, options) =>
    c.where(
      isLabelled(index[classAxis("oneHot", x.shape, y.shape, options)] as c.Index, y.at(...labelIndex(index, options))),
      () => 1,
      () => 0,
    ),
  notation: ([y]) => ({ tex: `\\mathrm{onehot}\\left(${(y as Written).tex}\\right)`, level: LEVEL.atom }),
  pullback: {},
});

/**
 * How often class i (row) was taken for class j (column), of `classes` classes counted from 0. The total of a row is how
 * often the class occurs.
 */
export const confusionMatrix = defineFunction({
  name: "confusionMatrix",
  params: ["y", "yhat"],
  options: ["classes"],
  shape: ({ y, yhat }, { classes }) => {
    const n = Number(classes);
    if (!Number.isInteger(n) || n < 1)
      throw new ShapeError("confusionMatrix: it needs the number of classes, such as {classes: 3}");
    if (y.length === 1 && sameShape(y, yhat)) return [n, n];
    throw new ShapeError(
      `confusionMatrix: labels that are ${describeShape(y)} and predictions that are ${describeShape(yhat)} are not two lists of one length`,
    );
  },
  cell: ({ y, yhat }, [i, j]) =>
    c.sum(y.shape[0] as number, (k) =>
      c.where(
        isLabelled(i as c.Index, y.at(k)),
        () =>
          c.where(
            isLabelled(j as c.Index, yhat.at(k)),
            () => 1,
            () => c.none,
          ),
        () => c.none,
      ),
    ),
  notation: ([y, yhat]) => ({
    tex: `\\#\\left(${(y as Written).tex}=i,\\,${(yhat as Written).tex}=j\\right)`,
    level: LEVEL.atom,
  }),
  pullback: {},
});

/** −ln of the probability of the labelled class. Labels count from 0. */
export const sparseCce = defineFunction({
  name: "sparseCce",
  params: ["a", "y"],
  options: ["axis"],
  shape: ({ a, y }, options) => {
    classAxis("sparseCce", a, y, options);
    return reducedShape(a, options);
  },
  cell: ({ a, y }, index, options) => {
    const axis = classAxis("sparseCce", a.shape, y.shape, options);
    return c.neg(
      sumOver(a.shape, options, index, (...i) =>
        c.where(
          isLabelled(i[axis] as c.Index, y.at(...labelIndex(i, options))),
          () => c.log(a.at(...i)),
          () => c.none,
        ),
      ),
    );
  },
  notation: ([a, y]) => ({
    tex: `-\\ln \\left[${(a as Written).tex}\\right]_{${(y as Written).tex}}`,
    level: LEVEL.negation,
    open: true,
  }),
  pullback: {
    a: {
      formula: "-(g .* oneHot(y, a, {axis: axis}) ./ a)",
      because: "The derivative of $-\\ln$ is minus the reciprocal; only the labelled class counts.",
      fused: {
        softmax: {
          formula: "g .* (a - oneHot(y, a, {axis: axis}))",
          because:
            "Softmax followed by cross-entropy: prediction minus 1 for the labelled class, the prediction elsewhere.",
          value: "cceFromLogits(z, oneHot(y, z, {axis: axis}), {axis: axis})",
          holds: ({ a, y }, outer, inner) => {
            const [{ shape }, labels] = [a as NdArray<number>, y as NdArray<number>];
            const classes = shape[(outer.axis as number | undefined) ?? 0] as number;
            return outer.axis === inner.axis && labels.cells.every((k) => Number.isInteger(k) && k >= 0 && k < classes);
          },
        },
      },
    },
  },
  remarks: [
    { when: (out) => out === Number.POSITIVE_INFINITY, say: "infinite: ln 0, since a prediction is certain and wrong" },
  ],
});

import * as c from "../cell.ts";
import { ShapeError } from "../errors.ts";
import { defineFunction, type Notation, needRank, type Written } from "../function.ts";
import { at, bracket, LEVEL, leading, productPiece } from "../levels.ts";
import { describeShape, type Shape } from "../ndarray.ts";

/** The last axis of `a` must be as long as the first of `b`. */
function needInner(a: Shape, b: Shape): void {
  if (a.at(-1) === b[0]) return;
  throw new ShapeError(
    `the product of ${describeShape(a)} and ${describeShape(b)} does not exist: the inner sizes ${a.at(-1)} and ${b[0]} differ`,
    { suggestion: "Transpose one of them (A'), or write .* for a product cell by cell." },
  );
}

const matrixRule = "Each entry's gradient is what it was multiplied by, times the error it went into.";
const listRule = "The error goes back over the matrix, transposed.";
/** Written side by side; a product cell by cell keeps its brackets, since A(B⊙C) is not (AB)⊙C. */
const beside: Notation = (args) => {
  const [a, b] = args.map((arg) =>
    arg.level === LEVEL.product && arg.tex.includes("\\odot ") ? { tex: bracket(arg.tex), level: LEVEL.atom } : arg,
  );
  return productPiece(leading(a as Written), "\\,", b as Written);
};

export const matmul = defineFunction({
  name: "matmul",
  params: ["a", "b"],
  shape: ({ a, b }) => {
    needRank("matmul", "the left factor", a, 2);
    needRank("matmul", "the right factor", b, 2);
    needInner(a, b);
    return [a[0] as number, b[1] as number];
  },
  cell: ({ a, b }, [i, j]) => c.sum(a.shape[1] as number, (k) => c.mul(a.at(i as c.Index, k), b.at(k, j as c.Index))),
  notation: beside,
  pullback: {
    a: { formula: "g * b'", because: "Product rule for matrices: the error times the right factor, transposed." },
    b: { formula: "a' * g", because: "Product rule for matrices: the left factor, transposed, times the error." },
  },
});

/** Matrix times list. */
export const matvec = defineFunction({
  name: "matvec",
  params: ["a", "b"],
  shape: ({ a, b }) => {
    needRank("matvec", "the left factor", a, 2);
    needRank("matvec", "the right factor", b, 1);
    needInner(a, b);
    return [a[0] as number];
  },
  cell: ({ a, b }, [i]) => c.sum(b.shape[0] as number, (k) => c.mul(a.at(i as c.Index, k), b.at(k))),
  notation: beside,
  pullback: {
    a: { formula: "outer(g, b)", because: matrixRule },
    b: { formula: "a' * g", because: listRule },
  },
});

/** List times matrix. */
export const vecmat = defineFunction({
  name: "vecmat",
  params: ["a", "b"],
  shape: ({ a, b }) => {
    needRank("vecmat", "the left factor", a, 1);
    needRank("vecmat", "the right factor", b, 2);
    needInner(a, b);
    return [b[1] as number];
  },
  cell: ({ a, b }, [j]) => c.sum(a.shape[0] as number, (k) => c.mul(a.at(k), b.at(k, j as c.Index))),
  notation: beside,
  pullback: {
    a: { formula: "b * g", because: listRule },
    b: { formula: "outer(a, g)", because: matrixRule },
  },
});

/** List times list, to one number. */
export const dot = defineFunction({
  name: "dot",
  params: ["a", "b"],
  shape: ({ a, b }) => {
    needRank("dot", "the left factor", a, 1);
    needRank("dot", "the right factor", b, 1);
    needInner(a, b);
    return [];
  },
  cell: ({ a, b }) => c.sum(a.shape[0] as number, (k) => c.mul(a.at(k), b.at(k))),
  notation: ([a, b]) => productPiece(leading(a as Written), "\\cdot ", b as Written),
  pullback: {
    a: { formula: "g .* b", because: "Each entry's gradient is its partner in the product." },
    b: { formula: "g .* a", because: "Each entry's gradient is its partner in the product." },
  },
});

/** List times list, to a matrix of all products. */
export const outer = defineFunction({
  name: "outer",
  params: ["a", "b"],
  shape: ({ a, b }) => {
    needRank("outer", "the left factor", a, 1);
    needRank("outer", "the right factor", b, 1);
    return [a[0] as number, b[0] as number];
  },
  cell: ({ a, b }, [i, j]) => c.mul(a.at(i as c.Index), b.at(j as c.Index)),
  notation: ([a, b]) => ({
    tex: `${leading(a as Written)}\\,${superscripted(b as Written)}`,
    level: LEVEL.product,
  }),
  pullback: { a: "g * b", b: "a * g" },
});

export const transpose = defineFunction({
  name: "transpose",
  params: ["a"],
  shape: ({ a }) => [...a].reverse(),
  cell: ({ a }, index) => a.at(...[...index].reverse()),
  notation: ([a]) => ({ tex: superscripted(a as Written), level: LEVEL.power }),
  pullback: { a: { formula: "g'", because: "The gradient is turned back as the matrix was turned." } },
});

/** A matrix with a list on its diagonal and zeros elsewhere. */
export const diag = defineFunction({
  name: "diag",
  params: ["x"],
  shape: ({ x }) => {
    needRank("diag", "x", x, 1);
    return [x[0] as number, x[0] as number];
  },
  // A place may be the name of a loop variable: places are compared as numbers, and the zero is one by structure.
  cell: ({ x }, [i, j]) =>
    c.where(
      c.equal(c.place(i as c.Index), c.place(j as c.Index)),
      () => x.at(i as c.Index),
      () => c.none,
    ),
  notation: ([x]) => ({ tex: `\\operatorname{diag}${bracket((x as Written).tex)}`, level: LEVEL.atom }),
  pullback: {
    x: { formula: "diagonal(g)", because: "Each number receives the gradient of its place on the diagonal." },
  },
});

/** The diagonal of a square matrix, as a list. */
export const diagonal = defineFunction({
  name: "diagonal",
  params: ["x"],
  shape: ({ x }) => {
    needRank("diagonal", "x", x, 2);
    if (x[0] === x[1]) return [x[0] as number];
    throw new ShapeError(`diagonal: x must be square, but it is ${describeShape(x)}`);
  },
  cell: ({ x }, [i]) => x.at(i as c.Index, i as c.Index),
  notation: ([x]) => ({ tex: `\\operatorname{diag}${bracket((x as Written).tex)}`, level: LEVEL.atom }),
  pullback: { x: { formula: "diag(g)", because: "Only the diagonal was read." } },
});

/** `W^{[2]}` becomes `W^{[2]\top}`: TeX allows one superscript. */
function superscripted(a: Written): string {
  const layer = /^(.*)\^\{(\[[^{}]*\])\}((?:_\{[^{}]*(?:\{[^{}]*\})?[^{}]*\})?)$/.exec(a.tex);
  if (a.level === LEVEL.atom && layer) return `${layer[1]}^{${layer[2]}\\top}${layer[3]}`;
  return `${at(a, LEVEL.atom)}^{\\top}`;
}

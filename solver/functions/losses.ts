import * as c from "../cell.ts";
import { ShapeError } from "../errors.ts";
import {
  aligned,
  defineFunction,
  defineMap,
  type FunctionDefinition,
  type Fusion,
  type Options,
  type Pullback,
  type Written,
} from "../function.ts";
import { at, bracket, LEVEL } from "../levels.ts";
import { broadcastShapes, describeShape, indices, type NdArray, type Shape, sameShape } from "../ndarray.ts";
import { float } from "../readings/float.ts";
import { mostOver, reducedShape, sumOver } from "./reductions.ts";

/**
 * A loss: a sum over output units (along `axis`, or over everything) of a term of prediction `a` and target `y`.
 * With an axis, one loss per example is left.
 */
export function defineLoss(spec: {
  name: string;
  term: (a: c.Cell, y: c.Cell) => c.Cell;
  tex: (a: Written, y: Written) => string;
  /** Whether the written term already carries its leading minus sign, which then moves before the sum. */
  negative: boolean;
  pullback: { a: Pullback; y: Pullback };
  infinite?: string;
}): FunctionDefinition {
  return defineFunction({
    name: spec.name,
    params: ["a", "y"],
    options: ["axis"],
    shape: ({ a, y }, options) => reducedShape(broadcastShapes([a, y]), options),
    cell: ({ a, y }, index, options) =>
      sumOver(broadcastShapes([a.shape, y.shape]), options, index, (...i) =>
        spec.term(a.at(...aligned(a.shape, i)), y.at(...aligned(y.shape, i))),
      ),
    notation: (args, options) => {
      const [a, y] = args as [Written, Written];
      const term = spec.tex(a, y);
      const sign = spec.negative ? "-" : "";
      const level = spec.negative ? LEVEL.negation : LEVEL.product;
      if (summed(broadcastShapes([a.shape, y.shape]), options) > 1)
        return { tex: `${sign}\\sum ${term}`, level, open: true };
      return { tex: sign + term, level, ...(term.includes("\\ln") && { open: true }) };
    },
    pullback: spec.pullback,
    remarks: spec.infinite ? [{ when: (out) => out === Number.POSITIVE_INFINITY, say: spec.infinite }] : [],
  });
}

const summed = (shape: Shape, options: Options): number =>
  shape.reduce((n, extent, d) => (options.axis === undefined || options.axis === d ? n * extent : n), 1);

/** (a − y)², summed over the outputs; a factor ½ or a mean stands outside, as conventions want. */
export const squaredError = defineLoss({
  name: "squaredError",
  term: (a, y) => c.pow(c.sub(a, y), 2),
  tex: (a, y) => `${bracket(`${at(a, LEVEL.sum)}-${at(y, LEVEL.product)}`)}^2`,
  negative: false,
  pullback: {
    a: { formula: "g .* (2 * (a - y))", because: "Power rule: twice the error." },
    y: { formula: "g .* (2 * (y - a))", because: "Power rule: twice the error, with the sign turned." },
  },
});

/** `weight·ln p`: `ln p` alone where the weight is 1, and nothing at all where it is 0, so that 0·ln 0 is 0. */
const weightedLog = (weight: c.Cell, p: c.Cell): c.Cell =>
  c.where(
    c.equal(weight, 0),
    () => c.none,
    () =>
      c.where(
        c.equal(weight, 1),
        () => c.log(p),
        () => c.mul(weight, c.log(p)),
      ),
  );

/** Binary cross-entropy (natural logarithm), for predictions in (0, 1) and targets 0 or 1. */
export const bce = defineLoss({
  name: "bce",
  term: (a, y) => c.neg(c.add(weightedLog(y, a), weightedLog(c.sub(1, y), c.sub(1, a)))),
  tex: (a, y) => {
    const [p, t] = [at(a, LEVEL.power), at(y, LEVEL.product)];
    return `\\left[${t}\\,\\ln ${p}+\\left(1-${t}\\right)\\ln\\left(1-${at(a, LEVEL.product)}\\right)\\right]`;
  },
  negative: true,
  pullback: {
    a: {
      formula: "g .* ((1 - y) ./ (1 - a) - y ./ a)",
      because: "The derivative of $-\\ln$ is minus the reciprocal; only the term of the true class counts.",
      fused: {
        sigmoid: {
          formula: "g .* (a - y)",
          because: "Sigmoid followed by cross-entropy: slopes cancel, and prediction minus target is left.",
          value: "bceFromLogits(z, y, {axis: axis})",
        },
      },
    },
    y: { formula: "g .* spread(log(1 - a) - log(a), y)", because: "The loss is linear in the target." },
  },
  infinite: "infinite: ln 0, since a prediction is certain and wrong",
});

/** The derivative of softmax has an entry for every pair of classes, so this shortcut is a sum, not a product. */
const softmaxShortcut: Fusion = {
  formula: "g .* (a - y)",
  because: "Softmax followed by cross-entropy: slopes cancel, and prediction minus target is left.",
  value: "cceFromLogits(z, spread(y, z), {axis: axis})",
  holds: ({ a, y }, outer, inner) => {
    const [predictions, targets] = [a as NdArray<number>, y as NdArray<number>];
    return outer.axis === inner.axis && sameShape(predictions.shape, targets.shape) && sumsToOne(targets, inner);
  },
  derivation: ({ L, z }) => [
    {
      why: "The slope of the loss: only the predicted probability of each class enters.",
      tex: `\\frac{\\partial ${L}}{\\partial a_k}=-\\frac{y_k}{a_k}`,
    },
    {
      why: "The slopes of the softmax: its own input raises an output, every other input lowers it.",
      tex: `\\frac{\\partial a_k}{\\partial z_j}=a_k\\left(\\delta_{kj}-a_j\\right)`,
    },
    {
      why: "Chain rule: every output depends on $z_j$, so there is a sum; $a_k$ cancels.",
      tex: `\\frac{\\partial ${L}}{\\partial z_j}=\\sum_k -\\frac{y_k}{a_k}\\,a_k\\left(\\delta_{kj}-a_j\\right)=-y_j+a_j\\sum_k y_k`,
    },
    {
      why: `The targets of one example sum to 1, which leaves prediction minus target for $${z}$.`,
      tex: "-y_j+a_j\\cdot1=a_j-y_j",
    },
  ],
};

const sumsToOne = (y: NdArray<number>, options: Options): boolean =>
  indices(reducedShape(y.shape, options)).every((index) => {
    const total = c.readCell(sumOver(y.shape, options, index, c.operandOf(y, 0).at), [y], float);
    return Math.abs(total - 1) < 1e-9;
  });

/** Categorical cross-entropy (natural logarithm), for probabilities and one-hot targets. */
export const cce = defineLoss({
  name: "cce",
  term: (a, y) => c.neg(weightedLog(y, a)),
  tex: (a, y) => `${at(y, LEVEL.product)}\\,\\ln ${at(a, LEVEL.power)}`,
  negative: true,
  pullback: {
    a: {
      formula: "-(g .* y ./ a)",
      because: "The derivative of $-\\ln$ is minus the reciprocal; only the true class counts.",
      fused: { softmax: softmaxShortcut },
    },
    y: { formula: "-(g .* spread(log(a), y))", because: "The loss is linear in the target." },
  },
  infinite: "infinite: ln 0, since a prediction is certain and wrong",
});

/** p/q, and 0 where p is: what the divergence of two distributions changes by with q. */
export const klSlope = defineMap({
  name: "klSlope",
  params: ["p", "q"],
  map: (p, q) =>
    c.where(
      c.equal(p, 0),
      () => 0,
      () => c.div(p, q),
    ),
  notation: ([p, q]) => ({ tex: `\\frac{${(p as Written).tex}}{${(q as Written).tex}}`, level: LEVEL.product }),
  pullback: {
    p: { formula: "g .* klSlope(p, p .* q)", because: "Dividing by a number scales the gradient by its reciprocal." },
    q: { formula: "-(g .* klSlope(p, q .^ 2))", because: "Quotient rule for the denominator." },
  },
});

/** Kullback and Leibler's divergence Σ p ln(p/q): what it costs to take q for p. A term with p = 0 is none. */
export const kl = defineLoss({
  name: "kl",
  term: (p, q) =>
    c.where(
      c.equal(p, 0),
      () => c.none,
      () => c.mul(p, c.log(c.div(p, q))),
    ),
  tex: (p, q) => `${at(p, LEVEL.product)}\\,\\ln \\frac{${p.tex}}{${q.tex}}`,
  negative: false,
  pullback: {
    a: { formula: "g .* (log(a ./ y) + 1)", because: "Product rule." },
    y: { formula: "-(g .* klSlope(a, y))", because: "The derivative of $-\\ln q$ is minus the reciprocal." },
  },
  infinite: "infinite: ln of a division by 0, since $q$ rules out what happens",
});

/** Shannon's entropy in bits, −Σ p log₂ p: how many bits it takes to tell which. A term with p = 0 is none. */
export const entropy = defineFunction({
  name: "entropy",
  params: ["p"],
  options: ["axis"],
  shape: ({ p }, options) => reducedShape(p, options),
  cell: ({ p }, index, options) =>
    c.neg(
      c.div(
        sumOver(p.shape, options, index, (...i) => weightedLog(p.at(...i), p.at(...i))),
        c.log(2),
      ),
    ),
  notation: ([p]) => {
    const { tex } = p as Written;
    return { tex: `-\\sum ${tex}\\,\\log_2 ${at(p as Written, LEVEL.power)}`, level: LEVEL.negation, open: true };
  },
  pullback: { p: { formula: "-(g .* (log(p) + 1) / log(2))", because: "Product rule: $\\log_2 p$ and $1/\\ln2$." } },
});

/** `bce(sigmoid(z), y)` with all its digits where the sigmoid has rounded to 0 or 1. */
export const bceFromLogits = defineLoss({
  name: "bceFromLogits",
  term: (z, y) => c.add(c.sub(c.max(0, z), c.mul(z, y)), c.log(c.add(1, c.exp(c.neg(c.max(z, c.neg(z))))))),
  tex: (z, y) => bce.notation([{ ...z, tex: `\\sigma\\left(${z.tex}\\right)`, level: LEVEL.atom }, y], {}).tex,
  negative: false,
  pullback: {
    a: { formula: "g .* (sigmoid(a) - y)", because: "Prediction minus target." },
    y: { formula: "-(g .* spread(a, y))", because: "The loss is linear in the target." },
  },
});

/** `cce(softmax(z), y)` with all its digits where the softmax has rounded to 0 or 1. */
export const cceFromLogits = defineFunction({
  name: "cceFromLogits",
  params: ["z", "y"],
  options: ["axis"],
  shape: ({ z, y }, options) => {
    if (sameShape(z, y)) return reducedShape(z, options);
    throw new ShapeError(`cceFromLogits: z is ${describeShape(z)} and y is ${describeShape(y)}; they must be alike`);
  },
  cell: ({ z, y }, index, options) => {
    const largest = c.shift(() => mostOver(z.shape, options, index, z.at));
    const total = sumOver(z.shape, options, index, (...i) => c.exp(c.sub(z.at(...i), largest)));
    const lse = c.add(largest, c.log(total));
    return sumOver(z.shape, options, index, (...i) => c.mul(y.at(...i), c.sub(lse, z.at(...i))));
  },
  notation: ([z, y], options) =>
    cce.notation(
      [
        { ...(z as Written), tex: `\\mathrm{softmax}\\left(${(z as Written).tex}\\right)`, level: LEVEL.atom },
        y as Written,
      ],
      options,
    ),
  pullback: {
    z: { formula: "g .* (softmax(z, {axis: axis}) .* sum(y, {axis: axis}) - y)", because: "Prediction minus target." },
    y: { formula: "g .* (log(sum(exp(z), {axis: axis})) - z)", because: "The loss is linear in the target." },
  },
});

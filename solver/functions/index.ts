import type { FunctionDefinition } from "../function.ts";
import { bipolarSigmoid, linear, relu, sigmoid, softmax, step, stepAtLeast, tanh } from "./activations.ts";
import { divide, exp, log, minus, negate, plus, power, spread, sqrt, times } from "./arithmetic.ts";
import { abs, maximum, minimum, sign } from "./comparisons.ts";
import { convolutions } from "./convolution.ts";
import { oneHot, sparseCce } from "./labels.ts";
import { dot, matmul, matvec, outer, transpose, vecmat } from "./linear-algebra.ts";
import { list1, list2, list3, unit } from "./lists.ts";
import { log2, log10, logBase } from "./logarithms.ts";
import { bce, bceFromLogits, cce, cceFromLogits, squaredError } from "./losses.ts";
import { erf, normalCdf, normalPdf, pi } from "./normal.ts";
import { avgPool, maxPool, pick, unpool, unpoolEvenly, winner } from "./pooling.ts";
import { elu, eluSlope, hardTanh, leakyRelu, leakySlope, prelu, selu, softplus } from "./rectifiers.ts";
import { average, count, sum, sumTo } from "./reductions.ts";
import { absoluteError, hinge, huber, huberNotes } from "./robust-losses.ts";
import { ceil, floor } from "./rounding.ts";
import { concat, flatten, parts, reshape, reshapeLike } from "./shape.ts";
import { gelu, geluTanh, swish } from "./smooth-units.ts";

/** Every function there is. Formulas can reach nothing else. */
const catalogue: readonly FunctionDefinition[] = [
  // arithmetic
  plus,
  minus,
  negate,
  times,
  divide,
  power,
  exp,
  log,
  sqrt,
  maximum,
  minimum,
  abs,
  sign,
  logBase,
  log2,
  log10,
  pi,
  erf,
  normalCdf,
  normalPdf,
  spread,
  floor,
  ceil,
  // lists
  list1,
  list2,
  list3,
  unit,
  // shape
  reshape,
  reshapeLike,
  flatten,
  concat,
  ...parts,
  // matrices
  matmul,
  matvec,
  vecmat,
  dot,
  outer,
  transpose,
  // reductions
  sum,
  average,
  count,
  sumTo,
  // activations
  sigmoid,
  tanh,
  relu,
  step,
  stepAtLeast,
  linear,
  bipolarSigmoid,
  leakyRelu,
  leakySlope,
  prelu,
  elu,
  eluSlope,
  selu,
  softplus,
  hardTanh,
  gelu,
  geluTanh,
  swish,
  softmax,
  // convolution and pooling
  ...convolutions,
  maxPool,
  avgPool,
  winner,
  unpool,
  unpoolEvenly,
  pick,
  // losses
  squaredError,
  bce,
  cce,
  bceFromLogits,
  cceFromLogits,
  absoluteError,
  huber,
  huberNotes,
  hinge,
  sparseCce,
  oneHot,
];

/** By name. A Map, so that no name from outside reaches a prototype. */
export const functions: ReadonlyMap<string, FunctionDefinition> = new Map(catalogue.map((f) => [f.name, f]));

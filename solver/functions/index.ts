import type { FunctionDefinition } from "../function.ts";
import { bipolarSigmoid, linear, relu, sigmoid, softmax, step, stepAtLeast, tanh } from "./activations.ts";
import { divide, exp, log, minus, negate, plus, power, ratio, spread, sqrt, times } from "./arithmetic.ts";
import { abs, atLeast, choose, compatible, equals, lessThan, maximum, minimum, sign } from "./comparisons.ts";
import { convolutions } from "./convolution.ts";
import { isLargest, largest } from "./extremes.ts";
import { along, largestPer, smallestPer, sumPer } from "./features.ts";
import { crop, cropInto, motions, range, reverse, shifts, take, takeInto } from "./images.ts";
import { confusionMatrix, oneHot, sparseCce } from "./labels.ts";
import { diag, diagonal, dot, matmul, matvec, outer, transpose, vecmat } from "./linear-algebra.ts";
import { list1, list2, list3, unit } from "./lists.ts";
import { log2, log10, logBase } from "./logarithms.ts";
import { bce, bceFromLogits, cce, cceFromLogits, entropy, kl, klSlope, squaredError } from "./losses.ts";
import { ofMap, perMap } from "./maps.ts";
import { amongOthers, eachOthers, offDiagonal, squaredDistances, weightedDifferences } from "./neighbours.ts";
import { erf, normalCdf, normalPdf, pi } from "./normal.ts";
import { absoluteNorm, squaredNorm } from "./norms.ts";
import { avgPool, maxPool, pick, unpool, unpoolEvenly, winner } from "./pooling.ts";
import {
  elu,
  eluSlope,
  hardSigmoid,
  hardTanh,
  leakyRelu,
  leakySlope,
  prelu,
  relu6,
  selu,
  softplus,
} from "./rectifiers.ts";
import { average, count, product, sum, sumTo } from "./reductions.ts";
import { absoluteError, hinge, huber, huberNotes, huberOf, huberOfNotes } from "./robust-losses.ts";
import { ceil, floor } from "./rounding.ts";
import { concat, flatten, part, partInto, parts, reshape, reshapeLike, squeeze } from "./shape.ts";
import { gelu, geluTanh, mish, softsign, swish } from "./smooth-units.ts";
import { cos, sin } from "./trigonometry.ts";

/** Every function there is. Formulas can reach nothing else. */
const catalogue: readonly FunctionDefinition[] = [
  // arithmetic
  plus,
  minus,
  negate,
  times,
  divide,
  ratio,
  power,
  exp,
  log,
  sqrt,
  maximum,
  minimum,
  abs,
  sign,
  compatible,
  equals,
  lessThan,
  atLeast,
  choose,
  logBase,
  log2,
  log10,
  pi,
  cos,
  sin,
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
  squeeze,
  concat,
  ...parts,
  part,
  partInto,
  // matrices
  matmul,
  matvec,
  vecmat,
  dot,
  outer,
  transpose,
  diag,
  diagonal,
  // reductions
  sum,
  average,
  count,
  sumTo,
  product,
  squaredNorm,
  absoluteNorm,
  sumPer,
  largestPer,
  smallestPer,
  along,
  largest,
  isLargest,
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
  relu6,
  hardSigmoid,
  gelu,
  geluTanh,
  swish,
  softsign,
  mish,
  softmax,
  // convolution and pooling
  ...convolutions,
  maxPool,
  avgPool,
  winner,
  unpool,
  unpoolEvenly,
  pick,
  perMap,
  ofMap,
  // images
  ...motions,
  reverse,
  ...shifts,
  crop,
  cropInto,
  take,
  takeInto,
  range,
  // losses
  squaredError,
  bce,
  cce,
  bceFromLogits,
  cceFromLogits,
  absoluteError,
  huber,
  huberNotes,
  huberOf,
  huberOfNotes,
  hinge,
  sparseCce,
  oneHot,
  confusionMatrix,
  kl,
  klSlope,
  entropy,
  // points and their neighbours
  squaredDistances,
  weightedDifferences,
  offDiagonal,
  eachOthers,
  amongOthers,
];

/** By name. A Map, so that no name from outside reaches a prototype. */
export const functions: ReadonlyMap<string, FunctionDefinition> = new Map(catalogue.map((f) => [f.name, f]));

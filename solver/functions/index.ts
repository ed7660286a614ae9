import type { FunctionDefinition } from "../function.ts";
import { linear, relu, sigmoid, softmax, step, stepAtLeast, tanh } from "./activations.ts";
import { divide, exp, log, maximum, minus, negate, plus, power, spread, sqrt, times } from "./arithmetic.ts";
import { dot, matmul, matvec, outer, transpose, vecmat } from "./linear-algebra.ts";
import { list1, list2, list3, unit } from "./lists.ts";
import { bce, bceFromLogits, cce, cceFromLogits, squaredError } from "./losses.ts";
import { average, count, sum, sumTo } from "./reductions.ts";
import { ceil, floor } from "./rounding.ts";

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
  spread,
  floor,
  ceil,
  // lists
  list1,
  list2,
  list3,
  unit,
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
  softmax,
  // losses
  squaredError,
  bce,
  cce,
  bceFromLogits,
  cceFromLogits,
];

/** By name. A Map, so that no name from outside reaches a prototype. */
export const functions: ReadonlyMap<string, FunctionDefinition> = new Map(catalogue.map((f) => [f.name, f]));

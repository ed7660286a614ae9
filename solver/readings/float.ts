import type { Arithmetic } from "../cell.ts";
import { erf } from "./erf.ts";

/** A number is a float64. */
export const float: Arithmetic<number> = {
  number: (value) => value,
  none: 0,
  pi: Math.PI,
  neg: (x) => -x,
  exp: Math.exp,
  log: Math.log,
  sqrt: Math.sqrt,
  tanh: Math.tanh,
  erf,
  cos: Math.cos,
  sin: Math.sin,
  abs: Math.abs,
  sign: Math.sign,
  floor: Math.floor,
  ceil: Math.ceil,
  add: (x, y) => x + y,
  sub: (x, y) => x - y,
  mul: (x, y) => x * y,
  div: (x, y) => x / y,
  pow: (x, y) => x ** y,
  max: Math.max,
  min: Math.min,
  sum: (terms) => terms.reduce((total, term) => total + term, 0),
  most: (terms) => terms.reduce((largest, term) => Math.max(largest, term)),
  argmost: (terms, places) => places[terms.indexOf(Math.max(...terms))] ?? Number.NaN,
  less: (x, y) => x < y,
  equal: (x, y) => x === y,
  shift: (of) => of(),
};

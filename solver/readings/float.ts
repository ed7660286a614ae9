import type { Arithmetic } from "../cell.ts";

/** A number is a float64. */
export const float: Arithmetic<number> = {
  number: (value) => value,
  none: 0,
  neg: (x) => -x,
  exp: Math.exp,
  log: Math.log,
  tanh: Math.tanh,
  add: (x, y) => x + y,
  sub: (x, y) => x - y,
  mul: (x, y) => x * y,
  div: (x, y) => x / y,
  pow: (x, y) => x ** y,
  max: Math.max,
  sum: (terms) => terms.reduce((total, term) => total + term, 0),
  most: (terms) => terms.reduce((largest, term) => Math.max(largest, term)),
  less: (x, y) => x < y,
  equal: (x, y) => x === y,
  shift: (of) => of(),
};

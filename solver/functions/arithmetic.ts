import * as c from "../cell.ts";
import { defineMap, infix, type Written } from "../function.ts";
import { at, LEVEL, type Piece } from "../levels.ts";

export const plus = defineMap({
  name: "plus",
  params: ["a", "b"],
  map: c.add,
  notation: infix("+", LEVEL.sum),
  pullback: {
    a: { formula: "g", because: "A sum passes the gradient on unchanged." },
    b: { formula: "g", because: "A sum passes the gradient on unchanged." },
  },
});

export const minus = defineMap({
  name: "minus",
  params: ["a", "b"],
  map: c.sub,
  notation: infix("-", LEVEL.sum, LEVEL.product),
  pullback: {
    a: { formula: "g", because: "A difference passes the gradient on unchanged." },
    b: { formula: "-g", because: "What is subtracted receives the gradient with its sign turned." },
  },
});

export const negate = defineMap({
  name: "negate",
  params: ["a"],
  map: c.neg,
  notation: ([a]) => ({ tex: `-${at(a as Written, LEVEL.product)}`, level: LEVEL.negation }),
  pullback: { a: { formula: "-g", because: "The sign turns." } },
});

const otherFactor = "A factor's gradient is what arrives times the other factor.";
/** Cell by cell. */
export const times = defineMap({
  name: "times",
  params: ["a", "b"],
  map: c.mul,
  notation: ([a, b]) => product(a as Written, b as Written),
  pullback: {
    a: { formula: "g .* b", because: otherFactor },
    b: { formula: "g .* a", because: otherFactor },
  },
});

/** `3v`, `b\,c`, `0.01\cdot2`, `A\odot B`: numbers need a dot between them, matrices a circle. */
function product(a: Written, b: Written): Piece {
  const left = a.level === LEVEL.negation ? a.tex : at(a, LEVEL.product);
  const right = at(b, LEVEL.product);
  const isNumber = (tex: string) => /^-?[\d.]/.test(tex);
  const sign =
    a.shape.length > 0 && b.shape.length > 0
      ? "\\odot "
      : isNumber(right) || right.startsWith("\\frac")
        ? "\\cdot "
        : "\\,";
  return { tex: `${left}${sign}${right}`, level: LEVEL.product };
}

export const divide = defineMap({
  name: "divide",
  params: ["a", "b"],
  map: c.div,
  notation: ([a, b]) => ({ tex: `\\frac{${(a as Written).tex}}{${(b as Written).tex}}`, level: LEVEL.product }),
  pullback: {
    a: { formula: "g ./ b", because: "Dividing by a number scales the gradient by its reciprocal." },
    b: { formula: "-(g .* out ./ b)", because: "Quotient rule for the denominator." },
  },
  remarks: [{ when: (_, _a, b) => b === 0, say: "a division by 0" }],
});

export const power = defineMap({
  name: "power",
  params: ["a", "n"],
  map: c.pow,
  notation: ([a, n]) => {
    const [base, exponent] = [a as Written, n as Written];
    return {
      tex: `${at(base, LEVEL.atom)}^{${base.shape.length > 0 ? "\\circ " : ""}${exponent.tex}}`,
      level: LEVEL.power,
    };
  },
  pullback: {
    a: { formula: "g .* (n .* a .^ (n - 1))", because: "Power rule: the exponent comes down and is lowered by one." },
    n: { formula: "g .* out .* log(a)", because: "Exponential rule: the function itself times ln of the base." },
  },
});

export const exp = defineMap({
  name: "exp",
  params: ["a"],
  map: c.exp,
  notation: ([a]) => ({ tex: `e^{${(a as Written).tex}}`, level: LEVEL.power }),
  pullback: { a: { formula: "g .* out", because: "The exponential is its own derivative." } },
  remarks: [{ when: (out) => out === Number.POSITIVE_INFINITY, say: "too large for a float64" }],
});

/** Natural logarithm. */
export const log = defineMap({
  name: "log",
  params: ["a"],
  map: c.log,
  notation: ([a]) => ({ tex: `\\ln ${at(a as Written, LEVEL.power)}`, level: LEVEL.product }),
  pullback: { a: { formula: "g ./ a", because: "The derivative of ln is the reciprocal." } },
  remarks: [
    { when: (_, a) => a === 0, say: "ln 0, which is $-\\infty$" },
    { when: (_, a) => a < 0, say: "the logarithm of a negative number, which does not exist" },
  ],
});

/** A number repeated in the shape of `x`: the gradient of a sum, which is the same for every term. */
export const spread = defineMap({
  name: "spread",
  params: ["s", "x"],
  map: (s) => s,
  notation: ([s]) => s as Written,
  pullback: { s: { formula: "g", because: "A repeated number receives the sum over its copies." } },
});

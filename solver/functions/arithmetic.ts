import * as c from "../cell.ts";
import { defineMap, infix, type Written } from "../function.ts";
import { at, bracket, LEVEL, leading, type Piece, productPiece } from "../levels.ts";

export const plus = defineMap({
  name: "plus",
  params: ["a", "b"],
  map: c.add,
  notation: ([a, b], options) => {
    const term = b as Written;
    const second = term.tex.startsWith("-") ? { ...term, tex: bracket(term.tex) } : term;
    return infix("+", LEVEL.sum)([a as Written, second], options);
  },
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
  notation: ([a]) => ({ ...(a as Written), tex: `-${at(a as Written, LEVEL.product)}`, level: LEVEL.negation }),
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
  const right = at(b, LEVEL.product);
  const isNumber = (tex: string) => /^-?[\d.]/.test(tex);
  const sign =
    a.shape.length > 0 && b.shape.length > 0
      ? "\\odot "
      : isNumber(right) || right.startsWith("\\frac")
        ? "\\cdot "
        : "\\,";
  return productPiece(leading(a), sign, b);
}

export const divide = defineMap({
  name: "divide",
  params: ["a", "b"],
  map: c.div,
  notation: ([a, b]) => quotient(a as Written, b as Written),
  pullback: {
    a: { formula: "g ./ b", because: "Dividing by a number scales the gradient by its reciprocal." },
    b: { formula: "-(g .* out ./ b)", because: "Quotient rule for the denominator." },
  },
  remarks: [{ when: (_, _a, b) => b === 0, say: "a division by 0" }],
});

/** A fraction, also of symbols for arrays, entry by entry; where the arrays themselves are printed, a sign between them. */
const quotient = (a: Written, b: Written): Piece =>
  b.shape.length > 0 && /\\begin\{|\\left\[/.test(b.tex)
    ? productPiece(leading(a), "\\oslash ", { ...b, tex: at(b, LEVEL.power), level: LEVEL.power })
    : { tex: `\\frac{${a.tex}}{${b.tex}}`, level: LEVEL.product };

/** `a / b`, and 0 where there is nothing to divide by: the share of none in none. */
export const ratio = defineMap({
  name: "ratio",
  params: ["a", "b"],
  map: (a, b) =>
    c.where(
      c.equal(b, 0),
      () => 0,
      () => c.div(a, b),
    ),
  notation: ([a, b]) => quotient(a as Written, b as Written),
  pullback: {
    a: { formula: "g .* ratio(1, b)", because: "Dividing by a number scales the gradient by its reciprocal." },
    b: { formula: "-(g .* ratio(a, b .^ 2))", because: "Quotient rule for the denominator." },
  },
  remarks: [{ when: (_, _a, b) => b === 0, say: "0/0, which is no number; it is taken as 0" }],
});

/** Entry by entry. */
export const power = defineMap({
  name: "power",
  params: ["a", "n"],
  map: c.pow,
  notation: ([a, n]) => {
    const [base, exponent] = [a as Written, n as Written];
    return {
      tex: `${raised(base)}^{${exponent.tex}}`,
      level: LEVEL.power,
    };
  },
  pullback: {
    a: { formula: "g .* (n .* a .^ (n - 1))", because: "Power rule: the exponent comes down and is lowered by one." },
    n: { formula: "g .* out .* log(a)", because: "Exponential rule: the function itself times ln of the base." },
  },
});

/** TeX allows one superscript: `W^{[1]}` needs brackets before it is squared. */
const raised = (base: Written): string =>
  base.tex.includes("^") && base.level === LEVEL.atom ? bracket(base.tex) : at(base, LEVEL.atom);

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
  notation: ([a]) => ({ tex: `\\ln ${at(a as Written, LEVEL.power)}`, level: LEVEL.product, open: true }),
  pullback: { a: { formula: "g ./ a", because: "The derivative of ln is the reciprocal." } },
  remarks: [
    { when: (_, a) => a === 0, say: "ln 0, which is $-\\infty$" },
    { when: (_, a) => a < 0, say: "the logarithm of a negative number, which does not exist" },
  ],
});

export const sqrt = defineMap({
  name: "sqrt",
  params: ["a"],
  map: c.sqrt,
  notation: ([a]) => ({ tex: `\\sqrt{${(a as Written).tex}}`, level: LEVEL.atom }),
  pullback: { a: { formula: "g ./ (2 * out)", because: "The slope of the root is one over twice the root." } },
  remarks: [{ when: (_, a) => a < 0, say: "the root of a negative number, which does not exist" }],
});

/** A number repeated in the shape of `x`: the gradient of a sum, which is the same for every term. */
export const spread = defineMap({
  name: "spread",
  params: ["s", "x"],
  map: (s) => s,
  notation: ([s]) => ({ tex: `${(s as Written).tex}\\text{ in every entry}`, level: LEVEL.sum }),
  pullback: { s: { formula: "g", because: "A repeated number receives the sum over its copies." } },
});

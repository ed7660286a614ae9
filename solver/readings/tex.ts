import type { Arithmetic } from "../cell.ts";
import { at, bracket, LEVEL, leading, numberPiece, type Piece, productPiece } from "../levels.ts";
import { float } from "./float.ts";

/**
 * A number is what a person writes down for it: `2\cdot1+3\cdot2+5\cdot3+6\cdot2`. The value comes along so that lazy
 * branches are taken as they were when the value was computed.
 */
export interface Term extends Piece {
  value: number;
  /** Zero by structure: annihilates products, vanishes from sums. */
  none?: true;
  /** What this is the negative of; of a largest of negatives, all of them: −max(−a, −b) is written min(a, b). */
  negated?: readonly Term[];
}

/** @param number the TeX of a number, to the digits shown */
export function texArithmetic(number: (value: number) => string): Arithmetic<Term> {
  return {
    number: (value) => ({ value, ...numberPiece(number(value)) }),
    none: { tex: "0", value: 0, level: LEVEL.atom, none: true },
    neg: (x) => {
      if (x.none) return x;
      const value = float.neg(x.value);
      if (x.negated && x.negated.length > 1) return extreme("min", value, x.negated);
      const tex = x.tex === "0" ? x : term(value, `-${at(x, LEVEL.product)}`, LEVEL.negation);
      return { ...tex, negated: [x] };
    },
    pi: { tex: "\\pi", value: Math.PI, level: LEVEL.atom },
    // Without an exponent there is nothing to raise: e⁰ is written 1.
    exp: (x) => (x.none ? whole(1, number(1)) : term(float.exp(x.value), `e^{${exponent(x.tex)}}`, LEVEL.power)),
    log: (x) => ({ ...term(float.log(x.value), `\\ln ${at(x, LEVEL.power)}`, LEVEL.product), open: true }),
    sqrt: (x) => term(float.sqrt(x.value), `\\sqrt{${x.tex}}`, LEVEL.atom),
    erf: (x) => term(float.erf(x.value), `\\operatorname{erf}${bracket(x.tex)}`, LEVEL.atom),
    cos: (x) => term(float.cos(x.value), `\\cos${bracket(x.tex)}`, LEVEL.atom),
    sin: (x) => term(float.sin(x.value), `\\sin${bracket(x.tex)}`, LEVEL.atom),
    abs: (x) => term(float.abs(x.value), `\\left|${x.tex}\\right|`, LEVEL.atom),
    sign: (x) => term(float.sign(x.value), `\\operatorname{sgn}${bracket(x.tex)}`, LEVEL.atom),
    tanh: (x) => term(float.tanh(x.value), `\\tanh${bracket(x.tex)}`, LEVEL.atom),
    // Nobody writes the brackets around what is whole already.
    floor: (x) =>
      Number.isInteger(x.value) ? x : whole(float.floor(x.value), `\\left\\lfloor ${x.tex}\\right\\rfloor`),
    ceil: (x) => (Number.isInteger(x.value) ? x : whole(float.ceil(x.value), `\\left\\lceil ${x.tex}\\right\\rceil`)),
    max: (x, y) => term(float.max(x.value, y.value), `\\max\\left(${x.tex},\\,${y.tex}\\right)`, LEVEL.atom),
    min: (x, y) => term(float.min(x.value, y.value), `\\min\\left(${x.tex},\\,${y.tex}\\right)`, LEVEL.atom),
    add: (x, y) => written([x, y], float.add(x.value, y.value)),
    sub: (x, y) => {
      if (y.none) return x;
      const value = float.sub(x.value, y.value);
      if (x.none) return term(value, `-${at(y, LEVEL.product)}`, LEVEL.negation);
      return term(value, `${x.tex}-${at(y, LEVEL.product)}`, LEVEL.sum);
    },
    mul: (x, y) => {
      if (x.none || y.none) return { ...(x.none ? x : y) };
      return { value: float.mul(x.value, y.value), ...productPiece(leading(x), "\\cdot", y) };
    },
    div: (x, y) => {
      if (x.none) return x;
      const value = float.div(x.value, y.value);
      // The sign of what is divided stands before the fraction, where brackets can hold it.
      if (x.level === LEVEL.negation) return term(value, `-\\frac{${x.tex.slice(1)}}{${y.tex}}`, LEVEL.negation);
      return term(value, `\\frac{${x.tex}}{${y.tex}}`, LEVEL.product);
    },
    pow: (x, y) => term(float.pow(x.value, y.value), `${at(x, LEVEL.atom)}^{${y.tex}}`, LEVEL.power),
    sum: (terms) => written(terms, float.sum(terms.map((t) => t.value))),
    most: (terms) => {
      if (terms.length === 1) return terms[0] as Term;
      const negated = terms.flatMap((t) => (t.negated?.length === 1 ? t.negated : []));
      const largest = extreme("max", float.most(terms.map((t) => t.value)), terms);
      return negated.length === terms.length ? { ...largest, negated } : largest;
    },
    argmost: (terms, places) => {
      const value = float.argmost(
        terms.map((t) => t.value),
        places,
      );
      return term(value, `\\arg\\max\\left(${terms.map((t) => t.tex).join(",\\,")}\\right)`, LEVEL.product);
    },
    less: (x, y) => float.less(x.value, y.value),
    equal: (x, y) => float.equal(x.value, y.value),
    shift: () => ({ tex: "0", value: 0, level: LEVEL.atom, none: true }),
  };
}

const term = (value: number, tex: string, level: Term["level"]): Term => ({ value, tex, level });
const extreme = (which: "max" | "min", value: number, terms: readonly Term[]): Term =>
  term(value, `\\${which}\\left(${terms.map((t) => t.tex).join(",\\,")}\\right)`, LEVEL.atom);
const whole = (value: number, tex: string): Term => term(value, tex, LEVEL.atom);

/** `-(-2)` in an exponent is written 2, and `-(-(-2))` is −2. */
function exponent(tex: string): string {
  const [, positive, negative] = /^-\\left\(-(?:([\d.]+)|\\left\((-[\d.]+)\\right\))\\right\)$/.exec(tex) ?? [];
  return positive ?? negative ?? tex;
}

/** A sum of terms with their signs; structural zeros are left out. */
function written(terms: readonly Term[], value: number): Term {
  const [first, ...rest] = terms.filter((t) => !t.none);
  if (!first) return { tex: "0", value: 0, level: LEVEL.atom, none: true };
  if (rest.length === 0) return first;
  const tail = rest.map((t) => (t.tex.startsWith("-") ? t.tex : `+${t.tex}`));
  return term(value, first.tex + tail.join(""), LEVEL.sum);
}

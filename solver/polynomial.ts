import type { Expr } from "./expression.ts";

/** A product of powers with a coefficient: `-1 · y · (1-a)`. Keyed by the factors' TeX, in the order they appeared. */
interface Monomial {
  coefficient: number;
  powers: Map<string, number>;
}
export type Polynomial = Monomial[];

/**
 * Multiplies an expression out into a sum of monomials; equal ones are added and what adds to 0 disappears.
 *
 * @param write the TeX of what is not taken apart
 * @param keepComplements whether `1 - a` stays one factor, so that it can cancel against a denominator
 */
export function expand(expr: Expr, write: (e: Expr) => string, keepComplements: boolean): Polynomial {
  const visit = (e: Expr): Polynomial => {
    if (e.kind === "number") return [{ coefficient: e.value, powers: new Map() }];
    if (e.kind === "name") return [factor(write(e))];
    const [a, b] = e.args as [Expr, Expr];
    switch (e.fn) {
      case "plus":
        return [...visit(a), ...visit(b)];
      case "minus":
        if (keepComplements && a.kind === "number" && b.kind === "name") return [factor(`\\left(${write(e)}\\right)`)];
        return [...visit(a), ...scaled(visit(b), -1)];
      case "negate":
        return scaled(visit(a), -1);
      case "times":
        return multiplied(visit(a), visit(b));
      case "power": {
        const [base, n] = wholePower(e) ?? [e, 1];
        return n === 1 ? [factor(write(e))] : Array.from({ length: n }, () => visit(base)).reduce(multiplied);
      }
      case "divide":
        return multiplied(visit(a), inverse(b));
      default:
        return [factor(write(e))];
    }
  };
  // A denominator stays whole until it has cancelled: only then may 1 - a be opened.
  const inverse = (e: Expr): Polynomial => {
    const kept = expand(e, write, true);
    const [only] = kept;
    if (kept.length !== 1 || !only) {
      const [base, n] = wholePower(e) ?? [e, 1];
      return [{ coefficient: 1, powers: new Map([[`\\left(${write(base)}\\right)`, -n]]) }];
    }
    return [{ coefficient: 1 / only.coefficient, powers: new Map([...only.powers].map(([f, p]) => [f, -p])) }];
  };
  return keepComplements ? collect(visit(expr)) : collect(openBrackets(expand(expr, write, true)));
}

/** Opens the factors `(1-a)`; what then cancels is still there. */
export const openBrackets = (p: Polynomial): Polynomial => p.flatMap(opened);

/** The base and the exponent of a small whole power. */
function wholePower(e: Expr): [Expr, number] | undefined {
  if (e.kind !== "call" || e.fn !== "power") return undefined;
  const [base, n] = e.args as [Expr, Expr];
  return n.kind === "number" && Number.isInteger(n.value) && n.value >= 2 && n.value <= 9 ? [base, n.value] : undefined;
}

const factor = (tex: string): Monomial => ({ coefficient: 1, powers: new Map([[tex, 1]]) });
const scaled = (p: Polynomial, k: number): Polynomial => p.map((m) => ({ ...m, coefficient: m.coefficient * k }));

const multiplied = (p: Polynomial, q: Polynomial): Polynomial => p.flatMap((x) => q.map((y) => product(x, y)));

function product(x: Monomial, y: Monomial): Monomial {
  const powers = new Map(x.powers);
  for (const [tex, p] of y.powers) powers.set(tex, (powers.get(tex) ?? 0) + p);
  for (const [tex, p] of powers) if (p === 0) powers.delete(tex);
  return { coefficient: x.coefficient * y.coefficient, powers };
}

/** Opens the factors `(1-a)` of a monomial. */
function opened(monomial: Monomial): Polynomial {
  let result: Polynomial = [{ coefficient: monomial.coefficient, powers: new Map() }];
  for (const [tex, p] of monomial.powers) {
    const complement = /^\\left\(1-(.*)\\right\)$/.exec(tex);
    const times: Polynomial =
      complement && p === 1
        ? [
            { coefficient: 1, powers: new Map() },
            { coefficient: -1, powers: new Map([[complement[1] as string, 1]]) },
          ]
        : [{ coefficient: 1, powers: new Map([[tex, p]]) }];
    result = result.flatMap((x) => times.map((y) => product(x, y)));
  }
  return result;
}

const keyOf = ({ powers }: Monomial): string =>
  [...powers]
    .map(([tex, p]) => `${tex}^${p}`)
    .sort()
    .join("*");

function collect(terms: Polynomial): Polynomial {
  const found = new Map<string, Monomial>();
  for (const term of terms) {
    const before = found.get(keyOf(term));
    found.set(keyOf(term), before ? { ...before, coefficient: before.coefficient + term.coefficient } : term);
  }
  return [...found.values()].filter(({ coefficient }) => coefficient !== 0);
}

/** Positive terms first, as people write: `a-y` and not `-y+a`. */
export function writePolynomial(p: Polynomial): string {
  const ordered = [...p].sort((x, y) => Number(x.coefficient < 0) - Number(y.coefficient < 0));
  return ordered.map((term, k) => signed(term, k === 0)).join("") || "0";
}

function signed({ coefficient, powers }: Monomial, first: boolean): string {
  const size = Math.abs(coefficient);
  const sign = coefficient < 0 ? "-" : first ? "" : "+";
  const [above, below] = [factors(powers, 1), factors(powers, -1)];
  const top = (size === 1 && above ? "" : size) + above;
  return sign + (below ? `\\frac{${alone(top)}}{${alone(below)}}` : top);
}

/** The factors with a positive power, or those with a negative one, in alphabetical order; brackets come last. */
function factors(powers: Map<string, number>, sign: 1 | -1): string {
  const chosen = [...powers].filter(([, p]) => p * sign > 0);
  const ordered = chosen.sort(([x], [y]) => Number(isBracket(x)) - Number(isBracket(y)) || (x < y ? -1 : 1));
  return ordered.map(([tex, p]) => (p === sign ? tex : `${tex}^{${p * sign}}`)).join("\\,");
}

const isBracket = (tex: string): boolean => tex.startsWith("\\left(");

/** A single bracket needs none above or below the line of a fraction. */
const alone = (tex: string): string => /^\\left\(([^()]*)\\right\)$/.exec(tex)?.[1] ?? tex;

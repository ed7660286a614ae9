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
        return visit(a).flatMap((x) => visit(b).map((y) => product(x, y)));
      case "divide":
        return visit(a).flatMap((x) => inverse(b).map((y) => product(x, y)));
      default:
        return [factor(write(e))];
    }
  };
  // A denominator stays whole until it has cancelled: only then may 1 - a be opened.
  const inverse = (e: Expr): Polynomial => {
    const kept = expand(e, write, true);
    const [only] = kept;
    if (kept.length !== 1 || !only)
      return [{ ...factor(`\\left(${write(e)}\\right)`), powers: new Map([[`\\left(${write(e)}\\right)`, -1]]) }];
    return [{ coefficient: 1 / only.coefficient, powers: new Map([...only.powers].map(([f, p]) => [f, -p])) }];
  };
  if (keepComplements) return collect(visit(expr));
  return collect(expand(expr, write, true).flatMap((monomial) => opened(monomial)));
}

const factor = (tex: string): Monomial => ({ coefficient: 1, powers: new Map([[tex, 1]]) });
const scaled = (p: Polynomial, k: number): Polynomial => p.map((m) => ({ ...m, coefficient: m.coefficient * k }));

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
  const factors = [...powers].map(([tex, p]) => (p === 1 ? tex : `${tex}^{${p}}`)).join("\\,");
  const sign = coefficient < 0 ? "-" : first ? "" : "+";
  return sign + (size === 1 && factors ? "" : size) + factors;
}

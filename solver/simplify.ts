import { type Call, call, type Expr, type Lookup, name, namesIn, num, shapeOf } from "./expression.ts";
import { type Shape, sameShape, size } from "./ndarray.ts";

/**
 * The few rewritings a person makes without thinking when writing down a gradient: factors 1 are left out, numbers are
 * multiplied together and stand first, signs move to the front. Nothing that would hide a rule is done.
 */
export function simplify(expr: Expr, shapes: Lookup<Shape>): Expr {
  if (expr.kind !== "call") return expr;
  const inner: Call = { ...expr, args: expr.args.map((arg) => simplify(arg, shapes)) };
  const rule = RULES[inner.fn];
  const result = rule?.(inner.args, shapes, inner);
  return result ? simplify(result, shapes) : inner;
}

/** The decimal that was meant: 0.1·3 is 0.3 and not 0.30000000000000004. */
const decimal = (x: number): number => Number(x.toPrecision(15));

type Rule = (args: Expr[], shapes: Lookup<Shape>, whole: Call) => Expr | undefined;

const RULES: Readonly<Record<string, Rule>> = {
  negate: ([a]) => {
    if (isNumber(a)) return num(-a.value);
    if (isCall(a, "negate")) return a.args[0];
    if (isCall(a, "times") && isNumber(a.args[0])) return call("times", [num(-a.args[0].value), a.args[1] as Expr]);
    return undefined;
  },
  plus: ([a, b]) => {
    if (isNumber(a) && isNumber(b)) return num(decimal(a.value + b.value));
    return isCall(b, "negate") ? call("minus", [a as Expr, b.args[0] as Expr]) : undefined;
  },
  minus: ([a, b]) => {
    if (isNumber(a) && isNumber(b)) return num(decimal(a.value - b.value));
    return isNumber(b) && b.value === 0 ? a : undefined;
  },
  times: ([a, b], shapes) => timesRule(a as Expr, b as Expr, shapes),
  divide: ([a, b], shapes) => {
    if (isNumber(b) && b.value === 1) return a;
    // A number in every entry, over a number, is their quotient in every entry.
    if (!isCall(a, "spread") || shapeOf(b as Expr, shapes).length > 0) return undefined;
    return call("spread", [call("divide", [a.args[0] as Expr, b as Expr]), a.args[1] as Expr]);
  },
  power: ([a, n]) => (isNumber(n) && n.value === 1 ? a : undefined),
  // The gradient of a single number that is a 1×1 matrix starts as a 1×1 matrix of ones.
  matmul: ([a, b], shapes) => {
    if (isOnes(a as Expr) && size(shapeOf(a as Expr, shapes)) === 1) return b;
    return isOnes(b as Expr) && size(shapeOf(b as Expr, shapes)) === 1 ? a : undefined;
  },
  transpose: ([a]) => {
    if (isCall(a, "transpose")) return a.args[0];
    // (g xᵀ)ᵀ = x gᵀ, where one of the factors is turned back by it.
    if (!isCall(a, "matmul") || !a.args.some((factor) => isCall(factor, "transpose"))) return undefined;
    const [left, right] = a.args as [Expr, Expr];
    return call("matmul", [call("transpose", [right]), call("transpose", [left])]);
  },
  spread: ([s, x], shapes) => {
    if (isCall(s, "spread")) return call("spread", [s.args[0] as Expr, x as Expr]);
    return sameShape(shapeOf(s as Expr, shapes), shapeOf(x as Expr, shapes)) ? s : undefined;
  },
  // What a list is laid beside gives only its shape, so any name of that shape will do.
  along: ([v, like], shapes, { options }) => {
    if (like?.kind !== "call") return undefined;
    const found = namesIn(like).find((id) => sameShape(shapes(id) as Shape, shapeOf(like, shapes)));
    return found === undefined ? undefined : call("along", [v as Expr, name(found)], options);
  },
};

function timesRule(a: Expr, b: Expr, shapes: Lookup<Shape>): Expr | undefined {
  const whole = () => shapeOf(call("times", [a, b]), shapes);
  if (isNumber(a) && isNumber(b)) return num(decimal(a.value * b.value));
  if (isNumber(b)) return call("times", [b, a]);
  if (isNumber(a) && a.value === 1) return b;
  if (isNumber(a) && a.value === -1) return call("negate", [b]);
  // A repeated number is that number, as long as the other factor alone already has the product's shape.
  if (isCall(a, "spread") && sameShape(whole(), shapeOf(b, shapes))) return call("times", [a.args[0] as Expr, b]);
  if (isCall(b, "spread") && sameShape(whole(), shapeOf(a, shapes))) return call("times", [b.args[0] as Expr, a]);
  if (isCall(a, "negate")) return call("negate", [call("times", [a.args[0] as Expr, b])]);
  if (isCall(b, "negate")) return call("negate", [call("times", [a, b.args[0] as Expr])]);
  if (isCall(a, "times") && isScale(a.args[0] as Expr, shapes)) {
    return call("times", [a.args[0] as Expr, call("times", [a.args[1] as Expr, b])]);
  }
  if (isNumber(a) && isCall(b, "times") && isFraction(b.args[0])) {
    const [top, bottom] = b.args[0].args as [NumberExpr, NumberExpr];
    return call("times", [num(decimal((a.value * top.value) / bottom.value)), b.args[1] as Expr]);
  }
  if (isCall(b, "times") && isNumber(b.args[0])) {
    const [k, rest] = b.args as [NumberExpr, Expr];
    return isNumber(a)
      ? call("times", [num(decimal(a.value * k.value)), rest])
      : call("times", [k, call("times", [a, rest])]);
  }
  return undefined;
}

/** A number, or a fraction such as 1/m: what people write in front. */
const isScale = (e: Expr, shapes: Lookup<Shape>): boolean =>
  isNumber(e) || (isCall(e, "divide") && shapeOf(e, shapes).length === 0 && isNumber(e.args[0]));

type NumberExpr = Extract<Expr, { kind: "number" }>;
const isNumber = (e: Expr | undefined): e is NumberExpr => e?.kind === "number";
const isCall = <F extends string>(e: Expr | undefined, fn: F): e is Call & { fn: F } =>
  e?.kind === "call" && e.fn === fn;

/** A fraction of two numbers, such as 1/2. */
const isFraction = (e: Expr | undefined): e is Call => isCall(e, "divide") && e.args.every(isNumber);

/** Ones in any shape: a gradient that says nothing. */
export const isOnes = (e: Expr): boolean =>
  (isNumber(e) && e.value === 1) || (isCall(e, "spread") && isOnes(e.args[0] as Expr));

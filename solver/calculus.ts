import * as mathjs from "mathjs/number";
import { type Arithmetic, operandOf, readCell } from "./cell.ts";
import { bind, type Call, call, type Expr, name, namesIn, num } from "./expression.ts";
import { parseFormula } from "./formula.ts";
import type { FunctionDefinition } from "./function.ts";

/** Parts of mathjs that its types leave out. Named one by one, so that a bundle leaves out the rest. */
interface Untyped {
  factory(name: string, dependencies: string[], make: () => unknown): unknown;
  createDerivative: unknown;
}

/** mathjs's rules of differentiation alone: its `simplify` would take three times as long to load, and is not called. */
const math = mathjs.create({
  parseDependencies: mathjs.parseDependencies,
  equalDependencies: mathjs.equalDependencies,
  isZeroDependencies: mathjs.isZeroDependencies,
  numericDependencies: mathjs.numericDependencies,
  simplify: (mathjs as unknown as Untyped).factory("simplify", [], () => (node: unknown) => node),
  createDerivative: (mathjs as unknown as Untyped).createDerivative,
} as unknown as mathjs.FactoryFunctionMap) as unknown as {
  derivative(formula: string, by: string, options: { simplify: boolean }): { toString(): string };
};

const combine =
  (fn: string) =>
  (...args: Expr[]): Expr =>
    call(fn, args);

/** A reading under which a number is a formula: what a function does to its parameters, for all their values at once. */
const symbolic: Arithmetic<Expr> = {
  number: num,
  none: num(0),
  pi: call("pi", []),
  neg: combine("negate"),
  exp: combine("exp"),
  ceil: combine("ceil"),
  floor: combine("floor"),
  log: combine("log"),
  sqrt: combine("sqrt"),
  tanh: combine("tanh"),
  erf: combine("erf"),
  cos: combine("cos"),
  sin: combine("sin"),
  abs: combine("abs"),
  sign: combine("sign"),
  add: combine("plus"),
  sub: combine("minus"),
  mul: combine("times"),
  div: combine("divide"),
  pow: combine("power"),
  max: combine("maximum"),
  min: combine("minimum"),
  sum: (terms) => terms.reduce((total, term) => call("plus", [total, term])),
  most: (terms) => call("max", terms),
  argmost: (terms) => call("argmax", terms),
  shift: () => num(0),
  // A special case (0·ln 0) is not what is differentiated.
  less: () => false,
  equal: () => false,
};

/** What a function makes of single numbers, as a formula of its parameters: `1 / (1 + exp(-z))`. */
export function formulaOf(definition: FunctionDefinition): Expr {
  const numbers = definition.params.map((param) => ({ shape: [], cells: [name(param)] }));
  return readCell(definition.cell(numbers.map(operandOf), {}, []), numbers, symbolic);
}

const OPERATORS: Readonly<Record<string, string>> = { plus: "+", minus: "-", times: "*", divide: "/", power: "^" };

/** A formula of single numbers in mathjs's syntax; undefined where mathjs has no derivative for it. */
function toText(expr: Expr): string | undefined {
  if (expr.kind === "number") return `(${expr.value})`;
  if (expr.kind === "name") return expr.name;
  const args = expr.args.map(toText);
  if (args.some((arg) => arg === undefined)) return undefined;
  const [a, b] = args;
  if (Object.hasOwn(OPERATORS, expr.fn)) return `(${a} ${OPERATORS[expr.fn]} ${b})`;
  if (expr.fn === "negate") return `(-${a})`;
  return ["exp", "log", "tanh", "cos", "sin"].includes(expr.fn) ? `${expr.fn}(${a})` : undefined;
}

/**
 * The derivative of a formula of single numbers by mathjs's rules, not simplified beyond dropping what is added as 0 or
 * multiplied by 1, so that the rule can still be seen; undefined where there is none.
 */
export function differentiate(expr: Expr, by: string): Expr | undefined {
  const text = toText(expr);
  if (text === undefined) return undefined;
  const found = parseFormula(math.derivative(text, by, { simplify: false }).toString());
  const known = namesIn(expr);
  return namesIn(found).every((id) => known.includes(id)) ? tidy(bind(found, () => [])) : undefined;
}

const is = (expr: Expr | undefined, value: number): boolean => expr?.kind === "number" && expr.value === value;

/** Drops zeros that are added and ones that multiply; a factor −1 becomes a sign. */
function tidy(expr: Expr): Expr {
  if (expr.kind !== "call") return expr;
  const inner: Call = { ...expr, args: expr.args.map(tidy) };
  const [a, b] = inner.args as [Expr, Expr];
  if (inner.fn === "plus" && is(a, 0)) return b;
  if ((inner.fn === "plus" || inner.fn === "minus") && is(b, 0)) return a;
  if (inner.fn === "minus" && is(a, 0)) return tidy(call("negate", [b]));
  if (inner.fn === "negate" && a.kind === "number") return num(-a.value);
  if (inner.fn === "times" && (is(a, 0) || is(b, 0))) return num(0);
  if (inner.fn === "times" && is(a, 1)) return b;
  if (inner.fn === "times" && is(b, 1)) return a;
  if (inner.fn === "times" && is(a, -1)) return call("negate", [b]);
  return inner;
}

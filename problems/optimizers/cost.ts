import { FormulaError, ProblemError } from "../../solver/errors.ts";
import { bind, call, type Expr, name, namesIn, num, substitute } from "../../solver/expression.ts";
import { parseFormula } from "../../solver/formula.ts";
import { describeShape, type NdArray, size } from "../../solver/ndarray.ts";
import { simplify } from "../../solver/simplify.ts";
import { Tape } from "../../solver/tape.ts";

/** A function to be minimized, and its derivative with respect to each parameter, as formulas of their names. */
export interface Cost {
  formula: Expr;
  gradients: Readonly<Record<string, Expr>>;
  /** Names in it that are not parameters. */
  constants: Readonly<Record<string, NdArray<number>>>;
}

const NUMBERS: Readonly<Record<string, number>> = { e: Math.E, pi: Math.PI };
const example = 'Write J as a formula of the parameters, such as "w^2 - 4*w + 3".';

/** Operations of a derivative beyond which nobody could follow it. */
const MOST_OPERATIONS = 200;

/** Reads J and differentiates it by the rules of the tape. Throws what cannot be read or minimized. */
export function costOf(
  text: string,
  values: Readonly<Record<string, NdArray<number>>>,
  start: Readonly<Record<string, NdArray<number>>>,
): Cost {
  const read = readCost(text);
  const constants = constantsOf(read, values, start);
  const tape = new Tape();
  for (const [id, value] of Object.entries({ ...constants, ...start })) tape.given(id, value);
  try {
    tape.let("J", read);
  } catch (error) {
    throw atJ(error);
  }
  const { value, formula = read } = tape.step("J");
  if (size(value.shape) !== 1) {
    throw new ProblemError("shape", `J must be a single number, but it is ${describeShape(value.shape)}`, {
      at: "given.J",
      suggestion: "Take the sum or the mean: sum(w^2).",
    });
  }
  const wrt = Object.keys(start);
  tape.backward("J", wrt);
  return { formula, constants, gradients: Object.fromEntries(wrt.map((id) => [id, derivative(tape, id)])) };
}

function readCost(text: string): Expr {
  try {
    return withExponentials(parseFormula(text.replace(/^\s*\p{L}\w*\s*(\([^()=]*\))?\s*=/u, "")));
  } catch (error) {
    throw atJ(error);
  }
}

function atJ(error: unknown): unknown {
  if (!(error instanceof ProblemError)) return error;
  const { code, candidates, missing, suggestion = example } = error;
  const message = error.message.startsWith("J") ? error.message : `J: ${error.message}`;
  return new ProblemError(error instanceof FormulaError ? "formula" : code, message, {
    at: "given.J",
    candidates,
    missing,
    suggestion,
  });
}

/** e^w is the exponential. */
function withExponentials(expr: Expr): Expr {
  if (expr.kind !== "call") return expr;
  const args = expr.args.map(withExponentials);
  const [base, exponent] = args;
  const isExponential = expr.fn === "power" && base?.kind === "name" && base.name === "e";
  return isExponential ? call("exp", [exponent as Expr]) : { ...expr, args };
}

function constantsOf(
  formula: Expr,
  values: Readonly<Record<string, NdArray<number>>>,
  start: Readonly<Record<string, NdArray<number>>>,
): Record<string, NdArray<number>> {
  const names = namesIn(formula).filter((id) => id !== "T");
  const both = Object.keys(values).find((id) => Object.hasOwn(start, id));
  if (both)
    throw new ProblemError("conflict", `${both} is a parameter and has a value as well`, {
      at: `given.values.${both}`,
    });
  const free = names.filter((id) => !Object.hasOwn(start, id) && !Object.hasOwn(values, id));
  const unknown = free.filter((id) => !Object.hasOwn(NUMBERS, id));
  const unused = Object.keys(start).filter((id) => !names.includes(id));
  if (unused.length > 0) {
    const mend = unknown.length > 0 ? `Name the parameter as in J: start: { ${unknown[0]}: 1 }.` : example;
    throw new ProblemError("formula", `J does not depend on ${unused.join(", ")}`, { at: "given.J", suggestion: mend });
  }
  if (unknown.length > 0) {
    throw new ProblemError("missing", `${unknown.join(", ")} in J ${unknown.length === 1 ? "has" : "have"} no value`, {
      at: "given.J",
      missing: unknown.map((id) => `given.values.${id}`),
      suggestion: `Give a value, as in values: { ${unknown[0]}: 1 }; what is to be updated belongs into start.`,
    });
  }
  const numbers = free.map((id) => [id, { shape: [], cells: [NUMBERS[id] as number] }] as const);
  return { ...values, ...Object.fromEntries(numbers) };
}

/** The derivative with respect to one parameter in a single formula: what the tape has named on the way is put back. */
function derivative(tape: Tape, id: string): Expr {
  const found = tape.steps().find(({ gradient }) => gradient?.of === id);
  const written = found?.formula as Expr;
  if (operationsIn(written, tape) > MOST_OPERATIONS)
    throw new ProblemError("too-large", "the derivative of J is too long to be worked out by hand", {
      at: "given.J",
      suggestion: "Take a shorter J, or give the gradients themselves.",
    });
  const formula = signed(simplify(bind(inlined(written, tape), tape.shapes), tape.shapes));
  if (!isFlat(formula)) return formula;
  throw new ProblemError("formula", `J changes only in jumps with ${id}: its derivative is 0 everywhere`, {
    at: "given.J",
    suggestion: example,
  });
}

const inlined = (expr: Expr, tape: Tape): Expr =>
  substitute(expr, (part) => {
    const { formula } = tape.step(part);
    return formula && inlined(formula, tape);
  });

/** Operations of a formula once everything is put in, counted without doing so: they may double with every step. */
function operationsIn(expr: Expr, tape: Tape): number {
  const known = new Map<string, number>();
  const count = (part: Expr): number => {
    if (part.kind === "number") return 0;
    if (part.kind === "call") return part.args.reduce((n, arg) => n + count(arg), 1);
    const before = known.get(part.name);
    if (before !== undefined) return before;
    const { formula } = tape.step(part.name);
    const operations = formula ? count(formula) : 0;
    known.set(part.name, operations);
    return operations;
  };
  return count(expr);
}

/** `0 * w`: what the tape records where no gradient arrives. */
const isFlat = (expr: Expr): boolean =>
  expr.kind === "call" && expr.fn === "times" && expr.args[0]?.kind === "number" && expr.args[0].value === 0;

/** `2w + (−4)` as `2w − 4`. */
function signed(expr: Expr): Expr {
  if (expr.kind !== "call") return expr;
  const args = expr.args.map(signed);
  const [a, b] = args as [Expr, Expr];
  const positive = expr.fn === "plus" ? withoutMinus(b) : undefined;
  return positive ? call("minus", [a, positive]) : { ...expr, args };
}

function withoutMinus(term: Expr): Expr | undefined {
  if (term.kind === "number") return term.value < 0 ? num(-term.value) : undefined;
  if (term.kind !== "call") return undefined;
  const [first, second] = term.args;
  if (term.fn === "negate") return first;
  if (term.fn !== "times" || first?.kind !== "number" || first.value >= 0) return undefined;
  return first.value === -1 ? second : call("times", [num(-first.value), second as Expr]);
}

/** A formula with its parameters at some iterate. */
export const at = (formula: Expr, iterate: (id: string) => string | undefined): Expr =>
  substitute(formula, (id) => {
    const there = iterate(id);
    return there === undefined ? undefined : name(there);
  });

import { type Arithmetic, type Operand, operandOf, readCell } from "./cell.ts";
import { FormulaError, ProblemError } from "./errors.ts";
import type { FunctionDefinition, Options } from "./function.ts";
import { functions } from "./functions/index.ts";
import { indexAt, indices, type NdArray, type Shape, scalar, size } from "./ndarray.ts";
import { count } from "./readings/count.ts";

/** A formula as a tree of calls. JSON-safe. */
export type Expr =
  | { kind: "number"; value: number }
  | { kind: "name"; name: string }
  | { kind: "call"; fn: string; args: Expr[]; options?: Options };
export type Call = Extract<Expr, { kind: "call" }>;

export const num = (value: number): Expr => ({ kind: "number", value });
export const name = (id: string): Expr => ({ kind: "name", name: id });
export const call = (fn: string, args: Expr[], options?: Options): Call =>
  options && Object.keys(options).length > 0 ? { kind: "call", fn, args, options } : { kind: "call", fn, args };

/** Looks up what a name stands for; undefined where it stands for nothing. */
export type Lookup<T> = (name: string) => T | undefined;

export function definitionOf(fn: string): FunctionDefinition {
  const found = functions.get(fn);
  if (!found) throw new FormulaError(`there is no function ${fn}`, { candidates: [...functions.keys()] });
  return found;
}

/** The names a formula mentions, each once, in order. */
export function namesIn(expr: Expr): string[] {
  if (expr.kind === "name") return [expr.name];
  return expr.kind === "call" ? [...new Set(expr.args.flatMap(namesIn))] : [];
}

/** Puts expressions in the place of names. */
export function substitute(expr: Expr, replacement: Lookup<Expr>): Expr {
  if (expr.kind === "name") return replacement(expr.name) ?? expr;
  if (expr.kind === "number") return expr;
  return { ...expr, args: expr.args.map((arg) => substitute(arg, replacement)) };
}

export function sameExpr(a: Expr, b: Expr): boolean {
  if (a.kind === "number") return b.kind === "number" && a.value === b.value;
  if (a.kind === "name") return b.kind === "name" && a.name === b.name;
  return (
    b.kind === "call" &&
    a.fn === b.fn &&
    a.args.length === b.args.length &&
    JSON.stringify(a.options) === JSON.stringify(b.options) &&
    a.args.every((arg, k) => sameExpr(arg, b.args[k] as Expr))
  );
}

/** `a(b + c)`: a product where `a` has a value, else a call of a function that does not exist. */
export const PRODUCT_OR_CALL = "product-or-call";

/** Which product `*` means, by the number of axes on either side. */
const PRODUCTS: Readonly<Record<string, string>> = { "2,2": "matmul", "2,1": "matvec", "1,2": "vecmat", "1,1": "dot" };

/**
 * Settles what depends on shapes (which product a `*` is, what a mean divides by) and checks that everything fits.
 * Throws a ShapeError or FormulaError that says what does not.
 */
export function bind(expr: Expr, shapes: Lookup<Shape>): Expr {
  if (expr.kind === "number") return expr;
  if (expr.kind === "name") {
    if (shapes(expr.name)) return expr;
    throw new FormulaError(`${expr.name} is not defined`, { at: expr.name, missing: [expr.name] });
  }
  if (expr.fn === "power" && expr.args[1]?.kind === "name" && expr.args[1].name === "T" && !shapes("T")) {
    return bind(call("transpose", [expr.args[0] as Expr]), shapes);
  }
  const [head] = expr.args;
  if (expr.fn === PRODUCT_OR_CALL && head?.kind === "name" && !shapes(head.name)) definitionOf(head.name);
  const args = expr.args.map((arg) => bind(arg, shapes));
  if (expr.fn === "mean" && args.length !== 1)
    throw new FormulaError(`mean takes 1 (x), but here it has ${args.length}`);
  const ranks = args.map((arg) => shapeOf(arg, shapes).length).join();
  const bound =
    expr.fn === "*" || expr.fn === PRODUCT_OR_CALL
      ? call(PRODUCTS[ranks] ?? "times", args)
      : expr.fn === "mean"
        ? call("average", [...args, bind(call("count", args, expr.options), shapes)], expr.options)
        : { ...expr, args };
  shapeOf(bound, shapes);
  return bound.fn === "count"
    ? num(apply(bound, [emptyOf(shapeOf(args[0] as Expr, shapes))], noArithmetic).cells[0] as number)
    : bound;
}

const emptyOf = (shape: Shape): NdArray<number> => ({ shape, cells: [] });
const noArithmetic = { ...count, number: (value: number) => value };

/** The shape of a bound formula's value; throws where its parts do not fit. */
export function shapeOf(expr: Expr, shapes: Lookup<Shape>): Shape {
  if (expr.kind === "number") return [];
  if (expr.kind === "name") return shapes(expr.name) as Shape;
  const definition = definitionOf(expr.fn);
  checkCall(definition, expr);
  return definition.shape(
    expr.args.map((arg) => shapeOf(arg, shapes)),
    expr.options ?? {},
  );
}

function checkCall({ name: fn, params, options }: FunctionDefinition, expr: Call): void {
  if (expr.args.length !== params.length) {
    throw new FormulaError(`${fn} takes ${params.length} (${params.join(", ")}), but here it has ${expr.args.length}`);
  }
  for (const [option, value] of Object.entries(expr.options ?? {})) {
    if (!options.includes(option))
      throw new FormulaError(`${fn} has no option ${option}`, { candidates: [...options] });
    if (typeof value === "string") throw new FormulaError(`${fn}: the option ${option} must be a number, not ${value}`);
  }
}

/** Cells an array may have, and operations a step may take: far above any problem worked by hand. */
const MOST_CELLS = 1e6;
const MOST_WORK = 2e7;

/** An arithmetic that may take some expressions as a whole, where reckoning piece by piece would lose too much. */
export type Reading<T> = Arithmetic<T> & {
  whole?(expr: Call, evaluate: (part: Expr) => NdArray<T>): NdArray<T> | undefined;
  /** What happens to the value of a part before the rest is reckoned from it: rounding, say. */
  part?(value: T): T;
};

/** The value of a bound formula under a reading. */
export function evaluateExpr<T>(expr: Expr, values: Lookup<NdArray<T>>, reading: Reading<T>): NdArray<T> {
  if (expr.kind === "number") return scalar(reading.number(expr.value));
  if (expr.kind === "name") return values(expr.name) as NdArray<T>;
  const evaluate = (part: Expr): NdArray<T> => {
    const value = evaluateExpr(part, values, reading);
    const settle = part.kind === "call" ? reading.part : undefined;
    return settle ? { shape: value.shape, cells: value.cells.map(settle) } : value;
  };
  return reading.whole?.(expr, evaluate) ?? apply(expr, expr.args.map(evaluate), reading);
}

function apply<T>({ fn, options = {} }: Call, inputs: readonly NdArray<T>[], arithmetic: Arithmetic<T>): NdArray<T> {
  const definition = definitionOf(fn);
  const shape = definition.shape(
    inputs.map((input) => input.shape),
    options,
  );
  const operands = inputs.map(operandOf);
  refuseTooMuchWork(definition, operands, options, shape);
  const cells = indices(shape).map((index) => readCell(definition.cell(operands, options, index), inputs, arithmetic));
  return { shape, cells };
}

/** Counts the work of one cell before any is done, so that no formula can run away. */
function refuseTooMuchWork(definition: FunctionDefinition, operands: Operand[], options: Options, shape: Shape): void {
  const cells = size(shape);
  const largest = Math.max(cells, ...operands.map((operand) => size(operand.shape)));
  const isLarge = (cells > 64 || largest > 4096) && largest <= MOST_CELLS;
  const perCell = isLarge ? workOfCell(definition, operands, options, shape) : 1;
  if (largest <= MOST_CELLS && cells * perCell <= MOST_WORK) return;
  const much =
    largest > MOST_CELLS
      ? `has an array of ${largest.toExponential(1)} numbers`
      : `may take up to ${(cells * perCell).toExponential(1)} operations`;
  throw new ProblemError("too-large", `${definition.name} ${much}, too many to work out by hand`, {
    suggestion: "Use smaller arrays; long computations belong to training runs.",
  });
}

/** Operations of one cell, taken at 0 everywhere. */
function workOfCell(definition: FunctionDefinition, operands: Operand[], options: Options, shape: Shape): number {
  const zeros = operands.map((operand) => ({
    shape: operand.shape,
    cells: new Array<number>(size(operand.shape)).fill(0),
  }));
  return readCell(definition.cell(operands, options, indexAt(shape, 0)), zeros, count) + 1;
}

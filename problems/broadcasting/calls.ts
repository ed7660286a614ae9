import { FormulaError, ProblemError } from "../../solver/errors.ts";
import { call, type Expr, num } from "../../solver/expression.ts";
import { type Arr, entryByEntry, type Place, quoted } from "./arrays.ts";
import { broadcast } from "./broadcast.ts";
import { multiply } from "./products.ts";
import { codeOf, type Node, shapeCode } from "./python.ts";
import { reshape, turn } from "./reshaping.ts";
import type { Session } from "./session.ts";

type Call = Extract<Node, { kind: "call" }>;

/** Functions of single numbers, by their names in NumPy and here. */
const MAPS: Readonly<Record<string, string>> = {
  exp: "exp",
  log: "log",
  sqrt: "sqrt",
  tanh: "tanh",
  abs: "abs",
  absolute: "abs",
  negative: "negate",
  sigmoid: "sigmoid",
  relu: "relu",
};
const PAIRS: Readonly<Record<string, string>> = {
  add: "plus",
  subtract: "minus",
  multiply: "times",
  divide: "divide",
  power: "power",
  maximum: "maximum",
  minimum: "minimum",
};
const OTHERS = ["dot", "matmul", "transpose", "reshape", "ravel", "flatten", "sum", "mean", "var", "std"];
/** What is left of the numbers along an axis, which stays with size 1; without an axis, of all. */
type Reduction = (of: Expr, along: { axis?: number }) => Expr;
const mean: Reduction = (of, along) => call("mean", [of], along);
/** NumPy divides by n unless told otherwise. */
const variance: Reduction = (of, along) => mean(call("power", [call("minus", [of, mean(of, along)]), num(2)]), along);
const REDUCTIONS: Readonly<Record<string, Reduction>> = {
  sum: (of, along) => call("sum", [of], along),
  mean,
  var: variance,
  std: (of, along) => call("sqrt", [variance(of, along)]),
};
const CANDIDATES = [...Object.keys(MAPS), ...Object.keys(PAIRS), ...OTHERS];

/** Arrays of which only the shape is known. */
const MAKERS = new Set(["random.randn", "random.rand", "random.random", "random.normal", "zeros", "ones", "empty"]);

/** The shape of an array that a call makes out of nothing; undefined for other calls. */
export function madeBy(node: Node): readonly number[] | undefined {
  if (node.kind !== "call" || !MAKERS.has(node.fn)) return undefined;
  const stated = node.options.shape ?? node.options.size;
  const shape = Array.isArray(stated) ? (stated as number[]) : node.args.map(constant);
  return checkShape(shape, codeOf(node));
}

const MOST_AXES = 8;

/** Throws for what is no shape of an array that has any numbers. */
export function checkShape(shape: readonly number[], at: string): readonly number[] {
  if (shape.length <= MOST_AXES && shape.every((n) => Number.isSafeInteger(n) && n > 0)) return shape;
  throw new ProblemError("range", `a shape has at most ${MOST_AXES} sizes, whole numbers from 1 on`, { at });
}

function constant(node: Node): number {
  if (node.kind === "number") return node.value;
  if (node.kind === "unary" && node.of.kind === "number") return -node.of.value;
  throw new ProblemError("formula", `${codeOf(node)} should be a number here`, { at: codeOf(node) });
}

export function runCall(session: Session, node: Call, place: Place): Arr {
  const { fn, args } = node;
  const arr = (k: number): Arr => {
    const found = args[k];
    if (found) return session.evaluate(found);
    throw new FormulaError(`${fn} has too few operands`, { at: place.code });
  };
  if (Object.hasOwn(MAPS, fn)) return entryByEntry(arr(0), MAPS[fn] as string, place.code);
  if (Object.hasOwn(PAIRS, fn)) return broadcast(session, PAIRS[fn] as string, arr(0), arr(1), place);
  if (fn === "dot") return multiply(session, arr(0), arr(1), place, "dot");
  if (fn === "matmul") return multiply(session, arr(0), arr(1), place, "@");
  if (fn === "transpose") return turn(session, arr(0), place);
  if (fn === "ravel" || fn === "flatten") return reshape(session, arr(0), [-1], place);
  if (fn === "reshape") return reshape(session, arr(0), sizesOf(node), place);
  if (Object.hasOwn(REDUCTIONS, fn)) return reduce(session, arr(0), node, place);
  throw new FormulaError(`${fn} is not worked out here`, { at: place.code, candidates: CANDIDATES });
}

function sizesOf({ args, options }: Call): number[] {
  const { shape } = options;
  if (typeof shape === "number") return [shape];
  return Array.isArray(shape) ? [...(shape as number[])] : args.slice(1).map(constant);
}

/** `A.sum(axis=0)`: the axis vanishes, or stays with size 1 under keepdims. */
function reduce(session: Session, a: Arr, { fn, args, options }: Call, place: Place): Arr {
  const stated = args[1] ? constant(args[1]) : (options.axis ?? null);
  if (options.ddof !== undefined && options.ddof !== 0)
    throw new FormulaError("ddof is not worked out here: the sum is divided by n", { at: place.code });
  if (a.shapeId === undefined) return { ...a, code: place.code };
  const keeps = options.keepdims === true;
  if (stated === null) return reduceAll(session, a, fn, keeps, place);
  const axis = axisOf(stated, a, place.code);
  const shape = keeps ? a.shape.with(axis, 1) : a.shape.toSpliced(axis, 1);
  const sizes = a.shape.flatMap((_, d) => (d === axis ? (keeps ? ["1"] : []) : [`${a.shapeId}[${d + 1}]`]));
  const summed = a.value && (REDUCTIONS[fn] as Reduction)(a.value, { axis });
  return {
    ...place,
    shape,
    shapeId: session.recordShape(
      place,
      shape,
      `[${sizes.join(", ")}]`,
      whyReduced(a, axis, keeps, shape),
      slips(shape, keeps),
    ),
    value: summed && (keeps ? summed : call("squeeze", [summed], { axis })),
  };
}

function whyReduced({ code, shape: before }: Arr, axis: number, keeps: boolean, shape: readonly number[]): string {
  const along = before.length === 2 ? (axis === 0 ? ", down the columns" : ", along the rows") : "";
  const left = keeps ? "it stays as an axis of size 1" : "it vanishes";
  return `Axis ${axis} of ${quoted(code)} is gone through${along}: ${left}, which leaves ${shapeCode(shape)}.`;
}

const slips = (shape: readonly number[], keeps: boolean): string[] =>
  !keeps && shape.length === 1 ? ["One axis is left: neither a row nor a column. keepdims=True would keep both."] : [];

function axisOf(stated: unknown, { shape, code }: Arr, at: string): number {
  const axis = typeof stated === "number" && stated < 0 ? stated + shape.length : stated;
  if (typeof axis === "number" && Number.isInteger(axis) && axis >= 0 && axis < shape.length) return axis;
  throw new ProblemError("range", `axis ${String(stated)} is out of bounds: ${code} has ${shape.length}`, {
    at,
    suggestion: "Axes are counted from 0; axis 0 goes down the columns.",
  });
}

function reduceAll(session: Session, a: Arr, fn: string, keeps: boolean, place: Place): Arr {
  const shape = keeps ? a.shape.map(() => 1) : [];
  const shapeId = session.recordShape(place, shape, `[${shape}]`, "Without an axis, everything becomes one number.");
  const total = a.value && (REDUCTIONS[fn] as Reduction)(a.value, {});
  return { ...place, shape, shapeId, value: total && keeps ? call("reshape", [total], { shape }) : total };
}

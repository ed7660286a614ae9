import { create, type FactoryFunctionMap, type MathNode, parseDependencies } from "mathjs/number";
import { editsBetween } from "./edits.ts";
import { FormulaError } from "./errors.ts";
import { call, type Expr, name, num, PRODUCT_OR_CALL } from "./expression.ts";
import type { Options } from "./function.ts";
import { functions } from "./functions/index.ts";

/** Only mathjs's parser is used: nothing a formula says is ever evaluated by it. */
const math = create({ parseDependencies } as FactoryFunctionMap);

const MOST_CHARACTERS = 2000;
const MOST_DEPTH = 60;
/** Operations in all: each becomes a node with a gradient of its own. */
const MOST_OPERATIONS = 120;

const OPERATORS: Readonly<Record<string, string>> = {
  add: "plus",
  subtract: "minus",
  unaryMinus: "negate",
  multiply: "*",
  dotMultiply: "times",
  divide: "divide",
  dotDivide: "divide",
  pow: "power",
  dotPow: "power",
  ctranspose: "transpose",
};
const TIGHT = new Set(["power", "transpose"]);
/** Other names that people use; `mean` becomes an average once its operand's shape is known. */
const ALIASES = new Map([
  ["ln", "log"],
  ["mean", "mean"],
  ["sigma", "sigmoid"],
  ["identity", "linear"],
  ["mse", "squaredError"],
  ["mae", "absoluteError"],
  ["max", "maximum"],
  ["min", "minimum"],
  ["silu", "swish"],
]);

/** Reads one formula, such as `dA1 .* (1 - A1)`. Throws a FormulaError that quotes the piece it stumbled on. */
export function parseFormula(text: string): Expr {
  if (!text.trim()) throw new FormulaError("the formula is empty", { at: text });
  guard(text);
  return toExpr(parse(text), text);
}

/** `name = formula`. */
export interface Definition {
  name: string;
  formula: Expr;
}

/** Reads `u = b*c; v = a + u`, one definition to a line or between semicolons. */
export function parseDefinitions(text: string): Definition[] {
  guard(text);
  const pieces = text.split(/[;\n]/).map((piece) => piece.replace(/(#|\/\/).*$/, "").trim());
  const definitions = pieces.filter(Boolean).map((piece) => {
    const node = parse(piece) as MathNode & {
      object?: MathNode & { name?: string };
      value?: MathNode;
      index?: unknown;
    };
    if (node.type !== "AssignmentNode" || node.index || node.object?.type !== "SymbolNode") {
      throw new FormulaError(`"${piece}" is not of the form NAME = formula`, {
        at: piece,
        suggestion: "Write, say, u = b*c",
      });
    }
    nameOf(node.object.name as string, piece);
    return { name: node.object.name as string, formula: toExpr(node.value as MathNode, piece) };
  });
  const operations = definitions.reduce((n, { formula }) => n + operationsIn(formula), 0);
  if (operations > MOST_OPERATIONS)
    throw new FormulaError(`the formulas may have ${MOST_OPERATIONS} operations in all, these have ${operations}`);
  return definitions;
}

const operationsIn = (expr: Expr): number =>
  expr.kind === "call" ? expr.args.reduce((n, arg) => n + operationsIn(arg), 1) : 0;

function guard(text: string): void {
  if (text.length > MOST_CHARACTERS)
    throw new FormulaError(`a formula may have ${MOST_CHARACTERS} characters, this one has ${text.length}`);
  let depth = 0;
  for (const character of text) {
    if (character === "(" || character === "[" || character === "{") depth++;
    if (character === ")" || character === "]" || character === "}") depth--;
    if (depth > MOST_DEPTH) throw new FormulaError(`the brackets are nested more than ${MOST_DEPTH} deep`);
  }
  if (/[-+^]{61,}/.test(text.replace(/\s/g, ""))) throw new FormulaError("too many signs in a row");
}

function parse(text: string): MathNode {
  try {
    return math.parse(text) as MathNode;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new FormulaError(`"${text}" cannot be read as a formula: ${message}`, { at: text });
  }
}

/** mathjs takes `a×b` and `$x$` for names. */
function nameOf(id: string, text: string): Expr {
  if (/^[\p{L}_][\p{L}\p{N}_]*$/u.test(id)) return name(id);
  throw new FormulaError(`"${id}" cannot be a name: names are of letters, digits and underscores`, {
    at: text,
    ...(/[×÷]/.test(id) && { suggestion: "Write * for a product and / for a quotient." }),
  });
}

/** A node of mathjs's tree, of which only the kinds named here are let through. */
function toExpr(node: MathNode, text: string): Expr {
  const n = node as MathNode & {
    content: MathNode;
    value: unknown;
    name: string;
    fn: string & MathNode;
    args: MathNode[];
  };
  switch (n.type as string) {
    case "ParenthesisNode":
      return toExpr(n.content, text);
    case "ConstantNode":
      if (typeof n.value === "number" && Number.isFinite(n.value)) return num(n.value);
      break;
    case "SymbolNode":
      return nameOf(n.name, text);
    case "OperatorNode": {
      const args = n.args.map((arg) => toExpr(arg, text));
      if ((n.fn as string) === "unaryPlus") return args[0] as Expr;
      const fn = Object.hasOwn(OPERATORS, n.fn) ? OPERATORS[n.fn] : undefined;
      const [head] = args;
      // a(b + c)^2 is a·(b + c)²: what stands behind the bracket belongs to the bracket.
      if (
        fn &&
        TIGHT.has(fn) &&
        n.args[0]?.type === "FunctionNode" &&
        head?.kind === "call" &&
        head.fn === PRODUCT_OR_CALL
      )
        return call(PRODUCT_OR_CALL, [head.args[0] as Expr, call(fn, [head.args[1] as Expr, ...args.slice(1)])]);
      if (fn) return call(fn, args);
      break;
    }
    case "ArrayNode":
      return toList(n as unknown as Parameters<typeof toList>[0], text);
    case "AccessorNode":
      return toPart(n as unknown as Parameters<typeof toPart>[0], text);
    case "FunctionNode":
      return toCall(n as unknown as Parameters<typeof toCall>[0], text);
  }
  throw new FormulaError(`"${node.toString()}" is not part of the formula language`, { at: text });
}

function toCall(node: { fn: { type: string; name?: string }; args: MathNode[] }, text: string): Expr {
  const written = node.fn.type === "SymbolNode" ? (node.fn.name ?? "") : "";
  const fn = ALIASES.get(written) ?? written;
  const last = node.args.at(-1);
  const options = (last?.type as string) === "ObjectNode" ? toOptions(last as MathNode, text) : undefined;
  const args = (options ? node.args.slice(0, -1) : node.args).map((arg) => toExpr(arg, text));
  const isConstant = functions.get(fn)?.params.length === 0 && args.length > 0;
  if ((functions.has(fn) || fn === "mean") && !isConstant) return call(fn, args, options);
  // mathjs reads a(b + c) and π(r + 1) as calls; where a is no function it is a product.
  if (args.length === 1 && !options && written) return call(PRODUCT_OR_CALL, [name(written), args[0] as Expr]);
  if (written) throw unknownFunction(written, text);
  throw new FormulaError(`"${text}" calls what is not a function`, { at: text });
}

/** Longest list that can be written out. */
const MOST_ITEMS = 12;

/** `[a, b, c]`: single numbers side by side. */
function toList({ items }: MathNode & { items: MathNode[] }, text: string): Expr {
  if (items.length === 0 || items.length > MOST_ITEMS || items.some(({ type }) => (type as string) === "ArrayNode"))
    throw new FormulaError(`a list in a formula holds 1 to ${MOST_ITEMS} numbers`, {
      at: text,
      suggestion: "Give a matrix a name and a value, and write its name.",
    });
  const threes = Array.from({ length: Math.ceil(items.length / 3) }, (_, k) => items.slice(3 * k, 3 * k + 3));
  const lists = threes.map((few) =>
    call(
      `list${few.length}`,
      few.map((item) => toExpr(item, text)),
    ),
  );
  return lists.reduce((before, list) => call("concat", [before, list]));
}

/** `A[2, 3]`, `A[2, :]`, `A[:, 3]`: a cell, a row, a column, counted from 1. */
function toPart(
  node: { object: MathNode; index: { dimensions: MathNode[]; dotNotation: boolean } },
  text: string,
): Expr {
  const places = node.index.dotNotation ? [undefined] : node.index.dimensions.map(placeOf);
  if (places.every((place) => place !== undefined)) return call("part", [toExpr(node.object, text)], { at: places });
  throw new FormulaError(`"${String(node)}" is not part of the formula language`, {
    at: text,
    suggestion: "Write A[2, 3] for a cell, A[2, :] for a row, A[:, 3] for a column, counted from 1.",
  });
}

/** A whole number from 1 on, or 0 for a colon. */
function placeOf(node: MathNode): number | undefined {
  const { type, value, start, end, step } = node as MathNode & Record<"value" | "start" | "end" | "step", unknown>;
  if ((type as string) === "ConstantNode")
    return Number.isInteger(value) && (value as number) > 0 ? (value as number) : undefined;
  const isWhole = (type as string) === "RangeNode" && !step && String(start) === "1" && String(end) === "end";
  return isWhole ? 0 : undefined;
}

/** Functions that only rules write, not people. */
const INTERNAL =
  /^(spread|sumTo|list\d|unit|average|stepAtLeast|unpool\w*|pick|winner|reshapeLike|squeeze|compatible|choose|isLargest|huberOf|part\w*|\w+Per|along|(among|each)Others|offDiagonal|weightedDifferences|(per|of)Map|\w+Into|shiftBack|(head|tail)\w*|\w+(FromLogits|Notes|Slope|Input|Kernel))$/;
const MOST_CANDIDATES = 12;

/** There is no such function, with the nearest names first. */
export function unknownFunction(written: string, at: string): FormulaError {
  const known = [...functions.keys(), ...ALIASES.keys()].filter((fn) => !INTERNAL.test(fn));
  const distance = new Map(known.map((fn) => [fn, editsBetween(written.toLowerCase(), fn.toLowerCase())]));
  const nearest = known.sort((a, b) => (distance.get(a) as number) - (distance.get(b) as number));
  return new FormulaError(`there is no function ${written}`, {
    at,
    candidates: nearest.slice(0, MOST_CANDIDATES),
    suggestion: `If ${written} is a quantity, give it a value; ${written}(…) is then a product.`,
  });
}

/** `{axis: 0}`, `{shape: [2, 3]}`; in a pullback, `{axis: axis}` hands on the option of the call. */
function toOptions(node: MathNode, text: string): Options {
  const properties = (node as unknown as { properties: Record<string, MathNode> }).properties;
  return Object.fromEntries(Object.entries(properties).map(([key, value]) => [key, toOption(value, text)]));
}

function toOption(node: MathNode, text: string): number | string | number[] {
  const {
    type,
    value,
    name: option,
    items,
  } = node as MathNode & { value?: unknown; name?: string; items?: MathNode[] };
  const numbers = items?.map((item) => toOption(item, text)) ?? [];
  if ((type as string) === "ArrayNode" && numbers.every((n) => typeof n === "number")) return numbers;
  if ((type as string) === "ConstantNode" && typeof value === "number") return value;
  if ((type as string) === "SymbolNode" && option) return option;
  throw new FormulaError(`an option is a number from 0 on or a list of them, not "${node.toString()}"`, { at: text });
}

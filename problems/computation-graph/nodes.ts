import * as z from "zod";
import { ProblemError } from "../../solver/errors.ts";
import { type Call, call, type Expr, name, namesIn, PRODUCT_OR_CALL, substitute } from "../../solver/expression.ts";
import { type Definition, parseDefinitions, unknownFunction } from "../../solver/formula.ts";
import { symbolOf } from "../../solver/notation.ts";
import type { Tape } from "../../solver/tape.ts";
import { tensor } from "../fields.ts";

export const given = z.strictObject({
  formulas: z
    .union([z.string(), z.array(z.string()).min(1)])
    .meta({ description: "Definitions in order, such as `u = b*c; v = a + u; J = 3*v`, or one expression." }),
  values: z
    .record(z.string(), tensor)
    .meta({ description: "What the names in the formulas stand for: numbers, lists or matrices." }),
  output: z.string().optional().meta({ description: "What is differentiated; left out: the last definition." }),
  wrt: z.array(z.string()).min(1).optional().meta({ description: "With respect to what; left out: every value." }),
  nudge: z
    .number()
    .refine((h) => h !== 0, "a nudge of 0 changes nothing")
    .default(0.001)
    .meta({
      symbol: "\\varepsilon",
      description: "By how much each input is moved to check its derivative.",
    }),
});
export type Given = z.infer<typeof given>;

/** `J = …; …`, a list of such, or one bare expression, which is then called J. */
export function definitionsOf({ formulas, values }: Given): Definition[] {
  const text = typeof formulas === "string" ? formulas : formulas.join("\n");
  const isBare = !/=/.test(text.replace(/\{[^}]*\}/g, ""));
  const definitions = parseDefinitions(isBare ? `J = ${text}` : text);
  if (definitions.length === 0)
    throw new ProblemError("missing", "there are no formulas", { at: "given.formulas", missing: ["given.formulas"] });
  const isPi = (id: string) => id === "pi" && !Object.hasOwn(values, id) && !definitions.some((d) => d.name === id);
  return definitions.map(({ name: id, formula }) => ({
    name: id,
    formula: substitute(formula, (operand) => (isPi(operand) ? call("pi", []) : undefined)),
  }));
}

export function recordInputs({ values }: Given, definitions: readonly Definition[], tape: Tape): void {
  tape.section("Given");
  const defined = new Set(definitions.map((definition) => definition.name));
  const needed = new Set(definitions.flatMap(({ formula }) => namesIn(formula)));
  const isKnown = (id: string) => defined.has(id) || Object.hasOwn(values, id) || id === "e";
  const called = definitions.flatMap(({ formula }) => calledIn(formula)).find((id) => !isKnown(id));
  if (called) throw unknownFunction(called, "given.formulas");
  const unknown = [...needed].filter((id) => !isKnown(id) && id !== "T");
  if (unknown.length > 0) {
    throw new ProblemError("missing", `${unknown.join(", ")} ${unknown.length === 1 ? "has" : "have"} no value`, {
      at: "given.values",
      missing: unknown.map((id) => `given.values.${id}`),
      suggestion: `Give a value, such as values: { ${unknown[0]}: 1 }, or define it in a formula before it is used.`,
    });
  }
  for (const [id, value] of Object.entries(values)) {
    if (!/^[A-Za-z_\p{L}][\w\p{L}]*$/u.test(id))
      throw new ProblemError("name", `${id} cannot be a name in a formula`, { at: `given.values.${id}` });
    if (defined.has(id))
      throw new ProblemError("conflict", `${id} has both a value and a formula`, { at: `given.values.${id}` });
    tape.given(id, value, { name: symbolName(id) });
  }
  if (!needed.has("e") || defined.has("e") || tape.has("e")) return;
  // As a formula, since no decimal is equal to it.
  tape.section("Constants");
  const why = "The base of the natural logarithm.";
  tape.let("e", "exp(1)", { name: symbolName("e"), title: "Constant", why });
}

/** What stands before a bracket without being a function: `sin` in `sin(x)`, or `a` in `a(b + c)`. */
function calledIn(expr: Expr): string[] {
  if (expr.kind !== "call") return [];
  const [head] = expr.args;
  const own = expr.fn === PRODUCT_OR_CALL && head?.kind === "name" ? [head.name] : [];
  return [...own, ...expr.args.flatMap(calledIn)];
}

const symbolName = (id: string): string => `value of ${id}`;

/** Records a definition one operation at a time: parts of a formula become nodes of their own. */
export function recordParts({ name: id, formula }: Definition, tape: Tape, definitions: readonly Definition[]): void {
  const taken = new Set(definitions.map((definition) => definition.name));
  const node = (expr: Expr): Expr => {
    if (expr.kind !== "call") return expr;
    const whole = asExponential({ ...expr, args: expr.args.map(node) });
    if (isPlain(whole)) return whole;
    const part = freeName(tape, taken);
    record(part, whole, tape);
    return name(part);
  };
  const whole = formula.kind === "call" ? asExponential({ ...formula, args: formula.args.map(node) }) : formula;
  record(id, whole, tape);
}

function record(id: string, formula: Expr, tape: Tape): void {
  const operands = namesIn(formula).map((operand) => `$${tape.step(operand).tex}$`);
  const from = operands.length > 0 ? ` from ${operands.join(" and ")}` : "";
  tape.let(id, formula, { name: symbolName(id), title: `Node $${symbolOf(id)}$`, why: `One operation${from}.` });
}

/** A number, or arithmetic on numbers alone: not worth a node. */
const isPlain = (expr: Expr): boolean =>
  namesIn(expr).length === 0 || (expr.kind === "call" && expr.fn === "transpose" && expr.args[0]?.kind === "name");

/** e^x is the exponential, unless somebody gave `e` another meaning. */
function asExponential(expr: Call): Call {
  const [base, exponent] = expr.args;
  return expr.fn === "power" && base?.kind === "name" && base.name === "e" ? call("exp", [exponent as Expr]) : expr;
}

const LETTERS = ["u", "v", "w", "p", "q", "r", "s", "t", "h", "k"];

function freeName(tape: Tape, taken: ReadonlySet<string>): string {
  const isFree = (id: string) => !tape.has(id) && !taken.has(id);
  const letter = LETTERS.find(isFree);
  if (letter) return letter;
  for (let k = 1; ; k++) if (isFree(`u_${k}`)) return `u_${k}`;
}

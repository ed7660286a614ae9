import { z } from "zod";
import type { Picture } from "../explainers/solution.ts";
import { ProblemError } from "../solver/errors.ts";
import { type Call, call, type Expr, name, namesIn, num, substitute } from "../solver/expression.ts";
import { type Definition, parseDefinitions } from "../solver/formula.ts";
import { size } from "../solver/ndarray.ts";
import { symbolOf } from "../solver/notation.ts";
import type { Tape } from "../solver/tape.ts";
import { inputsOf } from "../solver/trace.ts";
import { tensor } from "./fields.ts";
import { defineTopic, type Outcome } from "./topic.ts";

const given = z.strictObject({
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
type Given = z.infer<typeof given>;

export default defineTopic<Given>({
  id: "computation-graph",
  title: "Computation graph",
  about:
    "Any formulas: forward values, local derivatives, upstream × local, sums over branches, and a nudge of every input.",
  given,
  conventions: [],
  answers: [
    { id: "NAME", about: "the value of a named quantity" },
    { id: "dNAME", about: "the derivative of the output with respect to it" },
    { id: "dA/dB", about: "the local derivative of A with respect to its operand B" },
    { id: "slope_NAME", about: "change of the output over the nudge of an input" },
  ],
  solve: (problem, { tape }) => solve(problem, tape),
  examples: [
    {
      problem: {
        topic: "computation-graph",
        given: { formulas: "u = b*c; v = a + u; J = 3*v", values: { a: 5, b: 3, c: 2 } },
      },
      expect: { u: 6, v: 11, J: 33, dv: 3, du: 3, da: 3, db: 6, dc: 9, slope_b: 6 },
    },
  ],
});

/** Inputs that are nudged, and steps that this may take: beyond, the finite differences of the certificate must do. */
const MOST_NUDGED = 6;
const MOST_NUDGE_STEPS = 60;

function solve(problem: Given, tape: Tape): Outcome {
  const definitions = definitionsOf(problem);
  const output = problem.output ?? (definitions.at(-1) as Definition).name;
  recordInputs(problem, definitions, tape);
  tape.section("Forward");
  for (const definition of definitions) recordParts(definition, tape, definitions);
  const inputs = Object.keys(problem.values).filter((id) => tape.has(id));
  if (!tape.has(output))
    throw new ProblemError("output", `${output} is not among the formulas`, {
      at: "given.output",
      candidates: definitions.map((d) => d.name),
    });
  const picture = graphPicture(tape);
  if (size(tape.step(output).value.shape) !== 1) {
    const warnings = [
      `$${tape.step(output).tex}$ is not a single number, so there is no gradient of it; take sum(${output}) or mean(${output}).`,
    ];
    return {
      answers: [output],
      asked: "The value of every node.",
      plan: "One operation after the other.",
      warnings,
      ...picture,
    };
  }
  const wrt = problem.wrt ?? inputs;
  tape.backward(output, wrt, { locals: true, section: () => "Backward" });
  const gradients = wrt.map((id) => tape.steps().find(({ gradient }) => gradient?.of === id)?.id as string);
  const slopes = nudgeAll(
    problem,
    tape,
    output,
    inputs.filter((id) => wrt.includes(id)),
  );
  const symbols = wrt.map((id) => `$${tape.step(id).tex}$`).join(", ");
  return {
    answers: [output, ...gradients],
    aliases: Object.fromEntries(
      tape.steps().flatMap(({ id, gradient }) => (gradient ? [[`d${output}/d${gradient.of}`, id]] : [])),
    ),
    checks: Object.fromEntries(wrt.map((id, k) => [gradients[k] as string, slopes.get(id) ?? []])),
    asked: `The value of $${tape.step(output).tex}$, and its derivatives with respect to ${symbols}.`,
    plan: "Forward, one operation at a time; then backward, where each edge multiplies what arrives by its local derivative and branches add up; then every input is nudged to see whether the output moves as the derivative says.",
    ...picture,
  };
}

/** `J = …; …`, a list of such, or one bare expression, which is then called J. */
function definitionsOf({ formulas }: Given): Definition[] {
  const text = typeof formulas === "string" ? formulas : formulas.join("\n");
  const isBare = !/=/.test(text.replace(/\{[^}]*\}/g, ""));
  const definitions = parseDefinitions(isBare ? `J = ${text}` : text);
  if (definitions.length === 0)
    throw new ProblemError("missing", "there are no formulas", { at: "given.formulas", missing: ["given.formulas"] });
  return definitions;
}

const CONSTANTS: Readonly<Record<string, { value: number; tex: string }>> = {
  e: { value: Math.E, tex: "e" },
  pi: { value: Math.PI, tex: "\\pi" },
};

function recordInputs({ values }: Given, definitions: readonly Definition[], tape: Tape): void {
  tape.section("Given");
  const defined = new Set(definitions.map((definition) => definition.name));
  const needed = new Set(definitions.flatMap(({ formula }) => namesIn(formula)));
  const unknown = [...needed].filter(
    (id) => !defined.has(id) && !Object.hasOwn(values, id) && !Object.hasOwn(CONSTANTS, id) && id !== "T",
  );
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
  for (const [id, { value, tex }] of Object.entries(CONSTANTS)) {
    if (needed.has(id) && !defined.has(id) && !tape.has(id)) tape.given(id, value, { tex });
  }
}

const symbolName = (id: string): string => `value of ${id}`;

/** Records a definition one operation at a time: parts of a formula become nodes of their own. */
function recordParts({ name: id, formula }: Definition, tape: Tape, definitions: readonly Definition[]): void {
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

/** Moves every single-number input a little and follows the change to the output. Returns the steps, by input. */
function nudgeAll({ nudge }: Given, tape: Tape, output: string, inputs: readonly string[]): Map<string, string[]> {
  const forward = tape.steps().filter(({ section }) => section === "Forward");
  const chains = inputs
    .filter((id) => tape.shapes(id)?.length === 0)
    .map((id) => ({ id, chain: downstream(forward, id, output) }));
  const steps = chains.reduce((n, { chain }) => n + chain.length + 2, 0);
  if (chains.length > MOST_NUDGED || steps > MOST_NUDGE_STEPS) return new Map();
  return new Map(chains.map(({ id, chain }) => [id, nudgeOne(id, chain, nudge, output, tape)]));
}

/** The nodes that an input moves, on their way to the output. */
function downstream(
  forward: readonly { id: string; formula?: Expr }[],
  input: string,
  output: string,
): { id: string; formula: Expr }[] {
  const moved = new Set([input]);
  const chain = forward.flatMap(({ id, formula }) => {
    if (!formula || !namesIn(formula).some((operand) => moved.has(operand))) return [];
    moved.add(id);
    return [{ id, formula }];
  });
  return moved.has(output) ? chain.slice(0, chain.findIndex(({ id }) => id === output) + 1) : [];
}

function nudgeOne(
  id: string,
  chain: readonly { id: string; formula: Expr }[],
  nudge: number,
  output: string,
  tape: Tape,
): string[] {
  const moved = (operand: string) => `${operand}~${id}`;
  const symbol = (operand: string) => `${tape.step(operand).tex}'`;
  const { tex } = tape.step(id);
  tape.section(`Nudge ${id}`);
  tape.let(moved(id), call("plus", [name(id), num(nudge)]), {
    tex: symbol(id),
    title: "Nudge",
    why: `$${tex}$ is moved by ${nudge}; everything that does not depend on it stays.`,
  });
  const replaced = new Set([id]);
  for (const step of chain) {
    const formula = substitute(step.formula, (operand) => (replaced.has(operand) ? name(moved(operand)) : undefined));
    tape.let(moved(step.id), formula, {
      tex: symbol(step.id),
      title: "Follow the change",
      why: `$${tape.step(step.id).tex}$ moves along.`,
    });
    replaced.add(step.id);
  }
  const end = chain.length > 0 ? name(moved(output)) : name(output);
  tape.let(`slope_${id}`, call("divide", [call("minus", [end, name(output)]), num(nudge)]), {
    tex: `\\Delta ${tape.step(output).tex}/\\Delta ${tex}`,
    name: `change of ${output} over the nudge of ${id}`,
    title: "Compare",
    why: "Change of the output over change of the input: the derivative is what this tends to as the nudge shrinks.",
  });
  return [moved(id), ...chain.map((step) => moved(step.id)), `slope_${id}`];
}

/** Graphs with more nodes than this are not drawn. */
const MOST_NODES = 16;

/** Every quantity in a column after those it is computed from. */
function graphPicture(tape: Tape): { picture?: Picture } {
  const steps = tape.steps();
  if (steps.length > MOST_NODES) return {};
  const column = new Map<string, number>();
  const filled: number[] = [];
  const nodes = steps.map((step) => {
    const at = Math.max(-1, ...inputsOf(step).map((id) => column.get(id) as number)) + 1;
    column.set(step.id, at);
    const row = filled[at] ?? 0;
    filled[at] = row + 1;
    return { id: step.id, label: step.tex, column: at, row };
  });
  const edges = steps.flatMap((step) => inputsOf(step).map((from) => ({ from, to: step.id })));
  return { picture: { nodes, edges } };
}

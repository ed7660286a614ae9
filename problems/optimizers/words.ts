import type { Assumption } from "../../explainers/solution.ts";
import type { Expr } from "../../solver/expression.ts";
import { atom } from "../../solver/levels.ts";
import { symbolOf, writeFormula } from "../../solver/notation.ts";
import { numberTex } from "../../solver/numbers.ts";
import type { Choices, ConventionId } from "../conventions.ts";
import type { TableOfSteps } from "../topic.ts";
import type { Parameter, Run } from "./iterate.ts";

/** Where the last value of J stands, together with the table. */
export const SUMMARY = "All iterations";

/** A formula of J's own names, without the number of an iteration. */
function written({ parameters, cost }: Run, formula: Expr): string {
  const shapes = (id: string) => parameters.find((p) => p.id === id)?.shape ?? cost?.constants[id]?.shape;
  return writeFormula(formula, shapes, (id) => atom(symbolOf(id))).tex;
}

const functionOf = (run: Run): string =>
  `J(${run.parameters.map(({ tex }) => tex).join(",\\,")})=${written(run, run.cost?.formula as Expr)}`;

export const costWhy = (run: Run): string => `What is to become small: $${functionOf(run)}$.`;

export function gradientWhy(run: Run, parameter: Parameter): string {
  const d = run.parameters.length > 1 || parameter.shape.length > 0 ? "\\partial " : "d";
  const derivative = written(run, run.cost?.gradients[parameter.id] as Expr);
  const where = run.rules.some(({ gradientHere }) => gradientHere) ? ", taken at the look-ahead point" : "";
  return `The derivative of $J$ is $\\frac{${d}J}{${d}${parameter.tex}}=${derivative}$${where}.`;
}

/** Whether it helped: what the values of J and the signs of the gradients tell. */
export function costRemarks(run: Run): string[] {
  const { tape, start, parameters } = run;
  const costs = Array.from({ length: start.iterations + 1 }, (_, t) => tape.step(`J_${t}`).value.cells[0] as number);
  const rises = costs.flatMap((cost, t) => (t > 0 && cost > (costs[t - 1] as number) ? [t] : []));
  const [first, last] = [costs[0] as number, costs.at(-1) as number];
  const remarks: string[] = [];
  const once = start.iterations === 1;
  if (costs.every((cost) => cost === first)) remarks.push("$J$ has not changed: the gradient is 0.");
  else if (rises.length === 0)
    remarks.push(once ? "$J$ went down, as it should." : "$J$ went down in every iteration.");
  else if (last > first) remarks.push("$J$ has gone up: the steps are too long here. A smaller $\\eta$ helps.");
  else remarks.push(`$J$ went up in ${listOf(rises)}, but is lower than at the start.`);
  const [only] = parameters;
  if (!once && parameters.length === 1 && only?.shape.length === 0) {
    const signs = costs.slice(1).map((_, k) => Math.sign(tape.step(run.id("g", only, k + 1)).value.cells[0] as number));
    if (signs.every((sign, k) => sign !== 0 && (k === 0 || sign === -(signs[k - 1] as number))))
      remarks.push("The gradient changes its sign every time: each step jumps over the minimum.");
  }
  return remarks;
}

function listOf(iterations: readonly number[]): string {
  if (iterations.length > 4) return `${iterations.length} iterations`;
  const head = iterations.slice(0, -1).join(", ");
  return head ? `iterations ${head} and ${iterations.at(-1)}` : `iteration ${iterations[0]}`;
}

export function assumed({ settings, optimizer, choices }: Run, chosen: Choices): Assumption[] {
  const hyperparameters = settings
    .filter(({ stated }) => !stated)
    .map(({ id, value }, k) => ({
      convention: id,
      value: String(value),
      because: k === 0 ? "Left open by the problem: the usual value." : "Likewise.",
    }));
  const conventions = Object.entries(optimizer.assumptions ?? {}).flatMap(([id, because]) => {
    const convention = id as ConventionId;
    return chosen[convention] === undefined ? [{ convention, value: choices[convention] as string, because }] : [];
  });
  return [...conventions, ...hyperparameters];
}

/** What is wanted, and from what. */
export function asked(run: Run, ask: readonly string[], usual: readonly string[]): string {
  const { optimizer, start, tape } = run;
  const { source, iterations } = start;
  const times = iterations === 1 ? "one iteration" : `${iterations} iterations`;
  const of = `${times} of ${optimizer.title.replace(/^Gradient/, "gradient")}`;
  const own = ask.every((id) => usual.includes(id)) ? [] : ask;
  const known = own.filter((id) => tape.has(id)).map((id) => `$${tape.step(id).tex}$`);
  const what = known.length > 0 && known.length <= 6 ? `${conjunction(known)} from` : `${subject(run)} after`;
  const where = {
    listed: "for the gradients given",
    function: `on $${run.cost ? functionOf(run) : ""}$`,
    squares: source.kind === "squares" ? `for squared gradients that grow by $r=${percent(source.growth)}$` : "",
  }[source.kind];
  return `${what} ${of} ${where}.`;
}

const percent = (share: number): string => `${numberTex(String(Number((100 * share).toPrecision(12))))}\\,\\%`;

function subject({ parameters, start }: Run): string {
  if (start.source.kind === "squares") return "The effective learning rate";
  if (parameters.some(({ value }) => value === undefined)) return "What is carried along";
  return parameters.length > 1 ? "The parameters" : "The parameter";
}

const conjunction = (parts: readonly string[]): string =>
  parts.length > 1 ? `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}` : (parts[0] as string);

/** One row an iteration, as a student draws it; for several parameters, a table each. */
export function tables(run: Run): TableOfSteps[] {
  const { iterations } = run.start;
  if (iterations < 2) return [];
  return run.parameters.map((parameter, p) => {
    const section = p === 0 ? SUMMARY : `${SUMMARY}: ${parameter.id}`;
    const head = ["t", ...run.columns.map((column) => run.symbol(column, parameter, "t"))];
    const withCost = run.cost !== undefined && p === 0;
    const row = (t: number) => [
      { tex: String(t) },
      ...run.columns.map((column) => cell(run, run.id(column, parameter, t))),
      ...(withCost ? [{ id: `J_${t}` }] : []),
    ];
    const numbers = Array.from({ length: iterations }, (_, k) => k + 1);
    const first = parameter.value ? [0] : [];
    return { section, head: withCost ? [...head, "J_{t}"] : head, rows: [...first, ...numbers].map(row) };
  });
}

const cell = ({ tape }: Run, id: string) => (tape.has(id) ? { id } : { tex: "" });

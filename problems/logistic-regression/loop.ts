import type { Tex } from "../../explainers/solution.ts";
import { call, type Expr, name, num } from "../../solver/expression.ts";
import type { TableOfSteps } from "../topic.ts";
import { overBase } from "./base.ts";
import type { Run } from "./pass.ts";

/** Examples and features beyond which a table filled in by hand teaches nothing new. */
export const MOST_EXAMPLES = 10;
export const MOST_FEATURES = 6;

export const isLoopShown = ({ data: { single, m, n, Y } }: Run): boolean =>
  !single && Y !== undefined && m > 1 && m <= MOST_EXAMPLES && n <= MOST_FEATURES;

const SECTION = "The same with a loop over the examples";
const SUMS = "The loop's running sums";
const DIVIDED = "The loop's results";

/** What a student's loop leaves behind: tables, and the steps that belong to the cost and to the gradients. */
export interface Loop {
  tables: TableOfSteps[];
  folded: string[];
  cost: string[];
  gradients: string[];
}

/**
 * Gradient descent's first iteration once more, one example after the other: `J += …`, `dw1 += x1 dz`, `db += dz`, and
 * everything divided by m at the end. By its own formulas, so that agreeing with the matrices means something.
 */
export function recordLoop(run: Run, wanted: { loss: boolean; gradients: boolean }): Loop {
  const { tape, data } = run;
  const examples = Array.from({ length: data.m }, (_, i) => i + 1);
  const features = Array.from({ length: data.n }, (_, j) => j + 1);
  tape.section(SECTION);
  for (const i of examples) recordExample(run, i, features);
  tape.section(SUMS);
  const columns = accumulators(features).filter(({ kind }) => wanted[kind]);
  for (const i of examples) for (const [k, column] of columns.entries()) addOn(run, column, i, i === 1 && k === 0);
  tape.section(DIVIDED);
  const results = columns.map((column) => ({ ...column, id: divide(run, column) }));
  const of = (wantedKind: Accumulator["kind"]): string[] =>
    examples.flatMap((i) => columns.filter(({ kind }) => kind === wantedKind).map(({ id }) => running(id, i)));
  const last = (wantedKind: Accumulator["kind"]) =>
    results.filter(({ kind }) => kind === wantedKind).map(({ id }) => id);
  return {
    tables: [tableOfExamples(examples, features, wanted), tableOfSums(run, examples, columns)],
    folded: [SECTION, SUMS],
    cost: [...of("loss"), ...last("loss")],
    gradients: [...of("gradients"), ...last("gradients")],
  };
}

/** The id of an example's quantity, as it is written: `z(2)` for z⁽²⁾. */
export const own = (id: string, i: number): string => `${id}(${i})`;
const result = (id: string): string => `${id}(loop)`;
const running = (id: string, i: number): string => `${id}+(${i})`;
const plus = (a: Expr, b: Expr): Expr => call("plus", [a, b]);

const part = (of: string, ...at: number[]): Expr => call("part", [name(of)], { at });
const weight = (j: number): Expr => part("w", j, 1);
/** Feature j of example i. */
const feature = ({ data: { rows } }: Run, i: number, j: number): Expr => (rows ? part("X", i, j) : part("X", j, i));
const label = ({ data: { rows } }: Run, i: number): Expr => (rows ? part("Y", i, 1) : part("Y", 1, i));

function recordExample(run: Run, i: number, features: readonly number[]): void {
  const first = (why: string): string => (i === 1 ? why : "");
  const record = (id: string, formula: Expr, tex: Tex, title: string, why: string): void =>
    run.tape.let(own(id, i), formula, {
      tex,
      name: `${title} of example ${i}`,
      title: `${title} of example ${i}`,
      why,
    });
  const base = run.choice("log");
  const y = label(run, i);
  const products = features.map((j) => call("times", [weight(j), feature(run, i, j)]) as Expr);
  const sum = plus(products.reduce(plus), name("b"));
  record("z", sum, `z^{(${i})}`, "Sum", first("One weighted sum, for this example alone."));
  const a = call("sigmoid", [name(own("z", i))]);
  record("a", a, `a^{(${i})}`, "Prediction", first("Its sigmoid."));
  const L = overBase(call("bce", [name(own("a", i)), y]), base);
  record("L", L, `L^{(${i})}`, "Loss", first("What this example adds to $J$."));
  const dz = overBase(call("minus", [name(own("a", i)), y]), base);
  record("dz", dz, `dz^{(${i})}`, "Error", first("Prediction minus label; it is also what this example adds to $db$."));
  for (const j of features) {
    const part = call("times", [feature(run, i, j), name(own("dz", i))]);
    record(`dw${j}`, part, `dw_{${j}}^{(${i})}`, `Share in $dw_{${j}}$`, first(`Feature ${j} times $dz$.`));
  }
}

/** What the loop adds up, and from which quantity of each example. */
interface Accumulator {
  id: string;
  adds: string;
  tex: Tex;
  kind: "loss" | "gradients";
}

const accumulators = (features: readonly number[]): Accumulator[] => [
  { id: "J", adds: "L", tex: "J", kind: "loss" },
  ...features.map((j) => ({ id: `dw${j}`, adds: `dw${j}`, tex: `dw_{${j}}`, kind: "gradients" as const })),
  { id: "db", adds: "dz", tex: "db", kind: "gradients" },
];

function addOn({ tape }: Run, { id, adds, tex }: Accumulator, i: number, isFirst: boolean): void {
  const before = i === 1 ? num(0) : name(running(id, i - 1));
  tape.let(running(id, i), plus(before, name(own(adds, i))), {
    tex: `\\left(${tex}\\right)_{i=${i}}`,
    name: `running sum after example ${i}`,
    title: `$${tex}$ after example ${i}`,
    why: isFirst ? "Every sum starts at 0 and takes on the share of one example after the other." : "",
  });
}

/** Divides a sum by m, as the convention wants; returns the id of the result, and says that it is the known one. */
function divide(run: Run, { id, tex }: Accumulator): string {
  const { tape, data } = run;
  const total = running(id, data.m);
  const divided = run.choice("average") !== "sum";
  const [sum] = tape.step(total).value.cells as [number];
  tape.let(result(id), divided ? call("divide", [name(total), name("m")]) : name(total), {
    tex,
    name: `${id} by the loop`,
    title: divided ? `$${tex}$ divided by $m$` : `The sum $${tex}$`,
    why: divided ? "After the loop, once." : "The convention is to sum: nothing is divided.",
    remarks: [agreement(run, id, sum / (divided ? data.m : 1)), ...(id === "dw1" ? whatIsDivided(run) : [])],
  });
  return result(id);
}

function whatIsDivided(run: Run): string[] {
  if (run.choice("average") === "sum") return [];
  return run.choice("average") === "cost"
    ? ["The loop divides once, at the end; among the matrices, $dZ$ carries the $\\frac{1}{m}$ already."]
    : ["It is $dw$ and $db$ that are divided by $m$, not $dz$: divide both and $m$ counts twice."];
}

/** Both ways must give the same number, up to what was rounded on the way. */
function agreement({ tape }: Run, id: string, looped: number): string {
  const [, of = id, j = "1"] = /^(dw)(\d+)$/.exec(id) ?? [];
  const vectorized = tape.step(of).value.cells[Number(j) - 1] as number;
  const off = Math.abs(looped - vectorized);
  const where = of === "dw" ? `entry ${j} of the vectorized $dw$` : `the vectorized $${of}$`;
  return off <= 1e-12 * Math.max(1, Math.abs(vectorized))
    ? `The same as ${where}.`
    : `The same as ${where} up to rounding: they differ by ${off.toPrecision(1)}.`;
}

/** The table that a student fills in, a row for each example. */
function tableOfExamples(
  examples: readonly number[],
  features: readonly number[],
  wanted: { loss: boolean; gradients: boolean },
): TableOfSteps {
  const columns = [
    { head: "z^{(i)}", id: "z" },
    { head: "a^{(i)}", id: "a" },
    { head: "y^{(i)}", id: "y" },
    ...(wanted.loss ? [{ head: "L^{(i)}", id: "L" }] : []),
    ...(wanted.gradients ? [{ head: "dz^{(i)}", id: "dz" }] : []),
    ...(wanted.gradients ? features.map((j) => ({ head: `x_{${j}}^{(i)}dz^{(i)}`, id: `dw${j}` })) : []),
  ];
  const cell = (id: string, i: number) => (id === "y" ? { id: "Y", cell: i - 1 } : { id: own(id, i) });
  return {
    section: SECTION,
    head: ["i", ...columns.map(({ head }) => head)],
    rows: examples.map((i) => [{ tex: String(i) }, ...columns.map(({ id }) => cell(id, i))]),
  };
}

function tableOfSums(run: Run, examples: readonly number[], columns: readonly Accumulator[]): TableOfSteps {
  const row = (label: string, id: (column: Accumulator) => { id: string } | { tex: Tex }) => [
    { tex: label },
    ...columns.map(id),
  ];
  return {
    section: SUMS,
    head: ["i", ...columns.map(({ tex }) => tex)],
    rows: [
      row("\\text{start}", () => ({ tex: "0" })),
      ...examples.map((i) => row(String(i), ({ id }) => ({ id: running(id, i) }))),
      ...(run.choice("average") === "sum" ? [] : [row("\\text{over }m", ({ id }) => ({ id: result(id) }))]),
    ],
  };
}

/** The factors of the probability of all labels together. */
export const likelihoodFactors = ({ data: { Y } }: Run): Expr[] =>
  (Y?.cells ?? []).map((y, i) => {
    const a = name(own("a", i + 1));
    return y === 1 ? a : call("minus", [num(1), a]);
  });

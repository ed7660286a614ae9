import type { Outcome, TableOfSteps } from "../topic.ts";
import type { Plan } from "./plans.ts";
import { COMPARISON, type Run } from "./run.ts";

/** What was counted, and how it is to be shown. */
export function outcomeOf(run: Run, ask: readonly string[]): Outcome {
  const rows = run.plans.map((plan) => rowOf(run, plan));
  const answers = answersOf(run, rows);
  return {
    answers,
    aliases: aliasesOf(run),
    checks: Object.fromEntries(answers.map((id) => [id, [...rows.flat(), ...ratios(run)]])),
    asked: askedOf(run),
    plan: planOf(run),
    tables: run.compares ? [tableOf(run)] : [],
    assumed: ask.every((id) => /^m$/.test(id)) && ask.length > 0 ? [] : run.assumed,
  };
}

const COLUMNS = ["updatesPerEpoch", "updates", "epochs"];
/** The steps of a plan that make a row of the table. */
const rowOf = (run: Run, plan: Plan): string[] => [
  ...COLUMNS.map((column) => column + plan.suffix).filter((id) => run.tape.has(id)),
  ...run.times(plan).slice(-1),
];
const ratios = (run: Run): string[] => run.plans.map(({ suffix }) => `ratio${suffix}`).filter((id) => run.tape.has(id));

function answersOf(run: Run, rows: readonly string[][]): string[] {
  const [plan] = run.plans as readonly [Plan];
  if (run.compares) return rows.flatMap((row) => (row.slice(1).length > 0 ? row.slice(1) : row));
  const rest = run.drops ? "leftOut" : "lastBatch";
  return [...(rows[0] as string[]), ...(run.isEven(plan) ? [] : [rest])].filter((id) => run.tape.step(id).formula);
}

function aliasesOf(run: Run): Record<string, string> {
  const counted = run.plans.flatMap(({ suffix }) =>
    [
      ["batches", "updatesPerEpoch"],
      ["iterationsPerEpoch", "updatesPerEpoch"],
      ["iterations", "updates"],
      ["u", "updatesPerEpoch"],
      ["U", "updates"],
    ].map(([alias, id]) => [`${alias}${suffix}`, `${id}${suffix}`]),
  );
  return Object.fromEntries(
    [...counted, ["n", "m"], ["B", "batchSize"]].filter(([, id]) => run.tape.has(id as string)),
  );
}

function askedOf({ given, plans, compares }: Run): string {
  const [plan] = plans as readonly [Plan];
  const of = compares ? "each way to go through the data" : plan.title.replace(/^[A-Z]/, (c) => c.toLowerCase());
  const size = compares || plan.batchSize === undefined ? "" : ` with $B=${plan.batchSize}$`;
  if (given.updates !== undefined) return `How many epochs ${given.updates} updates of ${of}${size} take.`;
  const epochs = given.epochs === undefined ? "an epoch" : given.epochs === 1 ? "1 epoch" : `${given.epochs} epochs`;
  const time = given.timePerUpdate === undefined && given.timePerEpoch === undefined ? "" : ", and how long that takes";
  return `How often ${of}${size} updates the weights in ${epochs}${time}.`;
}

function planOf({ given, compares }: Run): string {
  const all = given.updates === undefined ? ", then times the epochs" : ", then how often that fits into all updates";
  const first = compares ? "For each way the updates in one epoch" : "The updates in one epoch";
  return `${first}${given.epochs === undefined && given.updates === undefined ? "" : all}.`;
}

const HEADS: Readonly<Record<string, string>> = {
  updatesPerEpoch: "updates in an epoch",
  updates: "updates in all",
  epochs: "epochs",
};

function tableOf(run: Run): TableOfSteps {
  const columns = COLUMNS.filter((column) => run.plans.every(({ suffix }) => run.tape.has(column + suffix)));
  const timed = run.plans.every((plan) => run.times(plan).length > 0);
  const heads = [...columns.map((column) => HEADS[column]), ...(timed ? [`time in ${run.given.timeUnit}`] : [])];
  return {
    section: COMPARISON,
    head: ["\\text{batches}", ...heads.map((head) => `\\text{${head}}`)],
    rows: run.plans.map((plan) => [
      { tex: `\\text{${plan.batchSize === undefined ? plan.method : `of ${plan.batchSize}`}}` },
      ...columns.map((column) => ({ id: column + plan.suffix })),
      ...(timed ? [{ id: `time${plan.suffix}` }] : []),
    ]),
  };
}

import { type Checker, checkerFor, type Problem, topics } from "../problems/index.ts";
import type { Slant } from "../solver/check/mistake.ts";
import { type Manner, type Script, scriptOf } from "../solver/check/student.ts";
import { isError, type Verdict } from "../solver/check/verdict.ts";
import { ProblemError } from "../solver/errors.ts";
import { type Random, randomFrom } from "../solver/random.ts";
import { bankProblems } from "../tests/bank.ts";
import { networks } from "../tests/networks.ts";

/**
 * How well workings are marked: made-up students hand in workings of every topic, some without an error, some with known
 * mistakes. Prints a table for docs/checking.md; fails where somebody without an error is accused.
 *
 *     npm run score:checking -- [--runs 20000] [--topics mlp,adam] [--markdown]
 */
const option = (name: string, otherwise: string): string => {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? otherwise : (process.argv[at + 1] ?? otherwise);
};
const runs = Number(option("runs", "20000"));
const plantings = Number(option("plantings", "2"));
const only = option("topics", "").split(",").filter(Boolean);

/** Long traces are marked by the same code as short ones, only more slowly. */
const MOST_STEPS = 150;

interface Case {
  topic: string;
  checker: Checker;
}

const cases: Case[] = [
  ...topics.flatMap(({ examples }) => examples.map(({ problem }) => problem)),
  ...bankProblems,
  ...networks,
]
  .filter(({ topic }) => only.length === 0 || only.includes(topic))
  .flatMap((problem, k) => [problem, ...Array.from({ length: 3 }, (_, n) => jittered(problem, randomFrom(10 * k + n)))])
  .flatMap(caseOf)
  .filter(({ checker }) => checker.marker.trace.steps.length <= MOST_STEPS && checker.wanted.length > 0);

function caseOf(problem: Problem): Case[] {
  try {
    return [{ topic: problem.topic, checker: checkerFor(problem) }];
  } catch (error) {
    if (error instanceof ProblemError) return [];
    throw error;
  }
}

/** The same problem with other weights and inputs. */
function jittered(problem: Problem, random: Random): Problem {
  const other = (x: unknown): unknown =>
    Array.isArray(x) ? x.map(other) : typeof x === "number" ? Number((x * (0.5 + random.next()) + 0.1).toFixed(2)) : x;
  const given = Object.entries(problem.given).map(([field, value]) => [
    field,
    /^([WUVb]\d*|[wxXz]|theta)$/.test(field) ? other(value) : value,
  ]);
  return { ...problem, given: Object.fromEntries(given) };
}

const random = randomFrom(2024);
const manner = (digits: number, slants: readonly Slant[] = [], missing = 0, shuffled = false): Manner => ({
  style: random.pick(["decimals", "significant"] as const),
  digits,
  rounds: random.pick(["within", "each", "end"] as const),
  slants,
  missing,
  shuffled,
});

function scriptBy({ checker }: Case, how: Manner): Script | undefined {
  try {
    const script = scriptOf(checker.marker.trace, checker.wanted, how, random);
    // Nobody hands in NaN without noticing.
    return script.written.every((id) => script.value(id).cells.every(Number.isFinite)) ? script : undefined;
  } catch (error) {
    if (error instanceof ProblemError) return undefined;
    throw error;
  }
}

interface Tally {
  [what: string]: number;
}
const tallies = new Map<string, Tally>();
function count(topic: string, what: string, by = 1): void {
  for (const row of [topic, "all"]) {
    const tally = tallies.get(row) ?? {};
    tallies.set(row, { ...tally, [what]: (tally[what] ?? 0) + by });
  }
}

const ACCUSED = (verdict: Verdict): boolean =>
  isError(verdict.status) || verdict.status === "unreadable" || verdict.status === "other-convention";

const accusations: string[] = [];
for (let run = 0; run < runs; run++) {
  const one = cases[run % cases.length] as Case;
  const how = manner(random.integer(2, 5), [], random.pick([0, 0, 0.2, 0.5]), random.chance(0.3));
  const script = scriptBy(one, how);
  if (!script) continue;
  const { verdicts } = one.checker.check(script.text).marking;
  count(one.topic, "clean");
  if (verdicts.some(({ status }) => status === "too-coarse")) count(one.topic, "coarse");
  const accused = verdicts.find(ACCUSED);
  if (!accused) continue;
  count(one.topic, "accused");
  accusations.push(
    `${one.topic}: ${accused.id} = ${accused.written} (${accused.status}) ${JSON.stringify({ ...how, slants: [] })}`,
  );
}

/** Whether the mistake shows at its own step: a cell differs by more than the last two digits that are written. */
function shows({ id }: { id: string }, made: Script, clean: Script, { style, digits }: Manner): boolean {
  return made.value(id).cells.some((x, k) => {
    const y = clean.value(id).cells[k] as number;
    const unit = style === "decimals" ? 10 ** -digits : 10 ** (Math.floor(Math.log10(Math.abs(y) || 1)) - digits + 1);
    return Math.abs(x - y) > 2 * unit;
  });
}

const misses = new Map<string, number>();
function plant(one: Case, slants: readonly Slant[], how: Manner, column: string): void {
  const [made, clean] = [scriptBy(one, how), scriptBy(one, { ...how, slants: [] })];
  if (!made || !clean) return;
  if (!slants.every(({ step }) => shows({ id: step }, made, clean, how))) return;
  const { verdicts, firstWrong } = one.checker.check(made.text).marking;
  const order = one.checker.marker.trace.steps.map(({ id }) => id);
  const [first] = [...slants].sort((a, b) => order.indexOf(a.step) - order.indexOf(b.step)) as [Slant];
  const flagged = order.filter((id) => verdicts.some((verdict) => verdict.id === id && ACCUSED(verdict)));
  count(one.topic, `${column} planted`);
  const isLocated = how.missing > 0 ? firstWrong !== null || flagged.length > 0 : flagged[0] === first.step;
  if (isLocated) count(one.topic, `${column} located`);
  const isNamed = slants.every(({ mistake }) =>
    verdicts.some((verdict) => verdict.mistake === mistake.id || verdict.candidates?.includes(mistake.id)),
  );
  if (isNamed) count(one.topic, `${column} named`);
  if (!isLocated || !isNamed) {
    const key = `${isLocated ? "not named" : "not located"}: ${one.topic} ${first.step} ${first.mistake.id}`;
    if (column === "4 digits") misses.set(key, (misses.get(key) ?? 0) + 1);
  }
}

for (const one of cases) {
  const places = one.checker.marker.slants.filter(({ step }) => one.checker.wanted.includes(step));
  for (const slant of places)
    for (let n = 0; n < plantings; n++)
      for (const digits of [4, 3, 2]) plant(one, [slant], manner(digits, [slant]), `${digits} digits`);
  for (let n = 0; n < Math.min(places.length, 10); n++) {
    const two = random.shuffled(places).slice(0, 2);
    if (two.length === 2 && two[0]?.step !== two[1]?.step) plant(one, two, manner(4, two), "two mistakes");
    const [single] = random.shuffled(places);
    if (single) plant(one, [single], manner(4, [single], 0.3, true), "lines missing");
  }
}

const percent = (part = 0, of = 0): string => (of > 0 ? `${((100 * part) / of).toFixed(1)} %` : "–");
const columns = ["4 digits", "3 digits", "2 digits", "two mistakes", "lines missing"];
console.log(
  `| topic | no error | accused | too coarse | ${columns.map((c) => `${c}: planted | located | named`).join(" | ")} |`,
);
console.log(`|---|${"--:|".repeat(3 + 3 * columns.length)}`);
for (const [topic, tally] of [...tallies].sort(
  ([a], [b]) => Number(a === "all") - Number(b === "all") || a.localeCompare(b),
)) {
  const planted = columns.flatMap((column) => [
    tally[`${column} planted`] ?? 0,
    percent(tally[`${column} located`], tally[`${column} planted`]),
    percent(tally[`${column} named`], tally[`${column} planted`]),
  ]);
  console.log(
    `| ${topic} | ${tally.clean ?? 0} | ${tally.accused ?? 0} | ${percent(tally.coarse, tally.clean)} | ${planted.join(" | ")} |`,
  );
}
if (process.argv.includes("--misses"))
  for (const [key, n] of [...misses].sort((a, b) => b[1] - a[1]).slice(0, 60)) console.error(`${n} ${key}`);
for (const accusation of accusations.slice(0, 20)) console.error(`accused: ${accusation}`);
if (accusations.length > 0) process.exitCode = 1;

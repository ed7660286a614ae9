import type { Plot, Point } from "../../explainers/solution.ts";
import type { Outcome, TableOfSteps } from "../topic.ts";
import type { Kind } from "./given.ts";
import type { Run } from "./run.ts";

const TABLE = "The rate over time";
/** Rates from which on a curve says more than a table. */
const CURVE = 5;

/** @param goal the answers that are not rates */
export function outcomeOf(run: Run, goal: readonly string[]): Outcome {
  const { times } = run;
  const isTable = times.length > 2;
  return {
    answers: [...times.map((t) => `eta_${t}`), ...goal],
    aliases: aliasesOf(run),
    checks: isTable && run.drops ? Object.fromEntries(times.map((t) => [`eta_${t}`, dropsOf(run)])) : {},
    asked: askedOf(run, goal),
    plan: planOf(run),
    tables: isTable ? [tableOf(run)] : [],
    folded: isTable ? run.folded : [],
    assumed: run.assumed,
    ...(times.length >= CURVE && { picture: curveOf(run) }),
  };
}

const dropsOf = ({ times, tape }: Run): string[] => times.map((t) => `drops_${t}`).filter((id) => tape.has(id));

/** The rates as a curve; between two drops it is level. */
function curveOf({ times, rate, drops, isWarmup }: Run): Plot {
  const points = times.flatMap((t, i): Point[] => {
    const before = times[i - 1];
    const isLevel = drops && before !== undefined && !isWarmup(before);
    return [...(isLevel ? [[t, rate(before)] as const] : []), [t, rate(t)]];
  });
  return { x: "t", curves: [{ label: "\\eta_{t}", points }], marks: [] };
}

function aliasesOf({ id, tape }: Run): Record<string, string> {
  const names = { initialRate: "learningRate", decay: "k", decayRate: tape.has("gamma") ? "gamma" : "k" };
  const known = Object.entries(names).filter(([, step]) => tape.has(step));
  return { ...Object.fromEntries(known), ...(id(0) === "learningRate" && { eta_0: "learningRate" }) };
}

function tableOf(run: Run): TableOfSteps {
  const { tape, drops } = run;
  const dropsAt = (t: number) => (tape.has(`drops_${t}`) ? { id: `drops_${t}` } : { tex: run.isWarmup(t) ? "" : "0" });
  return {
    section: TABLE,
    head: ["t", ...(drops ? ["n_{t}"] : []), "\\eta_{t}"],
    rows: run.times.map((t) => [{ tex: String(t) }, ...(drops ? [dropsAt(t)] : []), { id: run.id(t) }]),
  };
}

const NAMES: Readonly<Record<Kind, string>> = {
  constant: "a constant learning rate",
  step: "a step schedule",
  exponential: "an exponential schedule",
  inverse: "a $1/t$ schedule",
  "inverse-sqrt": "an inverse square root schedule",
  polynomial: "a polynomial schedule",
  cosine: "a cosine schedule",
};

function askedOf({ times, settings, given }: Run, goal: readonly string[]): string {
  const name = settings.kind === "polynomial" && settings.power === 1 ? "a linear schedule" : NAMES[settings.kind];
  const warm = settings.warmup > 0 ? ` after a warm-up of ${settings.warmup} epochs` : "";
  const when = goal.length > 0 ? `when ${name} has brought the rate down to ${given.below}` : "";
  const [only] = times;
  const rates =
    times.length === 0
      ? ""
      : times.length === 1
        ? `the learning rate of ${name}${warm} at $t=${only}$`
        : `the learning rates of ${name}${warm}`;
  const parts = [rates, when].filter(Boolean).join(", and ");
  return `${parts.charAt(0).toUpperCase()}${parts.slice(1)}.`;
}

function planOf({ settings, times }: Run): string {
  const repeated = times.length > 2 ? " The first one in full, the others in the table." : "";
  const start =
    settings.kind === "inverse-sqrt" ? "" : " $t$ counts the epochs that are over: the first epoch runs at $t=0$.";
  return times.length === 0 ? "Solve the schedule for the time." : `Put $t$ into the schedule.${start}${repeated}`;
}

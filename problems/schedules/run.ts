import type { Assumption } from "../../explainers/solution.ts";
import type { Tape } from "../../solver/tape.ts";
import type { Choices } from "../conventions.ts";
import { numberAt } from "../counts.ts";
import type { Setting } from "../topic.ts";
import { timesOf } from "./epochs.ts";
import type { Given } from "./given.ts";
import { type Clock, decayRule, type Rule, warmupRule } from "./rules.ts";
import { type Settings, settle } from "./settings.ts";

/** A schedule while its rates are worked out. */
export class Run {
  readonly given: Given;
  readonly settings: Settings;
  readonly tape: Tape;
  readonly choices: Choices;
  /** The epochs whose rates are wanted, rising. */
  readonly times: readonly number[];
  /** Epochs that are worked as another one was. */
  readonly folded: string[] = [];
  readonly #said = new Set<string>();

  constructor(given: Given, { tape, conventions, ask }: Setting) {
    this.given = given;
    this.settings = settle(given);
    this.tape = tape;
    this.choices = conventions;
    this.times = timesOf(given, this.settings, ask);
    this.#recordGivens();
    for (const t of this.times) this.#record(t);
  }

  /** The id of the rate at an epoch: without a warm-up, the first one is given. */
  id = (t: number): string => (this.#isGiven(t) ? "learningRate" : `eta_${t}`);
  isWarmup = (t: number): boolean => t < this.settings.warmup;
  get drops(): boolean {
    return this.settings.kind === "step";
  }

  #isGiven = (t: number): boolean => t === 0 && this.settings.warmup === 0 && this.settings.kind !== "inverse-sqrt";

  #recordGivens(): void {
    const { tape, given, settings } = this;
    const { warmup, warmupStart, gamma, k, minRate, kind } = settings;
    const give = (id: string, tex: string, name: string, value: number | number[] | undefined, isUsed = true) => {
      if (value !== undefined && isUsed) tape.given(id, value, { tex, name });
    };
    tape.section("Given");
    const peak = warmup > 0 || kind === "inverse-sqrt";
    give(
      "learningRate",
      peak ? "\\eta_{\\max}" : "\\eta_{0}",
      peak ? "full rate" : "learning rate at t = 0",
      settings.learningRate,
    );
    give("gamma", "\\gamma", "factor", gamma);
    give("k", "k", "strength of the decay", k);
    give("stepSize", "s", "epochs of one unit", given.stepSize, ["step", "exponential", "inverse"].includes(kind));
    give("milestones", "M", "epochs at which the rate drops", given.milestones, this.drops);
    give("power", "p", "power", settings.power, kind === "polynomial" && settings.power !== 1);
    give("minRate", "\\eta_{\\min}", "rate in the end", minRate, minRate > 0);
    give("epochs", "T", "epochs in all", given.epochs, kind === "polynomial" || kind === "cosine");
    give("warmup", "W", "epochs of warm-up", warmup, warmup > 0);
    give("warmupStart", "\\eta_{\\text{start}}", "rate that the warm-up starts from", warmupStart, warmupStart > 0);
  }

  #record(t: number): void {
    if (this.#isGiven(t)) return;
    const title = `Epoch ${t}`;
    this.tape.section(title);
    const clock = this.#clock(t);
    const isRising = this.isWarmup(t);
    const hasEnded = clock.end !== undefined && clock.run > clock.end;
    if (this.drops && !isRising) this.#recordDrops(t, clock);
    const rule = isRising
      ? warmupRule(this.settings, t, this.choices["warmup.first"] ?? "zero")
      : hasEnded
        ? {
            formula: this.settings.minRate > 0 ? "minRate" : "0",
            why: "All epochs are over: the rate stays what it was in the end.",
          }
        : decayRule[this.settings.kind](this.settings, this.given, clock, `drops_${t}`);
    const isFirst = this.#first(isRising ? "warm-up" : "decay");
    const dropsFirst = this.tape.has(`drops_${t}`) && numberAt(this.tape, `drops_${t}`) > 0 && this.#first("drop");
    if (!isFirst && !dropsFirst) this.folded.push(title);
    this.#recordRate(t, rule, isFirst);
  }

  #recordRate(t: number, { formula, why, remarks = [] }: Rule, isFirst: boolean): void {
    this.tape.let(`eta_${t}`, formula, {
      tex: `\\eta_{${t}}`,
      name: `learning rate at t = ${t}`,
      title: "Learning rate",
      why,
      remarks: isFirst ? [...remarks, ...this.#sense()] : [],
    });
  }

  /** Where the rate stands: what a look at the table should confirm. */
  #sense(): string[] {
    if (this.settings.warmup > 0 || this.settings.kind !== "cosine") return [];
    const half = this.settings.minRate > 0 ? "half-way between the two rates" : "half the rate";
    return [`After half of the epochs it must be ${half}.`];
  }

  #recordDrops(t: number, { t: elapsed }: Clock): void {
    const byMilestones = this.given.milestones !== undefined;
    this.tape.let(
      `drops_${t}`,
      byMilestones ? `sum(atLeast(${elapsed}, milestones))` : `floor(${elapsed} / stepSize)`,
      {
        tex: `n_{${t}}`,
        name: `drops up to t = ${t}`,
        title: "Drops so far",
        why: byMilestones
          ? "As many as milestones have been reached."
          : "One for every full step; what is begun does not count.",
        remarks:
          byMilestones || !this.#first("floor") ? [] : ["Rounded down: between two drops the rate stays as it is."],
      },
    );
  }

  /** Time as the schedule counts it. */
  #clock(t: number): Clock & { end: number | undefined } {
    const { warmup, kind } = this.settings;
    const counts = warmup > 0 && this.choices["warmup.then"] !== "start" && kind !== "inverse-sqrt";
    const all = kind === "polynomial" || kind === "cosine" ? this.given.epochs : undefined;
    if (!counts) return { t: String(t), T: "epochs", run: t, end: all };
    const end = all === undefined ? undefined : all - warmup;
    return { t: `(${t} - warmup)`, T: "(epochs - warmup)", run: t - warmup, end };
  }

  #first(what: string): boolean {
    const isFirst = !this.#said.has(what);
    this.#said.add(what);
    return isFirst;
  }

  /** The conventions that mattered, where the problem leaves them open. */
  get assumed(): Assumption[] {
    const { warmup, kind } = this.settings;
    if (warmup === 0) return [];
    const rises = this.times.some(this.isWarmup);
    const follows = kind !== "constant" && kind !== "inverse-sqrt" && this.times.some((t) => t >= warmup);
    const because = {
      "warmup.first": "$t$ counts the epochs that are over, so the warm-up starts from its lowest rate.",
      "warmup.then": "The schedule begins when the warm-up ends.",
    };
    const open = [...(rises ? (["warmup.first"] as const) : []), ...(follows ? (["warmup.then"] as const) : [])];
    return open.flatMap((id) =>
      this.choices[id] === undefined
        ? [{ convention: id, value: id === "warmup.first" ? "zero" : "after", because: because[id] }]
        : [],
    );
  }

  rate = (t: number): number => numberAt(this.tape, this.id(t));
}

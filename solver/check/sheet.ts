import type { NdArray } from "../ndarray.ts";
import { float } from "../readings/float.ts";
import { exactly, type Interval } from "../readings/interval.ts";
import { computeStep, inputsOf, type Step, type Trace } from "../trace.ts";
import type { Entries, Entry } from "./entries.ts";
import { evidenceOf, isReckoned } from "./evidence.ts";
import { type Alternative, type Explanation, explanationsOf, type Surroundings, type Wrong } from "./explain.ts";
import { type Finding, latestOf, type StepFindings } from "./findings.ts";
import { refusal } from "./gates.ts";
import { judge, readAs, type Targets } from "./judge.ts";
import type { Slant } from "./mistake.ts";
import { boundsOfCut, type Habit, rounded, unitAt } from "./precision.ts";
import { carefulReading, rangeOf } from "./range.ts";
import { stepsOf } from "./scene.ts";
import { isError } from "./verdict.ts";
import type { Written } from "./written.ts";

/** One working while it is being marked, step by step. */
export class Sheet {
  readonly trace: Trace;
  readonly right: ReadonlyMap<string, NdArray<number>>;
  readonly entries: ReadonlyMap<string, Entries>;
  readonly habit: Habit;
  readonly surroundings: Surroundings;
  /** The student's values, at face value and as bounds, with what they give where nothing was written. */
  readonly yours = new Map<string, NdArray<number>>();
  readonly bounds = new Map<string, NdArray<Interval>>();
  /** What a student of this habit has who makes no error, or mends it. */
  readonly mended = new Map<string, NdArray<Interval>>();
  readonly tainted = new Set<string>();
  /** Of the student's values, those that were written and count. */
  readonly overrides: Record<string, NdArray<number>> = {};

  constructor(
    { trace, right }: { trace: Trace; right: ReadonlyMap<string, NdArray<number>> },
    entries: ReadonlyMap<string, Entries>,
    habit: Habit,
    slants: ReadonlyMap<string, readonly Slant[]>,
    alternatives: () => readonly Alternative[],
  ) {
    this.trace = trace;
    this.right = right;
    this.entries = entries;
    this.habit = habit;
    // A formula may name a later step: its value is taken as it stands.
    const known = (id: string) =>
      this.bounds.has(id) ? (Object.hasOwn(this.overrides, id) ? this.bounds.get(id) : undefined) : this.asWritten(id);
    this.surroundings = { trace, reading: carefulReading(habit), habit, known, slants, alternatives };
  }

  run(): StepFindings[] {
    return this.trace.steps.map((step) => this.markStep(step));
  }

  markStep(step: Step): StepFindings {
    const targets = this.targetsOf(step);
    const { cells = [], misshapen = [] } = this.entries.get(step.id) ?? {};
    const findings = cells.map((entry) => this.find(entry, targets(entry.position)));
    const wrong = findings.filter(({ status }) => isError(status));
    const result: StepFindings = {
      step,
      findings,
      misshapen,
      explanations: [],
      tainted: this.isTainted(step),
      carried: { shape: step.value.shape, cells: step.value.cells.map((_, k) => targets(k).yours) },
    };
    if (wrong.length > 0) this.explain(result, wrong, targets);
    for (const shape of misshapen) result.explanations.push(...this.explainShape(step, shape, targets));
    this.carry(result, targets);
    return result;
  }

  /** What each cell may rightly be. A given is what the problem states. */
  targetsOf(step: Step): (position: number) => Targets & { position: number } {
    const right = this.right.get(step.id) as NdArray<number>;
    const yours = computeStep(step, (id) => this.yours.get(id), float, { overrides: this.overrides });
    const bounds = rangeOf(step, this.bounds, this.yours, this.habit);
    const mended = rangeOf(step, this.mended, this.right, this.habit);
    const tainted = this.isTainted(step);
    return (position) => ({
      position,
      right: right.cells[position] as number,
      yours: yours.cells[position] as number,
      bounds: withPoint(bounds.cells[position] as Interval, yours.cells[position] as number),
      mended: withPoint(mended.cells[position] as Interval, right.cells[position] as number),
      tainted,
      isOpen: bounds.isOpen,
    });
  }

  isTainted = (step: Step): boolean => inputsOf(step).some((id) => this.tainted.has(id));

  find(entry: Entry, targets: Targets): Finding {
    const status = judge(entry.written, targets, this.habit);
    return { entry, status, yours: targets.yours, bounds: targets.bounds };
  }

  explain(result: StepFindings, wrong: readonly Finding[], targets: (k: number) => Targets): void {
    const { step, findings } = result;
    const [first] = wrong as [Finding];
    const operands = new Map(
      inputsOf(step).map((id) => [stepsOf(this.trace).get(id)?.tex ?? id, this.yours.get(id) as NdArray<number>]),
    );
    const evidence = evidenceOf(first.entry, first.yours, operands);
    const asEntry = ({ entry }: Finding) => ({ position: entry.position, written: entry.written });
    const { shape } = step.value;
    result.explanations = this.explanationsOf({
      id: step.id,
      wrong: wrong.map(asEntry),
      all: findings.map(asEntry),
      shape,
      right: { shape, cells: step.value.cells.map((_, k) => targets(k).bounds) },
      isReckoned: wrong.some(({ entry }) => isReckoned(entry)),
    });
    const isConvention = result.explanations.some(({ kind }) => kind === "other-convention");
    if (evidence && !isConvention) result.evidence = evidence;
  }

  explainShape(step: Step, { value }: Entries["misshapen"][number], targets: (k: number) => Targets): Explanation[] {
    const all = value.cells.map((written, position) => ({ position, written }));
    const right = { shape: step.value.shape, cells: step.value.cells.map((_, k) => targets(k).bounds) };
    return this.explanationsOf({ id: step.id, wrong: all, all, shape: value.shape, right });
  }

  explanationsOf = (wrong: Wrong): Explanation[] =>
    stepsOf(this.trace).get(wrong.id)?.formula ? explanationsOf(wrong, this.surroundings) : [];

  /** Puts the student's values in the place of ours, unless they are refused. */
  carry(result: StepFindings, targets: (k: number) => Targets): void {
    const { step } = result;
    const findings = latestOf(result.findings);
    const { shape } = step.value;
    const cells = step.value.cells.map((_, k) => targets(k));
    const isOff = findings.some(({ status }) => isError(status));
    if (isOff && step.formula) {
      const isExplained = result.explanations.length > 0 || result.evidence !== undefined;
      const yours = { shape, cells: this.faceValues(findings, cells) };
      const right = { shape, cells: cells.map(({ yours }) => yours) };
      const why = refusal(step, yours, right, isExplained, this.trace);
      if (why !== undefined) result.refused = why;
    }
    const counted = result.refused === undefined ? findings : [];
    const byPosition = new Map(counted.map((finding) => [finding.entry.position, finding]));
    const boundsAt = (k: number, reckoned: Interval) => {
      const finding = byPosition.get(k);
      return finding ? this.boundsOf(finding) : this.settled(step, reckoned);
    };
    result.carried = { shape, cells: this.faceValues(counted, cells) };
    this.yours.set(step.id, result.carried);
    this.bounds.set(step.id, { shape, cells: cells.map(({ bounds }, k) => boundsAt(k, bounds)) });
    const isMendedHere = (k: number) => !byPosition.has(k) || isOffHere(byPosition.get(k));
    this.mended.set(step.id, {
      shape,
      cells: cells.map(({ mended }, k) => (isMendedHere(k) ? this.settled(step, mended) : boundsAt(k, mended))),
    });
    if (byPosition.size === step.value.cells.length) this.overrides[step.id] = result.carried;
    this.taint(result, isOff && result.refused === undefined);
  }

  /** What rests on a wrong value is marked from it; what was mended on the way is not. */
  taint({ step, findings: all }: StepFindings, isOff: boolean): void {
    const findings = latestOf(all);
    const isMended =
      findings.length > 0 && findings.every(({ status }) => status === "recovered" || status === "correct");
    if (isOff || (this.isTainted(step) && !isMended)) this.tainted.add(step.id);
  }

  faceValues(findings: readonly Finding[], cells: readonly Targets[]): number[] {
    const written = new Map(findings.map(({ entry }) => [entry.position, entry.written.value]));
    return cells.map(({ yours }, k) => written.get(k) ?? yours);
  }

  boundsOf({ entry, status, bounds }: Finding): Interval {
    const own = readAs(entry.written, { bounds }, this.habit);
    if (isError(status)) return this.asCarried(entry.written, own);
    if (status !== "truncated") return own;
    const cut = boundsOfCut(entry.written);
    return { lo: Math.min(own.lo, cut.lo), hi: Math.max(own.hi, cut.hi) };
  }

  /** A wrong value of fewer digits than usual was hardly rounded: it is carried on as it stands. */
  asCarried({ value }: Written, { lo, hi }: Interval): Interval {
    const half = Math.min((hi - lo) / 2, unitAt(this.habit, value) / 2);
    return { lo: value - half, hi: value + half };
  }

  /** What was reckoned on the way and not written down may have been rounded, if it was long. */
  settled(step: Step, x: Interval): Interval {
    return step.formula && step.moreDigits === undefined ? rounded(x, this.habit) : x;
  }

  /** A quantity that was written in full, as it stands. */
  asWritten(id: string): NdArray<Interval> | undefined {
    const shape = stepsOf(this.trace).get(id)?.value.shape;
    const { cells = [] } = this.entries.get(id) ?? {};
    const byPosition = new Map(cells.map(({ position, written }) => [position, written]));
    const right = this.right.get(id);
    if (!shape || !right || byPosition.size < right.cells.length) return undefined;
    return {
      shape,
      cells: right.cells.map((yours, k) =>
        readAs(byPosition.get(k) as Written, { bounds: exactly(yours) }, this.habit),
      ),
    };
  }
}

const isOffHere = (finding: Finding | undefined): boolean =>
  finding !== undefined && (isError(finding.status) || finding.status === "follows");

/** Bounds that hold the value itself, which a more stable formula may have put just outside them. */
const withPoint = ({ lo, hi }: Interval, value: number): Interval =>
  Number.isNaN(value) ? { lo, hi } : { lo: Math.min(lo, value), hi: Math.max(hi, value) };

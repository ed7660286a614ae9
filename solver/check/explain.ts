import type { Expr, Reading } from "../expression.ts";
import type { NdArray } from "../ndarray.ts";
import { sameShape } from "../ndarray.ts";
import type { Interval } from "../readings/interval.ts";
import { inputsOf, type Trace } from "../trace.ts";
import { couldBeCut } from "./judge.ts";
import type { Slant } from "./mistake.ts";
import { boundsOf, boundsOfCut, type Habit, meets, rounded, widthOf } from "./precision.ts";
import { stepsOf, valueIn } from "./scene.ts";
import { slipInDigits, slipsOf } from "./slips.ts";
import type { Written } from "./written.ts";

/** The same problem under another convention. */
export interface Alternative {
  /** `id=value`. */
  id: string;
  /** What it says, completing "This is right if …". */
  about: string;
  trace: Trace;
}

/** A reason for a wrong value. */
export interface Explanation {
  kind: "other-convention" | "mistake" | "slip";
  id: string;
  about: string;
  hints: readonly [string, string];
  weight: number;
  /** The steps where it happened: the wrong one, or some before it that were not written down. */
  at: readonly string[];
  /** What it predicts for quantities that were not written and would tell it from others. */
  predicts?: (id: string) => NdArray<Interval> | undefined;
}

/** What was written for a quantity that is wrong. */
export interface Wrong {
  id: string;
  /** Cells that are wrong, and all that were written; in the shape in which they were written. */
  wrong: readonly { position: number; written: Written }[];
  all: readonly { position: number; written: Written }[];
  shape: readonly number[];
  /** What it should be, from the student's own values. */
  right: NdArray<Interval>;
  /** Whether the expression written before it comes to what was written, so that no digit is misread. */
  isReckoned?: boolean;
}

export interface Surroundings {
  trace: Trace;
  reading: Reading<Interval>;
  habit: Habit;
  /** What the student wrote, where it counts. */
  known: (id: string) => NdArray<Interval> | undefined;
  slants: ReadonlyMap<string, readonly Slant[]>;
  alternatives: () => readonly Alternative[];
}

/** Steps before the wrong one that a mistake is looked for in. */
const MOST_SITES = 40;

/** Every known reason for a wrong value, likeliest first; conventions before mistakes before slips. */
export function explanationsOf(wrong: Wrong, scene: Surroundings): Explanation[] {
  const found = [...conventionsOf(wrong, scene), ...mistakesOf(wrong, scene), ...slipsFound(wrong, scene)];
  const best = new Map<string, Explanation>();
  for (const one of found) if ((best.get(one.id)?.weight ?? 0) < one.weight) best.set(one.id, one);
  const order = ["other-convention", "mistake", "slip"];
  return [...best.values()].sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind) || b.weight - a.weight);
}

/** How well a prediction fits, from 0 (not at all) to 1: all written cells, and sharply. */
function fitOf(wrong: Wrong, predicted: NdArray<Interval> | undefined, habit: Habit, isWhole = false): number {
  if (!predicted || !sameShape(predicted.shape, wrong.shape)) return 0;
  const meetsCell = ({ position, written }: Wrong["all"][number]) => {
    const cell = predicted.cells[position] as Interval;
    return meets(boundsOf(written, habit), cell) || (couldBeCut(written, habit) && meets(boundsOfCut(written), cell));
  };
  if (!(isWhole ? wrong.all : wrong.wrong).every(meetsCell)) return 0;
  // What predicts the right value explains no wrong one.
  if (
    sameShape(wrong.shape, wrong.right.shape) &&
    wrong.wrong.some(({ position }) => isSame(predicted.cells[position], wrong.right.cells[position]))
  )
    return 0;
  const sharpness = wrong.wrong.map(({ position, written }) => {
    const right = wrong.right.cells[position];
    const off = right ? Math.abs(written.value - (right.lo + right.hi) / 2) : Math.abs(written.value);
    return off > 0 ? 1 / (1 + widthOf(predicted.cells[position] as Interval) / off) : 1;
  });
  const whole = wrong.all.every(meetsCell) ? 1 : 0.25;
  return whole * Math.min(...sharpness);
}

const isSame = (a: Interval | undefined, b: Interval | undefined): boolean =>
  a !== undefined && b !== undefined && Math.abs(a.lo + a.hi - b.lo - b.hi) <= 1e-9 * Math.abs(a.lo + a.hi);

function conventionsOf(wrong: Wrong, { reading, habit, known, alternatives }: Surroundings): Explanation[] {
  return alternatives().flatMap(({ id, about, trace }) => {
    const step = stepsOf(trace).get(wrong.id);
    if (!step?.formula) return [];
    const how = { known, settle: (x: Interval) => rounded(x, habit) };
    const weight = fitOf(wrong, valueIn(trace, wrong.id, reading, how), habit);
    const hints = ["Which convention does the problem use?", `Right if ${about}.`] as const;
    return weight > 0 ? [{ kind: "other-convention" as const, id, about, hints, weight, at: [wrong.id] }] : [];
  });
}

function mistakesOf(wrong: Wrong, scene: Surroundings): Explanation[] {
  const sites = sitesOf(wrong.id, scene);
  const byMistake = new Map<string, Slant[]>();
  for (const site of sites)
    for (const slant of scene.slants.get(site) ?? [])
      byMistake.set(slant.mistake.id, [...(byMistake.get(slant.mistake.id) ?? []), slant]);
  return [...byMistake.values()].flatMap((slants) => {
    const choices = slants.length > 1 ? [...slants.map((slant) => [slant]), slants] : [slants];
    return choices.flatMap((chosen) => mistakeAt(wrong, scene, chosen));
  });
}

function mistakeAt(wrong: Wrong, scene: Surroundings, chosen: readonly Slant[]): Explanation[] {
  const { trace, reading, habit, known } = scene;
  const formulas = new Map<string, Expr>(chosen.map(({ step, formula }) => [step, formula]));
  const how = { known, formulas, settle: (x: Interval) => rounded(x, habit) };
  const fits = fitOf(wrong, valueIn(trace, wrong.id, reading, how), habit);
  if (fits === 0) return [];
  const [first] = chosen as [Slant];
  const { id, hints, prior } = first.mistake;
  const predicts = (other: string) => valueIn(trace, other, reading, how);
  const at = chosen.map(({ step }) => step);
  return [{ kind: "mistake", id, about: first.about, hints, weight: fits * prior, at, predicts }];
}

/** The wrong step, and those before it that were not written down: anything may have happened there. */
function sitesOf(id: string, { trace, known }: Surroundings): string[] {
  const sites = new Set([id]);
  for (const site of sites) {
    const step = stepsOf(trace).get(site);
    for (const input of step ? inputsOf(step) : []) if (!known(input) && sites.size < MOST_SITES) sites.add(input);
  }
  return [...sites];
}

function slipsFound(wrong: Wrong, { trace, known, habit }: Surroundings): Explanation[] {
  const step = stepsOf(trace).get(wrong.id);
  const sizes = (step ? inputsOf(step) : []).flatMap(
    (id) => known(id)?.shape ?? stepsOf(trace).get(id)?.value.shape ?? [],
  );
  const factors = [...new Set(sizes)].filter((n) => n > 2 && n <= 1000);
  // A 0 has no sign, and no decimal point that could move.
  const isNothing = wrong.wrong.every(({ written }) => written.value === 0);
  const forms = slipsOf(wrong.right, factors).flatMap(({ slip, value }) => {
    const weight = fitOf(wrong, value, habit, slip.isWhole) * slip.prior;
    return weight > 0 && (slip.isWhole || !isNothing)
      ? [{ kind: "slip" as const, ...slip, weight, at: [wrong.id] }]
      : [];
  });
  return [...forms, ...digitSlips(wrong)];
}

/** Slips in the digits, where every wrong cell shows one. */
function digitSlips({ id, wrong, shape, right, isReckoned }: Wrong): Explanation[] {
  if (isReckoned || !sameShape(shape, right.shape)) return [];
  const found = wrong.map(({ position, written }) => {
    const { lo, hi } = right.cells[position] as Interval;
    return slipInDigits(written, (lo + hi) / 2);
  });
  const [first] = found;
  return first && found.every((slip) => slip?.id === first.id)
    ? [{ kind: "slip", ...first, weight: first.prior, at: [id] }]
    : [];
}

/** Of several explanations, the quantity that was not written down and that would tell them apart best. */
export function telling(explanations: readonly Explanation[], { trace, known }: Surroundings): string | undefined {
  const candidates = new Set(explanations.flatMap(({ at }) => at).filter((id) => !known(id)));
  let best: { id: string; kinds: number } | undefined;
  for (const { id } of trace.steps) {
    if (!candidates.has(id)) continue;
    const values = explanations.map(({ predicts }) => predicts?.(id)?.cells[0]);
    const kinds = new Set(values.map((x) => (x ? ((x.lo + x.hi) / 2).toPrecision(4) : ""))).size;
    if (kinds > (best?.kinds ?? 1)) best = { id, kinds };
  }
  return best?.id;
}

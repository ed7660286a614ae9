import type { NdArray } from "../ndarray.ts";
import { float } from "../readings/float.ts";
import { evaluate, type Trace } from "../trace.ts";
import { type Entries, type Entry, entriesOf } from "./entries.ts";
import type { Alternative } from "./explain.ts";
import type { Findings } from "./findings.ts";
import { type Mistake, type Slant, slantsOf } from "./mistake.ts";
import { pooled } from "./pool.ts";
import { type Habit, habitOf } from "./precision.ts";
import { stepsOf } from "./scene.ts";
import { Sheet } from "./sheet.ts";
import type { WorkingLine } from "./working.ts";
import type { Written } from "./written.ts";

/** Marks workings of one problem. */
export class Marker {
  readonly trace: Trace;
  readonly right: ReadonlyMap<string, NdArray<number>>;
  readonly #slants = new Map<string, Slant[]>();
  readonly #alternatives: () => readonly Alternative[];

  /** @param alternatives the same problem under other conventions; asked for once, when something is wrong */
  constructor(trace: Trace, mistakes: readonly Mistake[], alternatives: () => readonly Alternative[] = () => []) {
    this.trace = trace;
    this.right = evaluate(trace, float);
    for (const slant of mistakes.flatMap((mistake) => slantsOf(mistake, trace)))
      this.#slants.set(slant.step, [...(this.#slants.get(slant.step) ?? []), slant]);
    let found: readonly Alternative[] | undefined;
    this.#alternatives = () => {
      found ??= alternatives();
      return found;
    };
  }

  /** Every place where a mistake can be made. */
  get slants(): Slant[] {
    return [...this.#slants.values()].flat();
  }

  mark(lines: readonly WorkingLine[]): Findings {
    const entries = entriesOf(lines, (id) => stepsOf(this.trace).get(id)?.value.shape);
    const sheet = new Sheet(this, entries, this.#habitIn(entries), this.#slants, this.#alternatives);
    return { habit: sheet.habit, steps: pooled(sheet.run()), right: this.right, surroundings: sheet.surroundings };
  }

  #habitIn(entries: ReadonlyMap<string, Entries>): Habit {
    const all = [...entries].flatMap(([id, { cells }]) => cells.map((entry) => ({ ...entry, id })));
    const rounded = all.filter(({ id, position, written }) => {
      const right = this.right.get(id)?.cells[position] as number;
      return written.unit > 0 && written.unit < 1 && !isExact(written, right);
    });
    const written = (found: readonly Entry[]) => found.map((entry) => entry.written);
    return habitOf(written(rounded), written(all));
  }
}

/** A value that was written as it is, to the last digit. */
const isExact = (written: Written, right: number): boolean =>
  Math.abs(written.value - right) <= 1e-12 * Math.max(1, Math.abs(right));

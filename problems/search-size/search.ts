import type { Prose } from "../../explainers/solution.ts";
import type { Tape } from "../../solver/tape.ts";
import { recordCount } from "../counts.ts";
import { missing } from "../needs.ts";
import type { Setting } from "../topic.ts";
import { recordEffort } from "./effort.ts";
import type { Given, Grid } from "./given.ts";

/** One way to search: its trainings are counted, timed and paid for. */
export interface Way {
  kind: "grid" | "random";
  /** Ends its ids where both ways are counted. */
  suffix: string;
  mark: string;
}

/** A problem while its trainings are counted. */
export class Search {
  readonly given: Given;
  readonly tape: Tape;
  readonly ways: readonly Way[];
  /** What the problem asks for, in order. */
  readonly answers: string[] = [];
  readonly #folds: string | undefined;

  constructor(given: Given, { tape }: Setting) {
    this.given = given;
    this.tape = tape;
    const kinds = [...(given.grid ? (["grid"] as const) : []), ...(given.trials ? (["random"] as const) : [])];
    const both = kinds.length > 1;
    this.ways = kinds.map((kind) => ({ kind, suffix: both ? `_${kind}` : "", mark: both ? `_{\\text{${kind}}}` : "" }));
    this.#folds = this.#recordGivens();
    for (const way of this.ways) this.#count(way);
  }

  /** Returns the id of the number of folds. */
  #recordGivens(): string | undefined {
    const { given, tape } = this;
    tape.section("Given");
    const { folds } = given;
    if (folds !== undefined) tape.given("folds", folds, { tex: "k", name: "folds" });
    if (given.repeats !== undefined && folds === undefined)
      throw missing(
        "folds",
        "repeats is given, but there are no folds to repeat",
        "Give folds: 5, or leave repeats out.",
      );
    if (given.repeats !== undefined) tape.given("repeats", given.repeats, { tex: "r", name: "repetitions" });
    if (given.trials !== undefined) tape.given("trials", given.trials, { tex: "t", name: "trials of random search" });
    if (given.workers !== undefined) tape.given("workers", given.workers, { tex: "w", name: "machines at once" });
    return folds === undefined ? undefined : "folds";
  }

  #count(way: Way): void {
    this.tape.section(way.kind === "grid" ? "Grid search" : "Random search");
    const configurations = way.kind === "grid" ? this.#countConfigurations() : "trials";
    this.#countTrainings(way, configurations);
    this.answers.push(...recordEffort(this.tape, this.given, way));
  }

  #countConfigurations(): string {
    const grids = [this.given.grid as Grid | Grid[]].flat();
    const parts = grids.map((grid, i) => this.#countGrid(grid, grids.length > 1 ? i + 1 : undefined));
    if (parts.length > 1)
      recordCount(this.tape, "configurations", parts.join(" + "), "grid", {
        tex: "N",
        name: "configurations in all",
        title: "All grids",
        why: "The grids are searched one after the other: their configurations add up.",
      });
    if (!this.#folds && !this.given.refit) return "configurations";
    this.answers.push("configurations");
    return "configurations";
  }

  #countGrid(grid: Grid, which: number | undefined): string {
    const axes = Object.entries(grid);
    const sizes = which === undefined ? "sizes" : `sizes_${which}`;
    const mark = which === undefined ? "" : `^{(${which})}`;
    this.tape.given(
      sizes,
      axes.map(([, values]) => (typeof values === "number" ? values : values.length)),
      { tex: `n${mark}`, name: "values of each hyperparameter", section: "Given" },
    );
    const id = which === undefined ? "configurations" : `configurations_${which}`;
    recordCount(this.tape, id, axes.map((_, d) => `${sizes}[${d + 1}]`).join(" * "), "grid", {
      tex: `N${which === undefined ? "" : `_{${which}}`}`,
      name: which === undefined ? "configurations" : `configurations of grid ${which}`,
      title: which === undefined ? "Configurations" : `Grid ${which}`,
      why: `Every value of one hyperparameter meets every value of the others: ${listOf(axes.map(namedSize))}.`,
      remarks:
        axes.length > 1 && (which ?? 1) === 1
          ? ["A product, not a sum: each further hyperparameter multiplies the work."]
          : [],
    });
    return id;
  }

  #countTrainings({ kind, suffix, mark }: Way, configurations: string): void {
    const { repeats, refit } = this.given;
    const id = `trainings${suffix}`;
    const runs = [configurations, this.#folds, repeats && "repeats"].filter(Boolean).join(" * ");
    recordCount(this.tape, id, refit ? `${runs} + 1` : runs, kind === "grid" ? "grid" : "trials", {
      tex: `T${mark}`,
      name: `trainings of ${kind} search`,
      title: "Trainings",
      why: this.#whyTrainings(),
      remarks: this.#coverage(kind),
    });
    const isMore = kind === "grid" || refit || this.#folds !== undefined || this.given.timePerTraining !== undefined;
    if (isMore) this.answers.push(id);
  }

  #whyTrainings(): Prose {
    const { repeats, refit } = this.given;
    const last = refit ? " At the end, the best one once more on all the data." : "";
    if (!this.#folds) return `Each configuration is trained once.${last}`;
    const again = repeats ? ", and all of that is repeated with other folds" : "";
    return `Each configuration is trained once for every fold, which is left out to validate it${again}.${last}`;
  }

  /** Why random search does with fewer trials (Bergstra & Bengio 2012). */
  #coverage(kind: Way["kind"]): Prose[] {
    const { grid, trials } = this.given;
    if (kind === "grid" || grid === undefined || Array.isArray(grid)) return [];
    const [name, values] = Object.entries(grid).reduce((best, axis) =>
      sizeOf(axis[1]) > sizeOf(best[1]) ? axis : best,
    );
    return [
      `It tries up to ${trials} values of ${name}, the grid only ${sizeOf(values)}: if few hyperparameters matter, that finds more.`,
    ];
  }
}

const sizeOf = (values: number | readonly unknown[]): number => (typeof values === "number" ? values : values.length);
const namedSize = ([name, values]: [string, number | readonly unknown[]], d: number): string =>
  `${sizeOf(values)}${d > 0 ? "" : sizeOf(values) === 1 ? " value" : " values"} of ${name}`;

export const listOf = (parts: readonly string[]): string =>
  parts.length > 1 ? `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}` : (parts[0] as string);

import type { Assumption } from "../../explainers/solution.ts";
import { ProblemError } from "../../solver/errors.ts";
import type { Tape } from "../../solver/tape.ts";
import { numberAt, recordCount } from "../counts.ts";
import { conflict, nameUsed } from "../needs.ts";
import type { Setting } from "../topic.ts";
import type { Given } from "./given.ts";
import { type Plan, plansOf } from "./plans.ts";
import { recordTime } from "./time.ts";

/** Where several ways are held against each other. */
export const COMPARISON = "Comparison";

/** A problem while its updates are counted. */
export class Run {
  readonly given: Given;
  readonly plans: readonly Plan[];
  readonly tape: Tape;
  readonly drops: boolean;
  readonly assumed: Assumption[] = [];
  readonly #isOpen: boolean;
  readonly #times = new Map<Plan, string[]>();

  constructor(given: Given, { tape, conventions }: Setting) {
    this.given = given;
    this.plans = plansOf(given);
    this.tape = tape;
    this.drops = conventions["batch.last"] === "drop";
    this.#isOpen = conventions["batch.last"] === undefined;
    this.#recordGivens();
    for (const plan of this.plans) this.#count(plan);
    if (this.compares && given.epochs !== undefined) this.#compare();
  }

  get compares(): boolean {
    return this.plans.length > 1;
  }

  /** Whether the examples of an epoch fill the last batch; always, unless they come in mini-batches. */
  isEven = ({ batchSize }: Plan): boolean => batchSize === undefined || numberAt(this.tape, "m") % batchSize === 0;

  #recordGivens(): void {
    const { given, tape } = this;
    tape.section("Given");
    const name = nameUsed(given, ["m", "n", "examples"], "Give m, the number of examples: m: 1000.");
    const tex = name === "n" ? "n" : "m";
    const total = given[name] as number;
    if (given.trainPercent === undefined) tape.given("m", total, { tex, name: "number of examples" });
    else {
      tape.given("total", total, { tex: "N", name: "number of examples in all" });
      tape.given("trainPercent", given.trainPercent, { tex: "p", name: "percentage that is trained on" });
    }
    if (this.plans.some(({ size }) => size === "batchSize"))
      tape.given("batchSize", this.plans.find(({ size }) => size === "batchSize")?.batchSize as number, {
        tex: "B",
        name: "batch size",
      });
    if (given.epochs !== undefined && given.updates !== undefined)
      throw conflict("updates", "epochs and updates are both given: give one, the other is worked out");
    if (given.epochs !== undefined) tape.given("epochs", given.epochs, { tex: "E", name: "number of epochs" });
    if (given.updates !== undefined) tape.given("updates", given.updates, { tex: "U", name: "updates in all" });
    if (given.trainPercent !== undefined) this.#recordTrained(tex);
  }

  #recordTrained(tex: string): void {
    this.tape.section("Training examples");
    recordCount(this.tape, "m", "floor(total * trainPercent / 100)", "trainPercent", {
      tex,
      name: "number of training examples",
      title: "Training examples",
      why: "The others are kept for validation and test: they update nothing.",
    });
    if (numberAt(this.tape, "m") > 0) return;
    throw new ProblemError("range", "so small a share leaves no example to train on", { at: "given.trainPercent" });
  }

  #count(plan: Plan): void {
    const { tape, given } = this;
    tape.section(this.compares ? plan.title : "One epoch");
    this.#countEpoch(plan);
    if (!this.compares) tape.section("All epochs");
    if (given.epochs !== undefined) this.#countAll(plan);
    else if (given.updates !== undefined) this.#countEpochs(plan);
    if (!this.compares) tape.section("Time");
    this.#times.set(plan, recordTime(tape, given, plan, this.compares));
  }

  /** The steps that say how long it takes, the one in the most readable unit last. */
  times = (plan: Plan): string[] => this.#times.get(plan) ?? [];

  #compare(): void {
    const [first, ...others] = this.plans as readonly [Plan, ...Plan[]];
    this.tape.section(COMPARISON);
    for (const plan of others)
      this.tape.let(`ratio${plan.suffix}`, `updates${plan.suffix} / updates${first.suffix}`, {
        tex: plan.mark.replace("_{", "q_{"),
        name: `updates beside ${first.title.toLowerCase()}${this.#of(plan)}`,
        title: `Beside ${first.title.toLowerCase()}`,
        why: "How many times as often the weights move, although the same data is gone through.",
        remarks:
          plan === this.plans.at(-1)
            ? ["More updates from the same data: each rests on fewer examples and is noisier."]
            : [],
      });
  }

  #countEpoch(plan: Plan): void {
    const { suffix, mark, method } = plan;
    recordCount(this.tape, `updatesPerEpoch${suffix}`, this.#perEpoch(plan), "m", {
      tex: mark ? mark.replace("_{", "u_{") : "u",
      name: `updates in one epoch${this.#of(plan)}`,
      title: "Updates in one epoch",
      why: this.#whyEpoch(plan),
      remarks: this.#batchRemarks(plan),
    });
    if (method === "mini-batch") this.#recordRest(plan);
  }

  #perEpoch({ method, size }: Plan): string {
    if (method === "batch") return "1";
    if (method === "stochastic") return "m";
    return `${this.drops ? "floor" : "ceil"}(m / ${size})`;
  }

  #whyEpoch(plan: Plan): string {
    const { method } = plan;
    if (method === "batch") return "The gradient is averaged over all examples before the weights move once.";
    if (method === "stochastic") return "The weights move after every single example.";
    if (this.isEven(plan)) return "One update for each batch, and so many batches make up the data.";
    if (this.drops) return "One update for each full batch; what is left over is not used.";
    return "One update for each batch; what is left over is a last, smaller batch.";
  }

  #batchRemarks(plan: Plan): string[] {
    const { batchSize } = plan;
    const m = numberAt(this.tape, "m");
    if (batchSize === undefined || this.isEven(plan))
      return batchSize === 1 ? ["Batches of 1: this is stochastic gradient descent."] : [];
    if (batchSize > m) return this.#oversized(batchSize, m);
    const full = Math.floor(m / batchSize);
    const rest = m - full * batchSize;
    if (this.drops) return [`$${m}=${full}\\cdot ${batchSize}+${rest}$: the last ${rest} are left out.`];
    return [
      `$${m}=${full}\\cdot ${batchSize}+${rest}$: ${full} full and one of ${rest}. Rounded up, not to the nearest.`,
    ];
  }

  #oversized(batchSize: number, m: number): string[] {
    if (!this.drops) return ["The batch holds all examples and is not even full: this is batch gradient descent."];
    throw new ProblemError(
      "range",
      `the only batch has ${m} of ${batchSize} examples and is dropped: nothing is trained`,
      {
        at: "given.batchSize",
        suggestion: "Take a smaller batch size, or keep the last batch (convention batch.last).",
      },
    );
  }

  #recordRest(plan: Plan): void {
    const { suffix, mark, size } = plan;
    const perEpoch = `updatesPerEpoch${suffix}`;
    if (this.drops)
      recordCount(this.tape, `leftOut${suffix}`, `m - ${perEpoch} * ${size}`, "m", {
        tex: `r${mark}`,
        name: `examples left out of an epoch${this.#of(plan)}`,
        title: "Left out",
        why: "What does not fill a batch; shuffling leaves out others in each epoch.",
      });
    else
      recordCount(this.tape, `lastBatch${suffix}`, `m - (${perEpoch} - 1) * ${size}`, "m", {
        tex: `B_{\\text{last}${mark.replace(/^_\{(.*)\}$/, ",\\,$1")}}`,
        name: `size of the last batch${this.#of(plan)}`,
        title: "Last batch",
        why: "The examples that the full batches before it leave.",
      });
    if (this.isEven(plan) || !this.#isOpen || this.assumed.length > 0) return;
    const because = "The examples do not fill the last batch; it is used nevertheless.";
    this.assumed.push({ convention: "batch.last", value: "keep", because });
  }

  #countAll(plan: Plan): void {
    const { suffix, mark } = plan;
    recordCount(this.tape, `updates${suffix}`, `epochs * updatesPerEpoch${suffix}`, "epochs", {
      tex: `U${mark}`,
      name: `updates in all${this.#of(plan)}`,
      title: "Updates in all",
      why: "Every epoch goes through all batches once more.",
      remarks:
        plan === this.plans.find(({ method }) => method === "mini-batch") && this.given.epochs !== 1
          ? ["Not $m/B$ alone, which is one epoch; nor is $m/B$ the number of epochs."]
          : [],
    });
  }

  #countEpochs(plan: Plan): void {
    const { suffix, mark } = plan;
    const id = `epochs${suffix}`;
    this.tape.let(id, `updates / updatesPerEpoch${suffix}`, {
      tex: `E${mark}`,
      name: `epochs that so many updates take${this.#of(plan)}`,
      title: "Epochs",
      why: "So many times the updates of one epoch.",
    });
    const epochs = numberAt(this.tape, id);
    if (Number.isInteger(epochs)) return;
    this.tape.step(id).remarks.push(`It ends within epoch ${Math.ceil(epochs)}.`);
  }

  /** Whose count it is, where several are compared. */
  #of = ({ title }: Plan): string => (this.compares ? `, ${title.replace(/^[A-Z]/, (c) => c.toLowerCase())}` : "");
}

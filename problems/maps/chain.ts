import type { Assumption } from "../../explainers/solution.ts";
import { ProblemError } from "../../solver/errors.ts";
import { describeShape, type NdArray, type Shape, size } from "../../solver/ndarray.ts";
import type { Tape } from "../../solver/tape.ts";
import type { Choices, ConventionId } from "../conventions.ts";
import { conventions } from "../conventions.ts";
import { at, iteration, updatesOf } from "../mlp/ids.ts";
import type { Setting } from "../topic.ts";
import { recordConvolution } from "./convolve.ts";
import { recordActivation, recordDense, recordFlatten } from "./layers.ts";
import { type End, recordLoss, recordUpstream } from "./loss.ts";
import { type Pooled, recordPooling } from "./pool.ts";
import { recordSizes } from "./sizes.ts";
import type { Of, Stage } from "./stages.ts";
import type { Window } from "./window.ts";
import { gradientWords } from "./words.ts";

/** A network of convolutions, pooling and what follows them, as a problem states it. */
export interface Network {
  x: NdArray<number>;
  stages: readonly Stage[];
  end: End;
  learningRate: number | undefined;
  /** How many updates. */
  steps: number;
  /** Whether layers have numbers: `K1` for `K`. */
  isNumbered: boolean;
}

/** The network while it is worked out: what is recorded, and what reaches the next stage. */
export class Chain {
  readonly network: Network;
  readonly tape: Tape;
  readonly choices: Choices;
  readonly ask: readonly string[];
  readonly updates: number;
  readonly assumed: Assumption[] = [];
  /** Steps that hold the sides of outputs. */
  readonly sizes: string[] = [];
  /** Kernels, weights and biases, by their ids before any update. */
  readonly parameters: string[] = [];
  /** The results of convolutions, dense layers and poolings. */
  readonly convolved = new Map<string, Of<"conv">>();
  readonly dense = new Set<string>();
  readonly pooled = new Map<string, Pooled>();
  /** Updates so far. */
  k = 0;
  /** Convolutions and dense layers so far. */
  layer = 0;
  /** Multiplications and comparisons so far. */
  products = 0;
  /** Convolutions and poolings so far. */
  windows = 0;
  /** Number of the stage, from 1. */
  place = 0;
  /** The id of what reaches the next stage, and the steps that hold its sides where those were computed. */
  current = "x";
  sides: readonly string[] | undefined;
  /** The id of what comes out in the end, before any update. */
  output = "x";
  readonly #said = new Set<string>();

  constructor(network: Network, { tape, conventions: choices, ask }: Setting) {
    this.network = network;
    this.tape = tape;
    this.choices = choices;
    this.ask = ask;
    this.updates = network.learningRate === undefined ? 0 : network.steps;
  }

  /** Records everything: forward, loss, backward, and as many updates as there are. */
  run(): void {
    const { end, x } = this.network;
    if (size(x.shape) > MOST_CELLS)
      throw new ProblemError("too-large", `an input of ${describeShape(x.shape)} is too large to work out by hand`, {
        at: "given.x",
        suggestion: "Take a smaller input.",
      });
    this.tape.section("Given");
    this.tape.given("x", x, { tex: x.shape.length === 1 ? "x" : "X", name: "input" });
    for (this.k = 0; this.k < this.updates || this.k === 0; this.k++) {
      this.forward();
      if (end.kind === "none") break;
      this.backward(end.kind === "upstream" ? recordUpstream(this, end) : { root: recordLoss(this, end) });
      if (this.updates === 0) break;
      this.update();
    }
    if (this.k > 0 && this.k === this.updates && this.asksForwardAfter(this.k)) {
      this.forward();
      if (end.kind === "loss") recordLoss(this, end);
    }
  }

  forward(): void {
    this.layer = 0;
    this.place = 0;
    this.current = "x";
    this.sides = undefined;
    for (const stage of this.network.stages) {
      this.place++;
      if (stage.kind === "conv") recordConvolution(this, stage);
      else if (stage.kind === "activation") recordActivation(this, stage);
      else if (stage.kind === "pool") recordPooling(this, stage);
      else if (stage.kind === "flatten") recordFlatten(this);
      else recordDense(this, stage);
    }
    if (this.k === 0) this.output = this.current;
  }

  backward({ root, upstream }: { root: string; upstream?: string }): void {
    const parameters = this.parameters.map((id) => id + at(this.k)).reverse();
    const wanted = this.ask.flatMap((id) => {
      const of = id.slice(1);
      return id.startsWith("d") && updatesOf(id) === this.k && this.tape.has(of) ? [of] : [];
    });
    const { end } = this.network;
    // The gradient of a sum is 1 everywhere, and is worth a line where it goes on into a convolution.
    if (end.kind === "loss" && end.loss === "sum") wanted.push(this.current);
    const toInput = this.k === 0 && (!this.network.isNumbered || this.ask.some((id) => /^d[xX]$/.test(id)));
    const wants = [...parameters, ...(toInput ? ["x"] : []), ...wanted].filter((id) => id !== root);
    this.tape.backward(root, [...new Set(wants)], {
      ...(upstream !== undefined && { upstream }),
      section: ({ section }) =>
        /Loss$/.test(section) ? section : section.replace(/^(.* · )?(Layer \d+: )?(.)/, backTitle),
      words: (of) => gradientWords(this, of),
    });
  }

  /** Records how large the output of a window is. */
  slide(window: Window, what: "kernel" | "window", alwaysPadded: boolean): void {
    if (this.k > 0) return;
    const layer = this.network.isNumbered ? String(++this.windows) : "";
    const before = this.tape.steps().length;
    this.sides = recordSizes(this.tape, window, { layer, before: this.sides, what, alwaysPadded });
    const recorded = this.tape.steps().slice(before);
    this.sizes.push(...recorded.flatMap(({ id, formula }) => (formula ? [id] : [])));
    const isOpen = window.slides.some(
      (slide) => (slide.extent + slide.before + slide.after - slide.reach) % slide.stride !== 0,
    );
    if (isOpen && window.padding !== "same")
      this.assume("conv.round", "The last step does not fit any more and is left out, as libraries do it.");
  }

  update(): void {
    const words = { tex: "\\eta", name: "learning rate", section: "Given" };
    if (this.k === 0) this.tape.given("learningRate", this.network.learningRate as number, words);
    this.section("Update");
    for (const id of this.parameters) {
      const { tex, name } = this.tape.step(id);
      const after = this.updates === 1 ? "the update" : `update ${this.k + 1}`;
      this.tape.let(id + at(this.k + 1), `${id}${at(this.k)} - learningRate * d${id}${at(this.k)}`, {
        tex: `${tex}_{${this.updates === 1 ? "\\text{new}" : `(${this.k + 1})`}}`,
        name: `${name} after ${after}`,
        title: `New ${name}`,
        why: "One step against the gradient.",
      });
    }
  }

  /** Whether what the network gives after so many updates is asked for. */
  asksForwardAfter = (k: number): boolean =>
    this.ask.some((id) => updatesOf(id) === k && /^([ZAPGLJFY]|yhat|output)/.test(id));

  section(title: string): void {
    const run = this.k === 0 ? (this.updates > 1 ? "Iteration 1 · " : "") : this.runTitle();
    this.tape.section(run + title);
  }
  runTitle = (): string =>
    this.k === this.updates ? `After the update${this.updates > 1 ? "s" : ""} · ` : `Iteration ${this.k + 1} · `;

  /** The id of a quantity of this layer, after the updates so far, and its symbol; a second one of its kind has a prime. */
  quantity(letter: string, symbol = letter, repeats = 0): { id: string; tex: string } {
    const id = letter.repeat(repeats + 1) + this.mark() + at(this.k);
    if (this.tape.has(id)) return this.quantity(letter, symbol, repeats + 1);
    const marked = this.mark() ? `${symbol}^{[${this.mark()}]${"'".repeat(repeats)}}` : symbol + "'".repeat(repeats);
    return { id, tex: marked + iteration(this.k) };
  }
  mark = (): string => (this.network.isNumbered ? String(this.layer) : "");
  /** " of layer 2" */
  ofLayer = (): string => (this.network.isNumbered && this.layer > 0 ? ` of layer ${this.layer}` : "");
  afterUpdates = (): string => (this.k === 0 ? "" : ` after ${this.updates === 1 ? "the update" : `update ${this.k}`}`);
  shape = (): Shape => this.tape.step(this.current).value.shape;

  /** Records a parameter where it is new. Returns its id after the updates so far. */
  parameter(letter: string, value: NdArray<number>, tex: string, name: string): string {
    const base = letter + this.mark();
    if (!this.parameters.includes(base)) {
      this.parameters.push(base);
      const symbol = this.mark() ? `${tex}^{[${this.mark()}]}` : tex;
      this.tape.given(base, value, { tex: symbol, name: `${name}${this.ofLayer()}`, section: "Given" });
    }
    return base + at(this.k);
  }

  /** Counts the products of a stage before any is done, in all the passes there will be. */
  spend(products: number, at: string): void {
    if (this.k > 0) return;
    const isForward = this.network.end.kind === "none";
    this.products += products * Math.max(1, this.updates);
    if (this.products <= (isForward ? MOST_FORWARD : MOST_BACKWARD)) return;
    throw new ProblemError("too-large", `${this.products} products or more are too many to work out by hand`, {
      at,
      suggestion: `Take a smaller input, fewer kernels or a larger stride${isForward ? "" : ", or ask for the output alone"}.`,
    });
  }

  /** True the first time: what was explained once is then only named. */
  first(what: string): boolean {
    const isFirst = !this.#said.has(what);
    this.#said.add(what);
    return isFirst;
  }

  choice = (id: ConventionId): string => this.choices[id] ?? conventions[id].values[0];
  /** Says what was assumed where the problem leaves a choice open. */
  assume(convention: ConventionId, because: string, value = this.choice(convention)): void {
    if (this.choices[convention] === undefined && this.first(`assumed ${convention}`))
      this.assumed.push({ convention, value, because });
  }
}

/** "Backward: max pooling": where the gradients of a stage's output and parameters stand. */
const backTitle = (_: string, run = "", layer = "", letter: string): string =>
  `${run}${layer ? `${layer}backward, ` : "Backward: "}${letter.toLowerCase()}`;

/** Numbers that an input may have. */
const MOST_CELLS = 4096;
/** Products in all that anybody would follow: forwards only, or backwards as well. */
const MOST_FORWARD = 20_000;
const MOST_BACKWARD = 4_000;

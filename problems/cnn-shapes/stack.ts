import type { Assumption } from "../../explainers/solution.ts";
import { ProblemError } from "../../solver/errors.ts";
import type { Tape, Words } from "../../solver/tape.ts";
import type { Choices } from "../conventions.ts";
import type { Setting as ProblemSetting } from "../topic.ts";
import type { Given } from "./given.ts";
import { isWindowed, type Layer, layersOf } from "./layers.ts";
import { Settings } from "./settings.ts";
import type { Pair } from "./sizes.ts";
import { described } from "./words.ts";

/** What flows between two layers, as the ids of the steps that hold its sizes. */
export type Flow = Maps | List;
export interface Maps {
  kind: "maps";
  sides: readonly [string, string];
  channels: string;
}
export interface List {
  kind: "list";
  length: string;
}

/** The layers while their shapes are worked out: what is recorded, and what reaches the next layer. */
export class Stack {
  readonly layers: readonly Layer[];
  readonly choices: Choices;
  readonly tape: Tape;
  readonly settings: Settings;
  readonly aliases: Record<string, string> = {};
  readonly assumed: Assumption[] = [];
  /** Whether heights and widths are equal throughout: then there is one side. */
  readonly square: boolean;
  /** What leaves each layer; first the input. */
  readonly flows: Flow[] = [];
  /** Whether a pooling layer leaves its stride to the convention. */
  readonly openStride: boolean;
  readonly #ask: readonly string[];
  readonly #said = new Set<string>();

  constructor(given: Given, { tape, conventions, ask }: ProblemSetting) {
    this.#ask = ask;
    const [height, width, channels] = inputOf(given);
    this.layers = layersOf(given, conventions);
    this.choices = conventions;
    this.openStride = given.layers.some((layer) => /^(max|avg)pool$/.test(layer.type) && !("stride" in layer));
    this.tape = tape;
    this.settings = new Settings(this.layers, tape);
    this.square = height === width && this.layers.filter(isWindowed).every(isSquareWindow);
    tape.section("Given");
    const name = this.square ? "side of the input" : "height of the input";
    tape.given("height_0", height, { tex: this.symbol(0, 0), name });
    if (!this.square) tape.given("width_0", width, { tex: this.symbol(1, 0), name: "width of the input" });
    tape.given("channels_0", channels, { tex: "C_{0}", name: "channels of the input" });
    this.leave(0, { kind: "maps", sides: ["height_0", this.square ? "height_0" : "width_0"], channels: "channels_0" });
  }

  /** What reaches a layer. */
  before = (k: number): Flow => this.flows[k - 1] as Flow;
  value = (id: string): number => this.tape.step(id).value.cells[0] as number;
  symbol = (axis: number, k: number): string => `${this.square ? "n" : axis === 0 ? "H" : "W"}_{${k}}`;
  /**
   * True the first time: what was explained once is then only named. Nothing was explained where none of the steps that
   * lead to these ids is shown, because the problem asks for others.
   */
  first(what: string, ...leadsTo: string[]): boolean {
    const isShown = leadsTo.length === 0 || this.#ask.length === 0 || leadsTo.some((id) => this.#ask.includes(id));
    if (!isShown) return false;
    const isFirst = !this.#said.has(what);
    this.#said.add(what);
    return isFirst;
  }

  /** Records a count of a layer. Refuses what a float64 no longer counts one by one. */
  count(id: string, formula: string, k: number, words: Words): void {
    this.tape.let(id, formula, words);
    if (this.tape.step(id).value.cells.every((x) => x <= Number.MAX_SAFE_INTEGER)) return;
    throw new ProblemError("too-large", `too large to count: the ${words.name ?? id} would exceed 2^53`, {
      at: k === 0 ? "given.input" : `given.layers.${k - 1}`,
      suggestion: "Check its sizes and those of the layers before it.",
    });
  }

  /** What leaves a layer: its shape as one list, and how many numbers that is. */
  leave(k: number, flow: Flow, why = ""): void {
    this.flows.push(flow);
    const where = k === 0 ? "the input" : `layer ${k}`;
    const words = { tex: `\\text{out}_{${k}}`, name: `output shape of ${where}`, title: "Output shape", why };
    if (flow.kind === "list") {
      this.count(`shape_${k}`, `list1(${flow.length})`, k, words);
      this.alias(`size_${k}`, flow.length);
      return;
    }
    const [height, width] = flow.sides;
    this.count(`shape_${k}`, `list3(${height}, ${width}, ${flow.channels})`, k, words);
    this.alias(`height_${k}`, height);
    this.alias(`width_${k}`, width);
    this.alias(`channels_${k}`, flow.channels);
    this.count(`size_${k}`, this.product(flow), k, {
      tex: `\\text{size}_{${k}}`,
      name: `numbers in the output of ${where}`,
      title: "Numbers in the output",
      why: "Height times width times channels.",
    });
  }

  /** Height times width times channels, as a formula. */
  product({ sides, channels }: Maps): string {
    return `${this.area(sides)} * ${channels}`;
  }
  area([height, width]: readonly [string, string]): string {
    return height === width ? `${height}^2` : `${height} * ${width}`;
  }

  /** A layer that changes nothing: its quantities are those before it. */
  pass(k: number): void {
    for (const quantity of ["shape", "size", "height", "width", "channels"]) {
      const id = this.resolve(`${quantity}_${k - 1}`);
      if (this.tape.has(id)) this.alias(`${quantity}_${k}`, id);
    }
    this.flows.push(this.before(k));
  }

  alias(id: string, step: string): void {
    if (id !== step) this.aliases[id] = step;
  }
  resolve = (id: string): string => this.aliases[id] ?? id;

  /** What reaches a layer that slides over maps. */
  maps(layer: Layer): Maps {
    const flow = this.before(layer.k);
    if (flow.kind === "maps") return flow;
    throw new ProblemError("order", `layer ${layer.k} (${described(layer)}) needs maps, but a plain list reaches it`, {
      at: `given.layers.${layer.k - 1}`,
      suggestion: "Move it before the layer that flattens the maps.",
    });
  }

  /** What reaches a layer that takes a list. */
  list(layer: Layer): List {
    const flow = this.before(layer.k);
    if (flow.kind === "list") return flow;
    const shape = this.tape.step(this.resolve(`shape_${layer.k - 1}`)).value.cells.join("×");
    throw new ProblemError("order", `layer ${layer.k} is dense and needs a list, but maps of ${shape} reach it`, {
      at: `given.layers.${layer.k - 1}`,
      suggestion: "Add a layer { type: flatten } before it.",
    });
  }
}

function inputOf({ input, channels }: Given): readonly [number, number, number] {
  if (typeof input === "number") return [input, input, 1];
  const [a, b, c] = input;
  if (c === undefined) return [a, b, 1];
  return channels === "last" ? [a, b, c] : [b, c, a];
}

const isSquareWindow = (layer: Layer & { kernel: Pair; stride: Pair; padding: Pair | "same"; dilation: Pair }) =>
  [layer.kernel, layer.stride, layer.padding, layer.dilation].every((pair) => pair === "same" || pair[0] === pair[1]);

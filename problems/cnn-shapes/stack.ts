import type { Assumption, Tex } from "../../explainers/solution.ts";
import { ProblemError } from "../../solver/errors.ts";
import type { Tape, Words } from "../../solver/tape.ts";
import type { Choices } from "../conventions.ts";
import type { Setting as ProblemSetting } from "../topic.ts";
import { isWindowed, type Layer } from "./layers.ts";
import { Settings } from "./settings.ts";
import { marks, type Pair } from "./sizes.ts";
import { described, spoken } from "./words.ts";

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

/** What is to be worked out. */
export interface Network {
  /** Height, width and channels of an image. */
  input: readonly [number, number, number];
  layers: readonly Layer[];
  /** Whether a pooling layer leaves its stride to the convention. */
  openStride?: boolean;
  /** Many layers of few kinds: windows are put in as numbers, and a side that stays gets no line of its own. */
  compact?: boolean;
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
  /** What leaves each layer, by its `k`; that of "0" is the input. */
  readonly flows = new Map<string, Flow>();
  readonly openStride: boolean;
  readonly compact: boolean;
  readonly #ask: readonly string[];
  readonly #said = new Set<string>();

  constructor(network: Network, { tape, conventions, ask }: ProblemSetting) {
    const { layers, openStride = false, compact = false } = network;
    const [height, width, channels] = network.input;
    this.#ask = ask;
    this.layers = layers;
    this.choices = conventions;
    this.openStride = openStride;
    this.compact = compact;
    this.tape = tape;
    this.settings = new Settings(layers, tape, compact);
    this.square = height === width && this.layers.filter(isWindowed).every(isSquareWindow);
    tape.section("Given");
    const name = this.square ? "side of the input" : "height of the input";
    tape.given("height_0", height, { tex: this.symbol(0, "0"), name });
    if (!this.square) tape.given("width_0", width, { tex: this.symbol(1, "0"), name: "width of the input" });
    tape.given("channels_0", channels, { tex: "C_{0}", name: "channels of the input" });
    this.leave(INPUT, {
      kind: "maps",
      sides: ["height_0", this.square ? "height_0" : "width_0"],
      channels: "channels_0",
    });
  }

  /** What reaches a layer. */
  before = ({ from }: Layer): Flow => this.flows.get(from) as Flow;
  /** The value of a step, or of a number that stands in a formula as it is. */
  value = (id: string): number => (/^\d+$/.test(id) ? Number(id) : (this.tape.step(id).value.cells[0] as number));
  symbol = (axis: number, sub: Tex): Tex => (this.square ? "n" : axis === 0 ? "H" : "W") + marks(sub);
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
  count(id: string, formula: string, { at }: Pick<Layer, "at">, words: Words): void {
    this.tape.let(id, formula, words);
    if (this.tape.step(id).value.cells.every((x) => x <= Number.MAX_SAFE_INTEGER)) return;
    throw new ProblemError("too-large", `too large to count: the ${words.name ?? id} would exceed 2^53`, {
      at,
      suggestion: "Check its sizes and those of the layers before it.",
    });
  }

  /** What leaves a layer: its shape as one list, and how many numbers that is. */
  leave(layer: Pick<Layer, "k" | "sub" | "at"> & { name?: string | undefined }, flow: Flow, why = ""): void {
    const { k, sub } = layer;
    this.flows.set(k, flow);
    const where = k === "0" ? "the input" : spoken(layer);
    const words = { tex: `\\text{out}_{${sub}}`, name: `output shape of ${where}`, title: "Output shape", why };
    if (flow.kind === "list") {
      this.count(`shape_${k}`, `list1(${flow.length})`, layer, words);
      this.alias(`size_${k}`, flow.length);
      return;
    }
    const [height, width] = flow.sides;
    this.count(`shape_${k}`, `list3(${height}, ${width}, ${flow.channels})`, layer, words);
    this.alias(`height_${k}`, height);
    this.alias(`width_${k}`, width);
    this.alias(`channels_${k}`, flow.channels);
    this.count(`size_${k}`, this.product(flow), layer, {
      tex: `\\text{size}_{${sub}}`,
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
  pass(layer: Layer): void {
    for (const quantity of ["shape", "size", "height", "width", "channels"]) {
      const id = this.resolve(`${quantity}_${layer.from}`);
      if (this.tape.has(id)) this.alias(`${quantity}_${layer.k}`, id);
    }
    this.flows.set(layer.k, this.before(layer));
  }

  alias(id: string, step: string): void {
    if (id !== step) this.aliases[id] = step;
  }
  resolve = (id: string): string => this.aliases[id] ?? id;

  /** What reaches a layer that slides over maps. */
  maps(layer: Layer): Maps {
    const flow = this.before(layer);
    if (flow.kind === "maps") return flow;
    throw new ProblemError("order", `layer ${layer.k} (${described(layer)}) needs maps, but a plain list reaches it`, {
      at: layer.at,
      suggestion: "Move it before the layer that flattens the maps.",
    });
  }

  /** What reaches a layer that takes a list. */
  list(layer: Layer): List {
    const flow = this.before(layer);
    if (flow.kind === "list") return flow;
    const shape = this.shapeText(layer.from);
    throw new ProblemError("order", `layer ${layer.k} is dense and needs a list, but maps of ${shape} reach it`, {
      at: layer.at,
      suggestion: "Add a layer { type: flatten } before it.",
    });
  }

  /** `56×56×64` */
  shapeText = (k: string): string => this.tape.step(this.resolve(`shape_${k}`)).value.cells.join("×");
}

const INPUT = { k: "0", sub: "0", at: "given.input" };

const isSquareWindow = (layer: Layer & { kernel: Pair; stride: Pair; padding: Pair | "same"; dilation: Pair }) =>
  [layer.kernel, layer.stride, layer.padding, layer.dilation].every((pair) => pair === "same" || pair[0] === pair[1]);

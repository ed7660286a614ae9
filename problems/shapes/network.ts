import type { Assumption, Prose } from "../../explainers/solution.ts";
import type { Tape } from "../../solver/tape.ts";
import { numberAt, recordCount } from "../counts.ts";
import { nameUsed } from "../needs.ts";
import type { Setting } from "../topic.ts";
import type { Given } from "./given.ts";
import { recordInputs, unitWords } from "./inputs.ts";
import { forward, inputGradient, type Layout, layoutOf, type Operand, type Product, weightGradient } from "./layout.ts";

export const PARAMETERS = "Parameters";

/** A network while the shapes of its matrices are worked out. Its steps hold shapes: `W1` is that of W¹. */
export class Network {
  readonly tape: Tape;
  readonly layout: Layout;
  readonly hasBias: boolean;
  /** Number of layers that compute. */
  readonly depth: number;
  readonly assumed: Assumption[] = [];
  /** Whether it is about one example: then its symbols are small letters. */
  readonly single: boolean;
  readonly #m: string;
  readonly #said = new Set<string>();

  constructor(given: Given, { tape, conventions }: Setting) {
    this.tape = tape;
    this.layout = layoutOf(conventions);
    this.hasBias = given.bias ?? conventions["count.bias"] !== "no";
    this.single = given.m === undefined && given.examples === undefined;
    tape.section("Given");
    const { units, assumed } = recordInputs(tape, given, this.layout);
    this.assumed.push(...assumed);
    this.depth = units.length;
    for (const [k, n] of units.entries()) tape.given(`n${k + 1}`, n, { ...unitWords(k + 1), section: "Given" });
    if (!this.single)
      tape.given("m", given[nameUsed(given, ["m", "examples"], "")] as number, {
        name: "number of examples",
        section: "Given",
      });
    this.#m = this.single ? "1" : "m";
    this.#recordData();
    for (let l = 1; l <= this.depth; l++) this.#recordLayer(l);
    for (let l = this.depth; l >= 1; l--) this.#recordGradients(l);
    if (this.depth > 0) this.#countParameters();
    if (this.depth > 0 || !this.single) this.assumed.push(...this.layout.assumed.slice(this.depth > 0 ? 0 : -1));
  }

  layers = (): number[] => Array.from({ length: this.depth }, (_, k) => k + 1);
  /** What reaches a layer: `X`, or the activations of the layer before. */
  before = (l: number): string => (l === 1 ? "X" : `A${l - 1}`);

  /** The formula of the shape of something that has a row (or column) for each unit, and one for each example. */
  #perUnit = (n: string): string => (this.layout.columns ? `[${n}, ${this.#m}]` : `[${this.#m}, ${n}]`);

  #recordData(): void {
    this.tape.section("Data");
    const one = this.layout.columns ? "column" : "row";
    this.#record(
      "X",
      this.#perUnit("n0"),
      "Input",
      this.single
        ? `One example: a single ${one} of features.`
        : `One ${one} for each example, and in it every feature.`,
      [
        ...(this.single
          ? [`Not a plain list of ${this.#n(0)} numbers: with a second axis of size 1 it is a ${one}.`]
          : []),
      ],
    );
    const outputs = this.depth > 0 ? `n${this.depth}` : "1";
    const why = this.depth > 0 ? "A target for every unit of the last layer." : "One label for each example.";
    this.#record("Y", this.#perUnit(outputs), "Targets", why);
  }

  #recordLayer(l: number): void {
    const { tape, layout } = this;
    tape.section(layerTitle(l, this.#n(l)));
    this.#record(
      `W${l}`,
      layout.outFirst ? `[n${l}, n${l - 1}]` : `[n${l - 1}, n${l}]`,
      "Weights",
      this.#whyWeights(l),
      this.#remarksOnWeights(l),
    );
    if (this.hasBias)
      this.#record(
        `b${l}`,
        layout.columns ? `[n${l}, 1]` : `[1, n${l}]`,
        "Bias",
        "One number for each unit, whatever the number of examples.",
      );
    const product = forward(layout, this.operand(`W${l}`), this.operand(this.before(l)));
    this.#record(
      `Z${l}`,
      this.#perUnit(`n${l}`),
      "Weighted sums",
      this.#whyProduct(product, this.hasBias ? this.#biasAdded(l) : ""),
    );
    this.#record(`A${l}`, `Z${l}`, "Activations", "The activation works on every entry by itself: the shape stays.");
    recordCount(tape, `params_${l}`, this.hasBias ? `n${l} * n${l - 1} + n${l}` : `n${l} * n${l - 1}`, "layers", {
      tex: `\\text{params}_{${l}}`,
      name: `parameters of layer ${l}`,
      title: "Parameters",
      why: this.hasBias
        ? "A weight for every pair of a unit and an input, and a bias for every unit."
        : "A weight for every pair of a unit and an input.",
    });
  }

  #whyWeights(l: number): Prose {
    const [units, inputs] = this.layout.outFirst ? ["row", "column"] : ["column", "row"];
    const each = this.#n(l) === 1 ? `One ${units} for the only unit` : `A ${units} for each of the ${this.#n(l)} units`;
    return this.#n(l - 1) === 1
      ? `${each}, one ${inputs} for its only input.`
      : `${each}, a ${inputs} for each of its ${this.#n(l - 1)} inputs.`;
  }

  #remarksOnWeights(l: number): Prose[] {
    if (l > 1 || this.single) return [];
    return ["The number of examples does not enter: all of them meet the same weights."];
  }

  #biasAdded(l: number): string {
    if (this.single) return "; the bias has the same shape";
    const [each, wide] = this.layout.columns ? ["column", "columns"] : ["row", "rows"];
    return this.#first("broadcast")
      ? `; the bias, a single ${each}, is added to all ${wide} (broadcasting)`
      : l > 0
        ? "; the bias is broadcast"
        : "";
  }

  #whyProduct({ tex, left, right }: Product, more: string): Prose {
    const meets = this.#first("inner") ? ": the inner sizes agree and vanish, the outer ones stay" : "";
    return `$${tex}$ is $${left}\\,${right}$${meets}${more}.`;
  }

  #recordGradients(l: number): void {
    const { tape, layout } = this;
    tape.section(backTitle(l));
    this.#record(`dA${l}`, `A${l}`, "Activations", this.#whyPassedBack(l));
    this.#record(
      `dZ${l}`,
      `Z${l}`,
      "Weighted sums",
      "The slope of the activation multiplies every entry by itself: the shape stays.",
    );
    const product = weightGradient(layout, this.operand(`dZ${l}`), this.operand(this.before(l)));
    const summed = this.single ? "" : ", which sums over the examples";
    this.#record(`dW${l}`, `W${l}`, "Weights", `$${product.tex}$ is $${product.left}\\,${product.right}$${summed}.`);
    if (!this.hasBias) return;
    const sums = this.single
      ? "The bias is added as it is: the shape of $dZ$."
      : `$dZ$ summed over the ${layout.columns ? "columns" : "rows"}, its dimensions kept.`;
    this.#record(
      `db${l}`,
      `b${l}`,
      "Bias",
      sums,
      this.#first("db") && !this.single ? ["In NumPy with keepdims=True: without it one axis is lost."] : [],
    );
  }

  #whyPassedBack(l: number): Prose {
    if (l === this.depth)
      return "A gradient has the shape of what it is the gradient of: here the outputs, since the loss has a slope for each.";
    const { tex, left, right } = inputGradient(this.layout, this.operand(`W${l + 1}`), this.operand(`dZ${l + 1}`));
    return `$${tex}$ is $${left}\\,${right}$.`;
  }

  #countParameters(): void {
    this.tape.section(PARAMETERS);
    recordCount(
      this.tape,
      "params",
      this.layers()
        .map((l) => `params_${l}`)
        .join(" + "),
      "layers",
      {
        tex: "\\text{params}",
        name: "parameters in all",
        title: "Parameters in all",
        why: "The layers add up.",
      },
    );
  }

  #record(id: string, formula: string, title: string, why: Prose, remarks: Prose[] = []): void {
    this.tape.let(id, formula, {
      tex: `\\text{shape}\\,${this.symbol(id)}`,
      name: `shape of ${this.#spoken(id)}`,
      title,
      why,
      remarks,
    });
  }

  /** `W^{[1]}`, `dZ^{[2]}`; small letters for one example. */
  symbol(id: string): string {
    const [, d = "", letter = "", l = ""] = /^(d?)([A-Zb])(\d*)$/.exec(id) ?? [];
    const isData = /[XYZA]/.test(letter);
    return `${d}${this.single && isData ? letter.toLowerCase() : letter}${l && `^{[${l}]}`}`;
  }
  #spoken = (id: string): string => this.symbol(id).replace(/\^\{\[(\d+)\]\}/, ", layer $1");

  operand = (id: string): Operand => ({ tex: this.symbol(id), shape: this.tape.step(id).value.cells });
  #n = (l: number): number => numberAt(this.tape, `n${l}`);

  #first(what: string): boolean {
    const isFirst = !this.#said.has(what);
    this.#said.add(what);
    return isFirst;
  }
}

export const layerTitle = (l: number, units: number): string =>
  `Layer ${l}: ${units} ${units === 1 ? "unit" : "units"}`;

export const backTitle = (l: number): string => `Back through layer ${l}`;

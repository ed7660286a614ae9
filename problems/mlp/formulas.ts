import { type Choices, conventions } from "../conventions.ts";
import { type Activation, ruleOf } from "./activations.ts";
import type { Network } from "./layout.ts";
import { type Loss, lossRule } from "./losses.ts";

type Choice = "average" | "loss.half" | "loss.outputs" | "huber.linear" | "gelu";

/** The formulas of a layer and of the loss, in the layout and under the conventions of the problem. */
export class Formulas {
  readonly network: Network;
  readonly single: boolean;
  readonly choices: Choices;

  constructor(network: Network, single: boolean, choices: Choices) {
    this.network = network;
    this.single = single;
    this.choices = choices;
  }

  choice = (id: Choice): string => this.choices[id] ?? conventions[id].values[0];

  /** `W x + b`, and the like. */
  sums(l: number, at: string, before: string): string {
    const { orientation, examples } = this.network.layout;
    const [W, b] = [`W${l}${at}`, this.network.layers[l - 1]?.b ? ` + b${l}${at}` : ""];
    const turned = (orientation === "Wx") === (examples === "columns") ? W : `${W}'`;
    return (examples === "columns" ? `${turned} * ${before}` : `${before} * ${turned}`) + b;
  }

  activation(activation: Activation, z: string): string {
    const { fn, alpha } = ruleOf(activation);
    const name = activation === "gelu" && this.choice("gelu") === "tanh" ? "geluTanh" : fn;
    const axis = activation === "softmax" ? this.#overUnits() : "";
    return `${name}(${z}${alpha ? `, ${alpha.id}` : ""}${axis})`;
  }

  loss(loss: Loss, at: string): string {
    const fn = loss === "huber" && this.choice("huber.linear") === "notes" ? "huberNotes" : lossRule(loss).fn;
    const delta = loss === "huber" ? ", delta" : "";
    return `${this.#lossScale(loss)}${fn}(yhat${at}, y${delta}${this.#overUnits()})`;
  }

  /** A batch has one softmax, and one loss, for each example. */
  #overUnits = (): string => (this.single ? "" : `, {axis: ${this.network.layout.examples === "columns" ? 0 : 1}}`);

  /** A factor ½, or one over the number of outputs, or both. */
  #lossScale(loss: Loss): string {
    if (lossRule(loss).after) return "";
    const outputs = this.choice("loss.outputs") === "mean" ? (this.network.layers.at(-1)?.units ?? 1) : 1;
    const divisor = outputs * (loss === "squared-error" && this.choice("loss.half") === "yes" ? 2 : 1);
    return divisor === 1 ? "" : `1/${divisor} * `;
  }
}

import type { Setting } from "../topic.ts";
import { type Activation, ruleOf } from "./activations.ts";
import { activationsOf, checkConstants, checkTargets } from "./checks.ts";
import { type Constant, constantsOf } from "./constants.ts";
import { Formulas } from "./formulas.ts";
import { type Given, layersOf } from "./given.ts";
import { at, iteration, updatesOf } from "./ids.ts";
import { layOut, type Network } from "./layout.ts";
import type { Loss } from "./losses.ts";

/** A problem, read and checked, and how its quantities are called. */
export class Setup {
  readonly setting: Setting;
  readonly network: Network;
  readonly activations: Activation[];
  readonly loss: Loss;
  readonly given: Given;
  readonly updates: number;
  /** Updates that lie before something the problem asks for. */
  readonly updatesNeeded: number;
  readonly constants: Constant[];
  readonly formulas: Formulas;
  /** Whether the example is one: then its symbols are small letters, and its cost is its loss. */
  readonly single: boolean;

  constructor(given: Given, setting: Setting) {
    const layers = layersOf(given);
    this.given = given;
    this.setting = setting;
    this.network = layOut(given, layers, setting.conventions);
    this.activations = activationsOf(given, layers.length);
    this.loss = given.loss ?? ruleOf(this.last()).loss ?? "squared-error";
    this.updates = given.learningRate === undefined ? 0 : (given.steps ?? 1);
    const { ask } = setting;
    this.updatesNeeded = ask.length > 0 ? Math.min(this.updates, Math.max(...ask.map(updatesOf))) : this.updates;
    this.single = this.network.m === 1 && given.X === undefined;
    checkConstants(given, this.activations, this.loss);
    checkTargets(this.loss, this.last(), given.Y === undefined ? "y" : "Y", this.network);
    this.constants = constantsOf(given, this.activations, this.loss);
    this.formulas = new Formulas(this.network, this.single, setting.conventions);
  }

  /** Whether such a quantity is asked for, as it is after k updates. */
  asksFor = (pattern: RegExp, k: number): boolean =>
    this.setting.ask.some((id) => pattern.test(id) && updatesOf(id) === k);

  answers(): string[] {
    if (!this.network.Y) return ["yhat"];
    const parameters = this.layerNumbers().flatMap((l) => this.parametersOf(l));
    const updated = this.updates > 0 ? parameters.map((id) => id + at(this.updates)) : [];
    return ["yhat", "J", ...parameters.map((id) => `d${id}`), ...updated];
  }

  depth = (): number => this.network.layers.length;
  last = (): Activation => this.activations.at(-1) as Activation;
  isLast = (l: number): boolean => l === this.depth();
  layerNumbers = (): number[] => this.network.layers.map((_, k) => k + 1);
  hasBias = (l: number): boolean => this.network.layers[l - 1]?.b !== undefined;
  parametersOf = (l: number): string[] => [`W${l}`, ...(this.hasBias(l) ? [`b${l}`] : [])];
  activationId = (l: number): string => (this.isLast(l) ? "yhat" : `A${l}`);
  after = (k: number): string => (k === 0 ? "" : ` after ${this.updates === 1 ? "the update" : `update ${k}`}`);
  /** Small letters for one example, capitals for a batch. */
  symbol = (tex: string, k: number): string =>
    (this.single ? tex.replace(/[A-Z]/, (c) => c.toLowerCase()) : tex) + iteration(k);

  /** Runs are told apart by their number; what follows the last update is no iteration of its own. */
  sectionTitle(k: number, title: string): string {
    if (k > 0 && k === this.updatesNeeded)
      return `${this.updates === 1 ? "With the new weights" : `After update ${k}`} · ${title}`;
    return this.updatesNeeded > 1 || k > 0 ? `Iteration ${k + 1} · ${title}` : title;
  }
}

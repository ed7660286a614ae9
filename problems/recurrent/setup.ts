import type { Assumption } from "../../explainers/solution.ts";
import { ProblemError } from "../../solver/errors.ts";
import { type Choices, type ConventionId, conventions } from "../conventions.ts";
import { ruleOf } from "../mlp/activations.ts";
import { at, updatesOf } from "../mlp/ids.ts";
import { lossRule } from "../mlp/losses.ts";
import type { Setting } from "../topic.ts";
import { type Cell, type Gate, gatesOf, type Rule } from "./cell.ts";
import { type Activation, type Given, type Loss, missing } from "./given.ts";
import { neededItems } from "./known.ts";
import { type Network, networkOf, type Placed } from "./network.ts";
import { OUTPUT, type Part } from "./spelling.ts";

/** Lines of a time step that gradients go back over, and multiplications. */
const MOST_LINES = 250;
const MOST_WORK = 5000;
/** How far the targets of one softmax may be from 1 in all: thirds are written as 0.333333. */
const SLACK = 1e-5;

/** A problem, read and checked, and how its quantities are called. */
export class Setup {
  readonly cell: Cell;
  readonly given: Given;
  readonly setting: Setting;
  readonly net: Network;
  readonly items: readonly (Gate | Rule)[];
  readonly activation: Activation;
  /** Of the output layer; without one, of the state that is the output. */
  readonly outputActivation: Activation | undefined;
  readonly loss: Loss;
  readonly updates: number;
  /** Updates that lie before something the problem asks for. */
  readonly updatesNeeded: number;

  constructor(cell: Cell, given: Given, setting: Setting) {
    this.cell = cell;
    this.given = given;
    this.setting = setting;
    this.net = networkOf(cell, given, setting.conventions, setting.ask);
    this.items = neededItems(cell, setting.conventions, this.net.values, this.net.T);
    this.activation = given.activation ?? "tanh";
    this.outputActivation = this.#outputActivation();
    this.loss = given.loss ?? this.#usualLoss();
    this.updates = given.learningRate === undefined ? 0 : (given.steps ?? 1);
    const { ask } = setting;
    this.updatesNeeded = ask.length > 0 ? Math.min(this.updates, Math.max(...ask.map(updatesOf))) : this.updates;
    this.#check();
  }

  choice = (id: ConventionId): string => this.choices[id] ?? conventions[id].values[0];
  get choices(): Choices {
    return this.setting.conventions;
  }

  times = (): number[] => Array.from({ length: this.net.T }, (_, k) => k + 1);
  get isMany(): boolean {
    return this.net.mode === "many-to-many";
  }
  get hasLoss(): boolean {
    return this.net.y !== undefined;
  }
  /** The times after which there is an output. */
  outputTimes = (): number[] => (this.isMany ? this.times() : [this.net.T]);

  parameter = (gate: string, part: Part): Placed | undefined =>
    this.net.parameters.find((one) => one.gate === gate && one.part === part);
  get layer(): Placed | undefined {
    return this.parameter(OUTPUT, "input");
  }

  /** The id of a quantity at a time and after k updates; what the problem gives never changes. */
  id(quantity: string, t: number, k: number): string {
    return this.net.values.has(`${quantity}${t}`) ? `${quantity}${t}` : `${quantity}${t}${at(k)}`;
  }
  /** Of the output layer: `yhat3` where there is one after each step, else `yhat`. */
  outputId = (quantity: string, t: number, k: number): string => `${quantity}${this.isMany ? t : ""}${at(k)}`;
  predictionId = (t: number, k: number): string => (this.layer ? this.outputId("yhat", t, k) : this.id("h", t, k));
  /** What everything is differentiated: the loss, or the mean loss of a batch. */
  rootId = (k: number): string => (this.net.batch ? "J" : "L") + at(k);

  #outputActivation(): Activation | undefined {
    const { outputActivation, loss } = this.given;
    if (this.layer)
      return outputActivation ?? { bce: "sigmoid" as const, cce: "softmax" as const }[loss as "bce"] ?? "linear";
    if (outputActivation === undefined) return undefined;
    throw new ProblemError("unknown-field", "outputActivation has no use here: there is no output layer", {
      at: "given.outputActivation",
      suggestion: "Give its weights Wy, or leave outputActivation out.",
    });
  }

  #usualLoss(): Loss {
    const last = this.outputActivation;
    return last === "sigmoid" ? "bce" : last === "softmax" ? "cce" : "squared-error";
  }

  #check(): void {
    const { given, net } = this;
    const needsLoss = (["loss", "learningRate", "truncate", "clipValue", "clipNorm"] as const).find(
      (field) => given[field] !== undefined,
    );
    if (needsLoss && !this.hasLoss && given.dh === undefined)
      throw missing("y", `${needsLoss} is given, but there is no target y to learn from`);
    if (given.dh !== undefined && this.hasLoss) throw conflict("dh", "y", "both say where the gradient comes from");
    if (given.truncate !== undefined && net.batch && this.isMany)
      throw conflict("truncate", "X", "with a loss at each time, truncation is worked out for one sequence");
    if (given.clipValue !== undefined && given.clipNorm !== undefined)
      throw conflict("clipNorm", "clipValue", "gradients are clipped one way or the other");
    if (this.choice("gru.reset") === "after" && this.cell.id === "gru" && this.parameter("h", "joined"))
      throw new ProblemError(
        "convention",
        "a reset after the recurrent product needs weights of the state by themselves",
        {
          at: "conventions.gru.reset",
          suggestion: "Give Wh for the input and Uh for the state, or set gru.reset to before.",
        },
      );
    if (net.y) this.#checkTargets();
    this.#refuseTooMuch();
  }

  /** Beyond what anybody would follow line by line, or a gradient be checked in a moment. */
  #refuseTooMuch(): void {
    const { T, m, hidden, inputs, arriving } = this.net;
    const learns = this.hasLoss || arriving !== undefined;
    const ways = this.isMany ? Math.min(T, this.given.truncate ?? 1) : 1;
    const lines = T * this.items.length * (this.updates + 1) * (learns ? ways : 0);
    const work = T * m * gatesOf(this.items).length * hidden * (hidden + inputs) * (learns ? this.updates + 1 : 0.1);
    if (lines <= MOST_LINES && work <= MOST_WORK) return;
    const what = lines > MOST_LINES ? `${T} time steps and what goes back over them` : `${T} steps of ${hidden} units`;
    throw new ProblemError("too-large", `${what} are too many to work out by hand`, {
      at: `given.${this.given.X === undefined ? "x" : "X"}`,
      suggestion: "Take a shorter sequence, fewer units or fewer updates; long computations belong to training runs.",
    });
  }

  /** A cross-entropy needs probabilities on both sides. */
  #checkTargets(): void {
    const { after } = lossRule(this.loss);
    if (!after) return;
    const last = this.outputActivation ?? (this.cell.id === "rnn" ? this.activation : "no sigmoid");
    if (last !== after)
      throw new ProblemError("loss", `the loss ${this.loss} needs probabilities, but the output is ${last}`, {
        at: "given.loss",
        suggestion: `Make outputActivation ${after}, or the loss squared-error.`,
      });
    const fail = (message: string) =>
      new ProblemError("target", message, { at: `given.${this.given.Y === undefined ? "y" : "Y"}` });
    for (const { cells } of this.net.y ?? []) {
      if (cells.some((t) => t < 0 || t > 1))
        throw fail(`the targets of ${this.loss} are probabilities, between 0 and 1`);
      const total = cells.reduce((sum, t) => sum + t, 0);
      if (this.loss === "cce" && Math.abs(total - this.net.m) > SLACK * this.net.m)
        throw fail("the targets of one output sum to 1 under cce: write them one-hot, such as [0, 1, 0]");
    }
  }

  /** What was assumed of the output and its loss. */
  assumedOutput(): Assumption[] {
    const { given, layer, hasLoss } = this;
    const linear = layer && given.outputActivation === undefined && this.outputActivation === "linear";
    const usual = `It belongs to ${layer ? `an output that is ${this.outputActivation}` : "an output that is the state itself"}.`;
    return [
      ...(linear ? [{ convention: "outputActivation", value: "linear", because: "The problem names none." }] : []),
      ...(hasLoss && given.loss === undefined ? [{ convention: "loss", value: this.loss, because: usual }] : []),
    ];
  }

  /** The slope of an activation is a function of its value: its name in formulas. */
  fn = (activation: Activation): string => ruleOf(activation).fn;
}

const conflict = (field: string, other: string, because: string): ProblemError =>
  new ProblemError("conflict", `${field} and ${other} exclude each other: ${because}`, {
    at: `given.${field}`,
    suggestion: "Give one of them.",
  });

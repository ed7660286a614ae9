import type { Assumption } from "../../explainers/solution.ts";
import { ProblemError } from "../../solver/errors.ts";
import type { Tape } from "../../solver/tape.ts";
import { missing } from "../logistic-regression/data.ts";
import { ruleOf } from "../mlp/activations.ts";
import { checkConstants } from "../mlp/checks.ts";
import { type Constant, constantsOf } from "../mlp/constants.ts";
import { Formulas } from "../mlp/formulas.ts";
import { at, iteration, updatesOf } from "../mlp/ids.ts";
import type { Setting } from "../topic.ts";
import { type Data, dataOf } from "./data.ts";
import type { Given } from "./given.ts";

/** A problem, read and checked, and how its quantities are called. */
export class Setup {
  readonly given: Given;
  readonly data: Data;
  readonly tape: Tape;
  readonly ask: readonly string[];
  readonly activation: NonNullable<Given["activation"]>;
  readonly loss: NonNullable<Given["loss"]>;
  readonly formulas: Formulas;
  readonly constants: Constant[];
  readonly updates: number;

  constructor(given: Given, { tape, conventions, ask }: Setting) {
    this.given = given;
    this.data = dataOf(
      given,
      conventions,
      ask.some((id) => /^d?b(_\d+)?$/.test(id)),
    );
    this.tape = tape;
    this.ask = ask;
    this.activation = given.activation ?? "linear";
    this.loss = given.loss ?? "squared-error";
    this.updates = given.learningRate === undefined ? 0 : (given.steps ?? 1);
    check(this);
    this.constants = constantsOf(given, [this.activation], this.loss);
    this.formulas = new Formulas(networkOf(this.data), this.data.single, conventions);
  }

  get single(): boolean {
    return this.data.single;
  }
  /** What is differentiated: the loss of one example, the cost of several. */
  root = (k: number): string => (this.single ? "L" : "J") + at(k);
  /** Small letters for one example, capitals for several. */
  tex = (letter: string, k: number): string => (this.single ? letter : letter.toUpperCase()) + iteration(k);
  parameters = (): ("w" | "b")[] => (this.data.b === undefined ? ["w"] : ["w", "b"]);
  name = (id: "w" | "b"): string => (id === "b" ? "bias" : this.data.n === 1 ? "weight" : "weights");
  after = (k: number): string => (k === 0 ? "" : ` after ${this.updates === 1 ? "the update" : `update ${k}`}`);

  sectionTitle(k: number, title: string): string {
    if (k > 0 && k === this.updates) return `After ${this.updates === 1 ? "the update" : `update ${k}`} · ${title}`;
    return this.updates > 1 || k > 0 ? `Iteration ${k + 1} · ${title}` : title;
  }

  /** One pass for every update, and one more where somebody asks what came of it, or where a table tells it. */
  lastPass(): number {
    const asksAfter = this.ask.some((id) => !/^[wb]_/.test(id) && updatesOf(id) === this.updates);
    return this.updates > 1 || (this.updates > 0 && asksAfter) ? this.updates : 0;
  }

  answers(): string[] {
    if (!this.data.Y) return ["z", "yhat"];
    const parameters = this.parameters();
    const updated = this.updates > 0 ? parameters.map((id) => id + at(this.updates)) : [];
    return ["yhat", this.root(0), ...parameters.map((id) => `d${id}`), ...updated];
  }

  /** What was assumed of all that was used. */
  assumed(needed: readonly string[]): Assumption[] {
    const { activation, loss } = this.given;
    const usual = (convention: string, value: string, because: string) => ({ convention, value, because });
    const linear = usual("activation", "linear", "The problem names none: the neuron gives its sum.");
    const squared = usual("loss", "squared-error", "The problem names none; it is the usual one of regression.");
    return [
      ...this.data.assumed,
      ...(activation === undefined ? [linear] : []),
      ...(loss === undefined && needed.includes("L") ? [squared] : []),
      ...this.constants.flatMap(({ id, assumed }) => (assumed && needed.includes(id) ? [assumed] : [])),
    ];
  }
}

/** The neuron as a network of one layer, which knows the formulas of activations and losses. */
const networkOf = ({ rows, X, Y, w, m }: Data) => ({
  layout: { orientation: "Wx", examples: rows ? "rows" : "columns" } as const,
  layers: [{ W: w, b: undefined, units: 1 }],
  X,
  Y,
  m,
  assumed: [],
});

function check({ given, data, activation, loss }: Setup): void {
  if (given.steps !== undefined && given.learningRate === undefined)
    throw missing("learningRate", `there are ${given.steps} steps, but no learning rate`, "Give learningRate.");
  if (given.learningRate !== undefined && !data.Y)
    throw missing("y", "there is a learning rate, but no target to learn from", "Give y, or leave out learningRate.");
  checkConstants(given, [activation], loss);
  if (loss !== "bce") return;
  if (ruleOf(activation).loss !== "bce")
    throw new ProblemError("loss", `the loss bce needs probabilities, but the activation is ${activation}`, {
      at: "given.loss",
      suggestion: "Make the activation sigmoid, or the loss squared-error.",
    });
  if (data.Y?.cells.some((t) => t < 0 || t > 1))
    throw new ProblemError("target", "the targets of bce are probabilities, between 0 and 1", {
      at: given.Y === undefined ? "given.y" : "given.Y",
    });
}

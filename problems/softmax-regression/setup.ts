import type { Assumption } from "../../explainers/solution.ts";
import { ProblemError, ShapeError } from "../../solver/errors.ts";
import type { Tape } from "../../solver/tape.ts";
import { type ConventionId, conventions } from "../conventions.ts";
import { missing } from "../logistic-regression/data.ts";
import { at, iteration, updatesOf } from "../mlp/ids.ts";
import type { Setting } from "../topic.ts";
import { type Data, dataOf } from "./data.ts";
import type { Given, Kind } from "./given.ts";
import { checkTargets } from "./targets.ts";

/** A problem, read and checked, and how its quantities are called. */
export class Setup {
  readonly given: Given;
  readonly data: Data;
  readonly tape: Tape;
  readonly setting: Setting;
  readonly kinds: readonly Kind[];
  readonly updates: number;

  constructor(given: Given, setting: Setting) {
    this.given = given;
    this.setting = setting;
    this.tape = setting.tape;
    this.data = dataOf(given, setting.conventions);
    this.kinds = [...new Set([given.activation ?? "softmax"].flat())];
    this.updates = given.learningRate === undefined ? 0 : (given.steps ?? 1);
    check(this);
  }

  choice = (id: ConventionId): string => this.setting.conventions[id] ?? conventions[id].values[0];
  get compares(): boolean {
    return this.kinds.length > 1;
  }
  get single(): boolean {
    return this.data.single;
  }
  /** `yhat_softmax` where both kinds are compared, `yhat_1` after an update. */
  id = (base: string, kind: Kind, k = 0): string => base + (this.compares ? `_${kind}` : "") + at(k);
  tex = (symbol: string, kind: Kind, k = 0): string =>
    (this.compares ? `${symbol}_{\\text{${kind}}}` : symbol) + iteration(k);
  /** Small letters for one example, capitals for several. */
  letter = (symbol: string): string =>
    this.single ? symbol : symbol.replace(/[a-z]$|[a-z](?=\})/, (c) => c.toUpperCase());
  /** What is differentiated: the loss of one example, the cost of several. */
  root = (kind: Kind, k: number): string => this.id(this.single ? "L" : "J", kind, k);
  /** A batch has one softmax, and one loss, for each example. */
  axis = (): string => (this.single ? "" : `, {axis: ${this.data.axis}}`);

  section(kind: Kind, k: number, title: string): void {
    const whose = this.compares ? `${kind === "softmax" ? "Softmax" : "Logistic units"} · ` : "";
    this.tape.section(this.when(k) + whose + title);
  }
  when(k: number): string {
    if (k > 0 && k === this.updates) return `After ${this.updates === 1 ? "the update" : `update ${k}`} · `;
    return this.updates > 1 || k > 0 ? `Iteration ${k + 1} · ` : "";
  }

  /** One pass for every update, and one more where somebody asks what came of it, or where a table tells it. */
  lastPass(): number {
    const asksAfter = this.setting.ask.some((id) => !/^[Wb]_/.test(id) && updatesOf(id) === this.updates);
    return this.updates > 1 || (this.updates > 0 && asksAfter && !this.compares) ? this.updates : 0;
  }

  parameters = (): ("W" | "b")[] =>
    this.data.model === undefined ? [] : this.data.model.b === undefined ? ["W"] : ["W", "b"];

  answers(): string[] {
    const { data, updates } = this;
    return this.kinds.flatMap((kind) => {
      const forward = this.id("yhat", kind);
      if (!data.targets) return [forward];
      const gradients = ["Z", ...this.parameters()].map((id) => this.id(`d${id}`, kind));
      const updated = updates > 0 ? this.parameters().map((id) => this.id(id, kind, updates)) : [];
      return [forward, this.root(kind, 0), ...gradients, ...updated];
    });
  }

  assumed(): Assumption[] {
    const because = "The problem names no activation; softmax is for classes that exclude each other.";
    return [
      ...this.data.assumed,
      ...(this.given.activation === undefined ? [{ convention: "activation", value: "softmax", because }] : []),
    ];
  }
}

function check({ given, data, kinds, updates, compares }: Setup): void {
  if (given.steps !== undefined && given.learningRate === undefined)
    throw missing("learningRate", `there are ${given.steps} steps, but no learning rate`, "Give learningRate.");
  if (given.learningRate !== undefined && !data.targets)
    throw missing("y", "there is a learning rate, but no target to learn from", "Give y, or leave out learningRate.");
  if (kinds.includes("softmax") && data.k < 2)
    throw new ShapeError("a softmax of a single class is always 1", {
      at: `given.${data.model ? "W" : "z"}`,
      suggestion: "Give weights for at least two classes, or use activation: sigmoid.",
    });
  if (compares && updates > 1)
    throw new ProblemError("conflict", "two activations are compared over one update at most", {
      at: "given.steps",
      suggestion: "Give a single activation to go on for several updates.",
    });
  if (data.targets) checkTargets(data.targets, kinds, { ...data, labelsFrom: data.targets.labelsFrom });
}

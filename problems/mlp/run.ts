import type { Assumption } from "../../explainers/solution.ts";
import { prune, type Step } from "../../solver/trace.ts";
import type { Outcome } from "../topic.ts";
import { type Activation, ruleOf } from "./activations.ts";
import { at, iteration } from "./ids.ts";
import { lossRule } from "./losses.ts";
import { networkPicture } from "./picture.ts";
import { Setup } from "./setup.ts";
import { askedFor, backSection, planFor, type Told, whyGradient } from "./words.ts";

/** One run through the network: forward, backward, update, as often as there are updates. */
export class Run extends Setup {
  solve(): Outcome {
    this.recordGivens();
    const aliases: Record<string, string> = {};
    const last = this.passes() - 1;
    for (let k = 0; k <= last; k++) {
      this.forward(k);
      this.alias(aliases, k);
      if (!this.network.Y) continue;
      this.cost(k);
      if (k === 0 || k < this.updates || this.asksFor(/^d/, k)) this.backward(k);
      if (k < this.updates) this.update(k);
    }
    const told = this.told(aliases);
    return {
      answers: this.answers(),
      aliases,
      asked: askedFor(told),
      plan: planFor(told),
      assumed: this.assumed(told.needed),
      folded: this.repetitions(),
      ...networkPicture(this.network),
    };
  }

  /** How often the network is run through: once per update, and once more where somebody asks what came of it. */
  passes(): number {
    const asksAfter = this.updates > 0 && this.asksFor(/^(?![Wb]\d)/, this.updates);
    return Math.max(1, this.updates + Number(asksAfter));
  }

  recordGivens(): void {
    const { tape } = this.setting;
    const { X, Y, layers, m } = this.network;
    tape.section("Given");
    tape.given("x", X, { tex: this.single ? "x" : "X", name: this.single ? "input" : "inputs" });
    for (const [k, { W, b }] of layers.entries()) {
      tape.given(`W${k + 1}`, W, { tex: `W^{[${k + 1}]}`, name: `weights of layer ${k + 1}` });
      if (b) tape.given(`b${k + 1}`, b, { tex: `b^{[${k + 1}]}`, name: `biases of layer ${k + 1}` });
    }
    if (Y) tape.given("y", Y, { tex: this.single ? "y" : "Y", name: "target" });
    for (const { id, value, tex, name } of this.constants) tape.given(id, value, { tex, name });
    if (this.updates > 0)
      tape.given("learningRate", this.given.learningRate as number, { tex: "\\eta", name: "learning rate" });
    if (Y && !this.single && this.formulas.choice("average") !== "sum")
      tape.given("m", m, { tex: "m", name: "number of examples" });
  }

  forward(k: number): void {
    for (const l of this.layerNumbers()) {
      this.setting.tape.section(this.sectionTitle(k, this.isLast(l) ? "Output layer" : `Hidden layer ${l}`));
      const before = l === 1 ? "x" : `A${l - 1}${at(k)}`;
      this.setting.tape.let(`Z${l}${at(k)}`, this.formulas.sums(l, at(k), before), {
        tex: this.symbol(`Z^{[${l}]}`, k),
        name: `weighted sums of layer ${l}${this.after(k)}`,
        title: "Weighted sums",
        why: `Each unit adds up its inputs times its weights${this.hasBias(l) ? ", plus its bias" : ""}.`,
      });
      this.activate(l, k);
    }
  }

  activate(l: number, k: number): void {
    const activation = this.activations[l - 1] as Activation;
    this.setting.tape.let(this.activationId(l) + at(k), this.formulas.activation(activation, `Z${l}${at(k)}`), {
      tex: this.symbol(this.isLast(l) ? "\\hat{Y}" : `A^{[${l}]}`, k),
      name: (this.isLast(l) ? "prediction" : `activations of layer ${l}`) + this.after(k),
      title: this.isLast(l) ? "Prediction" : "Activations",
      why: ruleOf(activation).why,
      remarks: activation === "softmax" && k === 0 ? ["The outputs of one example are positive and sum to 1."] : [],
    });
  }

  cost(k: number): void {
    const { tape } = this.setting;
    tape.section(this.sectionTitle(k, "Loss"));
    tape.let(`L${at(k)}`, this.formulas.loss(this.loss, at(k)), {
      tex: `L${iteration(k)}`,
      name: (this.single ? "loss" : "losses of the examples") + this.after(k),
      title: this.single ? "Loss" : "Loss of each example",
      why: lossRule(this.loss).why,
    });
    if (this.single) return;
    const sum = this.formulas.choice("average") === "sum";
    tape.let(`J${at(k)}`, sum ? `sum(L${at(k)})` : `average(L${at(k)}, m)`, {
      tex: `J${iteration(k)}`,
      name: `cost${this.after(k)}`,
      title: "Cost",
      why: sum ? "The cost is the sum of the losses." : "The cost is the mean loss of the examples.",
    });
  }

  backward(k: number): void {
    const late = !this.single && this.formulas.choice("average") === "gradients";
    this.setting.tape.backward((this.single ? "L" : "J") + at(k), this.wanted(k), {
      average: late ? "late" : "at-once",
      notation: late ? "d" : "partial",
      section: ({ section }) => backSection(section),
      words: (of) => this.gradientWords(of, k),
    });
  }

  /** The gradients that are wanted: of all parameters, from the last layer to the first, and what else was asked for. */
  wanted(k: number): string[] {
    const parameters = [...this.layerNumbers()].reverse().flatMap((l) => this.parametersOf(l));
    const asks = (id: string) => this.setting.ask.includes(`d${id}${at(k)}`);
    return [
      ...parameters.map((id) => id + at(k)),
      ...(k === 0 && (asks("x") || asks("X")) ? ["x"] : []),
      ...(asks("yhat") || asks(`A${this.depth()}`) ? [`yhat${at(k)}`] : []),
    ];
  }

  gradientWords({ id, name }: Step, k: number): { why?: string; remarks?: string[]; name: string } {
    const [, kind = "", l = ""] = /^([WbA])(\d+)/.exec(id) ?? [];
    const why = whyGradient(kind, this.single);
    const old = kind === "A" && k < this.updatesNeeded && this.isLast(Number(l) + 1);
    const remarks = old ? [this.oldWeights(Number(l) + 1, k)] : kind === "W" ? [] : undefined;
    return { name: `gradient of the ${name}`, ...(why && { why }), ...(remarks && { remarks }) };
  }

  oldWeights = (l: number, k: number): string =>
    `Use $${this.setting.tape.step(`W${l}${at(k)}`).tex}$ as it was in the forward pass, not the updated one.`;

  update(k: number): void {
    this.setting.tape.section(this.sectionTitle(k, "Update"));
    for (const l of this.layerNumbers()) {
      for (const id of this.parametersOf(l)) {
        const kind = id.startsWith("W") ? "weights" : "biases";
        this.setting.tape.let(id + at(k + 1), `${id}${at(k)} - learningRate * d${id}${at(k)}`, {
          tex: `${id.charAt(0)}^{[${l}]}_{${this.updates === 1 ? "\\text{new}" : `(${k + 1})`}}`,
          name: `${kind} of layer ${l}${this.after(k + 1)}`,
          title: `New ${kind} of layer ${l}`,
          why: "One step against the gradient.",
        });
      }
    }
  }

  alias(aliases: Record<string, string>, k: number): void {
    const last = this.depth();
    aliases[`A${last}${at(k)}`] = `yhat${at(k)}`;
    aliases[`dA${last}${at(k)}`] = `dyhat${at(k)}`;
    if (this.single) aliases[`J${at(k)}`] = `L${at(k)}`;
    if (k === 0) Object.assign(aliases, { X: "x", Y: "y", dX: "dx" });
  }

  /** What the words are about: what is wanted, and what it rests on. */
  told(aliases: Readonly<Record<string, string>>): Told {
    const { tape, ask } = this.setting;
    const wanted = ask.length > 0 ? ask : this.answers();
    const stepOf = (id: string) => (Object.hasOwn(aliases, id) ? (aliases[id] as string) : id);
    const inputs = this.network.X.cells.length / this.network.m;
    return {
      widths: [inputs, ...this.network.layers.map(({ units }) => units)].join("–"),
      depth: this.depth(),
      single: this.single,
      learningRate: this.given.learningRate,
      wanted,
      isAsked: ask.length > 0,
      needed: prune(tape.trace(), wanted.map(stepOf)).steps.map(({ id }) => id),
      nameOf: (id) => (tape.has(stepOf(id)) ? tape.step(stepOf(id)).name : id),
    };
  }

  /** What was assumed of all that was used. */
  assumed(needed: readonly string[]): Assumption[] {
    const loss = {
      convention: "loss",
      value: this.loss,
      because: `It belongs to a last layer with ${this.last()} units.`,
    };
    const constants = this.constants.flatMap(({ id, assumed }) => (assumed && needed.includes(id) ? [assumed] : []));
    const usesLoss = this.given.loss === undefined && needed.includes("L");
    return [...this.network.assumed, ...(usesLoss ? [loss] : []), ...constants];
  }

  /** From the third run through the network on, nothing new happens. */
  repetitions(): string[] {
    const sections = new Set(this.setting.tape.steps().map(({ section }) => section));
    return [...sections].filter((title) => /^(Iteration (?![12] )|After update (?!1 ))/.test(title));
  }
}

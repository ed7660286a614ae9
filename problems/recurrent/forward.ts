import type { Words } from "../../solver/tape.ts";
import { iteration } from "../mlp/ids.ts";
import { lossRule } from "../mlp/losses.ts";
import { type Gate, isGate, type Rule } from "./cell.ts";
import { ACTIVATION_WORDS } from "./cells.ts";
import type { Placed } from "./network.ts";
import { Setup } from "./setup.ts";
import { OUTPUT, symbolFor } from "./spelling.ts";

/** How an activation is written before its operand. */
const WRITTEN: Readonly<Record<string, string>> = {
  tanh: "\\tanh",
  sigmoid: "\\sigma",
  relu: "\\mathrm{ReLU}",
  linear: "\\mathrm{id}",
  "hard-tanh": "\\mathrm{hardtanh}",
  softplus: "\\mathrm{softplus}",
};

/** Records the way forward: time step by time step, then the output and its loss. */
export class Forward extends Setup {
  get tape() {
    return this.setting.tape;
  }

  recordGivens(): void {
    const { tape, net, given } = this;
    tape.section("Given");
    net.x?.forEach((x, k) => {
      tape.given(`x${k + 1}`, x, { tex: this.symbol("x_{@}", k + 1, 0), name: `input at time ${this.label(k + 1)}` });
    });
    for (const [id, value] of net.values) {
      const t = Number(/\d+$/.exec(id)?.[0]);
      const name = id.slice(0, -String(t).length);
      tape.given(id, value, {
        tex: this.symbol(this.texOf(name), t, 0),
        name: `${this.nameOf(name)} at time ${this.label(t)}`,
      });
    }
    for (const one of net.parameters)
      tape.given(one.id, one.value, { tex: this.parameterTex(one, 0), name: this.parameterName(one) });
    net.y?.forEach((y, k) => {
      const [id, tex] = this.isMany ? [`y${k + 1}`, `y_{${k + 1}}`] : ["y", "y"];
      tape.given(id, y, { tex, name: "target" });
    });
    if (net.arriving)
      tape.given("dh", net.arriving, {
        tex: `\\frac{\\partial L}{\\partial ${this.symbol(this.texOf("h"), net.T, 0)}}`,
        name: "gradient that arrives at the last state",
      });
    if (this.updates > 0)
      tape.given("learningRate", given.learningRate as number, { tex: "\\eta", name: "learning rate" });
    const limit = given.clipValue ?? given.clipNorm;
    if (limit !== undefined) tape.given("clip", limit, { tex: "c", name: "limit of the gradients" });
    if (net.batch && this.hasLoss && this.choice("average") !== "sum")
      tape.given("m", net.m, { tex: "m", name: "number of sequences" });
  }

  forward(k: number): void {
    for (const t of this.times()) {
      this.tape.section(this.sectionTitle(k, this.stepTitle(t)));
      for (const item of this.items) {
        if (this.net.values.has(`${item.id}${t}`)) continue;
        if (isGate(item)) this.gate(item, t, k);
        else this.rule(item, t, k);
      }
      if (this.isMany) this.output(t, k);
    }
    if (this.isMany) return;
    if (this.layer) this.tape.section(this.sectionTitle(k, "Output"));
    this.output(this.net.T, k);
  }

  gate(gate: Gate, t: number, k: number): void {
    if (!this.net.values.has(`${gate.sum.id}${t}`)) this.sum(gate, t, k);
    const activation = gate.activation === "chosen" ? this.activation : "sigmoid";
    const range = gate.activation === "chosen" ? ` ${ACTIVATION_WORDS[activation]}` : "";
    this.record(gate, t, k, `${this.fn(activation)}(${this.id(gate.sum.id, t, k)})`, { why: gate.why + range });
  }

  sum(gate: Gate, t: number, k: number): void {
    const { key, scaled } = gate;
    const weights = (part: "input" | "state" | "joined") => this.parameter(key, part)?.id + this.at(k);
    const biases = (["bias", "inputBias", "stateBias"] as const).flatMap((part) => this.parameter(key, part) ?? []);
    const added = (ids: readonly Placed[]) => ids.map(({ id }) => ` + ${id}${this.at(k)}`).join("");
    const before = gate.state ? this.id(gate.state, t, k) : this.id("h", t - 1, k);
    const words = { name: gate.key === "" ? "weighted sum" : `sum of the ${gate.name}`, ...gate.sum };
    if (this.parameter(key, "joined")) {
      const sum = this.product(weights("joined"), this.joined(before, gate.state, t, k));
      this.record(words, t, k, sum + added(biases));
      return;
    }
    const [fromInput, fromState] = [this.product(weights("input"), `x${t}`), this.product(weights("state"), before)];
    if (!scaled) {
      this.record(words, t, k, `${fromInput} + ${fromState}${added(biases)}`);
      return;
    }
    const inside = biases.filter(({ part }) => part === "stateBias");
    const outside = biases.filter(({ part }) => part !== "stateBias");
    this.record(scaled.part, t, k, fromState + added(inside));
    const part = `${this.id(scaled.by, t, k)} .* ${this.id(scaled.part.id, t, k)}`;
    this.record(words, t, k, `${fromInput} + ${part}${added(outside)}`);
  }

  /** State and input in one list, recorded where it is needed first. */
  joined(before: string, state: string | undefined, t: number, k: number): string {
    const isStateFirst = this.choice("recurrent.concat") === "hx";
    const id = `${state ?? ""}${isStateFirst ? "hx" : "xh"}${t}${this.at(k)}`;
    if (this.tape.has(id)) return id;
    const [first, second] = isStateFirst ? [before, `x${t}`] : [`x${t}`, before];
    this.tape.let(id, `concat(${first}, ${second}, {axis: ${this.net.layout.examples === "columns" ? 0 : 1}})`, {
      tex: this.symbol(state ? "\\bar{v}_{@}" : "v_{@}", t, k),
      name: `state and input, joined, at time ${this.label(t)}`,
      title: "Joined",
      why: isStateFirst
        ? "State and input in one list, the state first: the weights have a column for each of its entries."
        : "Input and state in one list, the input first: the weights have a column for each of its entries.",
    });
    return id;
  }

  rule(rule: Rule, t: number, k: number): void {
    const known = new Set(this.items.map(({ id }) => id));
    const formula = rule.formula.replace(/([a-z]+)(<?)/g, (whole, name: string, before: string) => {
      if (name === "phi") return this.fn(this.activation);
      return known.has(name) ? this.id(name, before ? t - 1 : t, k) : whole;
    });
    this.record(rule, t, k, formula);
  }

  /** The prediction after a time step, and its loss. */
  output(t: number, k: number): void {
    if (this.layer) {
      const bias = this.parameter(OUTPUT, "bias");
      const sum = this.product(this.layer.id + this.at(k), this.id("h", t, k));
      this.tape.let(this.outputId("zy", t, k), sum + (bias ? ` + ${bias.id}${this.at(k)}` : ""), {
        tex: `{${this.outputSymbol("z^{y}", t, k)}}`,
        name: `weighted sum of the output${this.atTime(t)}${this.after(k)}`,
        title: "Sum of the output",
        why: "The output layer sees the state and nothing else.",
      });
      const activation = this.outputActivation ?? "linear";
      const axis = activation === "softmax" ? this.overUnits() : "";
      this.tape.let(this.outputId("yhat", t, k), `${this.fn(activation)}(${this.outputId("zy", t, k)}${axis})`, {
        tex: this.outputSymbol("\\hat{y}", t, k),
        name: `prediction${this.atTime(t)}${this.after(k)}`,
        title: "Prediction",
        why: OUTPUT_WORDS[activation] ?? "",
      });
    }
    if (!this.hasLoss) return;
    if (!this.isMany) this.tape.section(this.sectionTitle(k, "Loss"));
    const rule = lossRule(this.loss);
    const target = this.isMany ? `y${t}` : "y";
    const formula = `${this.lossScale()}${rule.fn}(${this.predictionId(t, k)}, ${target}${this.overUnits()})`;
    this.tape.let(this.outputId("L", t, k), formula, {
      tex: this.outputSymbol("L", t, k),
      name: `loss${this.atTime(t)}${this.after(k)}`,
      title: this.net.batch ? "Loss of each sequence" : "Loss",
      why: rule.why,
    });
  }

  /** All losses together. */
  cost(k: number): void {
    if (this.isMany) {
      this.tape.section(this.sectionTitle(k, "Loss"));
      const sum = this.times()
        .map((t) => this.outputId("L", t, k))
        .join(" + ");
      const mean = this.choice("loss.time") === "mean";
      this.tape.let(`L${this.at(k)}`, mean ? `(${sum}) / ${this.net.T}` : sum, {
        tex: `L${iteration(k)}`,
        name: `loss of the sequence${this.after(k)}`,
        title: "Loss of the whole sequence",
        why: mean ? "The mean of the losses of the time steps." : "The losses of the time steps add up.",
      });
    }
    if (!this.net.batch) return;
    const sum = this.choice("average") === "sum";
    this.tape.let(`J${this.at(k)}`, sum ? `sum(L${this.at(k)})` : `average(L${this.at(k)}, m)`, {
      tex: `J${iteration(k)}`,
      name: `cost${this.after(k)}`,
      title: "Cost",
      why: sum ? "The cost is the sum of the losses." : "The cost is the mean loss of the sequences.",
    });
  }

  record(item: Omit<Rule, "formula">, t: number, k: number, formula: string, more: Words = {}): void {
    const { id, tex, name, title, why, remarks = [] } = item;
    this.tape.let(this.id(id, t, k), formula, {
      tex: this.symbol(this.written(tex), t, k),
      name: `${name} at time ${this.label(t)}${this.after(k)}`,
      title,
      why,
      remarks: t === 1 && k === 0 ? [...remarks] : [],
      ...more,
    });
  }

  /** `W h`, in the layout of the problem. */
  product(weights: string, operand: string): string {
    const { orientation, examples } = this.net.layout;
    const turned = this.net.scalar || (orientation === "Wx") === (examples === "columns") ? weights : `${weights}'`;
    return examples === "columns" ? `${turned} * ${operand}` : `${operand} * ${turned}`;
  }

  /** A batch has one softmax, and one loss, for each sequence. */
  overUnits = (): string => (this.net.batch ? `, {axis: ${this.net.layout.examples === "columns" ? 0 : 1}}` : "");

  /** A factor ½, or one over the number of outputs, or both. */
  lossScale(): string {
    if (lossRule(this.loss).after) return "";
    const outputs = this.choice("loss.outputs") === "mean" ? this.net.outputs : 1;
    const divisor = outputs * (this.loss === "squared-error" && this.choice("loss.half") === "yes" ? 2 : 1);
    return divisor === 1 ? "" : `1/${divisor} * `;
  }

  at = (k: number): string => (k > 0 ? `_${k}` : "");
  after = (k: number): string => (k === 0 ? "" : ` after ${this.updates === 1 ? "the update" : `update ${k}`}`);
  atTime = (t: number): string => (this.isMany ? ` at time ${t}` : "");
  /** A single step with a state before it happens at time t. */
  label = (t: number): string => (this.net.isOneStep ? (t === 0 ? "t-1" : "t") : String(t));
  stepTitle = (t: number): string => (this.net.T === 1 ? "The time step" : `Time step ${t}`);
  symbol = (pattern: string, t: number, k: number): string =>
    pattern.replace("@", `${this.label(t)}${k > 0 ? `,(${k})` : ""}`);
  outputSymbol = (tex: string, t: number, k: number): string =>
    this.isMany ? this.symbol(`${tex}_{@}`, t, k) : tex + iteration(k);
  /** The state has the problem's letter, and a squashed cell the activation's name. */
  written = (tex: string): string =>
    tex.replace("\\phi", WRITTEN[this.activation] as string).replace(/^h(?=_)/, this.net.letter);
  parameterTex({ field }: Placed, k: number): string {
    const tex = symbolFor(field, this.net.scalar);
    if (k === 0) return tex;
    // In braces, since it may be transposed.
    return `{${tex}^{${this.updates === 1 ? "\\text{new}" : `(${k})`}}}`;
  }

  parameterName({ gate, part }: Placed): string {
    const own = gate === OUTPUT ? (part === "bias" ? "biases of the output" : "weights of the output") : PARTS[part];
    const words = this.net.scalar ? own.replace(/^(weight|bias)e?s/, "$1") : own;
    const of = this.items.filter(isGate).find(({ key }) => key === gate);
    return gate === "" || !of ? words : `${words} in the ${of.name}`;
  }

  texOf = (quantity: string): string => this.written(this.saidOf(quantity).tex);
  nameOf = (quantity: string): string => this.saidOf(quantity).name;
  /** What is said of a quantity of the time step. */
  saidOf(quantity: string): { tex: string; name: string } {
    for (const item of this.items) {
      if (item.id === quantity) return item;
      if (isGate(item) && item.sum.id === quantity) return { tex: item.sum.tex, name: `sum of the ${item.name}` };
    }
    return { tex: `${quantity}_{@}`, name: quantity === "c" ? "cell state" : "state" };
  }

  /** Runs are told apart by their number; what follows the last update is no iteration of its own. */
  sectionTitle(k: number, title: string): string {
    if (k > 0 && k === this.updatesNeeded)
      return `${this.updates === 1 ? "With the new weights" : `After update ${k}`} · ${title}`;
    return this.updatesNeeded > 1 || k > 0 ? `Iteration ${k + 1} · ${title}` : title;
  }
}

const OUTPUT_WORDS: Readonly<Record<string, string>> = {
  linear: "A linear output hands its sum on as it is.",
  sigmoid: "The sigmoid makes a probability of the sum.",
  softmax: "The softmax turns the sums of one output into probabilities that add up to 1.",
  tanh: "tanh presses it into the range from −1 to 1.",
  relu: "ReLU keeps what is positive and makes the rest 0.",
};

const PARTS = {
  input: "weights of the input",
  state: "weights of the state",
  joined: "weights of state and input",
  bias: "biases",
  inputBias: "biases beside the input",
  stateBias: "biases beside the state",
} as const;

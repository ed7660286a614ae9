import type { Assumption } from "../../explainers/solution.ts";
import { ProblemError } from "../../solver/errors.ts";
import type { NdArray } from "../../solver/ndarray.ts";
import type { Step } from "../../solver/trace.ts";
import { conventions } from "../conventions.ts";
import { defineTopic, type Outcome, type Setting } from "../topic.ts";
import { examples } from "./examples.ts";
import { type Activation, type Given, given, type Loss, layersOf } from "./given.ts";
import { layOut, type Network } from "./layout.ts";
import { networkPicture } from "./picture.ts";

export default defineTopic<Given>({
  id: "mlp",
  title: "Multilayer perceptron",
  about: "Forward pass, loss, all gradients and updated weights of a fully connected network of any depth.",
  given,
  conventions: ["orientation", "examples", "average", "loss.half", "loss.outputs"],
  answers: [
    { id: "Z#", about: "weighted sums of layer #" },
    { id: "A#", about: "activations of layer #; the last is also yhat" },
    { id: "yhat", about: "prediction" },
    { id: "L", about: "loss, one per example" },
    { id: "J", about: "cost; for one example, its loss" },
    { id: "dZ#", about: "gradient with respect to the weighted sums of layer #" },
    { id: "dA#", about: "gradient with respect to the activations of layer #" },
    { id: "dW#", about: "gradient of the weights of layer #" },
    { id: "db#", about: "gradient of the biases of layer #" },
    { id: "dx", about: "gradient with respect to the input" },
    { id: "W#_k", about: "weights of layer # after k updates" },
    { id: "b#_k", about: "biases of layer # after k updates" },
    { id: "J_k", about: "cost after k updates; likewise Z#_k, A#_k, yhat_k, dW#_k" },
  ],
  solve: (problem, setting) => new Mlp(problem, setting).solve(),
  examples,
});

/** One run through the network: forward, backward, update, as often as there are updates. */
class Mlp {
  readonly setting: Setting;
  readonly network: Network;
  readonly activations: Activation[];
  readonly loss: Loss;
  readonly given: Given;
  readonly updates: number;
  readonly assumed: Assumption[];
  /** Whether the example is one: then its symbols are small letters, and its cost is its loss. */
  readonly single: boolean;

  constructor(given: Given, setting: Setting) {
    const layers = layersOf(given);
    this.given = given;
    this.setting = setting;
    this.network = layOut(given, layers, setting.conventions);
    this.activations = activationsOf(given, layers.length);
    this.loss = given.loss ?? LOSS_OF[this.activations.at(-1) as Activation];
    this.updates = given.learningRate === undefined ? 0 : (given.steps ?? 1);
    this.single = this.network.m === 1 && given.X === undefined;
    this.assumed = [...this.network.assumed];
    if (this.network.Y) checkTargets(this.loss, this.activations.at(-1) as Activation, this.network.Y);
    if (given.loss === undefined && this.network.Y) {
      this.assumed.push({
        convention: "loss",
        value: this.loss,
        because: `It belongs to a last layer with ${this.activations.at(-1)} units.`,
      });
    }
  }

  solve(): Outcome {
    this.recordGivens();
    const aliases: Record<string, string> = {};
    const last = this.passes() - 1;
    for (let k = 0; k <= last; k++) {
      this.forward(k);
      this.alias(aliases, k);
      if (!this.network.Y) continue;
      this.cost(k);
      if (k < this.updates || k === 0) this.backward(k, this.wanted(k));
      if (k < this.updates) this.update(k);
    }
    return {
      answers: this.answers(),
      aliases,
      asked: this.asked(),
      plan: this.plan(),
      assumed: this.assumed,
      folded: this.repetitions(),
      ...networkPicture(this.network),
    };
  }

  /** How often the network is run through: once per update, and once more where somebody asks what came of it. */
  passes(): number {
    const after = new RegExp(`_${this.updates}$`);
    const asksAfter = this.setting.ask.some((id) => after.test(id) && !/^[Wb]\d/.test(id));
    return Math.max(1, this.updates + Number(this.updates > 0 && asksAfter));
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
    if (this.updates > 0)
      tape.given("learningRate", this.given.learningRate as number, { tex: "\\eta", name: "learning rate" });
    if (Y && !this.single && this.choice("average") !== "sum")
      tape.given("m", m, { tex: "m", name: "number of examples" });
  }

  forward(k: number): void {
    const { tape } = this.setting;
    for (const l of this.layerNumbers()) {
      const activation = this.activations[l - 1] as Activation;
      tape.section(this.sectionTitle(k, this.layerTitle(l)));
      const before = l === 1 ? "x" : this.activationId(l - 1) + at(k);
      tape.let(`Z${l}${at(k)}`, this.sumFormula(l, k, before), {
        tex: this.symbol(`Z^{[${l}]}`, k),
        name: `weighted sums of layer ${l}`,
        title: "Weighted sums",
        why: `Each unit adds up its inputs times its weights${this.hasBias(l) ? ", plus its bias" : ""}.`,
      });
      const axis = activation === "softmax" && !this.single ? `, {axis: ${this.unitAxis()}}` : "";
      tape.let(this.activationId(l) + at(k), `${activation}(Z${l}${at(k)}${axis})`, {
        tex: this.symbol(l === this.depth() ? "\\hat{Y}" : `A^{[${l}]}`, k),
        name: l === this.depth() ? "prediction" : `activations of layer ${l}`,
        title: l === this.depth() ? "Prediction" : "Activations",
        why: ACTIVATION_WORDS[activation],
        remarks: activation === "softmax" && k === 0 ? ["The outputs of one example are positive and sum to 1."] : [],
      });
    }
  }

  /** `W x + b` in the layout of the problem. */
  sumFormula(l: number, k: number, before: string): string {
    const { orientation, examples } = this.network.layout;
    const [W, b] = [`W${l}${at(k)}`, this.hasBias(l) ? ` + b${l}${at(k)}` : ""];
    const turned = (orientation === "Wx") === (examples === "columns") ? W : `${W}'`;
    return (examples === "columns" ? `${turned} * ${before}` : `${before} * ${turned}`) + b;
  }

  cost(k: number): void {
    const { tape } = this.setting;
    tape.section(this.sectionTitle(k, "Loss"));
    const scale = this.loss === "squared-error" ? this.lossScale() : "";
    const axis = this.single ? "" : `, {axis: ${this.unitAxis()}}`;
    tape.let(`L${at(k)}`, `${scale}${LOSS_FUNCTION[this.loss]}(yhat${at(k)}, y${axis})`, {
      tex: `L${iteration(k)}`,
      name: this.single ? "loss" : "losses of the examples",
      title: this.single ? "Loss" : "Loss of each example",
      why: LOSS_WORDS[this.loss],
    });
    if (this.single) return;
    const sum = this.choice("average") === "sum";
    tape.let(`J${at(k)}`, sum ? `sum(L${at(k)})` : `average(L${at(k)}, m)`, {
      tex: `J${iteration(k)}`,
      name: "cost",
      title: "Cost",
      why: sum ? "The cost is the sum of the losses." : "The cost is the mean loss of the examples.",
    });
  }

  /** A factor ½, or one over the number of outputs, or both. */
  lossScale(): string {
    const outputs = this.network.layers.at(-1)?.units ?? 1;
    const divisor =
      (this.choice("loss.half") === "yes" ? 2 : 1) * (this.choice("loss.outputs") === "mean" ? outputs : 1);
    return divisor === 1 ? "" : `1/${divisor} * `;
  }

  backward(k: number, wants: string[]): void {
    const late = !this.single && this.choice("average") === "gradients";
    this.setting.tape.backward(this.root(k), wants, {
      average: late ? "late" : "at-once",
      notation: late ? "d" : "partial",
      section: ({ section }) => backSection(section),
      words: (of) => this.gradientWords(of, k),
    });
  }

  /** The gradients that are wanted: of all parameters, from the last layer to the first, and what else was asked for. */
  wanted(k: number): string[] {
    const parameters = [...this.layerNumbers()]
      .reverse()
      .flatMap((l) => [`W${l}`, ...(this.hasBias(l) ? [`b${l}`] : [])]);
    const others = ["x", "yhat", `A${this.depth()}`].filter((id) =>
      this.setting.ask.includes(`d${id}${id === "x" ? "" : at(k)}`),
    );
    const extra = others.map((id) => (id === "x" ? (k === 0 ? "x" : undefined) : `yhat${at(k)}`));
    return [...parameters.map((id) => id + at(k)), ...new Set(extra.filter((id) => id !== undefined))];
  }

  gradientWords({ id }: Step, k: number): { why?: string; remarks?: string[]; name: string } {
    const [, kind = "", l = ""] = /^([WbAZ])(\d+)/.exec(id) ?? [];
    const name = `gradient of the ${this.setting.tape.step(id).name}`;
    if (kind === "W") return { name, why: "What came into the layer, times the error at its sums.", remarks: [] };
    if (kind === "b") {
      const why = this.single
        ? "A bias is added to the sum, so it receives the error as it is."
        : "A bias is added in every example, so the errors of the examples add up.";
      return { name, why };
    }
    if (kind === "A" && k < this.updates && l === String(this.depth() - 1)) {
      const next = `$W^{[${Number(l) + 1}]}$`;
      return {
        name,
        why: BACK_OVER_WEIGHTS,
        remarks: [`Use ${next} as it was in the forward pass, not the updated one.`],
      };
    }
    return kind === "A" ? { name, why: BACK_OVER_WEIGHTS } : { name };
  }

  update(k: number): void {
    const { tape } = this.setting;
    tape.section(this.sectionTitle(k, "Update"));
    for (const l of this.layerNumbers()) {
      for (const id of [`W${l}`, ...(this.hasBias(l) ? [`b${l}`] : [])]) {
        const kind = id.startsWith("W") ? "weights" : "biases";
        tape.let(id + at(k + 1), `${id}${at(k)} - learningRate * d${id}${at(k)}`, {
          tex: `${id.charAt(0)}^{[${l}]}_{${this.updates === 1 ? "\\text{new}" : `(${k + 1})`}}`,
          name: `${kind} of layer ${l} after ${k === 0 ? "the update" : `update ${k + 1}`}`,
          title: `New ${kind} of layer ${l}`,
          why: "One step against the gradient.",
        });
      }
    }
  }

  answers(): string[] {
    if (!this.network.Y) return ["yhat"];
    const parameters = this.layerNumbers().flatMap((l) => [`W${l}`, ...(this.hasBias(l) ? [`b${l}`] : [])]);
    const updated = this.updates > 0 ? parameters.map((id) => id + at(this.updates)) : [];
    return ["yhat", "J", ...parameters.map((id) => `d${id}`), ...updated];
  }

  alias(aliases: Record<string, string>, k: number): void {
    const last = this.depth();
    aliases[`A${last}${at(k)}`] = `yhat${at(k)}`;
    aliases[`dA${last}${at(k)}`] = `dyhat${at(k)}`;
    if (this.single) aliases[`J${at(k)}`] = `L${at(k)}`;
    if (k === 0) Object.assign(aliases, { X: "x", Y: "y", dX: "dx" });
  }

  /** From the third run through the network on, nothing new happens. */
  repetitions(): string[] {
    const sections = new Set(this.setting.tape.steps().map(({ section }) => section));
    return [...sections].filter((title) => Number(/^Iteration (\d+) /.exec(title)?.[1] ?? 0) > 2);
  }

  /** What is wanted, and the way there: only as far as the problem asks. */
  asked(): string {
    const wanted = this.wantedKinds();
    const inputs = this.network.X.cells.length / this.network.m;
    const widths = [inputs, ...this.network.layers.map(({ units }) => units)].join("–");
    const times = this.updates === 1 ? "one step" : `${this.updates} steps`;
    const parts = [
      `the forward pass of the ${widths} network`,
      wanted.loss && (this.single ? "the loss" : "the cost"),
      wanted.gradients && "the gradients",
      wanted.updates && `the parameters after ${times} of gradient descent with $\\eta=${this.given.learningRate}$`,
    ].filter((part) => typeof part === "string");
    const list = parts.length > 1 ? `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}` : parts[0];
    return `${(list as string).replace(/^t/, "T")}.`;
  }

  plan(): string {
    const wanted = this.wantedKinds();
    const forward =
      wanted.loss || wanted.gradients || wanted.updates
        ? "Layer by layer to $\\hat{y}$ and the loss"
        : "Layer by layer to $\\hat{y}$";
    const back = wanted.gradients || wanted.updates ? "; backwards from the loss, one layer at a time" : "";
    return `${forward}${back}${wanted.updates ? "; then one subtraction per parameter" : ""}.`;
  }

  wantedKinds() {
    const ids = this.setting.ask.length > 0 ? this.setting.ask : this.answers();
    const some = (pattern: RegExp) => ids.some((id) => pattern.test(id));
    return { loss: some(/^[LJ]/), gradients: some(/^d/), updates: some(/^[Wb]\d+_\d+$/) };
  }

  depth = (): number => this.network.layers.length;
  layerNumbers = (): number[] => this.network.layers.map((_, k) => k + 1);
  hasBias = (l: number): boolean => this.network.layers[l - 1]?.b !== undefined;
  unitAxis = (): number => (this.network.layout.examples === "columns" ? 0 : 1);
  activationId = (l: number): string => (l === this.depth() ? "yhat" : `A${l}`);
  layerTitle = (l: number): string => (l === this.depth() ? "Output layer" : `Hidden layer ${l}`);
  sectionTitle = (k: number, title: string): string =>
    this.updates > 1 || k > 0 ? `Iteration ${k + 1} · ${title}` : title;
  root = (k: number): string => (this.single ? "L" : "J") + at(k);
  choice = (id: "average" | "loss.half" | "loss.outputs"): string =>
    this.setting.conventions[id] ?? conventions[id].values[0];
  /** Small letters for one example, capitals for a batch. */
  symbol = (tex: string, k: number): string =>
    (this.single ? tex.replace(/[A-Z]/, (c) => c.toLowerCase()) : tex) + iteration(k);
}

/** "Hidden layer 2" is gone back through under "Back through hidden layer 2"; the loss keeps its own section. */
function backSection(forward: string): string {
  const [, iteration = "", title = ""] = /^(Iteration \d+ · )?(.*)$/.exec(forward) ?? [];
  if (title === "Loss") return forward;
  return `${iteration}Back through ${title === "Output layer" ? "the output layer" : title.toLowerCase()}`;
}

/** The suffix of an id after k updates. */
const at = (k: number): string => (k > 0 ? `_${k}` : "");
const iteration = (k: number): string => (k > 0 ? `_{(${k})}` : "");

const BACK_OVER_WEIGHTS = "The error goes back over the weights it came through.";

const LOSS_OF: Readonly<Record<Activation, Loss>> = {
  sigmoid: "bce",
  softmax: "cce",
  tanh: "squared-error",
  relu: "squared-error",
  linear: "squared-error",
};
const LOSS_FUNCTION: Readonly<Record<Loss, string>> = { "squared-error": "squaredError", bce: "bce", cce: "cce" };

const ACTIVATION_WORDS: Readonly<Record<Activation, string>> = {
  sigmoid: "The sigmoid presses every sum into the range from 0 to 1.",
  tanh: "The hyperbolic tangent presses every sum into the range from −1 to 1.",
  relu: "ReLU keeps what is positive and makes the rest 0.",
  linear: "A linear unit hands its sum on as it is.",
  softmax: "The softmax turns the sums of one example into probabilities.",
};
const LOSS_WORDS: Readonly<Record<Loss, string>> = {
  "squared-error": "The squared difference of prediction and target.",
  bce: "Binary cross-entropy: minus the logarithm of the probability given to the true class.",
  cce: "Categorical cross-entropy: minus the logarithm of the probability given to the true class.",
};

function activationsOf({ activation }: Given, depth: number): Activation[] {
  if (!Array.isArray(activation)) return Array.from({ length: depth }, () => activation);
  if (activation.length === depth) return activation;
  throw new ProblemError("length", `there are ${depth} layers, but activation lists ${activation.length}`, {
    at: "given.activation",
    suggestion: "Give one activation for all layers, or one per layer.",
  });
}

/** A cross-entropy needs probabilities on both sides. */
function checkTargets(loss: Loss, last: Activation, Y: NdArray<number>): void {
  if (loss === "squared-error") return;
  const needed: Activation = loss === "bce" ? "sigmoid" : "softmax";
  if (last !== needed) {
    throw new ProblemError("loss", `the loss ${loss} needs probabilities, but the last layer is ${last}`, {
      at: "given.loss",
      suggestion: `Make the last activation ${needed}, or the loss squared-error.`,
    });
  }
  if (Y.cells.some((t) => t < 0 || t > 1)) {
    throw new ProblemError("target", `the targets of ${loss} are probabilities, between 0 and 1`, { at: "given.y" });
  }
}

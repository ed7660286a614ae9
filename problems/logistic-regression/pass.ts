import type { Tape, Words } from "../../solver/tape.ts";
import type { Gradient } from "../../solver/trace.ts";
import { type ConventionId, conventions } from "../conventions.ts";
import type { Setting } from "../topic.ts";
import type { Data } from "./data.ts";
import type { Given } from "./given.ts";
import { classRemarks, gradientRemarks, lossRemarks, updateRemarks } from "./remarks.ts";

/** The suffix of an id after k updates. */
export const at = (k: number): string => (k > 0 ? `_${k}` : "");
const iteration = (k: number): string => (k > 0 ? `_{(${k})}` : "");

/** Forward, cost, gradients, update: one iteration of gradient descent, as often as there are updates. */
export class Run {
  readonly given: Given;
  readonly data: Data;
  readonly setting: Setting;
  readonly tape: Tape;
  readonly updates: number;

  constructor(given: Given, data: Data, setting: Setting) {
    this.given = given;
    this.data = data;
    this.setting = setting;
    this.tape = setting.tape;
    this.updates = given.learningRate === undefined ? 0 : (given.steps ?? 1);
  }

  choice = (id: ConventionId): string => this.setting.conventions[id] ?? conventions[id].values[0];
  asks = (id: string): boolean => this.setting.ask.includes(id);
  /** Small letters for one example, capitals for several. */
  letter = (name: string): string => (this.data.single ? name.toLowerCase() : name);
  tex = (name: string, k: number): string => this.letter(name) + iteration(k);
  /** What is differentiated: the loss of one example, the cost of several. */
  root = (k: number): string => (this.data.single ? "L" : "J") + at(k);
  /** 1/m, where it stands in every gradient. */
  early = (): string => (!this.data.single && this.choice("average") === "cost" ? "1/m * " : "");
  /** 1/m, where it stands in dw and db only. */
  late = (): string => (!this.data.single && this.choice("average") === "gradients" ? "1/m * " : "");
  /** Logarithms to another base are natural ones divided by that base's. */
  overBase = (): string => (this.choice("log") === "e" ? "" : ` / log(${this.choice("log")})`);
  section(k: number, title: string): void {
    const when = k > 0 && k === this.updates ? `After update ${k}` : this.updates > 1 ? `Iteration ${k + 1}` : "";
    this.tape.section(when ? `${when} · ${title}` : title);
  }

  /** Reasons are given once: what is repeated, is repeated without them. */
  let(id: string, k: number, formula: string, words: Words & { gradient?: Gradient }): void {
    this.tape.let(id + at(k), formula, { ...words, ...(k > (/^[wb]$/.test(id) ? 1 : 0) && { why: "" }) });
  }

  recordGivens(): void {
    const { single, X, w, b, Y, m } = this.data;
    this.tape.section("Given");
    this.tape.given(this.letter("X"), X, { name: single ? "features" : "examples" });
    this.tape.given("w", w, { name: "weights" });
    this.tape.given("b", b, { name: "bias" });
    if (Y) this.tape.given(this.letter("Y"), Y, { name: single ? "label" : "labels" });
    if (this.updates > 0)
      this.tape.given("learningRate", this.given.learningRate as number, { tex: "\\eta", name: "learning rate" });
    if (Y && !single && this.choice("average") !== "sum") this.tape.given("m", m, { name: "number of examples" });
  }

  forward(k: number): void {
    const { single, rows, n, m } = this.data;
    this.section(k, "Forward pass");
    const z = this.letter("Z");
    const sum = single ? `w${at(k)}' * x` : rows ? `X * w${at(k)}` : n > 1 ? `w${at(k)}' * X` : `w${at(k)} * X`;
    const sizes = rows
      ? `$X$ is ${m}×${n} and $w$ is ${n}×1`
      : `${n > 1 ? "$w^{\\top}$" : "$w$"} is 1×${n} and $X$ is ${n}×${m}`;
    this.let(z, k, `${sum} + b${at(k)}`, {
      tex: this.tex("Z", k),
      name: single ? "weighted sum" : "weighted sums",
      title: single ? "Weighted sum" : "Weighted sums",
      why: single
        ? "Each feature times its weight, added up, plus the bias."
        : `All examples at once: ${sizes}, so there is one sum for each example; $b$ is added to every one.`,
    });
    this.let("yhat", k, `sigmoid(${z}${at(k)})`, {
      tex: this.tex("A", k),
      name: single ? "prediction" : "predictions",
      title: single ? "Prediction" : "Predictions",
      why: `$${this.letter("A")}=\\hat{${this.letter("Y")}}$: the sigmoid turns a sum into the probability that $y$ is 1.`,
    });
    if (k === 0 && (this.given.threshold !== undefined || this.asks("class"))) this.predictedClass();
  }

  predictedClass(): void {
    const threshold = this.given.threshold ?? 0.5;
    this.let("class", 0, `step(yhat - ${threshold})`, {
      tex: "\\hat{c}",
      name: this.data.single ? "predicted class" : "predicted classes",
      title: "Predicted class",
      why: `Class 1 where the probability is above ${threshold}, else class 0.`,
      remarks: classRemarks(threshold),
    });
  }

  cost(k: number): void {
    const { single, rows } = this.data;
    this.section(k, single ? "Loss" : "Loss and cost");
    const axis = single ? "" : `, {axis: ${rows ? 1 : 0}}`;
    const words = {
      name: single ? "loss" : "losses of the examples",
      title: single ? "Loss" : "Loss of each example",
      why: "Cross-entropy: minus the logarithm of the probability that was given to what happened.",
      remarks: k === 0 ? lossRemarks(this.data) : [],
    };
    const natural = `bce(yhat${at(k)}, ${this.letter("Y")}${axis})`;
    if (this.overBase()) {
      const why = `${words.why} First with the natural logarithm.`;
      this.let("Le", k, natural, { ...words, tex: `L_{e${k > 0 ? `,(${k})` : ""}}`, why });
      const base = this.choice("log");
      const converted = `To base ${base}: $\\log_{${base}}p$ is $\\ln p$ divided by $\\ln ${base}$.`;
      this.let("L", k, `Le${at(k)}${this.overBase()}`, {
        ...words,
        tex: `L${iteration(k)}`,
        why: converted,
        remarks: [],
      });
    } else this.let("L", k, natural, { ...words, tex: `L${iteration(k)}` });
    if (!single) this.averageCost(k);
  }

  averageCost(k: number): void {
    const summed = this.choice("average") === "sum";
    this.let("J", k, summed ? `sum(L${at(k)})` : `average(L${at(k)}, m)`, {
      tex: `J${iteration(k)}`,
      name: "cost",
      title: "Cost",
      why: summed ? "The cost is the sum of the losses." : "The cost is the mean of the losses.",
      remarks:
        k === 0 ? ["No loss is negative, so neither is the cost: if it comes out negative, a minus was lost."] : [],
    });
  }

  gradients(k: number): void {
    const { single, rows } = this.data;
    const [x, y, z] = [this.letter("X"), this.letter("Y"), this.letter("Z")];
    const [s, root, dz] = [at(k), this.root(k), `d${z}${at(k)}`];
    const pending = this.late() ? 1 / this.data.m : 1;
    this.section(k, "Gradients");
    if (this.asks(`dyhat${s}`) || this.asks(`da${s}`) || this.asks(`dA${s}`)) this.predictionGradient(k, pending);
    this.let(`d${z}`, k, `${this.early()}(yhat${s} - ${y})${this.overBase()}`, {
      ...gradientWords(this.tex("Z", k), `d${this.tex("Z", k)}`, "the weighted sum"),
      why: `$d${z}$ is short for the derivative by $${z}$. Sigmoid followed by cross-entropy: the slopes cancel, and prediction minus label is left${this.overBase() ? `, over $\\ln ${this.choice("log")}$ as in the loss` : ""}.${this.early() ? " The $\\frac{1}{m}$ of the mean stands here already." : ""}`,
      remarks: k === 0 ? gradientRemarks(this, "z") : [],
      gradient: {
        root,
        of: z + s,
        scale: pending,
        fused: { outer: (this.overBase() ? "Le" : "L") + s, inner: `yhat${s}` },
      },
    });
    const product = single ? `x * ${dz}` : rows ? `X' * ${dz}` : `X * ${dz}'`;
    this.let("dw", k, single ? product : `${this.late()}(${product})`, {
      ...gradientWords(`w${iteration(k)}`, `dw${iteration(k)}`, "the weights"),
      why: single
        ? "A weight is multiplied by its feature, so its gradient is that feature times $dz$."
        : `Each weight's gradient adds up its feature times $dz$ over the examples; one product with $${x}$ does that for all weights.`,
      remarks: k === 0 ? gradientRemarks(this, "w") : [],
      gradient: { root, of: `w${s}`, scale: 1 },
    });
    this.let("db", k, single ? dz : `${this.late()}sum(${dz})`, {
      ...gradientWords(`b${iteration(k)}`, `db${iteration(k)}`, "the bias"),
      why: single
        ? "The bias is added as it is: its slope is 1."
        : "The bias is added in every example: its errors add up.",
      gradient: { root, of: `b${s}`, scale: 1 },
    });
  }

  /** ∂L/∂a: not needed on the way, since it cancels, but often asked for. */
  predictionGradient(k: number, pending: number): void {
    const [a, y] = [`yhat${at(k)}`, this.letter("Y")];
    this.let("dyhat", k, `${this.early()}((1 - ${y}) ./ (1 - ${a}) - ${y} ./ ${a})${this.overBase()}`, {
      ...gradientWords(this.tex("A", k), `d${this.tex("A", k)}`, "the prediction"),
      why: "The derivative of $-\\ln$ is minus the reciprocal; only the term of the true class counts.",
      gradient: { root: this.root(k), of: a, scale: pending },
    });
  }

  update(k: number): void {
    this.section(k, "Update");
    const after = this.updates === 1 ? "_{\\text{new}}" : iteration(k + 1);
    for (const [id, name] of [
      ["w", "weights"],
      ["b", "bias"],
    ] as const) {
      this.let(id, k + 1, `${id}${at(k)} - learningRate * d${id}${at(k)}`, {
        tex: `${id}${after}`,
        name: `${name} after ${this.updates === 1 ? "the update" : `update ${k + 1}`}`,
        title: `New ${name}`,
        why: "One step against the gradient.",
        remarks: k === 0 ? updateRemarks(this, id) : [],
      });
    }
  }
}

const gradientWords = (of: string, tex: string, what: string) => ({
  tex,
  name: `gradient of ${what}`,
  title: `Gradient of $${of}$`,
});

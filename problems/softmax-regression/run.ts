import type { Words } from "../../solver/tape.ts";
import { at, iteration } from "../mlp/ids.ts";
import type { Outcome, TableOfSteps } from "../topic.ts";
import type { Kind } from "./given.ts";
import { recordCost, recordPrediction } from "./outputs.ts";
import { Setup } from "./setup.ts";
import { askedFor, errorRemarks, planFor, WHY_ERROR, weightRemarks } from "./words.ts";

const SIDE_BY_SIDE = "Side by side";
const COURSE = "Course of the descent";

/** Scores, then for each kind of output: probabilities, loss, gradients, update. */
export class Run extends Setup {
  solve(): Outcome {
    this.recordGivens();
    for (let k = 0; k <= this.lastPass(); k++) {
      this.scores(k);
      for (const kind of this.kinds) this.pass(kind, k);
    }
    if (this.compares) this.sums();
    return {
      answers: this.answers(),
      aliases: this.aliases(),
      checks: this.checks(),
      asked: askedFor(this),
      plan: planFor(this),
      tables: [...this.table(), ...(this.updates > 1 ? [this.course()] : [])],
      folded: this.repetitions(),
      assumed: this.assumed(),
    };
  }

  recordGivens(): void {
    const { model, Z, targets, m } = this.data;
    this.tape.section("Given");
    if (Z) this.tape.given("Z", Z, { tex: this.letter("z"), name: "scores" });
    if (model) {
      this.tape.given("x", model.X, { tex: this.letter("x"), name: this.single ? "input" : "inputs" });
      this.tape.given("W", model.W, { tex: "W", name: "weights" });
      if (model.b) this.tape.given("b", model.b, { tex: "b", name: "biases" });
    }
    if (targets?.areLabels) {
      const name = this.single ? "label of the true class" : "labels of the true classes";
      this.tape.given("label", targets.value, { tex: "c", name });
    } else if (targets) this.tape.given("y", targets.value, { tex: this.letter("y"), name: "targets" });
    if (this.updates > 0)
      this.tape.given("learningRate", this.given.learningRate as number, { tex: "\\eta", name: "learning rate" });
    if (targets && !this.single && this.choice("average") !== "sum")
      this.tape.given("m", m, { tex: "m", name: "number of examples" });
  }

  scores(k: number): void {
    const { model, targets, layout } = this.data;
    this.tape.section(`${this.when(k)}Scores`);
    if (model) {
      const turned = (layout.orientation === "Wx") === (layout.examples === "columns") ? `W${at(k)}` : `W${at(k)}'`;
      const product = layout.examples === "columns" ? `${turned} * x` : `x * ${turned}`;
      this.tape.let(`Z${at(k)}`, product + (model.b ? ` + b${at(k)}` : ""), {
        tex: this.letter("z") + iteration(k),
        name: "scores",
        title: "Scores",
        why: `One unit for each class: the inputs times its weights${model.b ? ", plus its bias" : ""}.`,
      });
    }
    if (k > 0 || !targets?.areLabels) return;
    this.tape.let(
      "y",
      `oneHot(label${targets.labelsFrom ? ` - ${targets.labelsFrom}` : ""}, Z, {axis: ${this.data.axis}})`,
      {
        tex: this.letter("y"),
        name: "targets",
        title: "The label as a target",
        why: `1 for the true class and 0 for every other; classes are counted from ${targets.labelsFrom}.`,
      },
    );
  }

  pass(kind: Kind, k: number): void {
    recordPrediction(this, kind, k);
    if (!this.data.targets) return;
    recordCost(this, kind, k);
    if (k > 0 && k === this.updates) return;
    this.gradients(kind, k);
    if (k < this.updates) this.update(kind, k);
  }

  /** By hand: prediction minus target, and one product for all weights. */
  gradients(kind: Kind, k: number): void {
    const [yhat, dZ] = [this.id("yhat", kind, k), this.id("dZ", kind, k)];
    const average = this.single ? "sum" : this.choice("average");
    this.section(kind, k, "Gradients");
    const scale = average === "gradients" ? 1 / this.data.m : 1;
    const [error, late] = [
      average === "cost" ? `1/m * (${yhat} - y)` : `${yhat} - y`,
      average === "gradients" ? "1/m * " : "",
    ];
    this.gradient("Z", kind, k, error, scale, {
      why: `${WHY_ERROR[kind]}${average === "cost" ? " The $\\frac1m$ of the mean stands here already." : ""}`,
      remarks: k === 0 ? errorRemarks(this, kind) : [],
      fused: { outer: this.id(this.tape.has(this.id("ell", kind, k)) ? "ell" : "L", kind, k), inner: yhat },
    });
    const { model, layout, axis } = this.data;
    if (!model) return;
    const transposed = layout.orientation !== "Wx";
    const [weights, inputs] =
      layout.examples === "columns" ? [`${dZ} * x'`, `x * ${dZ}'`] : [`${dZ}' * x`, `x' * ${dZ}`];
    this.gradient("W", kind, k, `${late}${transposed ? inputs : weights}`, 1, {
      why: `Each weight joins an input to a class: that input times the error of that class${this.single ? "" : ", added up over the examples"}.`,
      remarks: k === 0 ? weightRemarks(this, kind) : [],
    });
    if (!model.b) return;
    const sum = this.single ? dZ : `${late}sum(${dZ}, {axis: ${1 - axis}})`;
    this.gradient("b", kind, k, sum, 1, {
      why: this.single ? "A bias is added as it is." : "A bias is added in every example: its errors add up.",
    });
  }

  gradient(
    of: "Z" | "W" | "b",
    kind: Kind,
    k: number,
    formula: string,
    scale: number,
    { fused, ...words }: Words & { fused?: { outer: string; inner: string } },
  ): void {
    const symbol = (of === "Z" ? this.letter("z") : of) + iteration(k);
    const late = !this.single && this.choice("average") === "gradients";
    const root = this.single ? "L" : "J";
    this.tape.let(this.id(`d${of}`, kind, k), formula, {
      tex: late ? this.tex(`d${of}`, kind, k) : `\\frac{\\partial ${this.tex(root, kind, k)}}{\\partial ${symbol}}`,
      name: `gradient of the ${of === "Z" ? "scores" : of === "W" ? "weights" : "biases"}${this.compares ? `, ${kind}` : ""}`,
      title: `Gradient of $${symbol}$`,
      ...words,
      gradient: { root: this.root(kind, k), of: of + at(k), scale, ...(fused && { fused }) },
    });
  }

  update(kind: Kind, k: number): void {
    this.section(kind, k, "Update");
    for (const of of this.parameters()) {
      const before = this.compares ? of : of + at(k);
      this.tape.let(this.id(of, kind, k + 1), `${before} - learningRate * ${this.id(`d${of}`, kind, k)}`, {
        tex: this.compares
          ? `${of}_{\\text{${kind}},(1)}`
          : `${of}_{${this.updates === 1 ? "\\text{new}" : `(${k + 1})`}}`,
        name: `new ${of === "W" ? "weights" : "biases"}${this.compares ? `, ${kind}` : this.updates > 1 ? ` after update ${k + 1}` : ""}`,
        title: of === "W" ? "New weights" : "New biases",
        why: "One step against the gradient.",
      });
    }
  }

  /** What the outputs of one example come to, side by side. */
  sums(): void {
    this.tape.section(SIDE_BY_SIDE);
    for (const kind of this.kinds)
      this.tape.let(`total_${kind}`, `sum(${this.id("yhat", kind)}${this.axis()})`, {
        tex: `\\Sigma_{\\text{${kind}}}`,
        name: `sum of the outputs, ${kind}`,
        title: kind === "softmax" ? "Sum under the softmax" : "Sum of the logistic units",
        why:
          kind === "softmax"
            ? "Shares of one whole: they sum to 1, whatever the scores."
            : "Answers to separate questions: they may sum to anything between 0 and $k$.",
      });
  }

  table(): TableOfSteps[] {
    if (!this.compares || !this.single) return [];
    const ids = this.kinds.map((kind) => this.id("yhat", kind));
    return [
      {
        section: SIDE_BY_SIDE,
        head: ["k", "z_k", ...this.kinds.map((kind) => `\\text{${kind}}`), ...(this.tape.has("y") ? ["y_k"] : [])],
        rows: Array.from({ length: this.data.k }, (_, cell) => [
          { tex: String(cell + 1) },
          ...["Z", ...ids, ...(this.tape.has("y") ? ["y"] : [])].map((id) => ({ id, cell })),
        ]),
      },
    ];
  }

  course(): TableOfSteps {
    const [kind] = this.kinds as [Kind];
    const roots = Array.from({ length: this.updates + 1 }, (_, k) => this.root(kind, k));
    return {
      section: COURSE,
      head: ["\\text{updates}", this.single ? "L" : "J"],
      rows: roots.map((id, k) => [{ tex: String(k) }, { id }]),
    };
  }

  /** The exponentials behind a softmax, the sums behind a comparison, the costs on the way. */
  checks(): Record<string, string[]> {
    const { tape } = this;
    const both = this.compares
      ? [...this.kinds.map((kind) => `total_${kind}`), ...this.kinds.map((kind) => this.id("yhat", kind))]
      : [];
    const shown = this.tape.has("y") && this.compares ? [...both, "y"] : both;
    const roots = tape.steps().flatMap(({ id }) => (/^[LJ](_\d+)?$/.test(id) ? [id] : []));
    return Object.fromEntries([
      ...this.kinds.map((kind) => [this.id("yhat", kind), shown]),
      ...(this.updates > 1 ? this.parameters().map((id) => [id + at(this.updates), roots]) : []),
    ]);
  }

  /** From the second iteration on, nothing new happens. */
  repetitions(): string[] {
    const sections = new Set(this.tape.steps().map(({ section }) => section));
    return [...sections].filter((title) => /^(Iteration (?!1 )|After update (?!1 ))/.test(title));
  }

  aliases(): Record<string, string> {
    const others: Readonly<Record<string, readonly string[]>> = {
      x: ["X"],
      y: ["Y"],
      Z: ["z"],
      yhat: ["a", "A", "Yhat"],
      L: this.single ? ["J"] : [],
      decision: ["class"],
    };
    return Object.fromEntries(
      this.tape.steps().flatMap(({ id }) => {
        const [, d = "", letter = "", suffix = ""] = /^(d?)(decision|[a-zA-Z]+)((?:_\w+)?)$/.exec(id) ?? [];
        return (others[letter] ?? []).map((other) => [d + other + suffix, id]);
      }),
    );
  }
}

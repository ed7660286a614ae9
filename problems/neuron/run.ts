import type { Picture } from "../../explainers/solution.ts";
import type { Words } from "../../solver/tape.ts";
import { prune, type Step } from "../../solver/trace.ts";
import { neuronPicture } from "../logistic-regression/picture.ts";
import { ruleOf } from "../mlp/activations.ts";
import { at, iteration } from "../mlp/ids.ts";
import { lossRule } from "../mlp/losses.ts";
import type { Outcome, TableOfSteps } from "../topic.ts";
import { gradientRemarks, lossRemarks, sumRemarks, updateRemarks } from "./remarks.ts";
import { Setup } from "./setup.ts";
import { askedFor, planFor, whyGradient } from "./words.ts";

const COURSE = "Course of the descent";

/** Forward, loss, gradients, update: one iteration of gradient descent, as often as there are updates. */
export class Run extends Setup {
  solve(): Outcome {
    this.recordGivens();
    for (let k = 0; k <= this.lastPass(); k++) {
      this.forward(k);
      if (!this.data.Y) continue;
      this.cost(k);
      if (k === 0 || k < this.updates) this.backward(k);
      if (k < this.updates) this.update(k);
    }
    const aliases = this.aliases();
    const wanted = this.ask.length > 0 ? this.ask : this.answers();
    const ids = wanted.map((id) => aliases[id] ?? id).filter((id) => this.tape.has(id));
    const needed = prune(this.tape.trace(), ids).steps.map(({ id }) => id);
    return {
      answers: this.answers(),
      aliases,
      asked: askedFor(this, wanted),
      plan: planFor(this, needed),
      tables: this.updates > 1 ? [this.course()] : [],
      folded: this.repetitions(),
      assumed: this.assumed(needed),
      checks: this.checks(),
      ...this.picture(),
    };
  }

  recordGivens(): void {
    const { X, w, b, Y, m, n } = this.data;
    this.tape.section("Given");
    this.tape.given("x", X, { tex: this.tex("x", 0), name: this.single ? "input" : "examples" });
    this.tape.given("w", w, { tex: "w", name: n === 1 ? "weight" : "weights" });
    if (b !== undefined) this.tape.given("b", b, { tex: "b", name: "bias" });
    if (Y) this.tape.given("y", Y, { tex: this.tex("y", 0), name: this.single ? "target" : "targets" });
    for (const { id, value, tex, name } of this.constants) this.tape.given(id, value, { tex, name });
    if (this.updates > 0)
      this.tape.given("learningRate", this.given.learningRate as number, { tex: "\\eta", name: "learning rate" });
    if (Y && !this.single && this.formulas.choice("average") !== "sum")
      this.tape.given("m", m, { tex: "m", name: "number of examples" });
  }

  forward(k: number): void {
    const { rows, w, b } = this.data;
    const turned = rows ? `x * w${at(k)}` : w.cells.length > 1 ? `w${at(k)}' * x` : `w${at(k)} * x`;
    const product = this.single ? `w${at(k)} * x` : turned;
    this.tape.section(this.sectionTitle(k, "Forward pass"));
    this.let("z", k, product + (b === undefined ? "" : ` + b${at(k)}`), {
      tex: this.tex("z", k),
      name: this.single ? "weighted sum" : "weighted sums",
      title: this.single ? "Weighted sum" : "Weighted sums",
      why: `Each input times its weight, added up${b === undefined ? "" : ", plus the bias"}${this.single ? "" : "; one sum for each example"}.`,
      remarks: k === 0 ? sumRemarks(this) : [],
    });
    this.let("yhat", k, this.formulas.activation(this.activation, `z${at(k)}`), {
      tex: (this.single ? "\\hat{y}" : "\\hat{Y}") + iteration(k),
      name: this.single ? "prediction" : "predictions",
      title: this.single ? "Prediction" : "Predictions",
      why: ruleOf(this.activation).why,
    });
  }

  cost(k: number): void {
    this.tape.section(this.sectionTitle(k, this.single ? "Loss" : "Loss and cost"));
    this.let("L", k, this.formulas.loss(this.loss, at(k)), {
      tex: `L${iteration(k)}`,
      name: this.single ? "loss" : "losses of the examples",
      title: this.single ? "Loss" : "Loss of each example",
      why: lossRule(this.loss).why,
      remarks: k === 0 ? lossRemarks(this) : [],
    });
    if (this.single) return;
    const sum = this.formulas.choice("average") === "sum";
    this.let("J", k, sum ? `sum(L${at(k)})` : `average(L${at(k)}, m)`, {
      tex: `J${iteration(k)}`,
      name: "cost",
      title: "Cost",
      why: sum ? "The cost is the sum of the losses." : "The cost is the mean loss of the examples.",
    });
  }

  backward(k: number): void {
    const late = !this.single && this.formulas.choice("average") === "gradients";
    this.tape.backward(this.root(k), [...this.parameters().map((id) => id + at(k)), ...this.wantedBefore(k)], {
      average: late ? "late" : "at-once",
      notation: late ? "d" : "partial",
      section: () => this.sectionTitle(k, "Gradients"),
      words: (of) => this.gradientWords(of, k),
    });
  }

  /** What is no parameter has its gradient recorded on the way; that of the input only where it is asked for. */
  wantedBefore = (k: number): string[] => [
    ...["z", "yhat"].map((id) => id + at(k)).filter((id) => this.ask.includes(`d${id}`)),
    ...(k === 0 && (this.ask.includes("dx") || this.ask.includes("dX")) ? ["x"] : []),
  ];

  gradientWords({ id, name }: Step, k: number): Pick<Words, "why" | "remarks" | "name"> {
    const why = whyGradient(id.replace(/_\d+$/, ""), this);
    return { name: `gradient of the ${name}`, ...(why && { why }), remarks: k === 0 ? gradientRemarks(this, id) : [] };
  }

  update(k: number): void {
    this.tape.section(this.sectionTitle(k, "Update"));
    for (const id of this.parameters()) {
      this.let(id, k + 1, `${id}${at(k)} - learningRate * d${id}${at(k)}`, {
        tex: `${id}_{${this.updates === 1 ? "\\text{new}" : `(${k + 1})`}}`,
        name: this.name(id),
        title: `New ${this.name(id)}`,
        why: "One step against the gradient.",
        remarks: k === 0 && id === "w" ? updateRemarks(this) : [],
      });
    }
  }

  let(id: string, k: number, formula: string, words: Words): void {
    this.tape.let(id + at(k), formula, { ...words, name: `${words.name}${this.after(k)}` });
  }

  /** Small and capital letters mean the same, and so do a and ŷ; the cost of one example is its loss. */
  aliases(): Record<string, string> {
    const others: Readonly<Record<string, readonly string[]>> = {
      x: ["X"],
      y: ["Y", "t"],
      z: ["Z"],
      yhat: ["a", "A", "Yhat"],
      L: this.single ? ["J"] : [],
    };
    return Object.fromEntries(
      this.tape.steps().flatMap(({ id }) => {
        const [, d = "", letter = "", suffix = ""] = /^(d?)([a-zA-Z]+)((?:_\d+)?)$/.exec(id) ?? [];
        return (others[letter] ?? []).map((other) => [d + other + suffix, id]);
      }),
    );
  }

  /** How the cost changed is shown with the parameters that changed it. */
  checks = (): Record<string, readonly string[]> => {
    if (this.updates < 2) return {};
    const costs = Array.from({ length: this.updates + 1 }, (_, k) => this.root(k));
    return Object.fromEntries(this.parameters().map((id) => [id + at(this.updates), costs]));
  };

  course(): TableOfSteps {
    const ids = [this.root(0), ...this.parameters()];
    return {
      section: COURSE,
      head: ["\\text{updates}", ...ids],
      rows: Array.from({ length: this.updates + 1 }, (_, k) => [
        { tex: String(k) },
        ...ids.map((id) => ({ id: id + at(k) })),
      ]),
    };
  }

  /** From the second iteration on, nothing new happens. */
  repetitions(): string[] {
    const sections = new Set(this.tape.steps().map(({ section }) => section));
    return [...sections].filter((title) => /^(Iteration (?!1 )|After update (?!1 ))/.test(title));
  }

  picture(): { picture?: Picture } {
    const { picture } = neuronPicture({ ...this.data, b: 0 });
    if (!picture || !("nodes" in picture)) return {};
    const nodes = picture.nodes.map((node) => (node.label === "a" ? { ...node, label: "\\hat{y}" } : node));
    return { picture: { ...picture, nodes } };
  }
}

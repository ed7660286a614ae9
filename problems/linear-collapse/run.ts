import { ruleOf } from "../mlp/activations.ts";
import { constantsOf } from "../mlp/constants.ts";
import { networkPicture } from "../mlp/picture.ts";
import type { Outcome, Setting } from "../topic.ts";
import type { Given } from "./given.ts";
import { applied, composed, type Stack, stackOf } from "./stack.ts";
import { COUNTS, writtenOut } from "./words.ts";

const [WEIGHTS, BIASES, LAYERS, AT_ONCE] = [
  "One matrix for all layers",
  "One bias for all layers",
  "Layer by layer",
  "At once",
];

/** Folds the layers into one, from the first on, and checks the result on an input. */
export class Run {
  readonly stack: Stack;
  readonly activation: NonNullable<Given["activation"]>;
  readonly setting: Setting;
  readonly alpha: ReturnType<typeof constantsOf>;

  constructor(given: Given, setting: Setting) {
    this.stack = stackOf(given, setting.conventions);
    this.activation = given.activation ?? "linear";
    this.setting = setting;
    this.alpha = constantsOf({}, [this.activation], "squared-error");
  }

  get depth(): number {
    return this.stack.layers.length;
  }
  get isLinear(): boolean {
    return this.activation === "linear";
  }
  hasBias = (l: number): boolean => this.stack.layers.slice(0, l).some(({ b }) => b !== undefined);

  solve(): Outcome {
    const { hasInput, assumed } = this.stack;
    this.recordGivens();
    this.foldWeights();
    if (this.hasBias(this.depth)) this.foldBiases();
    this.countParameters();
    if (hasInput) this.check();
    const reduced = ["W", ...(this.hasBias(this.depth) ? ["b"] : [])];
    return {
      answers: [...reduced, ...(hasInput ? ["yhat"] : []), ...(this.isLinear ? [] : ["gap"])],
      aliases: this.aliases(),
      checks: hasInput ? { W: ["gap"], b: ["gap"], yhat: ["gap"] } : {},
      asked: this.asked(),
      plan: `Fold the layers into one, from the first on: the weights, then the biases${hasInput ? "; then x through all layers, and through the one" : ""}.`,
      assumed: [...assumed, ...this.alpha.flatMap((constant) => constant.assumed ?? [])],
      ...networkPicture(this.stack),
    };
  }

  asked(): string {
    const stack = `a stack of ${this.depth} layers`;
    if (this.isLinear) return `The single $W$ and $b$ that ${stack} without activations comes to.`;
    return `Whether ${stack} with ${this.activation} between them comes to a single $W$ and $b$.`;
  }

  recordGivens(): void {
    const { tape } = this.setting;
    const { X, layers, hasInput, single } = this.stack;
    tape.section("Given");
    if (hasInput) tape.given("x", X, { tex: single ? "x" : "X", name: single ? "input" : "inputs" });
    for (const [k, { W, b }] of layers.entries()) {
      tape.given(`W${k + 1}`, W, { tex: `W^{[${k + 1}]}`, name: `weights of layer ${k + 1}` });
      if (b) tape.given(`b${k + 1}`, b, { tex: `b^{[${k + 1}]}`, name: `biases of layer ${k + 1}` });
    }
    for (const { id, value, tex, name } of this.alpha) tape.given(id, value, { tex, name });
  }

  /** `P2 = W2 W1`, `P3 = W3 P2`, …; the last is `W`. */
  foldWeights(): void {
    const { tape } = this.setting;
    tape.section(WEIGHTS);
    for (let l = 2; l <= this.depth; l++) {
      const isLast = l === this.depth;
      const before = l === 2 ? "W1" : `P${l - 1}`;
      tape.let(isLast ? "W" : `P${l}`, composed(this.stack.layout, `W${l}`, before), {
        tex: isLast ? "W" : `W^{[${l}\\cdots1]}`,
        name: isLast ? "weights of the single layer" : `weights of the first ${l} layers in one`,
        title: l === 2 ? "Layers 1 and 2" : isLast ? `Layer ${l}, the last` : `Layers 1 to ${l}`,
        why:
          this.stack.layout.orientation === "Wx"
            ? "What one layer gives, the next multiplies again: the later matrix stands on the left."
            : "What one layer gives, the next multiplies again: the later matrix stands on the right.",
        remarks: l === 2 ? ["The order matters: matrix products may not be exchanged."] : [],
      });
    }
  }

  /** `c2 = W2 b1 + b2`, `c3 = W3 c2 + b3`, …; the last is `b`. */
  foldBiases(): void {
    const { tape } = this.setting;
    const { layers, layout } = this.stack;
    tape.section(BIASES);
    for (let l = 2; l <= this.depth; l++) {
      const isLast = l === this.depth;
      const own = layers[l - 1]?.b ? `b${l}` : undefined;
      const through = this.hasBias(l - 1) ? applied(layout, `W${l}`, this.biasBefore(l)) : undefined;
      const formula = [through, own].filter(Boolean).join(" + ");
      if (!formula) continue;
      tape.let(isLast ? "b" : `c${l}`, formula, {
        tex: isLast ? "b" : `b^{[${l}\\cdots1]}`,
        name: isLast ? "bias of the single layer" : `bias of the first ${l} layers in one`,
        title: isLast ? `After layer ${l}, the last` : `After layer ${l}`,
        why: through
          ? `What the biases gave so far goes through layer ${l}${own ? ", whose own bias is added" : ""}.`
          : "The layers before have no bias: this is the first.",
        remarks: isLast && this.depth > 2 ? [writtenOut(this.stack)] : [],
      });
    }
  }

  /** What the biases of the layers before `l` have come to. */
  biasBefore(l: number): string {
    const { tape } = this.setting;
    return l === 2 || !tape.has(`c${l - 1}`) ? `b${l - 1}` : `c${l - 1}`;
  }

  countParameters(): void {
    const { tape } = this.setting;
    const count = (ids: readonly string[]) => ids.map((id) => `count(${id})`).join(" + ");
    const all = this.stack.layers.flatMap(({ b }, k) => [`W${k + 1}`, ...(b ? [`b${k + 1}`] : [])]);
    tape.section(COUNTS);
    tape.let("paramsStack", count(all), {
      tex: "n_{\\text{stack}}",
      name: "parameters of the stack",
      title: "Of all layers",
      why: "Entries of all matrices and biases.",
    });
    tape.let("paramsSingle", count(["W", ...(tape.has("b") ? ["b"] : [])]), {
      tex: "n_{\\text{single}}",
      name: "parameters of the single layer",
      title: "Of the single layer",
      why: "It can represent whatever the linear stack can.",
    });
  }

  check(): void {
    const { tape } = this.setting;
    tape.section(LAYERS);
    for (let l = 1; l <= this.depth; l++) this.layer(l);
    tape.section(AT_ONCE);
    tape.let("yhat", applied(this.stack.layout, "W", "x") + (tape.has("b") ? " + b" : ""), {
      tex: this.symbol("\\hat{Y}"),
      name: "output of the single layer",
      title: "The single layer",
      why: "One product and one sum in the place of all layers.",
    });
    tape.let("gap", `Z${this.depth} - yhat`, {
      tex: "\\Delta",
      name: "difference of the two",
      title: this.isLinear ? "The same?" : "Not the same",
      why: this.isLinear
        ? `Nothing is left over${tape.rounds ? " but roundings" : ""}: without activations, depth adds nothing.`
        : `With ${this.activation} in between, no single layer gives the same for every input.`,
    });
    const gap = tape.step("gap");
    if (!this.isLinear && gap.value.cells.every((d) => d === 0))
      gap.remarks.push(`For this x nothing was changed by ${this.activation}; another x will tell them apart.`);
  }

  layer(l: number): void {
    const { tape } = this.setting;
    const { layers, layout } = this.stack;
    const before = l === 1 ? "x" : this.isLinear ? `Z${l - 1}` : `A${l - 1}`;
    const bias = layers[l - 1]?.b ? ` + b${l}` : "";
    tape.let(`Z${l}`, applied(layout, `W${l}`, before) + bias, {
      tex: this.symbol(`Z^{[${l}]}`),
      name: l === this.depth ? "output of the stack" : `output of layer ${l}`,
      title: `Layer ${l}`,
      why: this.isLinear ? "Without an activation, the sums go on as they are." : "Weighted sums, as ever.",
    });
    if (this.isLinear || l === this.depth) return;
    const { fn, why } = ruleOf(this.activation);
    const alpha = this.alpha.map(({ id }) => `, ${id}`).join("");
    tape.let(`A${l}`, `${fn}(Z${l}${alpha})`, {
      tex: this.symbol(`A^{[${l}]}`),
      name: `activations of layer ${l}`,
      title: `Activations of layer ${l}`,
      why,
    });
  }

  symbol = (tex: string): string => (this.stack.single ? tex.replace(/[A-Z]/, (c) => c.toLowerCase()) : tex);

  aliases(): Record<string, string> {
    const { tape } = this.setting;
    const others = [
      ["B", "b"],
      ["y", "yhat"],
      ["X", "x"],
      [`P${this.depth}`, "W"],
      [`c${this.depth}`, "b"],
      ...(this.isLinear ? this.stack.layers.map((_, k) => [`A${k + 1}`, `Z${k + 1}`]) : []),
    ];
    return Object.fromEntries(others.filter(([, id]) => tape.has(id as string)));
  }
}

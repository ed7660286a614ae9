import type { Assumption } from "../../explainers/solution.ts";
import { ProblemError } from "../../solver/errors.ts";
import { type NdArray, size } from "../../solver/ndarray.ts";
import { array } from "../arrays.ts";
import { numberAt } from "../counts.ts";
import { applied } from "../linear-collapse/stack.ts";
import { ruleOf } from "../mlp/activations.ts";
import { activationsOf, checkConstants } from "../mlp/checks.ts";
import { constantsOf } from "../mlp/constants.ts";
import { layersOf } from "../mlp/given.ts";
import { layOut, type Network } from "../mlp/layout.ts";
import { networkPicture } from "../mlp/picture.ts";
import { backSection } from "../mlp/words.ts";
import type { Outcome, Setting, TableOfSteps } from "../topic.ts";
import { verdict } from "./chain.ts";
import { type Given, MOST_STEPS } from "./given.ts";
import { EACH, findLayer, recordThreshold, tableOfFlags } from "./limit.ts";
import { overflow } from "./reading.ts";
import { statedOf, tooLarge, unitsAsLayers } from "./stated.ts";

/** Numbers in a matrix that anybody would multiply with by hand. */
const MOST_NUMBERS = 1000;
const SIZES = "Sizes, layer by layer";
const ENDS = "From end to end";

/** A network forwards and backwards, and how large what passes is in every layer. */
export function solveNetwork(given: Given, setting: Setting): Outcome {
  const flow = new Flow(unitsAsLayers(given), setting);
  return flow.solve();
}

class Flow {
  readonly given: Given;
  readonly setting: Setting;
  readonly network: Network;
  readonly depth: number;
  readonly activations: ReturnType<typeof activationsOf>;
  readonly constants: ReturnType<typeof constantsOf>;
  /** Whether all layers have the weights `W`. */
  readonly isShared: boolean;

  constructor(given: Given, setting: Setting) {
    const stated = statedOf(given);
    const layers = layersOf(stated);
    if (layers.length > MOST_STEPS) throw tooLarge("layers", `there are ${layers.length} layers`);
    for (const [k, { W }] of layers.entries()) {
      const { cells } = array(`W${k + 1}`, W);
      if (cells.length > MOST_NUMBERS)
        throw tooLarge(given.W === undefined ? `W${k + 1}` : "W", `a layer has ${cells.length} weights`);
    }
    this.given = given;
    this.setting = setting;
    this.depth = layers.length;
    this.activations = activationsOf(stated, layers.length);
    checkConstants(given, this.activations, "squared-error");
    this.constants = constantsOf(given, this.activations, "squared-error");
    this.network = layOut(stated, layers, setting.conventions);
    this.isShared = given.W !== undefined;
  }

  weights = (l: number): string => (this.isShared ? "W" : `W${l}`);
  isLinear = (l: number): boolean => this.activations[l - 1] === "linear";
  /** What layer l gives; `x` before the first. */
  out = (l: number): string => (l === 0 ? "x" : l === this.depth ? "yhat" : `A${l}`);
  layers = (): number[] => Array.from({ length: this.depth }, (_, k) => k + 1);

  solve(): Outcome {
    const { tape } = this.setting;
    this.recordGivens();
    for (const l of this.layers()) this.forward(l);
    this.backward();
    this.sizes();
    const last = this.depth;
    const norms = ["normA0", "normOut", ...this.layers().flatMap((l) => [`normA${l}`, `norm${l}`])];
    if (this.given.threshold !== undefined) findLayer(tape, last, (l) => `norm${l}`, numberAt(tape, "normOut"));
    const growth = tape.has("growth") ? ["growth"] : [];
    const middle = this.layers().filter((l) => l > 2 && l < last);
    const where = tape.has("layer") ? "; and in which the gradient passes $\\tau$" : "";
    return {
      answers: ["yhat", "dx", "total", ...(tape.has("layer") ? ["layer"] : [])],
      aliases: {
        [`A${last}`]: "yhat",
        [`dA${last}`]: "dyhat",
        X: "x",
        dX: "dx",
        ...Object.fromEntries(this.layers().map((l) => [`g${l}`, `d${this.out(l - 1)}`])),
      },
      checks: { total: [...norms, ...growth], layer: [...norms, ...growth] },
      asked: `How large what passes through the ${last} layer${last === 1 ? "" : "s"} is, forwards and backwards${where}.`,
      plan: "Forwards to the output, backwards to the input, and the norm of what arrives in each layer.",
      tables: [
        ...(last > 1 ? [this.table()] : []),
        ...(tape.has("on1") ? [tableOfFlags(last, "\\text{size}", (l) => `norm${l}`)] : []),
      ],
      folded: [
        ...(last > 2 ? [SIZES] : []),
        ...(last > 3 ? [EACH] : []),
        ...(last > 4 ? middle.flatMap((l) => [`Layer ${l}`, `Back through layer ${l}`]) : []),
      ],
      assumed: this.assumed(),
      ...(last <= 5 && networkPicture(this.network)),
    };
  }

  recordGivens(): void {
    const { tape } = this.setting;
    const { X, layers } = this.network;
    tape.section("Given");
    tape.given("x", X, { tex: "x", name: "input" });
    for (const [k, { W, b }] of layers.entries()) {
      const l = k + 1;
      if (!this.isShared) tape.given(`W${l}`, W, { tex: `W^{[${l}]}`, name: `weights of layer ${l}` });
      else if (k === 0) tape.given("W", W, { tex: "W", name: "weights of every layer" });
      if (b) tape.given(`b${l}`, b, { tex: `b^{[${l}]}`, name: `biases of layer ${l}` });
    }
    for (const { id, value, tex, name } of this.constants) tape.given(id, value, { tex, name });
    const { g, threshold } = this.given;
    if (g !== undefined) tape.given("g", this.arriving(g), { tex: "g_{\\text{out}}", name: "gradient at the output" });
    if (threshold !== undefined) recordThreshold(tape, threshold);
  }

  /** The gradient at the output in its shape; one number stands for all outputs. */
  arriving(g: NonNullable<Given["g"]>): NdArray<number> {
    const units = this.network.layers.at(-1)?.units ?? 1;
    const shape = this.network.layout.examples === "columns" ? [units, 1] : [1, units];
    const { cells } = array("g", g);
    if (cells.every((x) => x === 0))
      throw new ProblemError("zero", "the gradient at the output is 0: nothing flows back", { at: "given.g" });
    if (typeof g === "number") return { shape, cells: new Array<number>(size(shape)).fill(g) };
    if (cells.length === units) return { shape, cells };
    throw new ProblemError("length", `g has ${cells.length} entries, but the network has ${units} outputs`, {
      at: "given.g",
      suggestion: "Give one number per output, or one for all.",
    });
  }

  forward(l: number): void {
    const { tape } = this.setting;
    const { layout, layers } = this.network;
    const bias = layers[l - 1]?.b ? ` + b${l}` : "";
    const sums = applied(layout, this.weights(l), this.out(l - 1)) + bias;
    const output = {
      tex: l === this.depth ? "\\hat{y}" : `a^{[${l}]}`,
      name: l === this.depth ? "output" : `activations of layer ${l}`,
      title: l === this.depth ? "Output" : `What layer ${l} gives`,
    };
    tape.section(`Layer ${l}`);
    if (this.isLinear(l)) {
      tape.let(this.out(l), sums, { ...output, why: "Without an activation, the weighted sums go on as they are." });
      return;
    }
    tape.let(`Z${l}`, sums, {
      tex: `z^{[${l}]}`,
      name: `weighted sums of layer ${l}`,
      title: "Weighted sums",
      why: "Weights times what comes in.",
    });
    const { fn, why, alpha } = ruleOf(this.activations[l - 1] as NonNullable<(typeof this.activations)[number]>);
    tape.let(this.out(l), `${fn}(Z${l}${alpha ? `, ${alpha.id}` : ""})`, { ...output, title: "Activations", why });
  }

  backward(): void {
    const { tape, ask } = this.setting;
    tape.section("What is followed back");
    tape.let("S", this.given.g === undefined ? "sum(yhat)" : "sum(g .* yhat)", {
      tex: "S",
      name: "number that is followed back",
      title: "One number",
      why:
        this.given.g === undefined
          ? "The sum of the outputs: its gradient at each output is 1."
          : "Made so that the gradient at the output is the one given.",
    });
    const asked = this.isShared
      ? ["W"].filter((id) => ask.includes(`d${id}`))
      : this.layers()
          .map((l) => `W${l}`)
          .filter((id) => ask.includes(`d${id}`));
    const wants = [
      ...this.layers()
        .map((l) => this.out(l))
        .reverse(),
      "x",
      ...asked,
    ];
    tape.backward("S", wants, {
      notation: "partial",
      section: ({ section }) => (section === "Given" ? "Back to the input" : backSection(section)),
      words: ({ id, name }) => ({
        name: `gradient of the ${name}`,
        ...(/^(A\d+|x)$/.test(id) && { why: "The gradient goes back over the weights it came through." }),
      }),
    });
  }

  sizes(): void {
    const { tape } = this.setting;
    tape.section(ENDS);
    const norm = (id: string, of: string, name: string) =>
      tape.let(id, `sqrt(squaredNorm(${of}))`, {
        tex: `\\lVert ${tape.step(of).tex}\\rVert`,
        name: `size of ${name}`,
        title: `Size of ${name}`,
        why: "The size of a vector is its norm: the root of the sum of the squares.",
      });
    norm("normA0", "x", "the input");
    norm(`normA${this.depth}`, "yhat", "the output");
    if (numberAt(tape, "normA0") > 0)
      tape.let("growth", `normA${this.depth} / normA0`, {
        tex: "r_{\\text{forward}}",
        name: "size of the output over that of the input",
        title: "Forwards",
        why: "By what all layers together multiply the size of this input.",
      });
    norm("normOut", "dyhat", "the gradient at the output");
    norm("norm1", "dx", "the gradient at the input");
    tape.let("total", "norm1 / normOut", {
      tex: "r_{\\text{back}}",
      name: "size of the gradient at the input over that at the output",
      title: "Backwards",
      why: "By what all layers together multiply the size of the gradient.",
    });
    if (!Number.isFinite(numberAt(tape, "total"))) throw overflow(this.weights(1));
    tape.step("total").remarks.push(verdict(numberAt(tape, "total")));
    tape.section(SIZES);
    for (const l of this.between()) norm(`normA${l}`, `A${l}`, `what layer ${l} gives`);
    for (const l of this.between().reverse())
      norm(`norm${l + 1}`, `dA${l}`, `the gradient that layer ${l + 1} hands back`);
  }

  between = (): number[] => this.layers().slice(0, -1);

  table(): TableOfSteps {
    return {
      section: SIZES,
      head: ["l", "\\lVert a^{[l]}\\rVert", "\\lVert\\partial S/\\partial a^{[l]}\\rVert"],
      rows: [0, ...this.layers()].map((l) => [
        { tex: String(l) },
        { id: `normA${l}` },
        { id: l === this.depth ? "normOut" : `norm${l + 1}` },
      ]),
    };
  }

  assumed(): Assumption[] {
    const linear = { convention: "activation", value: "linear", because: "No activation is given." };
    const start = { convention: "g", value: "1", because: "What counts is how the gradient changes on its way." };
    return [
      ...(this.network.layers.some(({ W }) => W.cells.length > 1) ? this.network.assumed : []),
      ...(this.given.activation === undefined ? [linear] : []),
      ...(this.given.g === undefined ? [start] : []),
      ...this.constants.flatMap(({ assumed }) => assumed ?? []),
    ];
  }
}

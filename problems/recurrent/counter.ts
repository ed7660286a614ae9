import type { Tape, Words } from "../../solver/tape.ts";
import type { Choices } from "../conventions.ts";
import { type Cell, gatesOf } from "./cell.ts";

/** A network of which only the sizes matter. */
export interface Sizes {
  inputs: number;
  hidden: number;
  outputs: number | undefined;
  length: number | undefined;
  batch: number | undefined;
  layers: number;
  directions: number;
  /** Biases of a gate, and whether the output has one. */
  biases: number;
  outputBias: boolean;
}

const SHAPES = "Shapes";
const COUNTS = "Parameters";
const WORK = "Work";

/** Records shapes, parameters and multiplications. */
export function recordSizes(tape: Tape, cell: Cell, sizes: Sizes, choices: Choices): void {
  tape.section("Given");
  const named: [string, number | undefined, string, string][] = [
    ["inputSize", sizes.inputs, "n_x", "numbers in one input"],
    ["hiddenSize", sizes.hidden, "n_h", "units of the state"],
    ["outputSize", sizes.outputs, "n_y", "units of the output"],
    ["length", sizes.length, "T", "time steps"],
    ["batch", sizes.batch, "m", "sequences"],
    ["layers", sizes.layers > 1 ? sizes.layers : undefined, "\\ell", "layers"],
  ];
  for (const [id, value, tex, name] of named) if (value !== undefined) tape.given(id, value, { tex, name });
  new Counter(tape, cell, sizes, choices).count();
}

class Counter {
  readonly tape: Tape;
  readonly cell: Cell;
  readonly sizes: Sizes;
  readonly choices: Choices;
  readonly gates: number;

  constructor(tape: Tape, cell: Cell, sizes: Sizes, choices: Choices) {
    this.tape = tape;
    this.cell = cell;
    this.sizes = sizes;
    this.choices = choices;
    this.gates = gatesOf(cell.items({})).length;
  }

  count(): void {
    this.shapes();
    this.parameters();
    this.work();
  }

  let(id: string, formula: string, words: Words): void {
    this.tape.let(id, formula, words);
  }

  /** Rows and columns of weights, in the problem's orientation. */
  matrix = (units: string, fanIn: string): string =>
    (this.choices.orientation ?? "Wx") === "Wx" ? `list2(${units}, ${fanIn})` : `list2(${fanIn}, ${units})`;

  shapes(): void {
    const { sizes, tape, cell } = this;
    tape.section(SHAPES);
    if (sizes.directions === 2)
      this.let("width", "2 * hiddenSize", {
        tex: "n_{\\leftrightarrow}",
        name: "numbers that a layer hands on",
        title: "Both directions",
        why: "The states of the two directions stand side by side in what a layer hands on.",
      });
    this.let("joined", "hiddenSize + inputSize", {
      tex: "n_v",
      name: "numbers of state and input together",
      title: "State and input",
      why: "In one list, state and input have so many numbers together.",
    });
    const isSimple = cell.id === "rnn";
    const of = isSimple ? "" : " of a gate";
    const shape = (id: string, formula: string, tex: string, title: string, why: string) =>
      this.let(`shape_${id}`, formula, {
        tex: `\\operatorname{shape}(${tex})`,
        name: `shape of ${title}`,
        title: `Shape of ${title}`,
        why,
      });
    shape("x", "list1(inputSize)", "x_t", "an input", "One number for each feature.");
    shape(
      isSimple ? "Wx" : "W",
      this.matrix("hiddenSize", "inputSize"),
      isSimple ? "W_x" : "W",
      `the weights of the input${of}`,
      "They lead from the input to the state: a row for each unit, a column for each number that comes in.",
    );
    shape(
      isSimple ? "Wh" : "U",
      this.matrix("hiddenSize", "hiddenSize"),
      isSimple ? "W_h" : "U",
      `the weights of the state${of}`,
      "They lead from a state to the next one: square.",
    );
    shape(
      "joined",
      this.matrix("hiddenSize", "joined"),
      isSimple ? "[W_h\\;W_x]" : "[U\\;W]",
      `the joined weights${of}`,
      "Both side by side, for state and input in one list.",
    );
    if (sizes.biases > 0)
      shape(
        "b",
        "list1(hiddenSize)",
        "b",
        sizes.biases === 2 ? `each of the two biases${of}` : `the biases${of}`,
        "One for each unit.",
      );
    shape(
      "h",
      "list1(hiddenSize)",
      "h_t",
      "the state",
      isSimple
        ? "One number for each unit."
        : "Gates, candidate and state meet entry by entry, so all of them are as long.",
    );
    if (sizes.outputs !== undefined)
      shape(
        "Wy",
        this.matrix("outputSize", this.#states()),
        "W_y",
        "the weights of the output",
        "They lead from the state to the outputs.",
      );
    if (sizes.length !== undefined) {
      const states = this.#states();
      const all = sizes.batch === undefined ? `list2(length, ${states})` : `list3(batch, length, ${states})`;
      shape(
        "hs",
        all,
        "h_1,\\dots,h_T",
        "all states",
        "One state for each time step: the weights do not depend on how many there are.",
      );
    }
  }

  /** What the layers hand on: both directions side by side. */
  #states = (): string => (this.sizes.directions === 2 ? "width" : "hiddenSize");

  parameters(): void {
    const { sizes, tape } = this;
    tape.section(COUNTS);
    this.layer(1, "inputSize");
    if (sizes.layers > 1) this.layer(2, this.#states());
    if (sizes.outputs !== undefined) {
      const bias = sizes.outputBias ? " + outputSize" : "";
      this.let("params_out", `outputSize * ${this.#states()}${bias}`, {
        tex: "p_{\\text{out}}",
        name: "parameters of the output layer",
        title: "Output layer",
        why: sizes.outputBias
          ? "A weight from every unit of the state to every output, and one bias each."
          : "A weight from every unit of the state to every output.",
      });
    }
    const further = sizes.layers > 2 ? " + (layers - 1) * params_2" : sizes.layers === 2 ? " + params_2" : "";
    const output = sizes.outputs === undefined ? "" : " + params_out";
    this.let("params", `params_1${further}${output}`, {
      tex: "p",
      name: "number of parameters",
      title: "In all",
      why: "The number of time steps does not matter: every step uses the same parameters.",
    });
  }

  layer(l: 1 | 2, inputs: string): void {
    const { sizes, gates, cell } = this;
    const mark = sizes.layers > 1 ? `_{${l}}` : "";
    const layer =
      sizes.layers === 1 ? "the layer" : l === 1 || sizes.layers === 2 ? `layer ${l}` : "each further layer";
    const title = `${layer.charAt(0).toUpperCase()}${layer.slice(1)}`;
    const bias = ["", " + hiddenSize", " + 2 * hiddenSize"][sizes.biases];
    const id = l === 1 ? "params_gate" : "params_gate_2";
    const alone = gates === 1 && sizes.directions === 1;
    const biases = ["", ", and one bias for each unit", ", and two biases for each unit"][sizes.biases];
    this.let(alone ? `params_${l}` : id, `hiddenSize * ${inputs} + hiddenSize * hiddenSize${bias}`, {
      tex: alone ? `p${sizes.layers > 1 ? mark : "_{1}"}` : `p^{\\text{gate}}${mark}`,
      name: `parameters of ${alone ? "" : gates === 1 ? "one direction of " : "one gate of "}${layer}`,
      title: alone ? title : `${gates === 1 ? "One direction" : "One gate"} of ${layer}`,
      why: `Weights of the input, weights of the state${biases}.${l === 2 ? " What comes in is now the state of the layer below." : ""}`,
    });
    if (alone) return;
    const factor = [gates > 1 ? String(gates) : "", sizes.directions === 2 ? "2" : ""].filter(Boolean).join(" * ");
    const all =
      gates > 1
        ? `${cell.id === "lstm" ? "Forget, input and output gate and the candidate: four" : "Update and reset gate and the candidate: three"} of the same size`
        : "The same for each direction";
    this.let(`params_${l}`, `${factor} * ${id}`, {
      tex: `p${sizes.layers > 1 ? mark : "_{1}"}`,
      name: `parameters of ${layer}`,
      title,
      why: `${all}${gates > 1 && sizes.directions === 2 ? ", in either direction" : ""}.`,
      remarks: cell.id === "lstm" && l === 1 ? ["The candidate has weights like a gate: four times, not three."] : [],
    });
  }

  work(): void {
    const { sizes, tape, gates } = this;
    if (sizes.layers > 1 || sizes.directions > 1) return;
    tape.section(WORK);
    const times = gates > 1 ? `${gates} * ` : "";
    this.let("macs_step", `${times}hiddenSize * (inputSize + hiddenSize)`, {
      tex: "\\mathrm{macs}_1",
      name: "multiplications of matrices in one time step",
      title: "One time step",
      why: "One multiplication a weight; what meets entry by entry is not counted.",
    });
    if (sizes.length === undefined) return;
    this.let("macs", "length * macs_step", {
      tex: "\\mathrm{macs}",
      name: "multiplications of matrices over the whole sequence",
      title: "Whole sequence",
      why: "The parameters are shared over time, the work is not.",
    });
  }
}

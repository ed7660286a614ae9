import { ProblemError, ShapeError } from "../../solver/errors.ts";
import { describeShape, type NdArray, scalar } from "../../solver/ndarray.ts";
import { array } from "../arrays.ts";
import { type Cell, type Gate, gatesOf } from "./cell.ts";
import { type Given, type Mode, missing, tensorAt } from "./given.ts";
import { knownFields, neededItems, timeOf } from "./known.ts";
import { fansOf, type Layout, matrixOf, placeBias, placeState, placeWeights } from "./layout.ts";
import type { Network, Placed } from "./network.ts";
import { atTime, inputsOf, type Sequences, targetsOf } from "./sequence.ts";
import { OUTPUT, type Parameter, type Part } from "./spelling.ts";

/** Reads the problem in one layout; throws what does not fit. */
export class Reader {
  readonly cell: Cell;
  readonly given: Given;
  readonly parameters: readonly Parameter[];
  readonly layout: Layout;
  readonly progress: () => void;
  readonly gates: Gate[];
  readonly known: Map<string, string>;
  /** Where neither a target nor a field says it. */
  readonly openMode: Mode;

  constructor(
    cell: Cell,
    given: Given,
    parameters: readonly Parameter[],
    layout: Layout,
    progress: () => void,
    openMode: Mode,
  ) {
    this.openMode = openMode;
    this.cell = cell;
    this.given = given;
    this.parameters = parameters;
    this.layout = layout;
    this.progress = progress;
    this.known = knownFields(cell, given);
    const T = given.x === undefined ? Math.max(1, ...[...this.known.keys()].map(timeOf)) : Number.POSITIVE_INFINITY;
    this.gates = gatesOf(neededItems(cell, {}, this.known, T));
  }

  read(): Omit<Network, "assumed"> {
    const { given, layout } = this;
    const isScalar = this.isScalar();
    const hidden = this.hidden();
    const { parameters, inputs } = this.placeGates(hidden);
    const sequences = inputsOf(given, inputs);
    const T = sequences?.[0]?.length ?? Math.max(1, ...[...this.known.keys()].map(timeOf));
    this.needInputs(sequences);
    this.refuseLater(T);
    const m = sequences?.length ?? 1;
    if (sequences?.some(({ length }) => length !== T))
      throw new ShapeError("the sequences of a batch must be of one length", { at: "given.X" });
    const { outputs, layer } = this.placeOutput(hidden);
    const target = targetsOf(given, outputs, { T, m });
    const shaped = (value: NdArray<number>) => (isScalar ? scalar(value.cells[0] as number) : value);
    const over = (all: Sequences, times: number) =>
      Array.from({ length: times }, (_, k) => shaped(matrixOf(layout, atTime(all, k + 1))));
    const { values, zero } = this.placeValues(hidden, m);
    return {
      layout,
      scalar: isScalar,
      inputs,
      hidden,
      outputs,
      T,
      m,
      batch: given.X !== undefined,
      mode: target?.mode ?? given.mode ?? this.openMode,
      parameters: [...parameters, ...layer].map((one) => ({ ...one, value: shaped(one.value) })),
      x: sequences && over(sequences, T),
      y: target && over(target.targets, target.mode === "many-to-many" ? T : 1),
      values: new Map([...values].map(([id, value]) => [id, shaped(value)])),
      arriving: given.dh === undefined ? undefined : shaped(placeState("dh", this.raw("dh"), layout, hidden, m)),
      zero,
      letter: /^([aso])_?0$/.exec(this.known.get("h0") ?? "")?.[1] ?? "h",
      isOneStep: T === 1 && [...this.known.values()].some((field) => /prev/i.test(field)),
    };
  }

  raw = (field: string): NdArray<number> => array(field, tensorAt(this.given, field));
  part = (gate: string, part: Part): Parameter | undefined =>
    this.parameters.find((one) => one.gate === gate && one.part === part);

  /** All weights are numbers, and so is everything that they meet. */
  isScalar(): boolean {
    const fields = [...this.parameters.map(({ field }) => field), ...this.known.values()];
    const isNumber = ({ shape, cells }: NdArray<number>) => cells.length === 1 && shape.length < 2;
    return this.given.X === undefined && fields.length > 0 && fields.every((field) => isNumber(this.raw(field)));
  }

  /** Units of the state: recurrent weights are square, joined ones lead to them, and states have them. */
  hidden(): number {
    const square = this.parameters.find(({ part, gate }) => part === "state" && gate !== OUTPUT);
    if (square) {
      const raw = this.raw(square.field);
      const { units, fanIn } = fansOf(raw, this.layout, 1);
      if (units === fanIn) return units;
      const was = describeShape(raw.shape);
      throw new ShapeError(`${square.field} is ${was}, but it leads from a state to the next one: it is square`, {
        at: `given.${square.field}`,
      });
    }
    const joined = this.parameters.find(({ part }) => part === "joined");
    if (joined) return fansOf(this.raw(joined.field), this.layout).units;
    const [value] = this.known.values();
    if (value !== undefined) return this.raw(value).cells.length;
    const [input, state] =
      this.cell.id === "rnn" ? ["Wx", "Wh"] : ["Wf", "Uf"].map((w) => w.replace("f", this.gates[0]?.key ?? ""));
    throw missing(
      this.parameters.length > 0 ? (state as string) : (input as string),
      this.parameters.length > 0 ? "there are no recurrent weights" : "there are no weights",
      `Give ${input} and ${state}, or joined weights alone; for sizes and counts, inputSize and hiddenSize.`,
    );
  }

  placeGates(hidden: number): { parameters: Placed[]; inputs: number } {
    let inputs: number | undefined;
    const placed: Placed[] = [];
    const put = (one: Parameter, value: NdArray<number>) => {
      placed.push({ ...one, value });
      this.progress();
    };
    const weights = (one: Parameter, fanIn: number, from: string) =>
      put(one, placeWeights(one.field, this.raw(one.field), this.layout, { units: hidden, fanIn }, from));
    const fanIn = ({ field }: Parameter) => fansOf(this.raw(field), this.layout, hidden).fanIn;
    for (const gate of this.gates) {
      const own = (part: Part) => this.part(gate.key, part);
      const [input, state, joined] = [own("input"), own("state"), own("joined")];
      if (joined) {
        inputs ??= fanIn(joined) - hidden;
        if (inputs < 1) throw this.tooNarrow(joined, hidden);
        weights(joined, hidden + inputs, `${hidden} of the state and ${inputs} of the input`);
      } else if (input && state) {
        inputs ??= fanIn(input);
        weights(input, inputs, `${inputs} of the input`);
        weights(state, hidden, `${hidden} of the state`);
      } else {
        this.needValues(gate, input ? "state" : "input");
        continue;
      }
      for (const part of ["bias", "inputBias", "stateBias"] as const) {
        const bias = own(part);
        if (bias) put(bias, placeBias(bias.field, this.raw(bias.field), this.layout, hidden));
      }
    }
    return { parameters: placed, inputs: inputs ?? 1 };
  }

  tooNarrow({ field }: Parameter, hidden: number): ShapeError {
    return new ShapeError(
      `${field} leads from state and input together to ${hidden} unit${hidden === 1 ? "" : "s"}, so it needs more than ${hidden} for each`,
      { at: `given.${field}`, suggestion: `Give recurrent weights beside ${field}, or one row for each unit.` },
    );
  }

  /** A gate has weights, unless the problem gives its values. */
  needValues({ id, key, sum, name }: Gate, lacking: "input" | "state"): void {
    const times = [...this.known.keys()];
    if (times.some((known) => known.replace(/\d+$/, "") === id || known.replace(/\d+$/, "") === sum.id)) return;
    const field =
      this.cell.id === "rnn" ? (lacking === "input" ? "Wx" : "Wh") : `${lacking === "input" ? "W" : "U"}${key}`;
    throw missing(
      field,
      `${field} is missing: the ${name} has no ${lacking === "input" ? "" : "recurrent "}weights`,
      `Give ${field}, or the value of the ${name} itself.`,
    );
  }

  needInputs(sequences: Sequences | undefined): void {
    const computed = this.gates.some(({ key }) => this.part(key, "input") || this.part(key, "joined"));
    if (computed && !sequences) throw missing("x", "there is no input: x (a sequence) or X (a batch of them)");
  }

  /** A value that is given belongs to a time step that there is. */
  refuseLater(T: number): void {
    const late = [...this.known].find(([id]) => timeOf(id) > T);
    if (!late) return;
    throw new ProblemError("unknown-field", `${late[1]} belongs to a time step after the last one, which is ${T}`, {
      at: `given.${late[1]}`,
    });
  }

  placeOutput(hidden: number): { outputs: number; layer: Placed[] } {
    const [weights, bias] = [this.part(OUTPUT, "input"), this.part(OUTPUT, "bias")];
    if (!weights && bias) throw missing("Wy", `${bias.field} belongs to an output layer, but it has no weights`);
    if (!weights) return { outputs: hidden, layer: [] };
    const raw = this.raw(weights.field);
    // A list is the weights of one output, unless the state is a single number.
    const isOneOutput = raw.shape.length < 2 && raw.cells.length === hidden;
    const { units } = isOneOutput ? { units: 1 } : fansOf(raw, this.layout, hidden === 1 ? raw.cells.length : 1);
    const value = placeWeights(weights.field, raw, this.layout, { units, fanIn: hidden }, `${hidden} of the state`);
    this.progress();
    const layer: Placed[] = [{ ...weights, value }];
    if (bias) layer.push({ ...bias, value: placeBias(bias.field, this.raw(bias.field), this.layout, units) });
    return { outputs: units, layer };
  }

  /** A sigmoid never leaves 0 to 1. */
  checkGate(id: string, field: string): void {
    const name = id.replace(/\d+$/, "");
    const gate = gatesOf(this.cell.items({})).find((one) => one.id === name && one.activation === "sigmoid");
    if (!gate || this.raw(field).cells.every((x) => x >= 0 && x <= 1)) return;
    throw new ProblemError("range", `${field} is the value of a gate, which lies between 0 and 1`, {
      at: `given.${field}`,
      suggestion: `If it is the weighted sum before the sigmoid, call it ${gate.sum.id}${id.slice(name.length)}.`,
    });
  }

  /** Initial states, and what is given instead of being computed. */
  placeValues(hidden: number, m: number): { values: Map<string, NdArray<number>>; zero: string[] } {
    const values = new Map<string, NdArray<number>>();
    for (const [id, field] of this.known) {
      this.checkGate(id, field);
      values.set(id, placeState(field, this.raw(field), this.layout, hidden, m));
      this.progress();
    }
    const zero = this.cell.states.map((state) => `${state}0`).filter((id) => !values.has(id));
    const nothing = Array.from({ length: m }, () => new Array<number>(hidden).fill(0));
    for (const id of zero) values.set(id, matrixOf(this.layout, nothing));
    return { values, zero };
  }
}

import { ProblemError } from "../../solver/errors.ts";
import type { Given as NetworkGiven } from "../mlp/given.ts";
import { at, iteration } from "../mlp/ids.ts";
import { Run } from "../mlp/run.ts";
import { conflict, missing } from "../needs.ts";
import type { Outcome, Setting } from "../topic.ts";
import type { Given } from "./given.ts";

/** Weights that anybody would carry through gradient descent by hand. */
const MOST_WEIGHTS = 200;

/** Gradient descent from weights that are all alike, and whether the units of a layer become different. */
export function workSymmetry(given: Given, setting: Setting): Outcome {
  if (given.activation === undefined)
    throw missing("activation", "given.activation is missing", "Give activation: sigmoid, or one per layer.");
  if (given.y === undefined && given.Y === undefined)
    throw missing("y", "without a target there is no gradient", "Give y, the target of x.");
  if (given.W1 !== undefined) {
    const constant = (["layers", "value", "bias"] as const).find((field) => given[field] !== undefined);
    if (constant) throw conflict(constant, `W1 and ${constant} both say how the weights start: give one of them`);
    return new Descent(given as NetworkGiven, setting).solve();
  }
  const { layers, value, bias, ...others } = given;
  if (layers === undefined)
    throw missing("layers", "nothing says how large the network is", "Give layers: [2, 3, 1], or W1, W2, ….");
  const conventions = { orientation: "Wx", ...setting.conventions };
  const network = { ...others, ...filled(layers, value ?? 0, bias ?? 0, conventions.orientation) };
  try {
    return new Descent(network as NetworkGiven, { ...setting, conventions }).solve();
  } catch (error) {
    if (!(error instanceof ProblemError && /^given\.[Wb]\d/.test(error.at ?? ""))) throw error;
    throw new ProblemError(error.code, `the input does not have the ${layers[0]} features that layers begins with`, {
      at: "given.layers",
    });
  }
}

/** `W1`, `b1`, `W2`, …, every entry the same. */
function filled(layers: readonly number[], value: number, bias: number, orientation: string): Record<string, unknown> {
  const count = layers.slice(1).reduce((sum, n, k) => sum + n * (layers[k] as number), 0);
  if (count > MOST_WEIGHTS)
    throw new ProblemError("too-large", `${count} weights are too many to work by hand`, {
      at: "given.layers",
      suggestion: `Take at most ${MOST_WEIGHTS}.`,
    });
  return Object.fromEntries(
    layers.slice(1).flatMap((units, k) => {
      const inputs = layers[k] as number;
      const [rows, columns] = orientation === "Wx" ? [units, inputs] : [inputs, units];
      const W = Array.from({ length: rows }, () => new Array<number>(columns).fill(value));
      return [
        [`W${k + 1}`, W],
        [`b${k + 1}`, new Array<number>(units).fill(bias)],
      ];
    }),
  );
}

/** The run of a network that is asked one thing more: are the units of a hidden layer still alike? */
class Descent extends Run {
  override solve(): Outcome {
    const outcome = super.solve();
    return { ...outcome, checks: this.earlier(), ...this.words() };
  }

  words(): Pick<Outcome, "asked" | "plan"> {
    const { X, layers, m } = this.network;
    const network = `a ${[X.cells.length / m, ...layers.map(({ units }) => units)].join("–")} network that starts so`;
    const steps = this.updates === 1 ? "one step" : `${this.updates} steps`;
    const descends = this.updates > 0;
    const compares = this.comparable().length > 0;
    const first = descends
      ? `What ${steps} of gradient descent with $\\eta=${this.given.learningRate}$ ${this.updates === 1 ? "makes" : "make"} of ${network}`
      : `The gradients of ${network}`;
    const units = descends
      ? "after each update the units of each hidden layer are compared"
      : "then the gradients of the units of each hidden layer are compared";
    return {
      asked: `${first}${compares ? ", and whether its hidden units become different" : ""}.`,
      plan: `Forward, backward${descends ? ", update" : ""}${compares ? `; ${units}` : ""}.`,
    };
  }

  override answers(): string[] {
    const end = at(this.updates);
    const gaps = this.comparable().map((l) => `gap${l}${end}`);
    const parameters = this.layerNumbers().flatMap((l) => this.parametersOf(l));
    return [...gaps, ...parameters.map((id) => (this.updates > 0 ? id + end : `d${id}`))];
  }

  /** What the comparisons after the earlier updates gave, shown with the last. */
  earlier(): Record<string, string[]> {
    const times = Array.from({ length: Math.max(0, this.updates - 1) }, (_, k) => at(k + 1));
    return Object.fromEntries(
      this.comparable().map((l) => [`gap${l}${at(this.updates)}`, times.map((time) => `gap${l}${time}`)]),
    );
  }

  /** Hidden layers of more than one unit. */
  comparable = (): number[] => this.layerNumbers().filter((l) => !this.isLast(l) && this.units(l) > 1);
  units = (l: number): number => this.network.layers[l - 1]?.units ?? 0;

  override backward(k: number): void {
    super.backward(k);
    if (this.updates === 0) this.compare(0, "dW", "Are the units alike?");
  }

  override update(k: number): void {
    super.update(k);
    this.compare(k + 1, "W", this.sectionOfComparison(k));
    const moved = k + 1 === this.updates ? this.moved() : "";
    const [l] = this.comparable();
    if (moved && l) this.setting.tape.step(`gap${l}${at(k + 1)}`).remarks.push(moved);
  }

  sectionOfComparison = (k: number): string => `${this.updates > 1 ? `Iteration ${k + 1} · ` : ""}Are the units alike?`;

  /** The largest minus the smallest weight over the units, input by input. */
  compare(k: number, kind: "W" | "dW", section: string): void {
    const { tape } = this.setting;
    const axis = this.network.layout.orientation === "Wx" ? 1 : 0;
    tape.section(section);
    for (const l of this.comparable()) {
      const id = `gap${l}${at(k)}`;
      const W = `${kind}${l}${at(k)}`;
      tape.let(id, `largestPer(${W}, {axis: ${axis}}) - smallestPer(${W}, {axis: ${axis}})`, {
        tex: `\\Delta^{[${l}]}${this.updates > 1 ? iteration(k) : ""}`,
        name: `${kind === "W" ? "weights" : "gradients"} of layer ${l}: largest minus smallest over the units`,
        title: `Hidden layer ${l}`,
        why: "Input by input, the largest minus the smallest over the units: 0 where they are all the same.",
      });
      tape.step(id).remarks.push(this.verdict(l, id));
    }
  }

  verdict(l: number, id: string): string {
    const { value } = this.setting.tape.step(id);
    if (value.cells.some((x) => x !== 0)) return "Not all 0: the units have begun to differ.";
    return `All 0: the ${this.units(l)} units are one and the same, with one output, one error and one step.`;
  }

  /** Which parameters the updates have moved, where some have not moved at all. */
  moved(): string {
    const { tape } = this.setting;
    const parameters = this.layerNumbers().flatMap((l) => this.parametersOf(l));
    const cells = (id: string) => tape.step(id).value.cells;
    const moved = parameters.filter((id) => cells(id + at(this.updates)).some((x, k) => x !== cells(id)[k]));
    if (moved.length === parameters.length) return "";
    const names = moved.map((id) => `$${tape.step(id).tex}$`).join(", ");
    if (moved.length === 0) return "Nothing has moved at all: every gradient was 0.";
    return `Only ${names} moved: every other gradient was 0.`;
  }
}

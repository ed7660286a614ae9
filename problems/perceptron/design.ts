import type { Design, OpenField, Setting } from "../topic.ts";
import { rules, unitOf } from "./gates.ts";
import type { Given } from "./given.ts";
import { point } from "./parts.ts";

/** Weights for a gate, or for a network that is one: right where the truth table comes out. */
export const design: Design<Given> = {
  open: (given, setting) => (given.network === "own" ? ofNetwork(given) : ofUnit(given, setting)),
  fails: (given, { tape }) => {
    const { gate } = given;
    const [n, weights] = [inputsIn(given), inputsOf(0, { tape }).length];
    if (weights !== n) return `The ${gate} has ${n} inputs, but yours has ${weights} weights.`;
    const [outputs, targets] = ["yhat", "y"].map((id) => tape.step(id).value.cells) as [number[], number[]];
    const wrong = targets.flatMap((target, row) => (outputs[row] === target ? [] : [row]));
    const [row] = wrong;
    if (row === undefined) return undefined;
    const unit = tape.has("W1") ? "network" : "unit";
    const more = wrong.length === 1 ? "" : ` (${wrong.length} of ${targets.length} rows are wrong)`;
    return `For $x=${point(inputsOf(row, { tape }))}$ your ${unit} gives $${outputs[row]}$, ${gate} wants $${targets[row]}$${more}.`;
  },
};

function ofUnit(given: Given, { conventions, ask }: Omit<Setting, "tape">): OpenField[] {
  const { gate, w, b, threshold, network, learningRate, epochs } = given;
  const isStated = [w, b, threshold, network, learningRate, epochs].some((field) => field !== undefined);
  const n = inputsIn(given);
  const learns = ask.some((id) => /_(epoch)?\d+$|^epochs$/.test(id));
  if (gate === undefined || isStated || learns || !unitOf(gate, n, conventions["step.at-zero"] !== "1")) return [];
  if (conventions["bias.absorbed"] === "yes") return [{ field: "w", shape: [n + 1], also: ["weights"] }];
  return [
    { field: "w", shape: [n], also: ["weights"] },
    { field: "b", shape: [], also: ["bias"], optional: true },
    { field: "threshold", shape: [], also: ["theta"], optional: true, unless: "b" },
  ];
}

function ofNetwork(given: Given): OpenField[] {
  const { W1, W2 } = given;
  if (W1 !== undefined || W2 !== undefined) return [];
  return [
    { field: "W1", shape: [2, inputsIn(given)] },
    { field: "b1", shape: [2], optional: true },
    { field: "W2", shape: [2] },
    { field: "b2", shape: [], optional: true },
  ];
}

function inputsIn({ X, inputs, gate }: Given): number {
  if (Array.isArray(X?.[0])) return X[0].length;
  return inputs ?? (gate && rules[gate].inputs) ?? 2;
}

/** The row without a constant input. */
function inputsOf(row: number, { tape }: Pick<Setting, "tape">): number[] {
  const { shape, cells } = tape.step("X").value;
  const width = shape[1] as number;
  const all = cells.slice(row * width, (row + 1) * width);
  return tape.has("b") || tape.has("W1") ? all : all.slice(1);
}

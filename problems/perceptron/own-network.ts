import { ProblemError } from "../../solver/errors.ts";
import type { Outcome, TableOfSteps } from "../topic.ts";
import { COMPARED, compare } from "./compare.ts";
import { type Gate, unitOf } from "./gates.ts";
import { columnNames, fire, outputWords, scaleOf, shown, stepAssumption, withConstant } from "./parts.ts";
import type { Task } from "./task.ts";
import { WIRINGS } from "./wirings.ts";

/** Two layers of step units: a row of `W1` for each hidden unit, an entry of `W2` for what it says to the output. */
interface Layers {
  W1: number[][];
  b1: number[];
  W2: number[];
  b2: number;
}

/** A gate as a network with the weights that the problem states, or with well-known ones. */
export function workOwnNetwork(task: Task): Outcome {
  const { tape, given, rows } = task;
  const isChosen = given.W1 === undefined && given.W2 === undefined;
  const layers = isChosen ? ours(task) : stated(task);
  recordGivens(task, layers);
  const { W1, b1, W2, b2 } = layers;
  tape.section("The hidden units");
  tape.let("Z1", "X * W1' + b1", {
    name: "weighted sums of the hidden units",
    title: "Sums of the hidden units",
    why: "A row for each row of the table, a column for each hidden unit.",
  });
  const scale = Math.max(...W1.map((w, k) => Math.max(...rows.map((row) => scaleOf(w, b1[k] as number, row)))));
  const words = outputWords(task);
  tape.let("A1", fire(task, "Z1", scale), { name: "outputs of the hidden units", title: "Their outputs", why: words });
  tape.section("The output unit");
  tape.let("z", "A1 * W2 + b2", {
    name: "weighted sums of the output unit",
    title: "Sums of the output unit",
    why: "The outputs of the hidden units are its inputs.",
  });
  const largest = scaleOf(
    W2,
    b2,
    W2.map(() => 1),
  );
  tape.let("yhat", fire(task, "z", largest), { name: "outputs of the network", title: "Outputs", why: words });
  compare(task, tape.step("z").value.cells);
  const touchesZero = ["Z1", "z"].some((id) => tape.step(id).value.cells.includes(0));
  const because = "No weights are given; the hidden units are well-known gates.";
  return {
    answers: ["A1", "yhat", "mistakes"],
    aliases: { H: "A1", delta: "e" },
    asked: `The ${task.gate} gate as a network with a hidden layer.`,
    plan: "The sums and outputs of all hidden units at once, then the output unit, and the comparison with the target.",
    assumed: [
      ...(isChosen ? [{ convention: "W1, b1, W2 and b2", value: "two hidden units", because }] : []),
      ...(touchesZero ? stepAssumption(task) : []),
    ],
    tables: [tableOf(task, W1.length)],
  };
}

function recordGivens({ tape, rows, ...task }: Task, { W1, b1, W2, b2 }: Layers): void {
  tape.section("Given");
  const X = rows.map((row) => withConstant({ tape, rows, ...task, absorbed: false }, row));
  tape.given("X", X, { tex: "X", name: "inputs, one example a row" });
  tape.given("W1", W1, { name: "weights of the hidden units, one unit a row" });
  tape.given("b1", b1, { name: "biases of the hidden units" });
  tape.given("W2", W2, { name: "weights of the output unit" });
  tape.given("b2", b2, { name: "bias of the output unit" });
}

/** Two gates of the inputs, and one that joins them. */
function ours({ gate, rows, strict }: Task): Layers {
  const units = rows[0]?.length === 2 ? WIRINGS["or-nand-and"][gate as Gate] : undefined;
  const made = (units ?? []).flatMap((unit) => ("gate" in unit ? (unitOf(unit.gate, 2, strict) ?? []) : []));
  const [first, second, last] = made;
  if (first && second && last) return { W1: [first.w, second.w], b1: [first.b, second.b], W2: last.w, b2: last.b };
  throw new ProblemError("missing", `there are no weights for a network that is ${gate}`, {
    at: "given.W1",
    missing: ["given.W1", "given.W2"],
    suggestion: "Give W1, b1, W2 and b2; networks of our own are made for XOR and XNOR of two inputs.",
  });
}

function stated({ given, rows }: Task): Layers {
  const { W1, W2 } = given;
  for (const [field, value] of Object.entries({ W1, W2 }))
    if (value === undefined)
      throw new ProblemError("missing", `the network has no ${field}`, {
        at: `given.${field}`,
        missing: [`given.${field}`],
        suggestion: "Give W1 and b1 of the hidden units, W2 and b2 of the output unit.",
      });
  const layers = {
    W1: W1 as number[][],
    b1: listOf(given.b1 ?? (W1 ?? []).map(() => 0)),
    W2: W2 as number[],
    b2: given.b2 ?? 0,
  };
  const [units, inputs] = [layers.W1.length, rows[0]?.length];
  const odd = layers.W1.find((w) => w.length !== inputs);
  if (odd) throw misfit("W1", `a hidden unit has ${odd.length} weights, but there are ${inputs} inputs`);
  if (layers.b1.length !== units) throw misfit("b1", `there are ${layers.b1.length} biases for ${units} hidden units`);
  if (layers.W2.length !== units)
    throw misfit("W2", `the output unit has ${layers.W2.length} weights for ${units} hidden units`);
  return layers;
}

const listOf = (b: number | number[]): number[] => (typeof b === "number" ? [b] : b);
const misfit = (field: string, message: string): ProblemError =>
  new ProblemError("shape", message, { at: `given.${field}`, suggestion: "W1 has one row for each hidden unit." });

function tableOf(task: Task, units: number): TableOfSteps {
  const { tape, rows, targets = [] } = task;
  const hidden = Array.from({ length: units }, (_, k) => k);
  const outputs = tape.step("yhat").value.cells;
  return {
    section: COMPARED,
    head: [...columnNames(task), ...hidden.map((k) => `a_{${k + 1}}`), "\\hat{y}", "y", ""],
    rows: rows.map((inputs, row) => [
      ...inputs.map((x) => ({ tex: shown(x) })),
      ...hidden.map((k) => ({ id: "A1", cell: row * units + k })),
      { id: "yhat", cell: row },
      { tex: String(targets[row]) },
      { tex: outputs[row] === targets[row] ? "\\checkmark" : "\\text{wrong}" },
    ]),
  };
}

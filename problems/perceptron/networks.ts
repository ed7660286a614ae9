import { ProblemError } from "../../solver/errors.ts";
import type { Outcome, TableOfSteps } from "../topic.ts";
import { COMPARED, compare } from "./compare.ts";
import { type Gate, unitOf } from "./gates.ts";
import { NETWORKS, type Network } from "./given.ts";
import { giveColumns } from "./inputs.ts";
import type { Verdict } from "./line.ts";
import { columnNames, fire, outputWords, scaleOf, shown, stepAssumption } from "./parts.ts";
import { networkPicture } from "./picture.ts";
import type { Task } from "./task.ts";
import { judgeSeparability } from "./verdict.ts";
import { type Unit, WIRINGS } from "./wirings.ts";

/** What no single unit can do: why not, and a network that can. */
export function workNetwork(task: Task): Outcome {
  const gate = task.gate as Gate;
  const { network = "nand" } = task.given;
  const kind = network === "own" ? "nand" : network;
  const units = task.rows[0]?.length === (gate === "NOT" ? 1 : 2) ? WIRINGS[kind][gate] : undefined;
  if (!units && task.given.network) throw noNetwork(task, gate, kind);
  const single = unitOf(gate, task.rows[0]?.length ?? 2, task.strict);
  const verdict = single ? undefined : judgeSeparability(task);
  if (!units) return impossible(task, gate, verdict);
  giveColumns(task);
  for (const unit of units) recordUnit(task, unit, section(unit, units));
  compare(task);
  const hidden = units.filter(({ id }) => id !== "yhat").map(({ id }) => id);
  const made = kind === "relu" ? "two hidden ReLU units" : kind === "nand" ? "NAND gates" : "two hidden step units";
  return {
    answers: [...(verdict ? ["separable"] : []), ...hidden, "yhat", "mistakes"],
    aliases: { delta: "e" },
    asked: `The ${gate} gate ${verdict ? `as a network of ${made}, and why a single unit is not enough` : `from ${made}`}.`,
    plan: `${verdict ? "First the conditions on a single unit, which contradict each other; then the" : "The"} network, one unit after the other for all rows at once, and the comparison with ${gate}.`,
    tables: [...(verdict?.tables ?? []), tableOf(task, hidden)],
    assumed: kind === "relu" || !touchesZero(task) ? [] : stepAssumption(task),
    picture: networkPicture(columnIds(task), units, (id) => task.tape.step(id).tex),
  };
}

const columnIds = ({ rows }: Task): string[] => (rows[0] ?? []).map((_, k) => `x${k + 1}`);
const touchesZero = ({ tape }: Task): boolean =>
  tape.steps().some(({ id, value }) => /^z\d*$/.test(id) && value.cells.includes(0));

function noNetwork({ rows }: Task, gate: Gate, kind: Network): ProblemError {
  const candidates = NETWORKS.filter((name) => WIRINGS[name][gate] !== undefined);
  const n = rows[0]?.length;
  return new ProblemError("network", `there is no ${kind} network for ${gate} of ${n} input${n === 1 ? "" : "s"}`, {
    at: "given.network",
    candidates: n === 2 ? candidates : [],
    suggestion: "Networks are made for gates of two inputs; the relu network and OR–NAND–AND for XOR and XNOR.",
  });
}

function impossible({ rows }: Task, gate: Gate, verdict: Verdict | undefined): Outcome {
  return {
    answers: ["separable"],
    asked: `Whether a single step unit can be the ${gate} gate of ${rows[0]?.length} inputs.`,
    plan: "Each row is one condition on the weights; the conditions are added up.",
    tables: verdict?.tables ?? [],
  };
}

function section({ id }: Unit, units: readonly Unit[]): string {
  if (id === "yhat") return "The output unit";
  return units.length > 3 ? `Hidden unit ${id.slice(1)}` : "The hidden units";
}

/** The sums of a unit over all rows, and what comes out. */
function recordUnit(task: Task, unit: Unit, title: string): void {
  const { tape } = task;
  const index = unit.id.replace(/\D/g, "");
  const [z, symbol] = [`z${index}`, index ? `h_{${index}}` : "\\hat{y}"];
  const name = index ? `hidden unit ${index}` : "output";
  tape.section(title);
  const [a, b] = unit.from.map((id) => `$${tape.step(id).tex}$`) as [string, string];
  const operands = a === b ? `${a} twice` : `${a} and ${b}`;
  if ("sum" in unit) {
    tape.let(z, unit.sum, { name: `sum of ${name}`, title: `Sum of $${symbol}$`, why: `From ${operands}.` });
    const [why, remarks] = [RELU_WORDS, index ? [] : [reluRemark(task)]];
    tape.let(unit.id, `relu(${z})`, { tex: symbol, name, title: `Output of $${symbol}$`, why, remarks });
    return;
  }
  const { w, b: bias } = unitOf(unit.gate, 2, task.strict) as { w: number[]; b: number };
  const weighted = unit.from.map((id, k) => `${(w[k] as number) < 0 ? "-" : "+"} ${id}`).join(" ");
  const formula = `${weighted.replace(/^\+ /, "")}${bias === 0 ? "" : ` ${bias < 0 ? "-" : "+"} ${Math.abs(bias)}`}`;
  const weights = `$w=(${w.join(",\\,")})$, $b=${bias}$`;
  tape.let(z, formula, {
    name: `sum of ${name}`,
    title: `Sum of $${symbol}$`,
    why: `${unit.gate} of ${operands}: ${weights}.`,
  });
  const output = fire({ ...task, bipolar: false }, z, scaleOf(w, bias, [1, 1]));
  tape.let(unit.id, output, { tex: symbol, name, title: `Output of $${symbol}$`, why: outputWords(task) });
}

const RELU_WORDS = "ReLU keeps what is positive and makes the rest $0$.";

/** Where the hidden layer puts the rows. */
function reluRemark({ tape, rows }: Task): string {
  const [h1, h2] = ["h1", "h2"].map((id) => tape.step(id).value.cells) as [readonly number[], readonly number[]];
  const places = [...new Set(rows.map((_, row) => `$(${h1[row]},\\,${h2[row]})$`))];
  return `The hidden layer has moved the rows to the points ${places.join(", ")} of the plane of $h_1$ and $h_2$, where one line does separate them.`;
}

function tableOf({ tape, rows, targets = [], ...task }: Task, hidden: readonly string[]): TableOfSteps {
  const value = (id: string, row: number) => ({ tex: shown(tape.step(id).value.cells[row] as number) });
  return {
    section: COMPARED,
    head: [
      ...columnNames({ tape, rows, targets, ...task }),
      ...hidden.map((id) => tape.step(id).tex),
      "\\hat{y}",
      "y",
      "",
    ],
    rows: rows.map((inputs, row) => [
      ...inputs.map((x) => ({ tex: shown(x) })),
      ...[...hidden, "yhat"].map((id) => value(id, row)),
      { tex: String(targets[row]) },
      { tex: tape.step("yhat").value.cells[row] === targets[row] ? "\\checkmark" : "\\text{wrong}" },
    ]),
  };
}

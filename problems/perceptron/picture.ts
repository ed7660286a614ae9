import type { Picture } from "../../explainers/solution.ts";
import { columnNames } from "./parts.ts";
import type { Task } from "./task.ts";

/** Units with more inputs than this are not drawn. */
const MOST_INPUTS = 8;

/** The inputs, and the unit that they feed. */
export function unitPicture(task: Task): { picture?: Picture } {
  const names = task.absorbed ? ["x_{0}", ...columnNames(task)] : columnNames(task);
  if (names.length > MOST_INPUTS) return {};
  const inputs = names.map((label, row) => ({ id: `x${row}`, label, column: 0, row }));
  const edges = inputs.map(({ id }, k) => ({ from: id, to: "yhat", ...(k === 0 && { label: "w" }) }));
  return { picture: { nodes: [...inputs, { id: "yhat", label: "\\hat{y}", column: 1, row: 0 }], edges } };
}

export interface Wire {
  id: string;
  from: readonly string[];
}

/** Units in a column after those that feed them. */
export function networkPicture(
  inputs: readonly string[],
  wires: readonly Wire[],
  symbol: (id: string) => string,
): Picture {
  const column = new Map(inputs.map((id) => [id, 0]));
  const filled = [inputs.length];
  const nodes = inputs.map((id, row) => ({ id, label: symbol(id), column: 0, row }));
  for (const { id, from } of wires) {
    const at = Math.max(...from.map((source) => column.get(source) as number)) + 1;
    column.set(id, at);
    nodes.push({ id, label: symbol(id), column: at, row: filled[at] ?? 0 });
    filled[at] = (filled[at] ?? 0) + 1;
  }
  const edges = wires.flatMap(({ id, from }) => [...new Set(from)].map((source) => ({ from: source, to: id })));
  return { nodes, edges };
}

import type { Picture } from "../../explainers/solution.ts";
import type { Tape } from "../../solver/tape.ts";
import { inputsOf } from "../../solver/trace.ts";

/** Graphs with more nodes than this are not drawn. */
const MOST_NODES = 16;

/** Every quantity in a column after those it is computed from. */
export function graphPicture(tape: Tape): { picture?: Picture } {
  const steps = tape.steps();
  if (steps.length > MOST_NODES) return {};
  const column = new Map<string, number>();
  const filled: number[] = [];
  const nodes = steps.map((step) => {
    const at = Math.max(-1, ...inputsOf(step).map((id) => column.get(id) as number)) + 1;
    column.set(step.id, at);
    const row = filled[at] ?? 0;
    filled[at] = row + 1;
    return { id: step.id, label: step.tex, column: at, row };
  });
  const edges = steps.flatMap((step) => inputsOf(step).map((from) => ({ from, to: step.id })));
  return { picture: { nodes, edges } };
}

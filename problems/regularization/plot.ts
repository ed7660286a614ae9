import type { Picture } from "../../explainers/solution.ts";
import { type Expr, substitute } from "../../solver/expression.ts";
import { parseFormula } from "../../solver/formula.ts";
import { curveOf, grid } from "../curves.ts";
import { penaltyOf } from "./penalty.ts";
import { isFormula, type Task } from "./task.ts";

/** Loss without and with penalty as curves over a single weight, with the weights that were visited. */
export function lossPicture(task: Task): { picture?: Picture } {
  const { tape, weights, loss, updates } = task;
  const [only, other] = weights;
  if (!isFormula(loss) || other || !only || only.value.cells.length > 1 || only.value.shape.length > 0) return {};
  const visited = Array.from(
    { length: updates + 1 },
    (_, k) => tape.step(k > 0 ? `w_${k}` : "w").value.cells[0] as number,
  );
  const [least, most] = [Math.min(0, ...visited), Math.max(0, ...visited)];
  const room = Math.max(1, (most - least) / 2);
  if (!Number.isFinite(room)) return {};
  const points = grid(least - room, most + room);
  const constants = Object.fromEntries(
    tape.steps().flatMap(({ id, value }) => (/^(lambda\d?|factor)$/.test(id) ? [[id, value] as const] : [])),
  );
  const over = { name: only.id, points };
  // The penalty is a sum over all cells; over a curve it is that of the one weight.
  const single = perPoint(parseFormula(penaltyOf(task, [only.id])));
  const data = curveOf("L", loss, over, constants);
  const penalty = curveOf("R", single, over, constants);
  const total = {
    label: "J=L+R",
    points: data.points.map(([x, y], i) => [x, y + (penalty.points[i]?.[1] ?? 0)] as const),
  };
  const first = tape.step("J").value.cells[0] as number;
  return {
    picture: {
      x: "w",
      curves: [data, penalty, total],
      marks: [{ at: [visited[0] as number, first], label: "\\text{start}" }],
    },
  };
}

function perPoint(expr: Expr): Expr {
  if (expr.kind !== "call") return expr;
  const args = expr.args.map(perPoint);
  const shown = { squaredNorm: "w .^ 2", absoluteNorm: "abs(w)" }[expr.fn];
  return shown ? substitute(parseFormula(shown), () => args[0]) : { ...expr, args };
}

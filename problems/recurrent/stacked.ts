import { ShapeError } from "../../solver/errors.ts";
import type { Cell } from "./cell.ts";
import type { Given } from "./given.ts";

/** The order in which PyTorch stacks the gates of a layer. */
const ORDER: Readonly<Record<string, readonly string[]>> = { lstm: ["i", "f", "g", "o"], gru: ["r", "z", "n"] };
const STACKED = /^(weight|bias)_(ih|hh)(?:_l0)?$/;

/** PyTorch keeps the parameters of all gates in one matrix, one above the other: here each gate has its own again. */
export function unstacked(cell: Cell, given: Given): Given {
  const gates = ORDER[cell.id];
  if (!gates) return given;
  const fields = Object.entries(given).flatMap(([field, value]): [string, unknown][] => {
    const [, kind = "", from = ""] = STACKED.exec(field) ?? [];
    if (kind === "") return [[field, value]];
    const rows = Array.isArray(value) ? value : [value];
    const each = rows.length / gates.length;
    if (!Number.isInteger(each))
      throw new ShapeError(`${field} has ${rows.length} rows, which are not those of ${gates.length} gates`, {
        at: `given.${field}`,
        suggestion: `PyTorch stacks the gates ${gates.join(", ")} in this order.`,
      });
    return gates.map((gate, k) => [
      `${kind === "weight" ? "W" : "b"}_${from.charAt(0)}${gate}`,
      rows.slice(k * each, (k + 1) * each),
    ]);
  });
  return Object.fromEntries(fields) as Given;
}

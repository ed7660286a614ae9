import type { Picture } from "../../explainers/solution.ts";
import type { Network } from "./layout.ts";

/** Networks with wider layers than this are described, not drawn. */
const MOST_UNITS = 8;

/** The units in columns, every one joined to all of the next layer. */
export function networkPicture({ layers, layout }: Network): { picture?: Picture } {
  const [first] = layers;
  if (!first) return {};
  const inputs = first.W.shape[layout.orientation === "Wx" ? 1 : 0] as number;
  const widths = [inputs, ...layers.map(({ units }) => units)];
  if (Math.max(...widths) > MOST_UNITS) return {};
  const id = (column: number, row: number) => `n${column}-${row}`;
  const nodes = widths.flatMap((width, column) =>
    Array.from({ length: width }, (_, row) => ({
      id: id(column, row),
      label: label(column, row, widths),
      column,
      row,
    })),
  );
  const edges = layers.flatMap(({ units }, column) =>
    Array.from({ length: (widths[column] as number) * units }, (_, k) => ({
      from: id(column, Math.floor(k / units)),
      to: id(column + 1, k % units),
      ...(k === 0 && { label: `W^{[${column + 1}]}` }),
    })),
  );
  return { picture: { nodes, edges } };
}

function label(column: number, row: number, widths: readonly number[]): string {
  const index = widths[column] === 1 ? "" : `_{${row + 1}}`;
  if (column === 0) return `x${index}`;
  return column === widths.length - 1 ? `\\hat{y}${index}` : `a^{[${column}]}${index}`;
}

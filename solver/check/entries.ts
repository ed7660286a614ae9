import { type NdArray, offset, type Shape, sameShape, size } from "../ndarray.ts";
import type { WorkingLine } from "./working.ts";
import type { Written } from "./written.ts";

/** One number that was written for one cell of a quantity. */
export interface Entry {
  line: WorkingLine;
  /** Position in row-major order. */
  position: number;
  written: Written;
}

/** What was written for one quantity. */
export interface Entries {
  cells: Entry[];
  /** Lines whose value has another shape than the quantity. */
  misshapen: { line: WorkingLine; value: NdArray<Written> }[];
}

/** What was written, by quantity. */
export function entriesOf(
  lines: readonly WorkingLine[],
  shapes: (id: string) => Shape | undefined,
): Map<string, Entries> {
  const all = new Map<string, Entries>();
  for (const line of lines) {
    const shape = line.id === undefined ? undefined : shapes(line.id);
    if (!shape || !line.value || line.id === undefined) continue;
    const entries = all.get(line.id) ?? { cells: [], misshapen: [] };
    all.set(line.id, entries);
    const positions = positionsOf(line.value.shape, shape, line.cell);
    if (positions)
      entries.cells.push(
        ...positions.map((position, k) => ({ line, position, written: line.value?.cells[k] as Written })),
      );
    else entries.misshapen.push({ line, value: line.value });
  }
  return all;
}

/** Which cells of a quantity the cells of a written value are; undefined where it does not fit. */
function positionsOf(written: Shape, shape: Shape, cell: readonly number[] | undefined): number[] | undefined {
  if (cell) return size(written) === 1 ? [offset(shape, cell)] : undefined;
  const fits = sameShape(written, shape) || (isList(written) && isList(shape) && size(written) === size(shape));
  return fits ? Array.from({ length: size(shape) }, (_, k) => k) : undefined;
}

/** Rows, columns, lists and single numbers are written in one another's form. */
const isList = (shape: Shape): boolean => shape.filter((n) => n > 1).length <= 1;

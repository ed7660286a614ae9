import { ShapeError } from "../../solver/errors.ts";
import type { Of } from "./given.ts";
import { Reading } from "./reading.ts";
import { type Recorder, type Run, refuseTooLarge } from "./run.ts";

/** A change of size: first along the rows, then along the columns. */
export const recordResize: Recorder<"resize"> = (run, operation) => {
  const { height, width } = sidesOf(run, operation);
  const method = operation.method ?? "bilinear";
  run.start(`Resize to ${height}×${width}, ${method}`);
  refuseTooLarge([...run.shape.slice(0, -2), height, width], operation.at);
  if (operation.method === undefined) run.assume("method", "bilinear", "It is the usual one of libraries.");
  if (run.height === height && run.width === width) {
    run.leave(`linear(${run.from})`, { title: "Resized", why: "The size is what it was." });
    return;
  }
  if (run.choices["resize.centres"] === undefined)
    run.assume(
      "resize.centres",
      run.choice("resize.centres"),
      "A pixel is a square and stands at its centre, as in libraries today.",
    );
  const rows = new Reading(run, "row", run.height, height, method);
  const columns = rows.isLike(run.width, width)
    ? rows.asColumns()
    : new Reading(run, "column", run.width, width, method);
  rows.record();
  columns.record();
  recordPixels(run, rows, columns);
  if (method === "nearest") run.nameSources((i, j) => [rows.source(i), columns.source(j)]);
};

/** Records the rows of the result, and from them the result; one step where one side stays as it is. */
function recordPixels(run: Run, rows: Reading, columns: Reading): void {
  if (columns.isSame || rows.isSame) {
    const only = columns.isSame ? rows : columns;
    run.leave(only.formula(run.from), { title: only.title, why: only.why, shownCells: MOST_SHOWN });
    return;
  }
  const mixed = run.id("R");
  run.tape.let(mixed, rows.formula(run.from), {
    tex: run.symbol("R"),
    name: `rows of the new image${run.count === 1 ? "" : ` ${run.k}`}`,
    title: rows.title,
    why: rows.why,
    shownCells: FEW_SHOWN,
  });
  run.leave(columns.formula(mixed), { title: columns.title, why: columns.why, shownCells: MOST_SHOWN });
}
const MOST_SHOWN = 16;
const FEW_SHOWN = 4;

function sidesOf(run: Run, { height, width, scale, at }: Of<"resize">): { height: number; width: number } {
  const id = run.independent || run.k === 0 ? "x" : `x_${run.k}`;
  const [h, w] = run.tape.step(id).value.shape.slice(-2) as [number, number];
  if (scale !== undefined && (height !== undefined || width !== undefined))
    throw new ShapeError("scale says how large the image becomes; so do height and width", {
      at: `${at}.scale`,
      suggestion: "Give scale, or the sides.",
    });
  if (scale === undefined && height === undefined && width === undefined)
    throw new ShapeError("the new size is missing", { at, suggestion: "Give height and width, or scale." });
  // 0.1 of 30 rows are 3, whatever a float64 makes of the product.
  const scaled = (n: number) => Math.floor(n * (scale ?? 1) + 1e-9);
  const sides = { height: height ?? scaled(h), width: width ?? scaled(w) };
  if (sides.height >= 1 && sides.width >= 1) return sides;
  throw new ShapeError(`a scale of ${scale} leaves no pixel of an image of ${h}×${w}`, { at: `${at}.scale` });
}

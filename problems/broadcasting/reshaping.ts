import { ProblemError } from "../../solver/errors.ts";
import { call } from "../../solver/expression.ts";
import { type Arr, codeTex, NumpyError, type Place, quoted } from "./arrays.ts";
import { unsupported } from "./products.ts";
import { shapeCode } from "./python.ts";
import type { Session } from "./session.ts";

/** `a.T`: the axes in reverse order, of which a list has only one. */
export function turn(session: Session, a: Arr, place: Place): Arr {
  if (a.shapeId === undefined) return { ...a, code: place.code };
  const value = a.value && call("transpose", [a.value]);
  if (a.shape.length === 1) {
    const why = `${quoted(a.code)} has a single axis: there is nothing to exchange, so it stays ${shapeCode(a.shape)}.`;
    const remarks = [
      `Neither a row nor a column: ${quoted(a.code)}.reshape(${a.shape[0]}, 1) would be a column, and its .T a row.`,
    ];
    return {
      ...place,
      shape: a.shape,
      shapeId: session.recordShape(place, a.shape, a.shapeId, why, session.first("rank 1") ? remarks : []),
      value,
    };
  }
  const shape = [...a.shape].reverse();
  const sizes = shape.map((_, d) => `${a.shapeId}[${shape.length - d}]`);
  const why = shape.length === 2 ? "Rows and columns are exchanged." : "The axes in reverse order.";
  return { ...place, shape, shapeId: session.recordShape(place, shape, `[${sizes.join(", ")}]`, why), value };
}

/** `a.reshape(5, 1)`: the same numbers, read row by row; −1 stands for what is left. */
export function reshape(session: Session, a: Arr, wanted: readonly number[], place: Place): Arr {
  checkSizes(wanted, place.code);
  if (a.shapeId === undefined) throw unsupported(place.code, "a single number is not reshaped here", "Give an array.");
  const total = a.shape.reduce((n, size) => n * size, 1);
  const numbers = session.record("numbers", place, a.shape.map((_, d) => `${a.shapeId}[${d + 1}]`).join(" * "), {
    tex: `\\text{size}(${codeTex(a.code)})`,
    name: `numbers in ${a.code}`,
    title: `Numbers in ${quoted(a.code)}`,
    why: "Reshaping keeps all of them: the sizes must multiply to the same.",
  });
  const known = wanted.filter((n) => n > 0);
  const product = known.reduce((n, size) => n * size, 1);
  const open = wanted.includes(-1);
  const fitting = open ? total % product === 0 : total === product;
  const fits = session.record("fits", place, fitsFormula(numbers, known, open), {
    tex: "\\text{fits}",
    name: "whether the numbers fill the new shape, 1 or 0",
    title: "Do they fit",
    why: open ? "What −1 stands for must come out whole." : "1 where there are as many as before.",
  });
  if (!fitting) throw refusal(session, total, wanted, fits);
  const shape = wanted.map((n) => (n > 0 ? n : total / product));
  const sizes = wanted.map((n) => (n > 0 ? String(n) : `${numbers} / ${product}`));
  const shapeId = session.recordShape(place, shape, `[${sizes.join(", ")}]`, whyShape(shape, open), []);
  return { ...place, shape, shapeId, value: a.value && call("reshape", [a.value], { shape }) };
}

function fitsFormula(numbers: string, known: readonly number[], open: boolean): string {
  const product = known.join(" * ") || "1";
  return open ? `equals(floor(${numbers} / (${product})) * ${product}, ${numbers})` : `equals(${numbers}, ${product})`;
}

function whyShape(shape: readonly number[], open: boolean): string {
  const left = open ? "−1 stands for what is left. " : "";
  if (shape.length === 2 && shape[1] === 1) return `${left}Two axes, the second of size 1: a column.`;
  if (shape.length === 2 && shape[0] === 1) return `${left}Two axes, the first of size 1: a row.`;
  return `${left}As it is written, filled row by row.`;
}

const MOST_AXES = 8;

function checkSizes(sizes: readonly number[], code: string): void {
  const isFine =
    sizes.length > 0 && sizes.length <= MOST_AXES && sizes.every((n) => Number.isInteger(n) && (n > 0 || n === -1));
  if (!isFine || sizes.filter((n) => n === -1).length > 1)
    throw new ProblemError("range", "a new shape has 1 to 8 sizes from 1 on, of which one may be −1", { at: code });
}

function refusal(session: Session, total: number, wanted: readonly number[], fits: string): NumpyError {
  const message = `cannot reshape array of size ${total} into shape ${shapeCode(wanted)}`;
  session.tape.step(fits).remarks.push(`NumPy stops: ValueError: ${message}.`);
  return new NumpyError(message, fits);
}

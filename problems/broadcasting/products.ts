import { ProblemError } from "../../solver/errors.ts";
import { call } from "../../solver/expression.ts";
import { type Arr, NumpyError, type Place, quoted } from "./arrays.ts";
import { broadcast } from "./broadcast.ts";
import { shapeCode } from "./python.ts";
import type { Session } from "./session.ts";

/** `np.dot` and `@`: the last axis of the left factor is summed with the first of the right one. */
export function multiply(session: Session, a: Arr, b: Arr, place: Place, sign: "@" | "dot"): Arr {
  if (a.shapeId === undefined || b.shapeId === undefined) {
    if (sign === "dot") return broadcast(session, "times", a, b, place);
    throw unsupported(place.code, "@ does not multiply by a single number", "Write * for that.");
  }
  if (a.shape.length > 2 || b.shape.length > 2)
    throw unsupported(
      place.code,
      "products of arrays with more than two axes are not worked out here",
      "Use matrices and lists.",
    );
  const [inner, first] = [a.shape.at(-1) as number, b.shape[0] as number];
  const fits = session.record("fits", place, `equals(${a.shapeId}[${a.shape.length}], ${b.shapeId}[1])`, {
    tex: "\\text{fits}",
    name: "whether the inner sizes are equal, 1 or 0",
    title: "Inner sizes",
    why: `The last size of ${quoted(a.code)}, ${inner}, must equal the first of ${quoted(b.code)}, ${first}.`,
  });
  if (inner !== first) throw refusal(session, a, b, fits, sign);
  const shape = [...a.shape.slice(0, -1), ...b.shape.slice(1)];
  const sizes = [
    ...(a.shape.length === 2 ? [`${a.shapeId}[1]`] : []),
    ...(b.shape.length === 2 ? [`${b.shapeId}[2]`] : []),
  ];
  const shapeId = session.recordShape(place, shape, `[${sizes.join(", ")}]`, whyShape(a, b), slips(a, b));
  return { ...place, shape, shapeId, value: a.value && b.value ? call("*", [a.value, b.value]) : undefined };
}

function whyShape(a: Arr, b: Arr): string {
  if (a.shape.length === 1 && b.shape.length === 1)
    return "Both have a single axis, and it is summed over: a single number is left, no matrix.";
  if (a.shape.length === 2 && b.shape.length === 2) return "The inner sizes vanish, the outer ones stay.";
  return "The axis that is summed over vanishes; of the one with a single axis nothing is left.";
}

/** A list times itself is no matrix, whether it was turned or not. */
const slips = (a: Arr, b: Arr): string[] =>
  a.shape.length === 1 && b.shape.length === 1
    ? ["A .T changes nothing in a list: for a column times a row, reshape it first."]
    : [];

function refusal(session: Session, a: Arr, b: Arr, fits: string, sign: "@" | "dot"): NumpyError {
  const [inner, first] = [a.shape.at(-1), b.shape[0]];
  const message =
    sign === "dot"
      ? `shapes ${shapeCode(a.shape)} and ${shapeCode(b.shape)} not aligned: ${inner} (dim ${a.shape.length - 1}) != ${first} (dim 0)`
      : `matmul: Input operand 1 has a mismatch in its core dimension 0 (size ${first} is different from ${inner})`;
  const turned = [
    { code: `${a.code}.T`, is: a.shape.length === 2 && a.shape[0] === first },
    { code: `${b.code}.T`, is: b.shape.length === 2 && b.shape[1] === inner },
  ].find(({ is }) => is);
  const mend = turned ? [`With ${quoted(turned.code)} it would work.`] : [];
  session.tape.step(fits).remarks.push(`NumPy stops: ValueError: ${message}.`, ...mend);
  return new NumpyError(message, fits);
}

export const unsupported = (code: string, message: string, suggestion: string): ProblemError =>
  new ProblemError("formula", message, { at: code, suggestion });

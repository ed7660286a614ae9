import { call } from "../../solver/expression.ts";
import { type Arr, described, NumpyError, type Place, quoted, shapeTex } from "./arrays.ts";
import { shapeCode } from "./python.ts";
import type { Session } from "./session.ts";

/** NumPy's rule: aligned at the right, each pair of sizes must be equal, or one of them 1 or missing. */
export function broadcast(session: Session, fn: string, a: Arr, b: Arr, place: Place): Arr {
  const value = a.value && b.value ? call(fn, [a.value, b.value]) : undefined;
  if (a.shapeId === undefined || b.shapeId === undefined)
    return { ...(a.shapeId === undefined ? b : a), code: place.code, value };
  if (String(a.shape) === String(b.shape)) {
    const why = "Equal shapes go together entry by entry.";
    return { ...place, shape: a.shape, shapeId: session.recordShape(place, a.shape, a.shapeId, why), value };
  }
  const rank = Math.max(a.shape.length, b.shape.length);
  const [left, right] = [align(session, a, rank, place.key), align(session, b, rank, place.key)];
  const fits = session.record("fits", place, `compatible(${left.shapeId}, ${right.shapeId})`, {
    tex: `\\text{fits}`,
    name: `whether the axes fit, 1 or 0 for each`,
    title: "Axis by axis",
    why: session.first("rule")
      ? "Two sizes go together (1) if they are equal or one of them is 1; otherwise they do not (0)."
      : "1 where they go together, 0 where they do not.",
    remarks: misfits(left.shape, right.shape),
  });
  const shape = left.shape.map((n, d) => Math.max(n, right.shape[d] as number));
  const isFitting = misfits(left.shape, right.shape).length === 0;
  const shapeId = isFitting
    ? session.recordShape(
        place,
        shape,
        `maximum(${left.shapeId}, ${right.shapeId})`,
        WHY_LARGER,
        repetitions([left, right]),
      )
    : undefined;
  showAxes(
    session,
    [left, right],
    [a, b],
    shapeId ?? fits,
    shapeId === undefined ? "\\text{fits}" : shapeTex(place.label),
  );
  if (shapeId === undefined) throw refusal(session, a, b, fits);
  return { ...place, shape, shapeId, value };
}

const WHY_LARGER = "Along each axis the larger size: what has size 1 is repeated.";

/** An operand with ones in front, as long as the other. */
function align(session: Session, arr: Arr, rank: number, key: string): Arr & { shapeId: string } {
  const missing = rank - arr.shape.length;
  const own = arr.shapeId as string;
  if (missing === 0) return { ...arr, shapeId: own };
  const ones = new Array<number>(missing).fill(1);
  const shapeId = session.record("padded", { label: arr.code, key }, `concat([${ones}], ${own})`, {
    tex: `${shapeTex(arr.code)}'`,
    name: `shape of ${arr.code}, aligned`,
    title: "Aligned at the right",
    why: `${described(arr)}, ${missing === 1 ? "an axis" : `${missing} axes`} less than the other: it counts as if ${missing === 1 ? "a 1" : "ones"} stood in front.`,
  });
  return { ...arr, shape: [...ones, ...arr.shape], shapeId };
}

const misfits = (a: readonly number[], b: readonly number[]): string[] =>
  a.flatMap((n, d) => {
    const k = b[d] as number;
    return n === k || n === 1 || k === 1 ? [] : [`Axis ${d}: ${n} and ${k} differ, and neither is 1.`];
  });

/** Who is repeated how often; where a column meets a list, that is seldom meant. */
function repetitions(operands: readonly Arr[]): string[] {
  const [a, b] = operands as readonly [Arr, Arr];
  const grown = operands.map(({ shape }, i) => {
    const other = (i === 0 ? b : a).shape;
    return shape.flatMap((n, d) => (n === 1 && (other[d] as number) > 1 ? [`axis ${d} (${other[d]} times)`] : []));
  });
  const said = operands.flatMap(({ code }, i) =>
    grown[i]?.length ? [`${quoted(code)} is repeated along ${grown[i].join(" and ")}.`] : [],
  );
  const vectors = operands.every(({ shape }) => shape.filter((n) => n > 1).length === 1);
  const both = vectors && grown.every((axes) => axes.length > 0);
  return both ? [...said, "Both grow to a matrix, without a word from NumPy: often nobody meant that."] : said;
}

/** The sizes under each other, as one writes them down. */
function showAxes(
  session: Session,
  aligned: readonly (Arr & { shapeId: string })[],
  own: readonly Arr[],
  last: string,
  label: string,
): void {
  const axes = (aligned[0] as Arr).shape.map((_, d) => d);
  const rowOf = (label: string, id: string, missing = 0) => [
    { tex: label },
    ...axes.map((d) => (d < missing ? { tex: "(1)" } : { id, cell: d })),
  ];
  session.show(
    ["\\text{axis}", ...axes.map(String)],
    [
      ...aligned.map((arr, i) => rowOf(shapeTex(arr.code), arr.shapeId, axes.length - (own[i] as Arr).shape.length)),
      rowOf(label, last),
    ],
  );
}

function refusal(session: Session, a: Arr, b: Arr, fits: string): NumpyError {
  const message = `operands could not be broadcast together with shapes ${shapeCode(a.shape)} ${shapeCode(b.shape)}`;
  session.tape.step(fits).remarks.push(`NumPy stops: ValueError: ${message}.`, ...mends(a, b));
  return new NumpyError(message, fits);
}

/** What a list could be made into, or which matrix could be turned. */
function mends(a: Arr, b: Arr): string[] {
  for (const [one, other] of [
    [a, b],
    [b, a],
  ] as const) {
    const [n] = one.shape;
    if (one.shape.length === 1 && misfitsOf([n as number, 1], other.shape) === 0)
      return [`With ${quoted(one.code)}.reshape(${n}, 1), a column, it would work.`];
  }
  for (const [one, other] of [
    [a, b],
    [b, a],
  ] as const) {
    const turned = [...one.shape].reverse();
    if (one.shape.length > 1 && misfitsOf(turned, other.shape) === 0)
      return [`With ${quoted(one.code)}.T, of shape ${shapeCode(turned)}, it would work.`];
  }
  return [];
}

function misfitsOf(a: readonly number[], b: readonly number[]): number {
  const rank = Math.max(a.length, b.length);
  const pad = (shape: readonly number[]) => [...new Array<number>(rank - shape.length).fill(1), ...shape];
  return misfits(pad(a), pad(b)).length;
}

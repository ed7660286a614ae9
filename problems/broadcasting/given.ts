import * as z from "zod";
import type { NestedNumbers } from "../../solver/ndarray.ts";
import { array } from "../arrays.ts";
import { matrix, type TensorField, tensor } from "../fields.ts";
import { conflict, missing } from "../needs.ts";
import { checkShape } from "./calls.ts";
import type { Statement } from "./python.ts";
import { readCode } from "./reader.ts";
import type { Session } from "./session.ts";

/** What percentages add up to: shown, but not asked for. */
export const CHECK = "check";

const OPERATIONS = ["+", "-", "*", "/", "**", "@", "dot", "T", "percentages"] as const;
const WORDS = {
  add: "+",
  subtract: "-",
  multiply: "*",
  divide: "/",
  power: "**",
  matmul: "@",
  transpose: "T",
} as const;
const operations = [...OPERATIONS, ...Object.keys(WORDS)] as [string, ...string[]];

const nested = z.union([tensor, z.array(matrix).min(1)]);
const sizes = z.array(z.int().positive("an axis has a size from 1 on")).max(8, "at most 8 axes are worked out");
const variable = z.string().regex(/^[A-Za-z]\w{0,30}$/, "a name of letters, digits and underscores");

export const given = z.strictObject({
  A: nested.optional().meta({
    symbol: "A",
    description: "The left array: a number, a list (one axis), a matrix, or matrices in a list.",
  }),
  B: nested.optional().meta({ symbol: "B", description: "The right array." }),
  a: nested.optional().meta({ symbol: "a", description: "An array called a." }),
  b: nested.optional().meta({ symbol: "b", description: "An array called b." }),
  values: z.record(variable, nested).optional().meta({ description: "Arrays under other names: { cal: [1, 2] }." }),
  shapes: z
    .union([z.array(sizes).min(1).max(8), z.record(variable, sizes)])
    .optional()
    .meta({
      description: "Shapes of arrays without their numbers: { a: [4, 3], b: [3] }, or a list of them, for A, B, …",
    }),
  operation: z.enum(operations).optional().meta({
    description:
      "What happens to the arrays: +, -, *, /, **, @, dot, T, or percentages of the sums along `axis`; left out: +.",
  }),
  axis: z
    .int()
    .min(0)
    .max(7)
    .optional()
    .meta({ description: "Along which axis percentages add up to 100; left out: 0, down the columns." }),
  code: z.string().optional().meta({
    description: 'Instead of an operation: lines of NumPy, such as "c = a + b.T" or "total = A.sum(axis=0)".',
  }),
});
export type Given = z.infer<typeof given>;

const NAMED = ["A", "B", "a", "b"] as const;

/** Records the arrays of a problem and returns what is to be done with them. */
export function readGiven(problem: Given, session: Session): Statement[] {
  session.tape.section("Given");
  const names: string[] = [];
  const give = (id: string, shape: readonly number[], value?: ReturnType<typeof array>) => {
    session.give(id, shape, value);
    names.push(id);
  };
  const stated: [string, string, TensorField | NestedNumbers][] = [
    ...NAMED.flatMap((id) =>
      problem[id] === undefined ? [] : [[id, id, problem[id]] as [string, string, TensorField]],
    ),
    ...Object.entries(problem.values ?? {}).map(
      ([id, value]) => [id, `values.${id}`, value] as [string, string, TensorField],
    ),
  ];
  for (const [id, field, value] of stated) {
    const read = array(field, value as TensorField);
    give(id, read.shape, read);
  }
  for (const [id, shape] of namedShapes(problem)) give(id, checkShape(shape, `given.shapes.${id}`));
  return readCode(codeFor(problem, names));
}

const namedShapes = ({ shapes = {} }: Given): [string, number[]][] =>
  Array.isArray(shapes) ? shapes.map((shape, k) => [String.fromCharCode(65 + k), shape]) : Object.entries(shapes);

/** The code of an operation that is given by its name. */
function codeFor({ code, operation, axis = 0, ...problem }: Given, names: readonly string[]): string {
  if (code !== undefined) {
    if (operation === undefined) return code;
    throw conflict("operation", "code and operation both say what happens: give one of them");
  }
  const [first, second] = names;
  if (first === undefined)
    throw missing("A", "there is no array", "Give A: [[1, 2], [3, 4]], or shapes: { a: [4, 3], b: [3] }.");
  const sign = operation === undefined ? undefined : ((WORDS as Record<string, string>)[operation] ?? operation);
  if (sign === "percentages")
    return `total = ${first}.sum(axis=${axis}, keepdims=True)\npercentage = 100 * ${first} / total\n${CHECK} = percentage.sum(axis=${axis})`;
  if (sign === "T") return names.map((id) => `${id}.T`).join("\n");
  if (second === undefined) return lessonOn(first, sign, problem);
  if (sign === "dot") return `np.dot(${first}, ${second})`;
  return names.join(` ${sign ?? "+"} `);
}

/** What `.T`, `dot` and `reshape` make of an array with a single axis. */
function lessonOn(id: string, sign: string | undefined, problem: Omit<Given, "code" | "operation" | "axis">): string {
  const stated = problem[id as "A"] ?? problem.values?.[id];
  const n = stated === undefined ? namedShapes(problem)[0]?.[1] : array(id, stated as TensorField).shape;
  if (sign !== undefined || n?.length !== 1)
    throw missing("B", "there is only one array", "Give a second one, or code: what happens to it.");
  return [
    `turned = ${id}.T`,
    `inner = np.dot(${id}, turned)`,
    `column = ${id}.reshape(${n[0]}, 1)`,
    "row = column.T",
    "outer = np.dot(column, row)",
  ].join("\n");
}

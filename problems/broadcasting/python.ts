import type { NestedNumbers } from "../../solver/ndarray.ts";

/** The few lines of NumPy that a problem about shapes consists of, as a tree. */
export type Node =
  | { kind: "number"; value: number }
  | { kind: "name"; name: string }
  | { kind: "array"; value: NestedNumbers }
  | { kind: "unary"; op: "-"; of: Node }
  | { kind: "binary"; op: Operator; left: Node; right: Node }
  /** `np.dot(a, b)` and `a.dot(b)` alike: the array comes first. */
  | { kind: "call"; fn: string; args: readonly Node[]; options: Readonly<Record<string, Option>> }
  | { kind: "turned"; of: Node };
export type Operator = "+" | "-" | "*" | "/" | "**" | "@";
export type Option = number | boolean | readonly number[] | null;

export interface Statement {
  /** What the result is called; undefined where it is only printed. */
  name: string | undefined;
  value: Node;
}

const LEVELS: Readonly<Record<Operator, number>> = { "+": 1, "-": 1, "*": 2, "/": 2, "@": 2, "**": 4 };

/** A tree as code again: `100 * A / total`. @param level how tightly its place binds */
export function codeOf(node: Node, level = 0): string {
  switch (node.kind) {
    case "number":
      return String(node.value);
    case "name":
      return node.name;
    case "array":
      return `np.array(${JSON.stringify(node.value).replaceAll(",", ", ")})`;
    case "turned":
      return `${codeOf(node.of, 5)}.T`;
    case "unary":
      return bracketed(`-${codeOf(node.of, 3)}`, level > 3);
    case "binary": {
      const own = LEVELS[node.op];
      const [left, right] = node.op === "**" ? [own + 1, own - 1] : [own, own + 1];
      return bracketed(`${codeOf(node.left, left)} ${node.op} ${codeOf(node.right, right)}`, level > own);
    }
    case "call":
      return callCode(node);
  }
}

const bracketed = (code: string, needs: boolean): string => (needs ? `(${code})` : code);

function callCode({ fn, args, options }: Extract<Node, { kind: "call" }>): string {
  const [first, ...rest] = args;
  const isMethod = ["sum", "mean", "var", "std", "reshape"].includes(fn) && first !== undefined;
  const { shape, ...named } = options;
  const written = Object.entries(named).map(([name, value]) => `${name}=${optionCode(value)}`);
  const inner = [
    ...(isMethod ? rest : args).map((arg) => codeOf(arg)),
    ...(shape === undefined ? [] : [optionCode(shape)]),
    ...written,
  ];
  if (fn === "shape") return `${codeOf(first as Node, 5)}.shape`;
  const head = isMethod ? `${codeOf(first, 5)}.${fn}` : ["sigmoid", "relu"].includes(fn) ? fn : `np.${fn}`;
  return `${head}(${inner.join(", ")})`;
}

const optionCode = (value: Option): string => {
  if (value === null) return "None";
  if (typeof value === "boolean") return value ? "True" : "False";
  return typeof value === "number" ? String(value) : shapeCode(value);
};

/** `(3, 4)`, `(5,)`, `()`. */
export const shapeCode = (shape: readonly number[]): string =>
  shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(", ")})`;

import { type Cell, type Gate, gatesOf } from "./cell.ts";

/** What a parameter is multiplied by, or added to; `joined` weights take state and input in one list. */
export type Part = "input" | "state" | "joined" | "bias" | "inputBias" | "stateBias";
/** The output layer stands among the gates under this key. */
export const OUTPUT = "y";

/** A parameter as the problem calls it, and as the steps do. */
export interface Parameter {
  id: string;
  field: string;
  gate: string;
  part: Part;
}
type Meaning = Pick<Parameter, "gate" | "part">;
type Given = Readonly<Record<string, unknown>>;

/** `w_{xh}` and `W_xh` are Wxh. */
const plain = (field: string): string =>
  field.replace(/[_{}^,\s]/g, "").replace(/^[wuvr]/, (letter) => letter.toUpperCase());

const named = (gate: string, part: Part, names: string): [string, Meaning][] =>
  names.split(" ").map((name) => [name, { gate, part }]);
/** Elman, Goodfellow, Ng, PyTorch and d2l call the same parameters differently. */
const SIMPLE: ReadonlyMap<string, Meaning> = new Map([
  ...named("", "input", "Wx Wxh Wax Wih Wi Win Weightih Weightihl0"),
  ...named("", "state", "Wh Whh Waa Wrec Weighthh Weighthhl0 Uh"),
  ...named("", "joined", "Wa"),
  ...named("", "inputBias", "bx bih bxh biasih biasihl0"),
  ...named("", "stateBias", "bhh biashh biashhl0"),
  ...named("", "bias", "b bh ba"),
]);
const OUTPUTS: ReadonlyMap<string, Meaning> = new Map([
  ...named(OUTPUT, "input", "Wy Why Wya V Wo Who Wout Whq"),
  ...named(OUTPUT, "bias", "by bo bout bq c"),
]);

/** The parameters among the fields of a problem. */
export function parametersAmong(cell: Cell, given: Given): Parameter[] {
  const gates = gatesOf(cell.items({}));
  const names = new Set(Object.keys(given).map(plain));
  return Object.keys(given).flatMap((field) => {
    const own = cell.id === "rnn" ? simple(plain(field), names, given) : gated(plain(field), names, gates);
    const meaning = own ?? OUTPUTS.get(plain(field));
    return meaning ? [{ ...meaning, field, id: idOf(cell, meaning) }] : [];
  });
}

const STATES = [...SIMPLE].flatMap(([name, { part }]) => (part === "state" ? [name] : []));
const INPUT_BIASES = [...SIMPLE].flatMap(([name, { part }]) => (part === "inputBias" ? [name] : []));

/** What `W`, `U`, `Wh` and `bh` are depends on what stands beside them. */
function simple(name: string, names: ReadonlySet<string>, given: Given): Meaning | undefined {
  const has = (...others: string[]) => others.some((other) => names.has(other));
  const as = (part: Part): Meaning => ({ gate: "", part });
  if (name === "W" && has("U")) return as(stateIsU(given) ? "input" : "state");
  if (name === "U" && has("W")) return as(stateIsU(given) ? "state" : "input");
  if (name === "W") return as(has(...STATES) ? "input" : "joined");
  if (name === "U") return as(has(...STATES) ? "input" : "state");
  if (name === "Wh" && has("Uh")) return as("input");
  if (name === "bh" && has(...INPUT_BIASES)) return as("stateBias");
  return SIMPLE.get(name);
}

/** Of U and W, the recurrent one is square; where both are, W is, as in Goodfellow's book. */
const stateIsU = ({ U, W }: Given): boolean => isSquare(U) && !isSquare(W);
const isSquare = (value: unknown): boolean => {
  const rows = Array.isArray(value) ? value : [[value]];
  return rows.every((row) => Array.isArray(row) && row.length === rows.length);
};

/** Wf or Wxf, Uf or Whf, bf: a letter for what it is multiplied by, and one for the gate. */
function gated(name: string, names: ReadonlySet<string>, gates: readonly Gate[]): Meaning | undefined {
  for (const { key, letters = [] } of gates) {
    for (const letter of [key, ...letters]) {
      const [, kind = "", of = ""] = new RegExp(`^([WUR]|b)([xih]?)${letter}$`).exec(name) ?? [];
      if (kind === "") continue;
      if (kind === "b") return { gate: key, part: of === "" ? "bias" : of === "h" ? "stateBias" : "inputBias" };
      if (kind !== "W" || of === "h") return { gate: key, part: "state" };
      const isSplit = of !== "" || ["U", "R", "Wh"].some((start) => names.has(start + letter));
      return { gate: key, part: isSplit ? "input" : "joined" };
    }
  }
  return undefined;
}

const IDS: Readonly<Record<Part, (gate: string) => string>> = {
  input: (gate) => `W${gate}`,
  state: (gate) => `U${gate}`,
  joined: (gate) => `W${gate}`,
  bias: (gate) => `b${gate}`,
  inputBias: (gate) => `bx${gate}`,
  stateBias: (gate) => `bh${gate}`,
};
const SIMPLE_IDS: Readonly<Record<Part, string>> = {
  input: "Wx",
  state: "Wh",
  joined: "W",
  bias: "b",
  inputBias: "bx",
  stateBias: "bh",
};

/** What a parameter is called in the steps, however the problem calls it. */
const idOf = (cell: Cell, { gate, part }: Meaning): string =>
  cell.id === "rnn" && gate !== OUTPUT ? SIMPLE_IDS[part] : IDS[part](gate);

/** `W_{xh}` for `Wxh` and `weight_ih`: in small letters where all is numbers. */
export function symbolFor(field: string, scalar: boolean): string {
  const [, letter = "", rest = ""] = /^(?:weight|bias)_?(.*)$/.test(field)
    ? ["", field.startsWith("w") ? "W" : "b", field.replace(/^(weight|bias)_?/, "").replace(/_?l0$/, "")]
    : (/^(.)(.*)$/.exec(field.replace(/[_{}^,\s]/g, "")) ?? []);
  const base = scalar ? letter.toLowerCase() : letter;
  const sub = rest === "ctilde" ? "\\tilde{c}" : rest === "htilde" ? "\\tilde{h}" : rest;
  return sub === "" ? base : `${base}_{${sub}}`;
}

/** What the logic gates do, and weights with which a single step unit does it where one can. */

export const GATES = ["NOT", "AND", "OR", "NAND", "NOR", "XOR", "XNOR", "IMPLIES"] as const;
export type Gate = (typeof GATES)[number];

interface Rule {
  /** How many inputs it takes; without it, two or more. */
  inputs?: number;
  fires(bits: readonly number[]): boolean;
  /** Weights and bias for n inputs in small whole numbers, for a unit that fires where z > 0. */
  unit?(n: number): { w: number[]; b: number };
}

const ones = (bits: readonly number[]): number => bits.reduce((n, bit) => n + bit, 0);
const all = (n: number, weight: number): number[] => Array.from({ length: n }, () => weight);

export const rules: Readonly<Record<Gate, Rule>> = {
  NOT: { inputs: 1, fires: (bits) => ones(bits) === 0, unit: () => ({ w: [-1], b: 1 }) },
  AND: { fires: (bits) => ones(bits) === bits.length, unit: (n) => ({ w: all(n, 1), b: 1 - n }) },
  OR: { fires: (bits) => ones(bits) > 0, unit: (n) => ({ w: all(n, 1), b: 0 }) },
  NAND: { fires: (bits) => ones(bits) < bits.length, unit: (n) => ({ w: all(n, -1), b: n }) },
  NOR: { fires: (bits) => ones(bits) === 0, unit: (n) => ({ w: all(n, -1), b: 1 }) },
  XOR: { fires: (bits) => ones(bits) % 2 === 1 },
  XNOR: { fires: (bits) => ones(bits) % 2 === 0 },
  IMPLIES: { inputs: 2, fires: ([a, b]) => a === 0 || b === 1, unit: () => ({ w: [-1, 1], b: 1 }) },
};

/** A unit that fires already at z = 0 needs a bias that is lower by 1: all its sums are whole numbers. */
export function unitOf(gate: Gate, n: number, strict: boolean): { w: number[]; b: number } | undefined {
  const unit = rules[gate].unit?.(n);
  return unit && { w: unit.w, b: strict ? unit.b : unit.b - 1 };
}

/** All rows of a truth table, in counting order: 00, 01, 10, 11. */
export const binaryRows = (n: number): number[][] =>
  Array.from({ length: 2 ** n }, (_, row) =>
    Array.from({ length: n }, (_, k) => Math.floor(row / 2 ** (n - 1 - k)) % 2),
  );

/** Names of tables that are no gate of their own, by their outputs in counting order. */
const OTHER_TABLES: Readonly<Record<string, string>> = {
  "01": "the input itself",
  "0011": "$x_1$ alone",
  "0101": "$x_2$ alone",
  "1100": "NOT $x_1$",
  "1010": "NOT $x_2$",
  "0010": "$x_1$ AND NOT $x_2$",
  "0100": "NOT $x_1$ AND $x_2$",
  "1011": "$x_1$ OR NOT $x_2$",
};

/** What a complete table of 0 and 1 is called, as in "this is …"; undefined where it has no name. */
export function nameOfTable(rows: readonly (readonly number[])[], outputs: readonly number[]): string | undefined {
  const n = rows[0]?.length ?? 0;
  const byRow = new Map(rows.map((row, k) => [row.join(), outputs[k] as number]));
  const table = binaryRows(n).map((row) => byRow.get(row.join()));
  if (rows.length !== table.length || table.includes(undefined)) return undefined;
  const text = table.join("");
  if (new Set(text).size === 1) return `always ${text[0]}, whatever the inputs`;
  const gate = gatesFor(n).find((name) => binaryRows(n).every((row, k) => rules[name].fires(row) === (table[k] === 1)));
  return gate ? `the ${gate} gate` : OTHER_TABLES[text];
}

export const gatesFor = (n: number): Gate[] =>
  GATES.filter((gate) => (rules[gate].inputs === undefined ? n > 1 : rules[gate].inputs === n));

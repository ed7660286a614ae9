import type { Gate } from "./gates.ts";
import type { Network } from "./given.ts";

/** A unit of a network: a gate of two others, or a ReLU of a formula over others. */
export type Unit = { id: string; from: readonly [string, string] } & ({ gate: Gate } | { sum: string });

const nand = (id: string, a: string, b: string): Unit => ({ id, from: [a, b], gate: "NAND" });
const of = (gate: Gate, id: string, a: string, b: string): Unit => ({ id, from: [a, b], gate });
const relu = (id: string, a: string, b: string, sum: string): Unit => ({ id, from: [a, b], sum });

const RELU_PAIR = [relu("h1", "x1", "x2", "x1 + x2"), relu("h2", "x1", "x2", "x1 + x2 - 1")];
const XOR_OF_NANDS = (last: string) => [
  nand("h1", "x1", "x2"),
  nand("h2", "x1", "h1"),
  nand("h3", "x2", "h1"),
  nand(last, "h2", "h3"),
];

/** Wirings by gate and kind; NAND is universal, so every gate has one of NANDs. */
export const WIRINGS: Readonly<Record<Network, Partial<Record<Gate, readonly Unit[]>>>> = {
  nand: {
    NOT: [nand("yhat", "x1", "x1")],
    AND: [nand("h1", "x1", "x2"), nand("yhat", "h1", "h1")],
    OR: [nand("h1", "x1", "x1"), nand("h2", "x2", "x2"), nand("yhat", "h1", "h2")],
    NAND: [nand("yhat", "x1", "x2")],
    NOR: [nand("h1", "x1", "x1"), nand("h2", "x2", "x2"), nand("h3", "h1", "h2"), nand("yhat", "h3", "h3")],
    XOR: XOR_OF_NANDS("yhat"),
    XNOR: [...XOR_OF_NANDS("h4"), nand("yhat", "h4", "h4")],
    IMPLIES: [nand("h1", "x2", "x2"), nand("yhat", "x1", "h1")],
  },
  "or-nand-and": {
    XOR: [of("OR", "h1", "x1", "x2"), of("NAND", "h2", "x1", "x2"), of("AND", "yhat", "h1", "h2")],
    XNOR: [of("AND", "h1", "x1", "x2"), of("NOR", "h2", "x1", "x2"), of("OR", "yhat", "h1", "h2")],
  },
  relu: {
    XOR: [...RELU_PAIR, relu("yhat", "h1", "h2", "h1 - 2 * h2")],
    XNOR: [...RELU_PAIR, relu("yhat", "h1", "h2", "1 - h1 + 2 * h2")],
  },
};

import type { Tape } from "../../solver/tape.ts";
import type { Outcome, Setting } from "../topic.ts";
import { type Cell, gatesOf } from "./cell.ts";
import { recordSizes, type Sizes } from "./counter.ts";
import { type Given, missing } from "./given.ts";
import { refuseStray } from "./stray.ts";

/** A problem with sizes and no numbers: shapes and counts. */
export function solveSizes(cell: Cell, given: Given, { tape, conventions, ask }: Setting): Outcome {
  refuseStray(cell, given);
  const { inputSize, hiddenSize } = given;
  if (inputSize === undefined) throw missing("inputSize", "inputSize is missing: how many numbers one input has");
  if (hiddenSize === undefined) throw missing("hiddenSize", "hiddenSize is missing: how many units the state has");
  const sizes: Sizes = {
    inputs: inputSize,
    hidden: hiddenSize,
    outputs: given.outputSize,
    length: given.length,
    batch: given.batch,
    layers: given.layers ?? 1,
    directions: given.bidirectional ? 2 : 1,
    biases: given.bias === false ? 0 : conventions["recurrent.bias"] === "two" ? 2 : 1,
    outputBias: given.bias !== false,
  };
  recordSizes(tape, cell, sizes, conventions);
  const parts = cell.id === "rnn" ? ["Wx", "Wh"] : ["W", "U"];
  const shapes = [...parts.map((part) => `shape_${part}`), "shape_b", "shape_h", "shape_Wy", "shape_hs"];
  const answers = [...shapes, "params", "macs"].filter((id) => tape.has(id));
  const isOpen = given.bias !== false && conventions["recurrent.bias"] === undefined;
  const wanted = ask.length > 0 ? ask : answers;
  return {
    answers,
    aliases: sizeAliases(tape, cell),
    asked: `${askedSizes(wanted)} of the ${cell.id === "rnn" ? "recurrent network" : cell.title}.`,
    plan: `${cell.id === "rnn" ? "Every" : "One gate first, since all are alike: every"} weight leads from one number to one unit.`,
    assumed:
      isOpen && wanted.some((id) => /^(params|shape_b)/.test(id))
        ? [
            {
              convention: "recurrent.bias",
              value: "one",
              because: "One bias for each unit of a gate; PyTorch has two.",
            },
          ]
        : [],
  };
}

function askedSizes(wanted: readonly string[]): string {
  const kinds = [
    wanted.some((id) => id.startsWith("shape")) && "the shapes",
    wanted.some((id) => id.startsWith("params")) && "the number of parameters",
    wanted.some((id) => id.startsWith("macs")) && "the multiplications",
  ].filter((kind) => typeof kind === "string");
  const text = kinds.length > 1 ? `${kinds.slice(0, -1).join(", ")} and ${kinds.at(-1)}` : (kinds[0] ?? "the sizes");
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

/** The same shape has many names: `shape_Wf`, `shape_Wi`, `shape_f`, … */
export function sizeAliases(tape: Tape, cell: Cell): Record<string, string> {
  const gates = gatesOf(cell.items({}));
  const own = gates.flatMap(({ id, key, letters = [] }): [string, string][] =>
    key === ""
      ? []
      : [
          ...[key, ...letters].flatMap((letter): [string, string][] => [
            [`shape_W${letter}`, "shape_W"],
            [`shape_U${letter}`, "shape_U"],
            [`shape_b${letter}`, "shape_b"],
          ]),
          [`shape_${id}`, "shape_h"],
        ],
  );
  const others: [string, string][] = [
    ["shape_Wxh", "shape_Wx"],
    ["shape_Whh", "shape_Wh"],
    ["shape_Why", "shape_Wy"],
    ["shape_bh", "shape_b"],
    ...(cell.states.includes("c") ? [["shape_c", "shape_h"] as [string, string]] : []),
    ["parameters", "params"],
  ];
  return Object.fromEntries([...own, ...others].filter(([, id]) => tape.has(id)));
}

import type { Outcome, TableOfSteps } from "../topic.ts";
import { isWindowed, type Layer } from "./layers.ts";
import { RECEPTIVE_FURTHER } from "./receptive.ts";
import type { Stack } from "./stack.ts";
import { ALL } from "./walk.ts";
import { paddingId } from "./windows.ts";
import { kindOf, labelTex, titleOf } from "./words.ts";

/** Stacks with more layers than this answer with the last shape; the table has all of them. */
const MOST_SHAPES = 8;
/** So many layers of a kind are worked in full. */
const SHOWN: Readonly<Record<string, number>> = { conv: 2, other: 1 };

export function outcomeOf(stack: Stack, ask: readonly string[]): Outcome {
  const answers = answersOf(stack);
  const wanted = ask.length > 0 ? ask : answers;
  return {
    answers,
    aliases: stack.aliases,
    checks: checksOf(stack),
    asked: askedOf(stack, wanted),
    plan: planOf(stack, wanted),
    tables: [tableOf(stack, wanted)].filter(({ head, rows }) => head.length > 1 && rows.length > 1),
    folded: [...foldedOf(stack), RECEPTIVE_FURTHER],
    assumed: [...stack.assumed, ...assumedStrides(stack)],
  };
}

/** Layers that change a shape. */
const shaping = (stack: Stack): Layer[] => stack.layers.filter(({ type }) => type !== "plain" && type !== "batchnorm");
const hasParameters = (stack: Stack): boolean => stack.value("params") > 0;
/** The receptive field of the last maps. */
const lastField = (stack: Stack): string | undefined =>
  stack.layers.map(({ k }) => stack.resolve(`rf_${k}`)).findLast((id) => stack.tape.has(id));

function answersOf(stack: Stack): string[] {
  const layers = shaping(stack);
  if (layers.length === 1 && layers[0]?.type === "flatten") return [`size_${layers[0].k}`];
  const shapes = (layers.length > MOST_SHAPES ? layers.slice(-1) : layers).map(({ k }) => `shape_${k}`);
  const field = lastField(stack);
  return [
    ...(shapes.length > 0 ? shapes : [`shape_${stack.layers.length}`]),
    ...(hasParameters(stack) ? ["params"] : []),
    ...(stack.value("macs") > 0 || layers.length > MOST_SHAPES ? ["macs"] : []),
    ...(field ? [field] : []),
  ];
}

/** Shapes come along with what is counted over them, and the padding with the shapes it makes. */
function checksOf(stack: Stack): Record<string, string[]> {
  const same = stack.layers.filter((layer) => isWindowed(layer) && layer.padding === "same");
  const axes = stack.square ? ([0] as const) : ([0, 1] as const);
  const paddings = Object.fromEntries(same.map(({ k }) => [k, axes.map((axis) => paddingId(stack, k, axis))]));
  const shapes = shaping(stack).flatMap(({ k }) => [stack.resolve(`shape_${k}`), ...(paddings[k] ?? [])]);
  return {
    ...Object.fromEntries(same.map(({ k }) => [`shape_${k}`, paddings[k] as string[]])),
    macs: shapes,
  };
}

/** After the first of a kind, and the second convolution (the first that sees many channels), layers are looked up. */
export function foldedOf(stack: Stack): string[] {
  const seen = new Map<string, number>();
  const repeated = stack.layers.filter((layer) => {
    const kind = kindOf(layer);
    seen.set(kind, (seen.get(kind) ?? 0) + 1);
    return (seen.get(kind) as number) > (SHOWN[layer.type] ?? (SHOWN.other as number));
  });
  return repeated.filter(({ k }) => !wasRounded(stack, k)).map(titleOf);
}

/** Where a step of the window does not fit, it is worth a look. */
const wasRounded = (stack: Stack, k: string): boolean =>
  stack.tape.has(`height_${k}`) && stack.tape.step(`height_${k}`).remarks.length > 0;

type Row = TableOfSteps["rows"][number];

/** One row a layer; columns only for what is asked, so that every number in it was worked out above. */
function tableOf(stack: Stack, wanted: readonly string[]): TableOfSteps {
  const has = (...ids: string[]) => ids.some((id) => wanted.includes(id));
  const layers = stack.layers.filter(({ type }) => type !== "plain");
  const asksShapes = has("macs") || layers.every(({ k }) => has(`shape_${k}`));
  const field = lastField(stack);
  const columns: { head: string; cell: (layer: Layer) => Row[number] }[] = [
    { head: "layer", cell: (layer) => ({ tex: labelTex(layer) }) },
    ...(asksShapes ? [{ head: "output", cell: shapeCell(stack) }] : []),
    ...(has("params") ? [{ head: "parameters", cell: countCell(stack, "params") }] : []),
    ...(has("macs") ? [{ head: "multiply-adds", cell: countCell(stack, "macs") }] : []),
    ...(field && has(field) ? [{ head: "receptive field", cell: fieldCell(stack) }] : []),
  ];
  return {
    section: ALL,
    head: columns.map(({ head }) => `\\text{${head}}`),
    rows: layers.map((layer) => columns.map(({ cell }) => cell(layer))),
  };
}

const shapeCell = (stack: Stack) => (layer: Layer) => ({ id: stack.resolve(`shape_${layer.k}`) });
const countCell = (stack: Stack, what: "params" | "macs") => (layer: Layer) =>
  stack.value(`${what}_${layer.k}`) > 0 ? { id: `${what}_${layer.k}` } : { tex: "0" };
const fieldCell = (stack: Stack) => (layer: Layer) => {
  const id = stack.resolve(`rf_${layer.k}`);
  return stack.tape.has(id) ? { id } : { tex: "\\text{all}" };
};

function assumedStrides(stack: Stack): { convention: string; value: string; because: string }[] {
  if (!stack.openStride) return [];
  const value = stack.choices["pool.stride"] ?? "window";
  const because =
    value === "1"
      ? "A pooling layer names no stride."
      : "A pooling layer names no stride, so its windows do not overlap.";
  return [{ convention: "pool.stride", value, because }];
}

function askedOf(stack: Stack, wanted: readonly string[]): string {
  const some = (pattern: RegExp) => wanted.some((id) => pattern.test(id));
  const parts = [
    some(/^(shape|height|width|channels|size)/) && "the shape of what each layer puts out",
    some(/^(params|weights)/) && "the number of parameters",
    some(/^macs/) && "the number of multiply-adds for one image",
    some(/^rf/) && "how much of the image a cell sees",
  ].filter((part) => typeof part === "string");
  if (stack.layers.length === 1 && stack.layers[0]?.type === "flatten") return "The length of the image as a vector.";
  const list = parts.length > 1 ? `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}` : (parts[0] ?? "the layers");
  return `${list.charAt(0).toUpperCase()}${list.slice(1)}.`;
}

function planOf(stack: Stack, wanted: readonly string[]): string {
  if (stack.layers.length === 1) return "Read the shape off layer by layer: here there is only one.";
  const some = (pattern: RegExp) => wanted.some((id) => pattern.test(id));
  const counts = some(/^(params|macs)/) ? "; its filters or units are counted with it, and added up at the end" : "";
  const passive = stack.layers.some(({ type }) => type === "plain");
  return `Layer by layer: what comes out of one goes into the next${counts}.${
    passive ? " Activations and dropout change no shape and have no parameters." : ""
  }`;
}

import { ProblemError } from "../../solver/errors.ts";
import type { Windowed } from "./layers.ts";
import { type Axis, isSquare, marks, type Pair, sideOf } from "./sizes.ts";
import type { Maps, Stack } from "./stack.ts";
import { described, spoken } from "./words.ts";

/** Records the sides of what a sliding window leaves, and returns their ids. */
export function recordSides(stack: Stack, layer: Windowed, { sides }: Maps): Maps["sides"] {
  const height = recordSide(stack, layer, 0, sides[0]);
  return [height, stack.square ? height : recordSide(stack, layer, 1, sides[1])];
}

function recordSide(stack: Stack, layer: Windowed, axis: Axis, before: string): string {
  if (stack.compact && isKept(layer, axis)) return before;
  const id = `${axis === 0 ? "height" : "width"}_${layer.k}`;
  if (layer.padding === "same") recordSame(stack, layer, axis, before, id);
  else recordExplicit(stack, layer, axis, before, id);
  return id;
}

/** Stride 1 and 2p = f − 1: what comes out is as large as what goes in. */
const isKept = ({ kernel, stride, padding, dilation }: Windowed, axis: Axis): boolean =>
  stride[axis] === 1 && padding !== "same" && 2 * padding[axis] === dilation[axis] * (kernel[axis] - 1);

/** ⌊(n + 2p − f)/s⌋ + 1 (Dumoulin & Visin 2016, relationship 6); without 2p where a pooling layer has no padding. */
function recordExplicit(stack: Stack, layer: Windowed, axis: Axis, before: string, id: string): void {
  const padding = (layer.padding as Pair)[axis];
  const f = recordReach(stack, layer, axis);
  const s = stack.settings.id(layer, "stride", axis);
  const isPadded = layer.type === "conv" || padding > 0;
  const p = isPadded ? ` + 2*${stack.settings.id(layer, "padding", axis)}` : "";
  const [n, reach, step] = [stack.value(before) + 2 * padding, stack.value(f), stack.value(s)];
  const round = stack.choices["conv.round"] === "ceil" ? "ceil" : "floor";
  if (Math[round]((n - reach) / step) < 0) throw tooWide(layer, reach, stack.value(before), padding);
  stack.count(id, `${round}((${before}${p} - ${f})/${s}) + 1`, layer, {
    ...sideWords(stack, layer, axis),
    why: explicitWhy(stack, layer, axis),
    remarks: explicitRemarks(stack, layer, axis, {
      room: isPadded ? `${stack.value(before)}+2\\cdot ${padding}` : `${n}`,
      places: (n - reach) / step,
      reach,
      step,
    }),
  });
}

function tooWide(layer: Windowed, reach: number, side: number, padding: number): ProblemError {
  const padded = padding > 0 ? ` with padding ${padding} on either side` : "";
  const message = `layer ${layer.k} (${described(layer)}) has a window of ${reach}, but what reaches it is ${side} wide${padded}`;
  return new ProblemError("shape", message, {
    at: layer.at === "given.input" ? layer.at : `${layer.at}.${layer.type === "conv" ? "kernel" : "size"}`,
    suggestion:
      layer.at === "given.input"
        ? "The image is too small for this network. Say `channels: first` if the first of its three numbers counts channels."
        : "Take a smaller window, add padding, or shrink less in the layers before it.",
  });
}

/** How far a window reaches: its side, or more where its weights lie apart. Returns the id. */
export function recordReach(stack: Stack, layer: Windowed, axis: Axis): string {
  const f = stack.settings.id(layer, "kernel", axis);
  if (layer.dilation[axis] === 1) return f;
  const side = isSquare(layer.kernel) && isSquare(layer.dilation) ? undefined : axis;
  const id = `reach_${layer.k}${side === undefined ? "" : sideOf(side)}`;
  if (stack.tape.has(id)) return id;
  stack.count(id, `${stack.settings.id(layer, "dilation", axis)}*(${f} - 1) + 1`, layer, {
    tex: `e${marks(layer.sub, side)}`,
    name: `reach of the filters of ${spoken(layer)}`,
    title: "Reach of the filter",
    why: "Dilation pulls the weights apart: $f-1$ gaps of $d$ cells, and the first cell.",
  });
  return id;
}

/** ⌈n/s⌉, and the padding that makes it so (TensorFlow). */
function recordSame(stack: Stack, layer: Windowed, axis: Axis, before: string, id: string): void {
  const f = recordReach(stack, layer, axis);
  const s = stack.settings.id(layer, "stride", axis);
  stack.count(id, `ceil(${before}/${s})`, layer, {
    ...sideWords(stack, layer, axis),
    why: stack.first("same")
      ? "Same padding adds as many cells as it takes for only the stride to shrink the side."
      : axis === 1
        ? "The same along the width."
        : "Same padding again: only the stride shrinks the side.",
    remarks: layer.stride[axis] === 1 ? ["Stride 1: the side stays as it is."] : [],
  });
  const total = (stack.value(id) - 1) * stack.value(s) + stack.value(f) - stack.value(before);
  const padding = paddingId(stack, layer.k, axis);
  stack.count(padding, total > 0 ? `(${id} - 1)*${s} + ${f} - ${before}` : "0", layer, {
    tex: `\\text{pad}${marks(layer.sub, stack.square ? undefined : axis)}`,
    name: `total padding of ${spoken(layer)}`,
    title: "Total padding",
    why:
      total > 0
        ? "The last window begins $s$ cells after the one before it and must still fit."
        : "The windows end within the input: nothing is added.",
    remarks: total > 0 ? [split(total)] : [],
  });
}

export const paddingId = (stack: Stack, k: string, axis: Axis): string =>
  `padding_${k}${stack.square ? "" : sideOf(axis)}`;

function split(total: number): string {
  const less = Math.floor(total / 2);
  if (total % 2 === 0) return `Even: ${less} on either side.`;
  return `Odd, so the two sides differ: ${less} before and ${less + 1} after, as TensorFlow does it.`;
}

function sideWords(stack: Stack, layer: Windowed, axis: Axis) {
  const title = stack.square ? "Side" : axis === 0 ? "Height" : "Width";
  return { tex: stack.symbol(axis, layer.sub), name: `${title.toLowerCase()} after ${spoken(layer)}`, title };
}

function explicitWhy(stack: Stack, layer: Windowed, axis: Axis): string {
  if (axis === 1) return "The same rule along the width.";
  if (stack.first("explicit"))
    return "The window fits once at the start, and once more for every step of $s$ in the cells that remain.";
  return layer.type !== "conv" && stack.first("pool rule")
    ? "A pooling window slides by the same rule."
    : "The same rule, from the layer before.";
}

/** The quotient of the rule: (n + 2p − f)/s, the steps that fit. */
interface Quotient {
  /** n + 2p, as it is written. */
  room: string;
  places: number;
  reach: number;
  step: number;
}

/** What happens to a quotient that is not whole, and where people slip. */
function explicitRemarks(stack: Stack, layer: Windowed, axis: Axis, { room, places, reach, step }: Quotient): string[] {
  const remarks: string[] = [];
  const isFloor = stack.choices["conv.round"] !== "ceil";
  if (!Number.isInteger(places)) {
    const whole = isFloor ? `down to ${Math.floor(places)}` : `up to ${Math.ceil(places)}`;
    const why = isFloor ? "the last step does not fit any more" : "the last window stands half outside";
    remarks.push(`$(${room}-${reach})/${step}${equals(places)}$, rounded ${whole}, plus 1: ${why}.`);
  }
  const slip = places + 1 / step;
  if (step > 1 && isFloor && slip !== Math.floor(places) + 1 && stack.first("slip of the 1"))
    remarks.push(`Not $(${room}-${reach}+1)/${step}${equals(slip)}$: the 1 is the first place, added after dividing.`);
  if (layer.type === "conv" && step === 1 && stack.first("stride 1"))
    remarks.push(...strideOne(reach, (layer.padding as Pair)[axis]));
  return remarks;
}

/** The sense check of a stride of 1: what a layer costs in size. */
function strideOne(reach: number, padding: number): string[] {
  const lost = reach - 1 - 2 * padding;
  if (reach === 1 || lost < 0) return [];
  if (lost > 0) return [`With stride 1, every such layer takes ${lost} off the side.`];
  return [
    `With $2p=${2 * padding}$, one less than the ${reach} cells of the window, and stride 1 the side stays as it is.`,
  ];
}

/** `= 5.5`, or `\\approx 2.333`. */
function equals(x: number): string {
  const shown = Number(x.toFixed(3));
  return `${shown === x ? "=" : "\\approx "}${shown}`;
}

import { isWindowed, type Layer, type Windowed } from "./layers.ts";
import { type Axis, isSquare, marks, sideOf } from "./sizes.ts";
import type { Maps, Stack } from "./stack.ts";
import { recordReach } from "./windows.ts";

const RECEPTIVE = "Receptive field";
export const RECEPTIVE_FURTHER = "Receptive field of the further layers";
/** So many layers are worked in full; of more than `MOST`, the others follow the same two rules. */
const SHOWN = 3;
const MOST = 5;

/** Records how much of the input a cell of each map sees, as long as there are maps. */
export function recordReceptiveFields(stack: Stack): void {
  const seen = stack.layers.filter((layer) => stack.before(layer.k).kind === "maps");
  const axes: Axis[] = needsTwo(stack, seen) ? [0, 1] : [0];
  const sliding = seen.filter((layer) => isWindowed(layer) || layer.type === "globalpool");
  let last = 0;
  for (const layer of seen) {
    if (sliding.includes(layer)) {
      const isShown = sliding.length <= MOST || sliding.indexOf(layer) < SHOWN;
      stack.tape.section(isShown ? RECEPTIVE : RECEPTIVE_FURTHER);
      for (const axis of axes) recordField(stack, layer, axis, last, axes.length > 1);
      if (axes.length > 1) join(stack, layer.k);
      last = layer.k;
    } else if (last > 0) stack.alias(`rf_${layer.k}`, `rf_${last}`);
  }
}

/** Whether heights and widths are seen differently. */
function needsTwo(stack: Stack, layers: readonly Layer[]): boolean {
  return layers.some((layer) => {
    if (layer.type === "globalpool") return !stack.square;
    return isWindowed(layer) && ![layer.kernel, layer.stride, layer.dilation].every(isSquare);
  });
}

/** r ← r + (f − 1) j and j ← j s, where j is how far neighbours lie apart in the input (Araujo, Norris & Sim 2019). */
function recordField(stack: Stack, layer: Layer, axis: Axis, last: number, two: boolean): void {
  const { k } = layer;
  const side = two ? sideOf(axis) : "";
  const f = reachOf(stack, layer, axis);
  const jump = lastJump(stack, k, side);
  const id = `rf_${k}${side}`;
  const more = `(${f} - 1)${jump ? ` * ${jump}` : ""}`;
  stack.count(id, last === 0 ? f : `rf_${last}${side} + ${more}`, k, {
    tex: `r${marks(k, two ? axis : undefined)}`,
    name: `receptive field after layer ${k}${two ? ` (${inWords(axis)})` : ""}`,
    title: `Layer ${k}${two ? `, ${inWords(axis)}` : ""}`,
    why: why(stack, last, jump),
  });
  sayIfLarger(stack, id, axis);
  if (isWindowed(layer) && layer.stride[axis] > 1) recordJump(stack, layer, axis, jump, side);
}

const inWords = (axis: Axis): string => (axis === 0 ? "height" : "width");

function reachOf(stack: Stack, layer: Layer, axis: Axis): string {
  return isWindowed(layer) ? recordReach(stack, layer, axis) : (stack.before(layer.k) as Maps).sides[axis];
}

function why(stack: Stack, last: number, jump: string | undefined): string {
  if (last === 0) return "A cell of the first map sees one window of the input.";
  if (jump === undefined)
    return stack.first("field")
      ? "A window over neighbours sees $f-1$ cells more than one of them does."
      : "Again $f-1$ more.";
  const apart = `$${stack.tape.step(jump).tex}=${stack.value(jump)}$`;
  return stack.first("field apart")
    ? `$f-1$ neighbours more, which lie ${apart} cells apart in the input.`
    : `Neighbours lie ${apart} apart.`;
}

/** Beyond the image, a cell sees padding. */
function sayIfLarger(stack: Stack, id: string, axis: Axis): void {
  const side = stack.value(axis === 0 || stack.square ? "height_0" : "width_0");
  if (stack.value(id) <= side || !stack.first("larger")) return;
  stack.tape.step(id).remarks.push(`Wider than the input of ${side} cells: the rest falls on padding.`);
}

/** The jump that a layer finds: that of the last stride before it, none where every stride was 1. */
function lastJump(stack: Stack, k: number, side: string): string | undefined {
  for (let before = k - 1; before > 0; before--)
    if (stack.tape.has(`jump_${before}${side}`)) return `jump_${before}${side}`;
  return undefined;
}

function recordJump(stack: Stack, layer: Windowed, axis: Axis, before: string | undefined, side: string): void {
  const s = stack.settings.id(layer, "stride", axis);
  stack.count(`jump_${layer.k}${side}`, before ? `${before} * ${s}` : s, layer.k, {
    tex: `j${marks(layer.k, side === "" ? undefined : axis)}`,
    name: `distance of neighbours of layer ${layer.k} in the input`,
    title: "Distance of neighbours",
    why: stack.first("jump") ? "A stride moves neighbours apart, for every layer that follows." : "Strides multiply.",
  });
}

function join(stack: Stack, k: number): void {
  stack.count(`rf_${k}`, `list2(rf_${k}_h, rf_${k}_w)`, k, {
    tex: `r_{${k}}`,
    name: `receptive field after layer ${k}`,
    title: `Layer ${k}`,
    why: "Height and width.",
  });
}

import { isWindowed, type Layer, type Of, type Windowed } from "./layers.ts";
import { type Axis, isSquare, marks, sideOf } from "./sizes.ts";
import type { Maps, Stack } from "./stack.ts";
import { recordReach } from "./windows.ts";
import { spoken } from "./words.ts";

export const RECEPTIVE = "Receptive field";
export const RECEPTIVE_FURTHER = "Receptive field of the further layers";
/** So many layers are worked in full; of more than `MOST`, the others follow the same two rules. */
const SHOWN = 3;
const MOST = 5;

/** What a cell sees, and how far its neighbour lies apart from it. */
export interface Sight {
  /** The layer whose `rf_` it is; none for the input, where a cell sees itself. */
  field?: string;
  /** The step of the distance along each axis; none while every stride was 1. */
  jumps: readonly (string | undefined)[];
}

/** Records how much of the input a cell of each map sees, as long as there are maps. */
export function recordReceptiveFields(stack: Stack): void {
  const seen = stack.layers.filter((layer) => stack.before(layer).kind === "maps");
  const axes: Axis[] = needsTwo(stack, seen) ? [0, 1] : [0];
  const looking = seen.filter((layer) => looksFurther(stack, layer));
  const sights = new Map<string, Sight>([["0", { jumps: [] }]]);
  for (const layer of seen) {
    const isShown = looking.length <= MOST || looking.indexOf(layer) < SHOWN;
    stack.tape.section(isShown ? RECEPTIVE : RECEPTIVE_FURTHER);
    look(stack, layer, axes, sights);
  }
}

/** Records what a cell after this layer sees. Behind windows that differ from place to place nobody follows it. */
export function look(stack: Stack, layer: Layer, axes: readonly Axis[], sights: Map<string, Sight>): void {
  const [before, other] = [layer.from, layer.type === "add" ? layer.with : layer.from].map((k) => sights.get(k));
  if (!before || !other || layer.type === "adaptivepool") return;
  const sight =
    layer.type === "add"
      ? lookThroughBoth(stack, layer, axes, before, other)
      : lookThroughWindow(stack, layer, axes, before);
  sights.set(layer.k, sight);
  if (sight.field !== undefined) stack.alias(`rf_${layer.k}`, `rf_${sight.field}`);
}

function lookThroughWindow(stack: Stack, layer: Layer, axes: readonly Axis[], before: Sight): Sight {
  if (!isWindowed(layer) && layer.type !== "globalpool") return before;
  const field = looksFurther(stack, layer) ? layer.k : before.field;
  if (field === layer.k) {
    for (const axis of axes) recordField(stack, layer, axis, before, axes.length > 1);
    if (axes.length > 1) join(stack, layer);
  }
  const jumps = axes.map((axis) => recordJump(stack, layer, axis, before.jumps[axis], axes.length > 1));
  return { ...(field !== undefined && { field }), jumps };
}

/** Whether a cell sees more than one before it does; a window of one cell gets no line of its own among many. */
function looksFurther(stack: Stack, layer: Layer): boolean {
  if (isWindowed(layer)) return !stack.compact || layer.kernel.some((side) => side > 1);
  return layer.type === "globalpool";
}

/** Whether heights and widths are seen differently. */
function needsTwo(stack: Stack, layers: readonly Layer[]): boolean {
  return layers.some((layer) => {
    if (layer.type === "globalpool") return !stack.square;
    return isWindowed(layer) && ![layer.kernel, layer.stride, layer.dilation].every(isSquare);
  });
}

/** r ← r + (f − 1) j and j ← j s, where j is how far neighbours lie apart in the input (Araujo, Norris & Sim 2019). */
function recordField(stack: Stack, layer: Layer, axis: Axis, before: Sight, two: boolean): void {
  const side = two ? sideOf(axis) : "";
  const f = reachOf(stack, layer, axis);
  const jump = before.jumps[axis];
  const id = `rf_${layer.k}${side}`;
  const more = `(${f} - 1)${jump ? ` * ${jump}` : ""}`;
  stack.count(id, before.field === undefined ? f : `rf_${before.field}${side} + ${more}`, layer, {
    ...fieldWords(layer, two ? axis : undefined),
    why: why(stack, before.field === undefined, jump),
  });
  sayIfLarger(stack, id, axis);
}

const inWords = (axis: Axis): string => (axis === 0 ? "height" : "width");

function fieldWords(layer: Layer, axis?: Axis) {
  return {
    tex: `r${marks(layer.sub, axis)}`,
    name: `receptive field after ${spoken(layer)}${axis === undefined ? "" : ` (${inWords(axis)})`}`,
    title: `${spoken(layer).replace(/^layer/, "Layer")}${axis === undefined ? "" : `, ${inWords(axis)}`}`,
  };
}

function reachOf(stack: Stack, layer: Layer, axis: Axis): string {
  return isWindowed(layer) ? recordReach(stack, layer, axis) : (stack.before(layer) as Maps).sides[axis];
}

function why(stack: Stack, isFirst: boolean, jump: string | undefined): string {
  if (isFirst) return "A cell of the first map sees one window of the input.";
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

/** The distance of neighbours after a layer: that before it, times its stride. */
function recordJump(
  stack: Stack,
  layer: Layer,
  axis: Axis,
  before: string | undefined,
  two: boolean,
): string | undefined {
  if (!isStrided(layer, axis)) return before;
  const s = stack.settings.id(layer, "stride", axis);
  const id = `jump_${layer.k}${two ? sideOf(axis) : ""}`;
  stack.count(id, before ? `${before} * ${s}` : s, layer, {
    tex: `j${marks(layer.sub, two ? axis : undefined)}`,
    name: `distance of neighbours of ${spoken(layer)} in the input`,
    title: "Distance of neighbours",
    why: stack.first("jump") ? "A stride moves neighbours apart, for every layer that follows." : "Strides multiply.",
  });
  return id;
}

const isStrided = (layer: Layer, axis: Axis): layer is Windowed => isWindowed(layer) && layer.stride[axis] > 1;

/** After an addition, a cell sees what it sees through either branch: windows around the same place, so the larger. */
function lookThroughBoth(stack: Stack, layer: Of<"add">, axes: readonly Axis[], one: Sight, other: Sight): Sight {
  if (other.field === undefined || other.field === one.field) return one;
  if (one.field === undefined) return { ...one, field: other.field };
  if (stack.compact) {
    const isWider = stack.value(`rf_${other.field}`) > stack.value(`rf_${one.field}`);
    return isWider ? { ...one, field: other.field } : one;
  }
  for (const axis of axes) {
    const side = axes.length > 1 ? sideOf(axis) : "";
    stack.count(`rf_${layer.k}${side}`, `maximum(rf_${one.field}${side}, rf_${other.field}${side})`, layer, {
      ...fieldWords(layer, axes.length > 1 ? axis : undefined),
      why: "Both branches look around the same place: together they see as far as the one that sees further.",
    });
  }
  if (axes.length > 1) join(stack, layer);
  return { ...one, field: layer.k };
}

function join(stack: Stack, layer: Layer): void {
  stack.count(`rf_${layer.k}`, `list2(rf_${layer.k}_h, rf_${layer.k}_w)`, layer, {
    ...fieldWords(layer),
    why: "Height and width.",
  });
}

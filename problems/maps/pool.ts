import { ShapeError } from "../../solver/errors.ts";
import { indexAt, indices, offset, type Shape, size } from "../../solver/ndarray.ts";
import { indexed } from "../../solver/notation.ts";
import type { Chain } from "./chain.ts";
import { MOST_WORKED, roundOf, sectionOf } from "./convolve.ts";
import type { Of } from "./stages.ts";
import { optionsOf, short, type Window, windowOf } from "./window.ts";

/** What was pooled, and by which window. */
export interface Pooled {
  mode: "max" | "average";
  input: string;
  window: Window;
}

export function recordPooling(chain: Chain, stage: Of<"pool">): void {
  const x = chain.shape();
  const axes = x.length === 1 ? 1 : 2;
  if (x.length === 0) throw new ShapeError("there is only a single number to pool", { at: stage.at });
  if (stage.size === undefined) recordGlobal(chain, stage, axes);
  else recordWindows(chain, stage, axes);
}

function recordWindows(chain: Chain, stage: Of<"pool">, axes: number): void {
  const x = chain.shape();
  const sizes = typeof stage.size === "number" ? new Array(axes).fill(stage.size) : (stage.size as number[]);
  if (sizes.length !== axes)
    throw new ShapeError("a list has one direction, but the window has two", {
      at: `${stage.at}.size`,
      suggestion: "Give one number.",
    });
  const stride = stage.stride ?? openStride(chain, sizes);
  const words = { what: "window", at: `${stage.at}.size`, within: stage.at };
  const window = windowOf(x.slice(-axes), sizes, { stride, padding: stage.padding }, roundOf(chain), words);
  checkPadding(window, stage);
  chain.spend(size(x.slice(0, -axes)) * window.slides.reduce((n, { places, size: f }) => n * places * f, 1), stage.at);
  startSection(chain, stage);
  chain.slide(window, "window", false);
  const counting = countingOf(chain, stage, window);
  const fn = stage.mode === "max" ? "maxPool" : "avgPool";
  const options = optionsOf(window, [`size: ${short(sizes)}`, ...counting]);
  recordPooled(chain, stage, window, `${fn}(${chain.current}${options})`);
}

/** One window over each map; what is left of a map is a single number. */
function recordGlobal(chain: Chain, stage: Of<"pool">, axes: number): void {
  const sides = chain.shape().slice(-axes);
  const fn = stage.mode === "max" ? "maxPool" : "avgPool";
  const pooled = `${fn}(${chain.current}, {size: ${short(sides)}})`;
  chain.sides = undefined;
  startSection(chain, stage);
  const window = windowOf(sides, sides, {}, "floor", { what: "window", at: stage.at, within: stage.at });
  chain.spend(size(chain.shape()), stage.at);
  recordPooled(chain, stage, window, axes === 2 ? `ofMap(${pooled})` : `ofMap(${pooled}, {axes: 1})`);
}

function recordPooled(chain: Chain, stage: Of<"pool">, window: Window, formula: string): void {
  const letter = stage.size === undefined ? "G" : "P";
  const { id, tex } = chain.quantity(letter, chain.shape().length === 1 ? letter.toLowerCase() : letter);
  chain.tape.let(id, formula, {
    tex,
    name: `result of ${nameOf(stage)}${chain.ofLayer()}${chain.afterUpdates()}`,
    title: "Pooled",
    why: whyOf(stage, chain.shape().length > 2),
    shownCells: stage.mode === "max" ? MOST_WORKED : MOST_MEANS,
  });
  chain.pooled.set(id, { mode: stage.mode, input: chain.current, window });
  chain.current = id;
}

const nameOf = ({ size: f, mode }: Of<"pool">): string => `${f === undefined ? "global " : ""}${mode} pooling`;
function startSection(chain: Chain, stage: Of<"pool">): void {
  const name = nameOf(stage);
  chain.section(sectionOf(chain, `${name.charAt(0).toUpperCase()}${name.slice(1)}`));
}

function whyOf({ mode, size: window }: Of<"pool">, channels: boolean): string {
  const each = channels ? " Every channel is pooled by itself." : "";
  const where = window === undefined ? "a whole map" : "each window";
  return mode === "max"
    ? `Of ${where}, only the largest number is kept.${each}`
    : `Of ${where}, the mean is kept.${each}`;
}

/** The stride of a window that names none. */
function openStride(chain: Chain, sizes: readonly number[]): number | [number, number] {
  if (sizes.every((n) => n === 1)) return 1;
  chain.assume(
    "pool.stride",
    chain.choice("pool.stride") === "1"
      ? "The window moves by one cell."
      : "No stride is given: the windows stand side by side.",
  );
  if (chain.choice("pool.stride") === "1") return 1;
  return sizes.length === 1 ? (sizes[0] as number) : (sizes as [number, number]);
}

/** A window must not lie beside the input altogether. */
function checkPadding({ slides }: Window, { at, padding }: Of<"pool">): void {
  if (slides.every(({ before, after, over, size: f }) => before < f && after + over < f)) return;
  throw new ShapeError(`with padding ${padding}, a window could lie beside the input altogether`, {
    at: `${at}.padding`,
    suggestion: "Pad by less than the side of the window.",
  });
}

/** What an average does with the zeros of the padding. */
function countingOf(chain: Chain, { mode, at }: Of<"pool">, { slides }: Window): string[] {
  const isPadded = slides.some(({ before, after }) => before + after > 0);
  const hangsOver = slides.some(({ over }) => over > 0);
  if (mode === "max" || !(isPadded || hangsOver)) return [];
  if (isPadded) {
    const value = chain.choice("pool.padding");
    chain.assume("pool.padding", "The zeros of the padding count in the average, as in PyTorch.");
    if (value === "left-out") return ["countPadding: 0"];
  }
  if (!hangsOver) return [];
  if (!isPadded) return ["countPadding: 0"];
  throw new ShapeError("an average over zeros that count and a part of a window that does not is not worked out", {
    at: `${at}.padding`,
    suggestion: "Set the convention pool.padding to left-out, or conv.round to floor.",
  });
}

const MOST_NAMED = 9;
/** Means that are all worked; each takes three lines. */
const MOST_MEANS = 9;

/** Which cells were the largest, window by window. */
export function winnerRemarks(chain: Chain, pooled: string): string[] {
  const { input, window } = chain.pooled.get(pooled) as Pooled;
  const { tex, value } = chain.tape.step(input);
  const found = indices(chain.tape.step(pooled).value.shape).map((place) => {
    const own = coveredBy(window, place, value.shape).map((index) => offset(value.shape, index));
    const most = Math.max(...own.map((k) => value.cells[k] as number));
    const largest = own.filter((k) => value.cells[k] === most);
    return { cell: largest[0] as number, isShared: largest.length > 1 };
  });
  const name = (cell: number) => `$${indexed(tex, value.shape, indexAt(value.shape, cell))}$`;
  const cells = found.map(({ cell }) => cell);
  const again = cells.find((cell, k) => cells.indexOf(cell) < k);
  const one = cells.length === 1;
  return [
    ...(cells.length <= MOST_NAMED
      ? [`The largest ${one ? "cell" : "cells"}, window by window: ${cells.map(name).join(", ")}.`]
      : []),
    ...(again === undefined ? [] : [`${name(again)} is the largest of several windows: their gradients add up.`]),
    ...(found.some(({ isShared }) => isShared)
      ? ["Where several cells are equally large, the first of them, row by row, receives the gradient."]
      : []),
  ];
}

/** The cells of the input under a window, which stands at a place of the output. */
function coveredBy({ slides }: Window, place: readonly number[], shape: Shape): number[][] {
  const lead = place.slice(0, shape.length - slides.length);
  const ranges = slides.map(({ stride, before, size: f, extent }, d) => {
    const from = (place[lead.length + d] ?? 0) * stride - before;
    return Array.from({ length: f }, (_, u) => from + u).filter((i) => i >= 0 && i < extent);
  });
  return ranges.reduce<number[][]>(
    (found, range) => found.flatMap((index) => range.map((i) => [...index, i])),
    [[...lead]],
  );
}

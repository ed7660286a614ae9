import * as c from "../cell.ts";
import { ShapeError } from "../errors.ts";
import { defineFunction, type FunctionDefinition, type Options, type Written } from "../function.ts";
import { at, LEVEL, leading, productPiece } from "../levels.ts";
import { describeShape, type Shape, sameShape } from "../ndarray.ts";
import { covered, placed, type Windows, windowsOf } from "./windows.ts";

/**
 * What is convolved with what: an image [H, W] with a kernel [kh, kw]; channels [C, H, W] with one kernel [C, kh, kw] or
 * several [F, C, kh, kw]; a batch [N, C, H, W] with several. With `groups`, each kernel sees C / groups channels.
 */
interface Layer {
  windows: Windows;
  examples: number;
  groups: number;
  /** Channels and kernels of one group. */
  channels: number;
  kernels: number;
  output: Shape;
}

const RANKS = ["2,2", "3,3", "3,4", "4,4"];
const OPTIONS = ["stride", "padding", "dilation", "groups"];
const HANDED_ON = `{${OPTIONS.map((option) => `${option}: ${option}`).join(", ")}}`;

function layerOf(fn: string, x: Shape, w: Shape, options: Options): Layer {
  const [given, kernel] = [describeShape(x), describeShape(w)];
  if (!RANKS.includes(`${x.length},${w.length}`)) {
    throw new ShapeError(`${fn}: an input of ${given} and a kernel of ${kernel} do not go together`, {
      suggestion: "Rows and columns come last: [H, W], [C, H, W] or [N, C, H, W], with kernels [F, C, kh, kw].",
    });
  }
  const [examples, depth, ...image] = spread(x) as [number, number, number, number];
  const [count, channels, ...size] = spread(w) as [number, number, number, number];
  const groups = options.groups ?? 1;
  const isDivided = typeof groups === "number" && Number.isInteger(groups) && groups > 0 && count % groups === 0;
  if (!isDivided || depth !== channels * groups) {
    const each = groups === 1 ? "" : `, in ${groups} groups`;
    throw new ShapeError(`${fn}: the channels of an input of ${given} are not those of a kernel of ${kernel}${each}`);
  }
  const windows = windowsOf(fn, "kernel", image, size, options, [1, 1]);
  const places = [windows.rows.places, windows.columns.places];
  const output = [...(x.length === 4 ? [examples] : []), ...(w.length === 4 ? [count] : []), ...places];
  return { windows, examples, groups, channels, kernels: count / groups, output };
}

/** With axes of size 1 in front, so that there are four. */
const spread = (shape: Shape): number[] => [...new Array(4 - shape.length).fill(1), ...shape];
/** An operand read as if it had four axes. */
const four = (x: c.Operand): c.Operand => ({
  shape: spread(x.shape),
  at: (...index) => x.at(...index.slice(4 - x.shape.length)),
});
const fourth = (index: readonly c.Index[]): c.Index[] => [...new Array(4 - index.length).fill(0), ...index];

/** Which group a channel or kernel is in, and its number there. */
const group = (i: c.Index, { groups }: Layer, each: number): c.Index => (groups === 1 ? 0 : c.quot(i, each));
const member = (i: c.Index, { groups }: Layer, each: number): c.Index => (groups === 1 ? i : c.rem(i, each));

/** A convolution and the two ways its gradient goes, each a gather: what one cell of the result is added up from. */
function defineConvolution(name: string, isFlipped: boolean, sign: string): FunctionDefinition[] {
  const [toInput, toKernel] = [`${name}Input`, `${name}Kernel`];
  /** A true convolution reads its kernel from the end. */
  const turned = (u: c.Index, size: number): c.Index => (isFlipped ? c.aff(size - 1, [-1, u]) : u);
  const overWindow = ({ rows, columns }: Windows, term: (u: c.Index, v: c.Index) => c.Cell): c.Cell =>
    c.sum(rows.size, (u) => c.sum(columns.size, (v) => term(u, v)));
  /** The cell of the kernel that lies on cell (u, v) of the window. */
  const weight = ({ rows, columns }: Windows, w: c.Operand, f: c.Index, k: c.Index, u: c.Index, v: c.Index): c.Cell =>
    four(w).at(f, k, turned(u, rows.size), turned(v, columns.size));
  const check = (fn: string, dz: Shape, x: Shape, w: Shape, options: Options): void => {
    const { output } = layerOf(fn, x, w, options);
    if (sameShape(dz, output)) return;
    throw new ShapeError(
      `${fn}: the gradient is ${describeShape(dz)}, but ${describeShape(x)} with ${describeShape(w)} gives ${describeShape(output)}`,
    );
  };

  const forward = defineFunction({
    name,
    params: ["x", "w"],
    options: OPTIONS,
    shape: ({ x, w }, options) => layerOf(name, x, w, options).output,
    cell: ({ x, w }, index, options) => {
      const layer = layerOf(name, x.shape, w.shape, options);
      const { rows, columns } = layer.windows;
      const [n, f, i, j] = fourth(index) as [c.Index, c.Index, c.Index, c.Index];
      const first = group(f, layer, layer.kernels);
      return c.sum(layer.channels, (k) =>
        overWindow(layer.windows, (u, v) =>
          c.mul(
            c.or(
              four(x),
              c.none,
              n,
              c.aff(0, [layer.channels, first], [1, k]),
              covered(rows, i, u),
              covered(columns, j, v),
            ),
            weight(layer.windows, w, f, k, u, v),
          ),
        ),
      );
    },
    notation: ([x, w]) => productPiece(leading(x as Written), sign, w as Written),
    pullback: {
      x: {
        formula: `${toInput}(g, w, x, ${HANDED_ON})`,
        because: "Each input cell collects the errors of all outputs it went into, times the weight it met there.",
      },
      w: {
        formula: `${toKernel}(g, x, w, ${HANDED_ON})`,
        because: "A weight is shared by all places: its gradient is the sum over them of input times error.",
      },
    },
  });

  /** The gradient of the input. `x` gives only its shape. */
  const input = defineFunction({
    name: toInput,
    params: ["dz", "w", "x"],
    options: OPTIONS,
    shape: ({ dz, w, x }, options) => {
      check(toInput, dz, x, w, options);
      return x;
    },
    cell: ({ dz, w, x }, index, options) => {
      const layer = layerOf(toInput, x.shape, w.shape, options);
      const { rows, columns } = layer.windows;
      const [n, k, h, q] = fourth(index) as [c.Index, c.Index, c.Index, c.Index];
      const first = group(k, layer, layer.channels);
      return c.sum(layer.kernels, (m) => {
        const f = c.aff(0, [layer.kernels, first], [1, m]);
        return overWindow(layer.windows, (u, v) =>
          c.mul(
            c.or(four(dz), c.none, n, f, placed(rows, h, u), placed(columns, q, v)),
            weight(layer.windows, w, f, member(k, layer, layer.channels), u, v),
          ),
        );
      });
    },
    notation: ([dz, w]) => ({
      tex: `${leading(dz as Written)}${isFlipped ? "\\star" : "*"}_{\\text{full}}${at(w as Written, LEVEL.product)}`,
      level: LEVEL.product,
    }),
    pullback: { dz: `${name}(g, w, ${HANDED_ON})`, w: `${toKernel}(dz, g, w, ${HANDED_ON})` },
  });

  /** The gradient of the kernel. `w` gives only its shape. */
  const kernel = defineFunction({
    name: toKernel,
    params: ["dz", "x", "w"],
    options: OPTIONS,
    shape: ({ dz, x, w }, options) => {
      check(toKernel, dz, x, w, options);
      return w;
    },
    cell: ({ dz, x, w }, index, options) => {
      const layer = layerOf(toKernel, x.shape, w.shape, options);
      const { rows, columns } = layer.windows;
      const [f, k, a, b] = fourth(index) as [c.Index, c.Index, c.Index, c.Index];
      const [u, v] = [turned(a, rows.size), turned(b, columns.size)];
      const channel = c.aff(0, [layer.channels, group(f, layer, layer.kernels)], [1, k]);
      return c.sum(layer.examples, (n) =>
        c.sum(rows.places, (i) =>
          c.sum(columns.places, (j) =>
            c.mul(
              c.or(four(x), c.none, n, channel, covered(rows, i, u), covered(columns, j, v)),
              four(dz).at(n, f, i, j),
            ),
          ),
        ),
      );
    },
    notation: ([dz, x]) => {
      const piece = productPiece(leading(x as Written), "\\star ", dz as Written);
      return isFlipped ? { tex: `\\mathrm{rot}_{180}\\left(${piece.tex}\\right)`, level: LEVEL.atom } : piece;
    },
    pullback: { dz: `${name}(x, g, ${HANDED_ON})`, x: `${toInput}(dz, g, x, ${HANDED_ON})` },
  });
  return [forward, input, kernel];
}

/** Without turning the kernel (what deep learning calls convolution), and with. Goodfellow et al. 2016, section 9.1. */
export const convolutions: readonly FunctionDefinition[] = [
  ...defineConvolution("crossCorrelation", false, "\\star "),
  ...defineConvolution("convolution", true, " * "),
];

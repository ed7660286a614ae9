import * as c from "../cell.ts";
import { ShapeError } from "../errors.ts";
import { defineFunction, type FunctionDefinition, type Options, type Written } from "../function.ts";
import { at, LEVEL, leading, productPiece } from "../levels.ts";
import { describeShape, type Shape, sameShape } from "../ndarray.ts";
import { alongOneAxis, covered, placed, type Windows, windowsOf } from "./windows.ts";

/**
 * What is convolved with what, and what comes out: examples n, channels c, kernels f, rows h and columns w. A list with a
 * list; an image with one kernel or several; channels with one kernel or several; a batch with several. With `groups`,
 * each kernel sees C / groups channels.
 */
const LAYOUTS: Readonly<Record<string, Layout>> = {
  "1,1": { input: "w", kernel: "w", output: "w" },
  "2,2": { input: "hw", kernel: "hw", output: "hw" },
  "2,3": { input: "hw", kernel: "fhw", output: "fhw" },
  "3,3": { input: "chw", kernel: "chw", output: "hw" },
  "3,4": { input: "chw", kernel: "fchw", output: "fhw" },
  "4,4": { input: "nchw", kernel: "fchw", output: "nfhw" },
};
/** Which axes there are, of examples, channels (kernels in an output), rows and columns. */
interface Layout {
  input: string;
  kernel: string;
  output: string;
}
const AXES = { input: "nchw", kernel: "fchw", output: "nfhw" } as const;
type Role = keyof typeof AXES;

interface Layer {
  layout: Layout;
  windows: Windows;
  examples: number;
  groups: number;
  /** Channels and kernels of one group. */
  channels: number;
  kernels: number;
  output: Shape;
}

const OPTIONS = ["stride", "padding", "dilation", "groups"];
const HANDED_ON = `{${OPTIONS.map((option) => `${option}: ${option}`).join(", ")}}`;

function layerOf(fn: string, x: Shape, w: Shape, options: Options): Layer {
  const [given, kernel] = [describeShape(x), describeShape(w)];
  const layout = LAYOUTS[`${x.length},${w.length}`];
  if (!layout) {
    throw new ShapeError(`${fn}: an input of ${given} and a kernel of ${kernel} do not go together`, {
      suggestion: "Rows and columns come last: [H, W], [C, H, W] or [N, C, H, W], with kernels [F, C, kh, kw].",
    });
  }
  const [examples, depth, ...image] = spread(x, layout, "input") as [number, number, number, number];
  const [count, channels, ...size] = spread(w, layout, "kernel") as [number, number, number, number];
  const groups = options.groups ?? 1;
  const isDivided = typeof groups === "number" && Number.isInteger(groups) && groups > 0 && count % groups === 0;
  if (!isDivided || depth !== channels * groups) {
    const each = groups === 1 ? "" : `, in ${groups} groups`;
    throw new ShapeError(`${fn}: the channels of an input of ${given} are not those of a kernel of ${kernel}${each}`);
  }
  const settings = layout.output === "w" ? alongOneAxis(options) : options;
  const windows = windowsOf(fn, "kernel", image, size, settings, [1, 1]);
  const whole = [examples, count, windows.rows.places, windows.columns.places];
  const output = [...layout.output].map((axis) => whole[AXES.output.indexOf(axis)] as number);
  return { layout, windows, examples, groups, channels, kernels: count / groups, output };
}

/** With axes of size 1 where there are none, so that there are four. */
const spread = (shape: Shape, layout: Layout, role: Role): number[] =>
  [...AXES[role]].map((axis) => shape[layout[role].indexOf(axis)] ?? 1);
/** An operand read as if it had four axes. */
const four = (x: c.Operand, layout: Layout, role: Role): c.Operand => ({
  shape: spread(x.shape, layout, role),
  at: (...index) => x.at(...index.filter((_, d) => layout[role].includes(AXES[role].charAt(d)))),
});
/** The index of a cell among four axes. */
const fourth = (index: readonly c.Index[], layout: Layout, role: Role): [c.Index, c.Index, c.Index, c.Index] =>
  [...AXES[role]].map((axis) => index[layout[role].indexOf(axis)] ?? 0) as [c.Index, c.Index, c.Index, c.Index];

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
  const weight = ({ layout, windows }: Layer, w: c.Operand, f: c.Index, k: c.Index, u: c.Index, v: c.Index): c.Cell =>
    four(w, layout, "kernel").at(f, k, turned(u, windows.rows.size), turned(v, windows.columns.size));
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
      const [n, f, i, j] = fourth(index, layer.layout, "output");
      const first = group(f, layer, layer.kernels);
      return c.sum(layer.channels, (k) =>
        overWindow(layer.windows, (u, v) =>
          c.mul(
            c.or(
              four(x, layer.layout, "input"),
              c.none,
              n,
              c.aff(0, [layer.channels, first], [1, k]),
              covered(rows, i, u),
              covered(columns, j, v),
            ),
            weight(layer, w, f, k, u, v),
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
      const [n, k, h, q] = fourth(index, layer.layout, "input");
      const first = group(k, layer, layer.channels);
      return c.sum(layer.kernels, (m) => {
        const f = c.aff(0, [layer.kernels, first], [1, m]);
        return overWindow(layer.windows, (u, v) =>
          c.mul(
            c.or(four(dz, layer.layout, "output"), c.none, n, f, placed(rows, h, u), placed(columns, q, v)),
            weight(layer, w, f, member(k, layer, layer.channels), u, v),
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
      const [f, k, a, b] = fourth(index, layer.layout, "kernel");
      const [u, v] = [turned(a, rows.size), turned(b, columns.size)];
      const channel = c.aff(0, [layer.channels, group(f, layer, layer.kernels)], [1, k]);
      return c.sum(layer.examples, (n) =>
        c.sum(rows.places, (i) =>
          c.sum(columns.places, (j) =>
            c.mul(
              c.or(four(x, layer.layout, "input"), c.none, n, channel, covered(rows, i, u), covered(columns, j, v)),
              four(dz, layer.layout, "output").at(n, f, i, j),
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

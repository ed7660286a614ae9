import { ProblemError, ShapeError } from "../../solver/errors.ts";
import { describeShape, type NdArray, type Shape, size } from "../../solver/ndarray.ts";
import type { Chain } from "./chain.ts";
import type { Of } from "./stages.ts";
import { optionsOf, windowOf } from "./window.ts";

/** Cells whose arithmetic stands in the solution; of larger results only a few. */
export const MOST_WORKED = 16;
const FEW = 4;

/** By the axes of input and kernel: whether there are several kernels, and whether they span channels. */
const LAYOUTS: Readonly<Record<string, { several: boolean; channels: boolean }>> = {
  "1,1": { several: false, channels: false },
  "2,2": { several: false, channels: false },
  "2,3": { several: true, channels: false },
  "3,3": { several: false, channels: true },
  "3,4": { several: true, channels: true },
  "4,4": { several: true, channels: true },
};

export function recordConvolution(chain: Chain, stage: Of<"conv">): void {
  chain.layer++;
  const { kernel, groups } = stage;
  const x = chain.shape();
  const layout = checked(x, stage);
  const axes = x.length === 1 ? 1 : 2;
  const window = windowOf(x.slice(-axes), kernel.shape.slice(-axes), stage, roundOf(chain), {
    what: "kernel",
    at: `${stage.at}.kernel`,
    within: stage.at,
  });
  const kernels = layout.several ? (kernel.shape[0] as number) : 1;
  const places = window.slides.reduce((n, slide) => n * slide.places, 1);
  chain.spend(places * size(kernel.shape) * (x.length === 4 ? (x[0] as number) : 1), stage.at);
  const bias = biasOf(stage, kernels, layout.several);
  const K = chain.parameter("K", kernel, x.length === 1 ? "k" : "K", layout.several ? "kernels" : "kernel");
  const b = bias && chain.parameter("b", bias, "b", kernels > 1 ? "biases" : "bias");
  chain.section(sectionOf(chain, "Convolution"));
  chain.slide(window, "kernel", true);
  const laid = turned(chain, K, kernel);
  const more = groups > 1 ? [`groups: ${groups}`] : [];
  const formula = `crossCorrelation(${chain.current}, ${laid}${optionsOf(window, more)})`;
  const { id, tex } = chain.quantity("Z", x.length === 1 ? "z" : "Z");
  chain.tape.let(id, formula + (b ? ` + ${layout.several ? `perMap(${b})` : b}` : ""), {
    tex,
    name: `output of the convolution${chain.ofLayer()}${chain.afterUpdates()}`,
    title: kernels > 1 ? "Maps" : "Sums",
    why: whyOf(stage, layout.channels),
    remarks: chain.k > 0 ? [] : remarksOf(chain, stage, x, places),
    shownCells: places * kernels <= MOST_WORKED ? MOST_WORKED : FEW,
  });
  chain.convolved.set(id, stage);
  chain.current = id;
}

export const roundOf = (chain: Chain): "floor" | "ceil" => (chain.choice("conv.round") === "ceil" ? "ceil" : "floor");
/** Of several layers each has its own sections. */
export const sectionOf = (chain: Chain, title: string): string =>
  chain.network.stages.filter(({ kind }) => kind === "conv").length > 1
    ? `Layer ${chain.layer}: ${title.charAt(0).toLowerCase()}${title.slice(1)}`
    : title;

function checked(x: Shape, { kernel, groups, at }: Of<"conv">): { several: boolean; channels: boolean } {
  const layout = LAYOUTS[`${x.length},${kernel.shape.length}`];
  const fail = (message: string, suggestion: string) => new ShapeError(message, { at: `${at}.kernel`, suggestion });
  const [input, shape] = [describeShape(x), describeShape(kernel.shape)];
  if (!layout)
    throw fail(
      `an input of ${input} and a kernel of ${shape} do not go together`,
      "An image [H][W] takes one kernel [h][w] or several [F][h][w]; channels [C][H][W] take [C][h][w] or [F][C][h][w]; a batch [N][C][H][W] takes [F][C][h][w].",
    );
  const depth = layout.channels ? (x.at(-3) as number) : 1;
  const own = layout.channels ? (kernel.shape.at(-3) as number) : 1;
  if (depth !== own * groups)
    throw fail(
      `the input has ${depth} channels, but a kernel spans ${own}${groups > 1 ? ` in each of ${groups} groups` : ""}`,
      "A kernel has one matrix for each channel of what it is laid on.",
    );
  if (layout.several && (kernel.shape[0] as number) % groups !== 0)
    throw new ProblemError("groups", `${kernel.shape[0]} kernels cannot be divided into ${groups} groups`, {
      at: `${at}.groups`,
    });
  return layout;
}

/** One number for each kernel. */
function biasOf({ bias, at }: Of<"conv">, kernels: number, several: boolean): NdArray<number> | undefined {
  if (!bias) return undefined;
  const { cells } = bias;
  const shape = several ? [kernels] : [];
  if (cells.length === 1) return { shape, cells: new Array(kernels).fill(cells[0]) };
  if (cells.length === kernels && bias.shape.length === 1) return { shape, cells };
  const message = `bias has ${cells.length} numbers, but there ${kernels === 1 ? "is 1 kernel" : `are ${kernels} kernels`}`;
  throw new ShapeError(message, { at: `${at}.bias`, suggestion: "Give one bias for each kernel." });
}

/** A true convolution turns the kernel first. */
function turned(chain: Chain, K: string, kernel: NdArray<number>): string {
  if (chain.choice("conv.kind") === "correlation") {
    if (!isSymmetric(kernel))
      chain.assume(
        "conv.kind",
        "Deep learning lays the kernel on as it stands; turned by 180° first, it gives other numbers.",
      );
    return K;
  }
  const { id } = chain.quantity("Kturned");
  chain.tape.let(id, `reverse(${K})`, {
    tex: `\\tilde{${chain.tape.step(K).tex.charAt(0)}}${chain.tape.step(K).tex.slice(1)}`,
    name: `turned kernel${chain.ofLayer()}${chain.afterUpdates()}`,
    title: "Turned kernel",
    why:
      kernel.shape.length === 1
        ? "A true convolution reads the kernel backwards before it is laid on."
        : "A true convolution turns the kernel by 180°, rows and columns both, before it is laid on.",
  });
  return id;
}

function isSymmetric({ shape, cells }: NdArray<number>): boolean {
  const each = size(shape.slice(-2));
  return cells.every((w, k) => w === cells[k - (k % each) + each - 1 - (k % each)]);
}

function whyOf({ bias }: Of<"conv">, channels: boolean): string {
  const spanned = channels ? ", over all its channels," : "";
  return `At every place the kernel is laid on the input${spanned} and products of what lies on one another are added up${bias ? "; then the bias" : ""}.`;
}

function remarksOf(chain: Chain, { stride, padding, kernel }: Of<"conv">, x: Shape, places: number): string[] {
  const isPadded = padding !== "valid" && [padding].flat().some((p) => p !== 0);
  const isStrided = [stride].flat().some((s) => s > 1);
  return [
    ...(isPadded && chain.first("padding") ? ["What lies on the padding is 0 and adds nothing."] : []),
    ...(isStrided && chain.first("stride") ? ["From one place to the next the kernel moves by the stride."] : []),
    ...(x.length === 2 && kernel.shape.length === 2 && places > 1 && chain.first("no matrix product")
      ? ["Cell by cell, no matrix product: each result is a single sum."]
      : []),
  ];
}

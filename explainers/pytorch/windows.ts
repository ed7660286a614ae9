import type { Options } from "../../solver/function.ts";
import type { Spelling } from "./spellings.ts";

type Setting = Options[string];

/** Cells added on the sides, in the order of `F.pad`: left, right, and of an image above, below. */
function sidesOf(padding: Setting, axes: 1 | 2): number[] {
  if (!Array.isArray(padding)) return new Array(2 * axes).fill(padding);
  if (axes === 1) return padding;
  const [top, bottom, left, right] = padding.length === 4 ? padding : padding.flatMap((n) => [n, n]);
  return [left, right, top, bottom];
}

const tuple = (value: Setting): string => (Array.isArray(value) ? `(${value.join(", ")})` : String(value));
const padded = (x: string, sides: readonly number[], value: string): string =>
  sides.some((n) => n > 0) ? `F.pad(${x}, (${sides.join(", ")}), value=${value})` : x;

/** PyTorch takes channels, an image alone not: each channel is pooled by itself. */
export const pooling =
  (mode: "max" | "avg"): Spelling =>
  ([x], { size: window = 1, stride = window, padding = 0, countPadding = 1 }, [shape]) => {
    const rank = shape?.length ?? 0;
    const axes = rank === 1 ? 1 : 2;
    const [before, after] = rank < 3 ? ["[None]", "[0]"] : ["", ""];
    const sides = sidesOf(padding, axes);
    const pool = (of: string, value: string): string =>
      `F.${mode}_pool${axes}d(${padded(of + before, sides, value)}, ${tuple(window)}, stride=${tuple(stride)})${after}`;
    if (mode === "max") return pool(x as string, '-float("inf")');
    const isCounted = countPadding !== 0 || sides.every((n) => n === 0);
    return isCounted ? pool(x as string, "0") : `(${pool(x as string, "0")} / ${pool(`torch.ones_like(${x})`, "0")})`;
  };

/** By the axes of input and kernel: how each becomes what PyTorch takes, and what is read from the result. */
const LAYOUTS: Readonly<Record<string, readonly [string, string, string]>> = {
  "1,1": ["[None, None]", "[None, None]", "[0, 0]"],
  "2,2": ["[None, None]", "[None, None]", "[0, 0]"],
  "2,3": ["[None, None]", "[:, None]", "[0]"],
  "3,3": ["[None]", "[None]", "[0, 0]"],
  "3,4": ["[None]", "", "[0]"],
  "4,4": ["", "", ""],
};

/** A true convolution turns the kernel first, which PyTorch does not. */
export const correlating =
  (isFlipped: boolean): Spelling =>
  ([x, w], { stride = 1, padding = 0, dilation = 1, groups = 1 }, [shape, kernel]) => {
    const layout = LAYOUTS[`${shape?.length},${kernel?.length}`];
    if (!layout) return "";
    const axes = shape?.length === 1 ? 1 : 2;
    const laid = `${w}${isFlipped ? (axes === 1 ? ".flip(-1)" : ".flip(-2, -1)") : ""}${layout[1]}`;
    const input = padded(x + layout[0], sidesOf(padding, axes), "0");
    const options = `stride=${tuple(stride)}, dilation=${tuple(dilation)}, groups=${groups}`;
    return `F.conv${axes}d(${input}, ${laid}, ${options})${layout[2]}`;
  };

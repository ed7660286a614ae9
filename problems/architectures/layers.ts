import type { Kind, Layer } from "../cnn-shapes/layers.ts";
import { textTex } from "../cnn-shapes/words.ts";

/** A layer as the papers call it; `chain` puts it into its place. */
const called = (name: string, kind: Kind): Layer => ({
  k: name,
  sub: textTex(name),
  name,
  from: "0",
  at: "given.input",
  ...kind,
});

interface Options {
  stride?: number;
  padding?: number;
  groups?: number;
  bias?: boolean;
  /** The step that holds the number of filters, where several layers share it. */
  width?: string;
}

export function conv(name: string, filters: number, kernel: number, options: Options = {}): Layer {
  const { stride = 1, padding = 0, groups = 1, bias = true, width } = options;
  return called(name, {
    type: "conv",
    filters,
    kernel: [kernel, kernel],
    stride: [stride, stride],
    padding: [padding, padding],
    dilation: [1, 1],
    groups,
    bias,
    ...(width !== undefined && { width }),
  });
}

export function pool(type: "maxpool" | "avgpool", name: string, size: number, stride = size, padding = 0): Layer {
  return called(name, {
    type,
    kernel: [size, size],
    stride: [stride, stride],
    padding: [padding, padding],
    dilation: [1, 1],
  });
}

export const dense = (name: string, units: number, bias = true): Layer => called(name, { type: "dense", units, bias });
export const batchNorm = (name: string): Layer => called(name, { type: "batchnorm" });
export const globalPool = (name: string): Layer => called(name, { type: "globalpool" });
export const adaptivePool = (name: string, size: number): Layer => called(name, { type: "adaptivepool", size });
export const addition = (name: string, other: string): Layer => called(name, { type: "add", with: other });
export const flatten = (): Layer => ({
  ...called("flatten", { type: "flatten" }),
  sub: "\\text{flat}",
  name: undefined,
});

/** Layers that have no number of their own in the papers. */
const isCounted = ({ type }: Layer): boolean => type !== "flatten" && type !== "batchnorm";

/** Layers of which each takes the output of the one before, numbered from 1. */
export function chain(layers: readonly Layer[]): Layer[] {
  let [count, from] = [0, "0"];
  return layers.map((layer) => {
    const k = isCounted(layer) ? String(++count) : layer.k;
    const placed = { ...layer, k, from };
    from = k;
    return placed;
  });
}

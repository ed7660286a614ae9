import type { Tex } from "../../explainers/solution.ts";
import { isWindowed, type Layer, type Windowed } from "./layers.ts";
import { across, isSquare } from "./sizes.ts";

const KINDS: Readonly<Record<Layer["type"], string>> = {
  conv: "convolution",
  maxpool: "max pooling",
  avgpool: "average pooling",
  globalpool: "global pooling",
  adaptivepool: "adaptive pooling",
  flatten: "flatten",
  dense: "dense",
  batchnorm: "batch normalization",
  add: "addition",
  plain: "activation",
};

/** `convolution`, `flatten`: the kind of a layer in words. */
export const described = (layer: Layer): string => KINDS[layer.type];

/** `Layer 1 (C1): 32 filters 3×3, stride 2, same padding`. Plain text, and unlike any other layer's. */
export function titleOf(layer: Layer): string {
  const name = layer.name === undefined ? "" : ` (${layer.name})`;
  if (!isNumbered(layer)) return layer.name ? `${layer.name}: ${detailsOf(layer)}` : capitalized(detailsOf(layer));
  return `Layer ${layer.k}${name}: ${detailsOf(layer)}`;
}

/** `layer 3`, or `C3` where everybody calls it that: for names of quantities. */
export const spoken = ({ k, sub, name }: Pick<Layer, "k" | "sub"> & { name?: string | undefined }): string =>
  sub === k ? `layer ${k}` : (name ?? k);

/** What only hands on in another form is not counted among the layers of a known network. */
const isNumbered = ({ k }: Layer): boolean => /^\d/.test(k);
const capitalized = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

function detailsOf(layer: Layer): string {
  if (layer.type === "dense") return `${layer.units} ${layer.units === 1 ? "unit" : "units"}, fully connected`;
  if (layer.type === "adaptivepool") return `${described(layer)} to ${layer.size}×${layer.size}`;
  if (layer.type === "add") return `${described(layer)} of layer ${layer.with}`;
  if (!isWindowed(layer)) return described(layer);
  const head =
    layer.type === "conv"
      ? `${layer.filters} ${layer.filters === 1 ? "filter" : "filters"} ${across(layer.kernel)}`
      : `${described(layer)} ${across(layer.kernel)}`;
  return [head, ...windowDetails(layer)].join(", ");
}

function windowDetails(layer: Windowed): string[] {
  const text = (pair: readonly [number, number]) => (isSquare(pair) ? String(pair[0]) : across(pair));
  const details = [`stride ${text(layer.stride)}`];
  if (layer.padding === "same") details.push("same padding");
  else if (layer.padding.some((p) => p > 0)) details.push(`padding ${text(layer.padding)}`);
  else if (layer.type === "conv") details.push("no padding");
  if (layer.dilation.some((d) => d > 1)) details.push(`dilation ${text(layer.dilation)}`);
  if (layer.type === "conv" && layer.groups > 1) details.push(`${layer.groups} groups`);
  return details;
}

/** For the first column of the table. */
export const labelTex = (layer: Layer): string =>
  textTex(`${isNumbered(layer) ? `${layer.k} ` : ""}${layer.name ?? described(layer)}`);

/** Plain words in TeX. */
export const textTex = (text: string): Tex => `\\text{${text.replaceAll("_", "\\_").replaceAll(" ", "\\;")}}`;

/** What two layers have in common when one is worked as the other was: the second is then only looked up. */
export function kindOf(layer: Layer): string {
  if (!isWindowed(layer)) return layer.type;
  const features = [
    layer.padding === "same" ? "same" : layer.padding.some((p) => p > 0) ? "padded" : "valid",
    layer.stride.some((s) => s > 1) ? "strided" : "",
    layer.dilation.some((d) => d > 1) ? "dilated" : "",
    layer.type === "conv" && layer.groups > 1 ? "grouped" : "",
  ];
  return [layer.type, ...features].join(" ");
}

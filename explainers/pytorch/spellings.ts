import type { Options } from "../../solver/function.ts";
import type { Shape } from "../../solver/ndarray.ts";
import { correlating, pooling } from "./windows.ts";

/** A call as PyTorch spells it, from its operands as Python and their shapes. */
export type Spelling = (args: string[], options: Options, shapes: readonly Shape[]) => string;

const infix =
  (sign: string): Spelling =>
  ([a, b]) =>
    `(${a} ${sign} ${b})`;
const fn =
  (name: string, more = ""): Spelling =>
  (args) =>
    `${name}(${args.join(", ")}${more})`;

/** Reductions keep their axis at size 1, as ours do. */
const reduced = (x: string, how: string, { axis }: Options): string =>
  axis === undefined ? `${x}.${how}()` : `${x}.${how}(dim=${axis}, keepdim=True)`;
const loss =
  (term: (args: string[]) => string): Spelling =>
  (args, options) =>
    reduced(`(${term(args)})`, "sum", options);

/** What holds no quantity is one of Python's own numbers, and becomes a tensor where PyTorch takes nothing else. */
const t = (x: string): string => (/^[\s\d().+*/e-]+$|^\(*torch\.pi\)*$/.test(x) ? `num(${x})` : x);
/** Equal but for rounding: 0.9 − 0.06 is 0.84, whatever float64 makes of it. */
const tied = (a = "", b = ""): string => `torch.isclose(${t(a)}, ${t(b)}, rtol=1e-12, atol=0.0)`;
const list = (of: unknown): string => `[${(of as readonly number[]).join(", ")}]`;

/**
 * Our functions in PyTorch's own. What is missing here has no counterpart: a script says so and takes our value.
 * Activations and losses are PyTorch's where it has them.
 */
export const spellings: Readonly<Record<string, Spelling>> = {
  plus: infix("+"),
  minus: infix("-"),
  times: infix("*"),
  divide: infix("/"),
  ratio: infix("/"),
  power: infix("**"),
  negate: ([a]) => `(-${a})`,
  exp: ([a]) => `torch.exp(${t(a as string)})`,
  log: ([a]) => `torch.log(${t(a as string)})`,
  log2: ([a]) => `torch.log2(${t(a as string)})`,
  log10: ([a]) => `torch.log10(${t(a as string)})`,
  logBase: ([a, base]) => `(torch.log(${t(a as string)}) / torch.log(${t(base as string)}))`,
  sqrt: ([a]) => `torch.sqrt(${t(a as string)})`,
  cos: ([a]) => `torch.cos(${t(a as string)})`,
  sin: ([a]) => `torch.sin(${t(a as string)})`,
  erf: ([a]) => `torch.erf(${t(a as string)})`,
  abs: ([a]) => `torch.abs(${t(a as string)})`,
  sign: ([a]) => `torch.sign(${t(a as string)})`,
  floor: ([a]) => `torch.floor(${t(a as string)})`,
  ceil: ([a]) => `torch.ceil(${t(a as string)})`,
  maximum: ([a, b]) => `torch.maximum(${t(a as string)}, ${t(b as string)})`,
  minimum: ([a, b]) => `torch.minimum(${t(a as string)}, ${t(b as string)})`,
  lessThan: ([a, b]) => `num((${a} < ${b}) & ~${tied(a, b)})`,
  atLeast: ([a, b]) => `num((${a} >= ${b}) | ${tied(a, b)})`,
  equals: ([a, b]) => `num(${tied(a, b)})`,
  choose: ([condition, yes, no]) => `torch.where(${condition} != 0, ${t(yes as string)}, ${t(no as string)})`,
  pi: () => "num(torch.pi)",
  normalCdf: ([z]) => `((1 + torch.erf(${z} / 2 ** 0.5)) / 2)`,
  normalPdf: ([z]) => `(torch.exp(-${z} ** 2 / 2) / (2 * torch.pi) ** 0.5)`,
  spread: ([s, x]) => `(${s} * torch.ones_like(${x}))`,
  list1: ([a]) => `torch.stack([${t(a as string)}])`,
  list2: (args) => `torch.stack([${args.map(t).join(", ")}])`,
  list3: (args) => `torch.stack([${args.map(t).join(", ")}])`,
  reshape: ([x], { shape }) => `${x}.reshape(${list(shape)})`,
  reshapeLike: ([x, like]) => `${x}.reshape(${like}.shape)`,
  flatten: ([x], { axis = 0 }, [shape]) => (shape?.length === 0 ? `${x}.reshape(1)` : `${x}.flatten(${axis})`),
  squeeze: ([x], { axis = 0 }) => `${x}.squeeze(${axis})`,
  concat: ([a, b], { axis = 0 }) => `torch.cat([${a}, ${b}], dim=${axis})`,
  head: ([x, like], { axis = 0 }) => `${x}.narrow(${axis}, 0, ${like}.shape[${axis}])`,
  tail: ([x, like], { axis = 0 }) =>
    `${x}.narrow(${axis}, ${x}.shape[${axis}] - ${like}.shape[${axis}], ${like}.shape[${axis}])`,
  matmul: infix("@"),
  matvec: infix("@"),
  vecmat: infix("@"),
  dot: infix("@"),
  outer: fn("torch.outer"),
  transpose: ([a], _, [shape]) => ((shape?.length ?? 0) < 2 ? (a as string) : `${a}.mT`),
  diag: fn("torch.diag"),
  diagonal: fn("torch.diagonal"),
  sum: ([x], options) => reduced(x as string, "sum", options),
  product: ([x]) => `${x}.prod()`,
  average: ([x, m], options) => `(${reduced(x as string, "sum", options)} / ${m})`,
  sumTo: ([x], { shape }) => `${x}.sum_to_size(${list(shape)})`,
  largest: ([x], { axis }) => (axis === undefined ? `${x}.amax()` : `${x}.amax(dim=${axis}, keepdim=True)`),
  sigmoid: fn("torch.sigmoid"),
  tanh: fn("torch.tanh"),
  relu: fn("torch.relu"),
  linear: ([z]) => z as string,
  step: ([z]) => `num(${z} > 0)`,
  stepAtLeast: ([z]) => `num(${z} >= 0)`,
  bipolarSigmoid: ([z]) => `(2 * torch.sigmoid(${z}) - 1)`,
  leakyRelu: ([z, alpha]) => `torch.where(${z} > 0, ${z}, ${alpha} * ${z})`,
  prelu: ([z, alpha]) => `torch.where(${z} > 0, ${z}, ${alpha} * ${z})`,
  leakySlope: ([z, alpha]) => `torch.where(${z} > 0, num(1.0), ${t(alpha as string)})`,
  elu: ([z, alpha]) => `torch.where(${z} > 0, ${z}, ${alpha} * (torch.exp(${z}) - 1))`,
  eluSlope: ([z, alpha]) => `torch.where(${z} > 0, num(1.0), ${alpha} * torch.exp(${z}))`,
  selu: fn("F.selu"),
  softplus: fn("F.softplus"),
  hardTanh: fn("F.hardtanh"),
  relu6: fn("F.relu6"),
  hardSigmoid: fn("F.hardsigmoid"),
  gelu: fn("F.gelu"),
  geluTanh: fn("F.gelu", ', approximate="tanh"'),
  swish: fn("F.silu"),
  softsign: fn("F.softsign"),
  mish: fn("F.mish"),
  softmax: ([z], { axis }) =>
    axis === undefined ? `torch.softmax(${z}.flatten(), 0).reshape(${z}.shape)` : `torch.softmax(${z}, dim=${axis})`,
  squaredError: loss(([a, y]) => `(${a} - ${y}) ** 2`),
  absoluteError: loss(([a, y]) => `torch.abs(${a} - ${y})`),
  bce: loss(([a, y]) => `-(torch.xlogy(${t(y as string)}, ${a}) + torch.xlogy(${t(`1 - ${y}`)}, 1 - ${a}))`),
  cce: loss(([a, y]) => `-torch.xlogy(${y}, ${a})`),
  huber: loss(
    ([a, y, delta]) =>
      `F.huber_loss(*torch.broadcast_tensors(${a}, ${t(y as string)}), reduction="none", delta=float(${delta}))`,
  ),
  hinge: loss(([a, y]) => `torch.clamp(1 - ${y} * ${a}, min=0)`),
  kl: loss(([p, q]) => `torch.xlogy(${p}, ${p}) - torch.xlogy(${p}, ${q})`),
  crossCorrelation: correlating(false),
  convolution: correlating(true),
  part: ([x], { at }) => `${x}[${(at as readonly number[]).map((k) => (k === 0 ? ":" : String(k - 1))).join(", ")}]`,
  take: ([x, rows], { axis = 0 }) => `torch.index_select(${x}, ${axis}, ${rows}.detach().long())`,
  range: (_, { shape }) => `torch.arange(float(torch.Size(${list(shape)}).numel())).reshape(${list(shape)})`,
  along: ([v, like], { axis }) =>
    axis === undefined
      ? `(${v} * torch.ones_like(${like}))`
      : `(${v}.reshape([-1 if d == ${axis} else 1 for d in range(${like}.dim())]) * torch.ones_like(${like}))`,
  sumPer: ([x], { axis }) => (axis === undefined ? `${x}.sum()` : `${x}.movedim(${axis}, 0).flatten(1).sum(1)`),
  largestPer: ([x], { axis }) => (axis === undefined ? `${x}.amax()` : `${x}.movedim(${axis}, 0).flatten(1).amax(1)`),
  smallestPer: ([x], { axis }) => (axis === undefined ? `${x}.amin()` : `${x}.movedim(${axis}, 0).flatten(1).amin(1)`),
  reverse: ([x], _, [shape]) => `${x}.flip(${(shape?.length ?? 0) > 1 ? "-2, -1" : "-1"})`,
  rot90: ([x]) => `torch.rot90(${x}, 1, (-2, -1))`,
  rot180: ([x]) => `torch.rot90(${x}, 2, (-2, -1))`,
  rot270: ([x]) => `torch.rot90(${x}, 3, (-2, -1))`,
  flipHorizontal: ([x]) => `${x}.flip(-1)`,
  flipVertical: ([x]) => `${x}.flip(-2)`,
  perMap: ([b], { axes = 2 }) => `${b}[..., ${axes === 1 ? "None" : "None, None"}]`,
  ofMap: ([x], { axes = 2 }) => `${x}[..., ${axes === 1 ? "0" : "0, 0"}]`,
  entropy: ([p], options) => reduced(`(-torch.xlogy(${p}, ${p}) / torch.log(num(2.0)))`, "sum", options),
  huberOf: ([e, delta]) => `F.huber_loss(${e}, torch.zeros_like(${e}), reduction="none", delta=float(${delta}))`,
  squaredDistances: ([x]) => `((${x}[:, None] - ${x}[None]) ** 2).sum(-1)`,
  offDiagonal: ([x]) => `(${x} - torch.diag(torch.diagonal(${x})))`,
  maxPool: pooling("max"),
  avgPool: pooling("avg"),
};

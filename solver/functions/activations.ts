import * as c from "../cell.ts";
import { call, defineFunction, defineMap, type Written } from "../function.ts";
import { mostOver, reducedShape, sumOver } from "./reductions.ts";

/** Slope a(1 − a) below which a sigmoid unit is called saturated. */
const SATURATED = 0.01;

export const sigmoid = defineMap({
  name: "sigmoid",
  params: ["z"],
  map: (z) => c.div(1, c.add(1, c.exp(c.neg(z)))),
  notation: call("\\sigma"),
  pullback: {
    z: {
      formula: "g .* out .* (1 - out)",
      because: "The slope of the sigmoid is $a(1-a)$, with the activation already computed.",
    },
  },
  stable: { "1 - out": "sigmoid(-z)" },
  remarks: [
    {
      when: (out) => out * (1 - out) < SATURATED,
      say: "saturated: the slope $a(1-a)$ is below 0.01",
    },
  ],
});

export const tanh = defineMap({
  name: "tanh",
  params: ["z"],
  map: (z) => c.tanh(z),
  notation: call("\\tanh"),
  pullback: {
    z: { formula: "g .* (1 - out .^ 2)", because: "The slope of tanh is $1-a^2$: it takes the activation, not $z$." },
  },
  stable: { "1 - out .^ 2": "4 * sigmoid(2 * z) .* sigmoid(-2 * z)" },
  remarks: [
    {
      when: (out) => 1 - out * out < SATURATED,
      say: "saturated: the slope $1-a^2$ is below 0.01",
    },
  ],
});

/** (1 − e^(−z)) / (1 + e^(−z)): the sigmoid between −1 and 1, which is tanh(z/2). */
export const bipolarSigmoid = defineMap({
  name: "bipolarSigmoid",
  params: ["z"],
  map: (z) => {
    const largest = c.shift(() => c.max(0, c.neg(z)));
    const [one, power] = [c.exp(c.neg(largest)), c.exp(c.sub(c.neg(z), largest))];
    return c.div(c.sub(one, power), c.add(one, power));
  },
  notation: call("\\sigma_{\\pm}"),
  pullback: {
    z: {
      formula: "g .* (1 - out .^ 2) / 2",
      because: "The slope of the bipolar sigmoid is $\\frac{1-a^2}{2}$, with the activation already computed.",
    },
  },
  stable: { "1 - out .^ 2": "4 * sigmoid(z) .* sigmoid(-z)" },
  remarks: [
    {
      when: (out) => (1 - out * out) / 2 < SATURATED,
      say: "saturated: the slope $\\frac{1-a^2}{2}$ is below 0.01",
    },
  ],
});

/** 1 where the argument is positive, else 0: the slope of ReLU. */
export const step = defineMap({
  name: "step",
  params: ["z"],
  map: (z) =>
    c.where(
      c.less(0, z),
      () => 1,
      () => 0,
    ),
  notation: ([z]) => ({ ...call("\\mathbb{1}")([{ ...(z as Written), tex: `${(z as Written).tex}>0` }], {}) }),
  pullback: {},
});

/** 1 from 0 on, else 0: a unit that fires already at $z=0$. */
export const stepAtLeast = defineMap({
  name: "stepAtLeast",
  params: ["z"],
  map: (z) =>
    c.where(
      c.less(z, 0),
      () => 0,
      () => 1,
    ),
  notation: ([z]) => ({ ...call("\\mathbb{1}")([{ ...(z as Written), tex: `${(z as Written).tex}\\ge0` }], {}) }),
  pullback: {},
});

export const relu = defineMap({
  name: "relu",
  params: ["z"],
  map: (z) => c.max(0, z),
  notation: call("\\mathrm{ReLU}"),
  pullback: { z: { formula: "g .* step(z)", because: "ReLU passes the gradient where $z>0$ and stops it elsewhere." } },
  remarks: [{ when: (_, z) => z <= 0, say: "off ($z\\le0$): output and slope are 0" }],
});

/** The identity, as an activation. */
export const linear = defineMap({
  name: "linear",
  params: ["z"],
  map: (z) => z,
  notation: ([z]) => z as Written,
  pullback: { z: { formula: "g", because: "The identity has slope 1." } },
});

/** e^z over the sum of all e^z: along `axis`, or over everything without one. */
export const softmax = defineFunction({
  name: "softmax",
  params: ["z"],
  options: ["axis"],
  shape: ({ z }, options) => {
    reducedShape(z, options);
    return z;
  },
  cell: ({ z }, index, options) => {
    const largest = c.shift(() => mostOver(z.shape, options, index, z.at));
    const part = (...i: c.Index[]) => c.exp(c.sub(z.at(...i), largest));
    return c.div(part(...index), sumOver(z.shape, options, index, part));
  },
  notation: call("\\mathrm{softmax}"),
  pullback: {
    z: {
      formula: "out .* (g - sum(g .* out, {axis: axis}))",
      because:
        "Every output of the softmax depends on every input: $\\partial a_k/\\partial z_j=a_k(\\delta_{kj}-a_j)$.",
    },
  },
});

import * as c from "../cell.ts";
import { call, defineMap, type FunctionDefinition } from "../function.ts";

/** z where it is positive, alpha·z elsewhere. */
const defineLeaky = (name: string, tex: string, alphaRule: string): FunctionDefinition =>
  defineMap({
    name,
    params: ["z", "alpha"],
    map: (z, alpha) => ifPositive(z, z, () => c.mul(alpha, z)),
    notation: call(tex),
    pullback: {
      z: { formula: "g .* leakySlope(z, alpha)", because: "The slope is 1 where $z>0$ and $\\alpha$ elsewhere." },
      alpha: { formula: "g .* minimum(z, 0)", because: alphaRule },
    },
  });

const ifPositive = (z: c.Cell, yes: c.Cell | number, no: () => c.Cell): c.Cell => c.where(c.less(0, z), () => yes, no);

/** With a small slope that is chosen. Maas, Hannun & Ng 2013. */
export const leakyRelu = defineLeaky(
  "leakyRelu",
  "\\mathrm{LeakyReLU}",
  "The slope counts only where $z$ is negative.",
);

/** With a slope that is learned. He et al. 2015, equation (8). */
export const prelu = defineLeaky(
  "prelu",
  "\\mathrm{PReLU}",
  "The slope is learned from the cells where $z$ is negative: each adds its $z$.",
);

export const leakySlope = defineMap({
  name: "leakySlope",
  params: ["z", "alpha"],
  map: (z, alpha) => ifPositive(z, 1, () => alpha),
  notation: call("\\mathrm{LeakyReLU}'"),
  pullback: { alpha: "g .* (1 - step(z))" },
});

const eluCell = (z: c.Cell, alpha: c.Cell | number): c.Cell => ifPositive(z, z, () => c.mul(alpha, c.sub(c.exp(z), 1)));

/** Clevert, Unterthiner & Hochreiter 2016. */
export const elu = defineMap({
  name: "elu",
  params: ["z", "alpha"],
  map: eluCell,
  notation: call("\\mathrm{ELU}"),
  pullback: {
    z: { formula: "g .* eluSlope(z, alpha)", because: "The slope is 1 where $z>0$ and $\\alpha e^z$ elsewhere." },
    alpha: { formula: "g .* (exp(minimum(z, 0)) - 1)", because: "Only where $z$ is negative does $\\alpha$ count." },
  },
});

export const eluSlope = defineMap({
  name: "eluSlope",
  params: ["z", "alpha"],
  map: (z, alpha) => ifPositive(z, 1, () => c.mul(alpha, c.exp(z))),
  notation: call("\\mathrm{ELU}'"),
  pullback: { z: "g .* (1 - step(z)) .* out", alpha: "g .* (1 - step(z)) .* exp(minimum(z, 0))" },
});

/** Such that mean 0 and variance 1 are kept. Klambauer et al. 2017, equation (14), to float64. */
const SELU = { scale: 1.0507009873554805, alpha: 1.6732632423543772 };

export const selu = defineMap({
  name: "selu",
  params: ["z"],
  map: (z) => c.mul(SELU.scale, eluCell(z, SELU.alpha)),
  notation: call("\\mathrm{SELU}"),
  pullback: {
    z: {
      formula: `${SELU.scale} * g .* eluSlope(z, ${SELU.alpha})`,
      because: "SELU is an ELU times a number, and so is its slope.",
    },
  },
});

/** ln(1 + e^z), a smooth ReLU. Taken out as max(0, z), the power stays in range. */
export const softplus = defineMap({
  name: "softplus",
  params: ["z"],
  map: (z) => {
    const largest = c.shift(() => c.max(0, z));
    return c.add(largest, c.log(c.add(c.exp(c.neg(largest)), c.exp(c.sub(z, largest)))));
  },
  notation: call("\\mathrm{softplus}"),
  pullback: { z: { formula: "g .* sigmoid(z)", because: "The slope of softplus is the sigmoid." } },
});

export const hardTanh = defineMap({
  name: "hardTanh",
  params: ["z"],
  map: (z) => c.max(-1, c.min(1, z)),
  notation: call("\\mathrm{hardtanh}"),
  pullback: {
    z: { formula: "g .* step(z + 1) .* step(1 - z)", because: "The slope is 1 between $-1$ and 1, and 0 outside." },
  },
  remarks: [{ when: (_, z) => Math.abs(z) >= 1, say: "at its limit: the slope is 0, so no gradient passes" }],
});

/** A ReLU that is cut off at 6. Krizhevsky 2010. */
export const relu6 = defineMap({
  name: "relu6",
  params: ["z"],
  map: (z) => c.min(6, c.max(0, z)),
  notation: call("\\mathrm{ReLU6}"),
  pullback: {
    z: { formula: "g .* step(z) .* step(6 - z)", because: "The slope is 1 between 0 and 6, and 0 outside." },
  },
  remarks: [{ when: (_, z) => z <= 0 || z >= 6, say: "at its limit: the slope is 0, so no gradient passes" }],
});

/** ReLU6 of z + 3, over 6, as in PyTorch. Howard et al. 2019, section 5.2. */
export const hardSigmoid = defineMap({
  name: "hardSigmoid",
  params: ["z"],
  map: (z) => c.div(c.min(6, c.max(0, c.add(z, 3))), 6),
  notation: call("\\mathrm{hardsigmoid}"),
  pullback: {
    z: {
      formula: "g .* step(z + 3) .* step(3 - z) / 6",
      because: "The slope is 1/6 between $-3$ and 3, and 0 outside.",
    },
  },
  remarks: [{ when: (_, z) => Math.abs(z) >= 3, say: "at its limit: the slope is 0, so no gradient passes" }],
});

import * as c from "../cell.ts";
import { call, defineMap } from "../function.ts";

/** z Φ(z), exactly. Hendrycks & Gimpel 2016. */
export const gelu = defineMap({
  name: "gelu",
  params: ["z"],
  map: (z) => c.mul(z, c.div(c.add(1, c.erf(c.div(z, c.sqrt(2)))), 2)),
  notation: call("\\mathrm{GELU}"),
  pullback: {
    z: {
      formula: "g .* (normalCdf(z) + z .* normalPdf(z))",
      because: "Product rule for $z\\,\\Phi(z)$: the slope of $\\Phi$ is the density $\\varphi$.",
    },
  },
});

const CUBIC = 0.044715;
const TANH = `tanh(sqrt(2 / pi()) * (z + ${CUBIC} * z .^ 3))`;

/** ½ z (1 + tanh(√(2/π) (z + 0.044715 z³))). Hendrycks & Gimpel 2016. */
export const geluTanh = defineMap({
  name: "geluTanh",
  params: ["z"],
  map: (z) => {
    const inner = c.mul(c.sqrt(c.div(2, c.pi)), c.add(z, c.mul(CUBIC, c.pow(z, 3))));
    return c.mul(c.div(z, 2), c.add(1, c.tanh(inner)));
  },
  notation: call("\\mathrm{GELU}_{\\tanh}"),
  pullback: {
    z: {
      formula:
        `g .* (0.5 * (1 + ${TANH}) + ` +
        `0.5 * z .* (1 - ${TANH} .^ 2) .* (sqrt(2 / pi()) * (1 + ${3 * CUBIC} * z .^ 2)))`,
      because: "Product rule, then the chain rule through the tanh.",
    },
  },
});

/** z σ(z), also called SiLU. Ramachandran, Zoph & Le 2017. */
export const swish = defineMap({
  name: "swish",
  params: ["z"],
  map: (z) => c.div(z, c.add(1, c.exp(c.neg(z)))),
  notation: call("\\mathrm{swish}"),
  pullback: {
    z: {
      formula: "g .* (sigmoid(z) + out .* sigmoid(-z))",
      because: "Product rule for $z\\,\\sigma(z)$: the slope of the sigmoid is $\\sigma(z)\\,\\sigma(-z)$.",
    },
  },
});

/** z / (1 + |z|). Turian, Bergstra & Bengio 2009. */
export const softsign = defineMap({
  name: "softsign",
  params: ["z"],
  map: (z) => c.div(z, c.add(1, c.abs(z))),
  notation: call("\\mathrm{softsign}"),
  pullback: {
    z: { formula: "g ./ (1 + abs(z)) .^ 2", because: "Quotient rule: one over the square of what stands below." },
  },
});

/** z tanh(softplus(z)). Misra 2020. */
export const mish = defineMap({
  name: "mish",
  params: ["z"],
  map: (z) => {
    const largest = c.shift(() => c.max(0, z));
    const softplus = c.add(largest, c.log(c.add(c.exp(c.neg(largest)), c.exp(c.sub(z, largest)))));
    return c.mul(z, c.tanh(softplus));
  },
  notation: call("\\mathrm{mish}"),
  pullback: {
    z: {
      formula: "g .* (tanh(softplus(z)) + z .* (1 - tanh(softplus(z)) .^ 2) .* sigmoid(z))",
      because: "Product rule, then the chain rule through tanh and softplus, whose slope is the sigmoid.",
    },
  },
});

import * as c from "../cell.ts";
import { call, defineMap } from "../function.ts";
import { LEVEL } from "../levels.ts";

export const pi = defineMap({
  name: "pi",
  params: [],
  map: () => c.pi,
  notation: () => ({ tex: "\\pi", level: LEVEL.atom }),
  pullback: {},
});

export const erf = defineMap({
  name: "erf",
  params: ["a"],
  map: c.erf,
  notation: call("\\operatorname{erf}"),
  pullback: {
    a: {
      formula: "g .* (2 / sqrt(pi()) * exp(-(a .^ 2)))",
      because: "The error function is an integral; its slope is what is integrated.",
    },
  },
});

/** Φ(z): the probability that a standard normal number is at most z. */
export const normalCdf = defineMap({
  name: "normalCdf",
  params: ["z"],
  map: (z) => c.div(c.add(1, c.erf(c.div(z, c.sqrt(2)))), 2),
  notation: call("\\Phi"),
  pullback: { z: { formula: "g .* normalPdf(z)", because: "The slope of a distribution function is the density." } },
});

/** φ(z): the density of the standard normal distribution. */
export const normalPdf = defineMap({
  name: "normalPdf",
  params: ["z"],
  map: (z) => c.div(c.exp(c.neg(c.div(c.pow(z, 2), 2))), c.sqrt(c.mul(2, c.pi))),
  notation: call("\\varphi"),
  pullback: { z: { formula: "-(g .* z .* out)", because: "Chain rule: the exponent's slope is $-z$." } },
});

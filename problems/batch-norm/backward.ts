import type { Words } from "../../solver/tape.ts";
import type { Step } from "../../solver/trace.ts";
import { ofEach, worked } from "./forward.ts";
import type { Work } from "./work.ts";

/** Records the gradients from the output back to the batch, and one update of scale and shift. */
export function recordBackward(work: Work): void {
  const { tape, given } = work;
  if (!given.upstream) return;
  tape.backward("Y", ["gamma", "beta", "x"], {
    upstream: "dY",
    section: () => "Backward pass",
    words: (of) => gradientWords(work, of),
  });
  if (given.learningRate === undefined) return;
  tape.section("Update");
  for (const [id, name] of [
    ["gamma", "scale"],
    ["beta", "shift"],
  ] as const)
    tape.let(`${id}_1`, `${id} - learningRate * d${id}`, {
      tex: `\\${id}_{\\text{new}}`,
      name: `${name} after the update`,
      title: `New ${name}`,
      why: "One step against the gradient.",
    });
}

function gradientWords(work: Work, { id }: Step): Pick<Words, "why" | "remarks" | "name" | "shownCells"> {
  const { given } = work;
  const named = { name: `gradient of ${NAMES[id] ?? id}` };
  const many = given.over === "layer" ? "feature" : "example";
  switch (id) {
    case "xhat":
      return { ...named, why: "$\\hat{x}$ was multiplied by $\\gamma$, so its gradient is." };
    case "gamma":
      return {
        ...named,
        ...worked(work),
        why: "$\\gamma$ multiplies $\\hat{x}$: what arrives times $\\hat{x}$, added up over its examples.",
      };
    case "beta":
      return {
        ...named,
        ...worked(work),
        why: "$\\beta$ is added everywhere: what arrives, added up over its examples.",
      };
    case "s":
      return { ...named, why: `Every ${many} was divided by $s$: quotient rule, added up.` };
    case "var":
      return {
        ...named,
        why: "Chain rule through the root.",
        remarks: [
          "With the line above: $-\\frac{1}{2}\\left(\\sigma^2+\\varepsilon\\right)^{-3/2}\\sum\\frac{\\partial L}{\\partial\\hat{x}}\\left(x-\\mu\\right)$, as in the paper.",
        ],
      };
    case "mu":
      return {
        ...named,
        why: "The mean is subtracted twice: in $\\hat{x}$, and inside the variance.",
        remarks: ["What comes through the variance is 0: distances from a mean add up to 0."],
      };
    default:
      return {
        ...named,
        ...(given.inference
          ? { why: "The statistics are fixed, so only its own $\\hat{x}$ depends on a value." }
          : inputWords(work)),
      };
  }
}

const inputWords = (work: Work): Pick<Words, "why" | "remarks"> => ({
  why: "A value counts three times: in its own $\\hat{x}$, in the variance and in the mean.",
  remarks: [
    `Sense check: they add up to 0${ofEach(work).replace("of", "in")}, since adding one number to all of its values changes nothing.`,
  ],
});

const NAMES: Readonly<Record<string, string>> = {
  x: "the batch",
  xhat: "the normalized batch",
  gamma: "the scale",
  beta: "the shift",
  s: "the root",
  var: "the variance",
  mu: "the mean",
};

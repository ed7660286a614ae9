import { size } from "../../solver/ndarray.ts";
import type { Words } from "../../solver/tape.ts";
import { inputsOf, type Step } from "../../solver/trace.ts";
import type { Chain } from "./chain.ts";
import { winnerRemarks } from "./pool.ts";
import type { Of } from "./stages.ts";

type GradientWords = Pick<Words, "why" | "remarks" | "name" | "shownCells">;

/** Cells of a gradient that are all worked; of a larger one, a few. */
const MOST_WORKED = 9;
const FEW = 4;

/** What is said at the gradient of a quantity. */
export function gradientWords(chain: Chain, of: Step): GradientWords {
  const user = chain.tape.steps().find((step) => step.formula && !step.gradient && inputsOf(step).includes(of.id));
  const cells = size(of.value.shape);
  const words = { name: `gradient of the ${of.name}`, shownCells: cells <= MOST_WORKED ? MOST_WORKED : FEW };
  if (!user) return words;
  const pooled = chain.pooled.get(user.id);
  if (pooled?.mode === "max") return { ...words, shownCells: 0, remarks: winnerRemarks(chain, user.id) };
  if (pooled)
    return pooled.window.slides.some(({ stride, size: f }) => stride < f) ? words : { ...words, shownCells: 1 };
  const stage = chain.convolved.get(user.id);
  const kind = of.id.charAt(0);
  if (stage)
    return { ...words, ...(kind === "b" ? BIAS : kind === "K" ? kernelWords(chain, stage) : inputWords(chain, stage)) };
  if (chain.dense.has(user.id)) return { ...words, ...DENSE[kind === "W" || kind === "b" ? kind : "x"], shownCells: 1 };
  return { ...words, shownCells: 1 };
}

const BIAS: GradientWords = { why: "A bias is added at every place of its map, so the errors of all places add up." };

function kernelWords(chain: Chain, { stride }: Of<"conv">): GradientWords {
  const isStrided = [stride].flat().some((s) => s > 1);
  return {
    why: "A weight is used at every place: its gradient is input times error, added up over the places.",
    remarks: chain.first("errors on the input")
      ? [
          isStrided
            ? "The errors are laid on the input as far apart as the kernel moved: by the stride."
            : "The errors are laid on the input as if they were a kernel; nothing is turned here.",
        ]
      : [],
  };
}

function inputWords(chain: Chain, { stride }: Of<"conv">): GradientWords {
  const isStrided = [stride].flat().some((s) => s > 1);
  return {
    why: "An input cell went into every output whose window covered it: error times the weight that lay there, added up.",
    remarks: chain.first("full convolution")
      ? [
          `As a convolution: $f-1$ zeros around the errors${isStrided ? " and $s-1$ between them" : ""}, and the kernel turned ${chain.choice("conv.kind") === "convolution" ? "back" : "by 180°"}.`,
        ]
      : [],
  };
}

const DENSE: Readonly<Record<"W" | "b" | "x", GradientWords>> = {
  W: { why: "What came into the layer, times the error at its sums." },
  b: { why: "A bias is added to the sum, so it receives the error as it is." },
  x: { why: "The error goes back over the weights it came through." },
};

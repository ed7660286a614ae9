import type { Prose, Tex } from "../../explainers/solution.ts";
import { ProblemError } from "../../solver/errors.ts";
import type { Tape } from "../../solver/tape.ts";
import { numberAt } from "../counts.ts";
import type { TableOfSteps } from "../topic.ts";

/** How close to a whole number a quotient of logarithms is one. */
const WHOLE = 1e-9;

export const EACH = "Past the threshold yet?";

export function recordThreshold(tape: Tape, threshold: number): void {
  tape.given("threshold", threshold, { tex: "\\tau", name: "threshold" });
}

/**
 * From the last layer to the first: in which the gradient passes the threshold. Records `on#`, 1 as long as it has
 * not, and `layer`.
 *
 * @param sizeOf formula of the size of what a layer hands back
 * @param start size of the gradient at the output
 */
export function findLayer(tape: Tape, depth: number, sizeOf: (l: number) => string, start: number): void {
  const falls = numberAt(tape, "threshold") <= start;
  tape.section(EACH);
  for (let l = depth; l >= 1; l--) {
    const isWithin = falls ? `atLeast(${sizeOf(l)}, threshold)` : `atLeast(threshold, ${sizeOf(l)})`;
    tape.let(`on${l}`, l === depth ? isWithin : `on${l + 1} * ${isWithin}`, {
      tex: `u_{${l}}`,
      name: `whether the threshold is not passed in layer ${l} yet`,
      title: `Layer ${l}`,
      why: `1 as long as no layer so far has handed back a gradient ${falls ? "below" : "above"} $\\tau$, else 0.`,
    });
  }
  tape.section("The layer");
  const all = Array.from({ length: depth }, (_, k) => `on${depth - k}`).join(" + ");
  tape.let("layer", `${depth} - (${all})`, {
    tex: "l^{*}",
    name: `layer in which the gradient ${falls ? "falls below" : "rises above"} the threshold`,
    title: "The layer",
    why: "$u_l$ is 1 while nothing has passed $\\tau$ yet: so many layers from the output back, and the next one passes it.",
  });
  if (numberAt(tape, "layer") === 0)
    tape
      .step("layer")
      .remarks.push(`0: no layer; the gradient stays ${falls ? "above" : "below"} $\\tau$ down to the input.`);
}

/** The size of what each layer hands back, and whether the threshold is not passed yet. */
export const tableOfFlags = (depth: number, symbol: Tex, size: (l: number) => string): TableOfSteps => ({
  section: EACH,
  head: ["l", symbol, "u_l"],
  rows: Array.from({ length: depth }, (_, k) => depth - k).map((l) => [
    { tex: String(l) },
    { id: size(l) },
    { id: `on${l}` },
  ]),
});

/** With one factor for every layer: after how many the threshold is passed, and which layer that is. */
export function countLayers(tape: Tape, depth: number | undefined): void {
  const [factor, start, threshold] = ["f", "g", "threshold"].map((id) => Math.abs(numberAt(tape, id))) as [
    number,
    number,
    number,
  ];
  const falls = factor < 1;
  checkPassable(factor, start, threshold);
  tape.section("Until it passes the threshold");
  if (factor === 0) {
    tape.let("layersNeeded", "1", { ...counted(falls), why: "A factor of 0 leaves nothing after the first layer." });
  } else {
    tape.let("q", "log(threshold / abs(g)) / log(abs(f))", {
      tex: "q",
      name: "layers after which it is exactly at the threshold",
      title: "Exactly at the threshold",
      why: "Solve $|g_{\\text{out}}||f|^n=\\tau$ for $n$: logarithms bring the exponent down.",
      remarks: falls ? ["Both logarithms are negative, so the quotient is positive."] : [],
      moreDigits: 2,
    });
    const q = numberAt(tape, "q");
    const isWhole = Math.abs(q - Math.round(q)) < WHOLE;
    tape.let("layersNeeded", isWhole ? "floor(q + 1/2) + 1" : "floor(q) + 1", {
      ...counted(falls),
      why: isWhole
        ? "$q$ is whole: after so many layers it is equal to $\\tau$, and one more passes it."
        : "Layers are whole: the next whole number after $q$.",
    });
  }
  if (depth === undefined) return;
  tape.let("layer", "maximum(layers - layersNeeded + 1, 0)", {
    tex: "l^{*}",
    name: `layer in which the gradient ${falls ? "falls below" : "rises above"} the threshold`,
    title: "The layer",
    why: "The gradient comes from the output: the first layer on its way is layer $L$, the $n$-th is $L-n+1$.",
    remarks: numberAt(tape, "layersNeeded") > depth ? ["0: the network is not deep enough, so it is in no layer."] : [],
  });
}

const counted = (falls: boolean) => ({
  tex: "n^{*}",
  name: `layers until the gradient is ${falls ? "below" : "above"} the threshold`,
  title: "How many layers",
});

function checkPassable(factor: number, start: number, threshold: number): void {
  const never = (message: Prose) =>
    new ProblemError("never", message, {
      at: "given.threshold",
      suggestion: "Choose another threshold, or leave it out.",
    });
  if (factor === 1) throw never("a factor of size 1 leaves the gradient as large as it is: it passes no threshold");
  if (factor < 1 && threshold > start)
    throw never("the factor is smaller than 1 and the gradient starts below the threshold already");
  if (factor > 1 && threshold < start)
    throw never("the factor is larger than 1 and the gradient starts above the threshold already");
}

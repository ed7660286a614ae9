import type { Tape } from "../../solver/tape.ts";
import { recordCount } from "../counts.ts";
import { conflict, missing } from "../needs.ts";
import type { Given } from "./given.ts";

/** A layer whose weights are drawn: the ids of its fans. */
export interface Place {
  /** "2" of several layers, "" of one. */
  l: string;
  fanIn: string;
  fanOut: string | undefined;
}

/** Records the fans of the layer or of all layers: as given, from a convolution, or from the sizes of a network. */
export function recordFans(tape: Tape, given: Given): Place[] {
  const [stated, other] = (["layers", "kernel", "fanIn"] as const).filter((field) => given[field] !== undefined);
  if (other) throw conflict(other, `${stated} and ${other} both say the fans: give one of them`);
  const loose = (["inChannels", "outChannels"] as const).find((field) => given[field] !== undefined);
  if (loose && given.kernel === undefined)
    throw missing("kernel", `${loose} belongs to a convolution`, "Give kernel: 3.");
  const out = stated === "fanIn" || stated === undefined ? undefined : given.fanOut;
  if (out !== undefined) throw conflict("fanOut", `${stated} says the fan-out: leave fanOut out`);
  tape.section("Given");
  if (given.layers) return recordSizes(tape, given.layers);
  if (given.kernel !== undefined) return [recordKernel(tape, given)];
  if (given.fanIn === undefined && given.fanOut === undefined)
    throw missing("fanIn", "nothing says how many inputs a unit has", "Give fanIn and fanOut, layers, or a kernel.");
  if (given.fanIn === undefined) throw missing("fanIn", "given.fanIn is missing", "Give fanIn beside fanOut.");
  tape.given("fanIn", given.fanIn, { tex: "n_{\\text{in}}", name: "fan-in" });
  if (given.fanOut !== undefined) tape.given("fanOut", given.fanOut, { tex: "n_{\\text{out}}", name: "fan-out" });
  return [{ l: "", fanIn: "fanIn", fanOut: given.fanOut === undefined ? undefined : "fanOut" }];
}

function recordSizes(tape: Tape, layers: readonly number[]): Place[] {
  for (const [k, n] of layers.entries())
    tape.given(`n${k}`, n, { tex: `n^{[${k}]}`, name: k === 0 ? "number of inputs" : `units of layer ${k}` });
  return layers.slice(1).map((_, k) => ({ l: String(k + 1), fanIn: `n${k}`, fanOut: `n${k + 1}` }));
}

function recordKernel(tape: Tape, { kernel, inChannels, outChannels }: Given): Place {
  if (inChannels === undefined)
    throw missing("inChannels", "given.inChannels is missing", "Each filter reads all channels: give inChannels.");
  const isSquare = typeof kernel === "number";
  const area = isSquare ? "k ^ 2" : "kh * kw";
  if (isSquare) tape.given("k", kernel, { tex: "k", name: "kernel size" });
  else
    for (const [i, id] of ["kh", "kw"].entries())
      tape.given(id, kernel?.[i] as number, {
        tex: `k_${id.charAt(1)}`,
        name: `kernel ${i === 0 ? "height" : "width"}`,
      });
  tape.given("cin", inChannels, { tex: "c_{\\text{in}}", name: "input channels" });
  if (outChannels !== undefined) tape.given("cout", outChannels, { tex: "c_{\\text{out}}", name: "filters" });
  tape.section("Fans of the convolution");
  recordCount(tape, "fanIn", `${area} * cin`, "inChannels", {
    tex: "n_{\\text{in}}",
    name: "fan-in",
    title: "Fan-in",
    why: "Numbers that one output is summed over: the window, in every input channel.",
    remarks: ["Not the size of the image: the same kernel moves over all of it."],
  });
  if (outChannels !== undefined)
    recordCount(tape, "fanOut", `${area} * cout`, "outChannels", {
      tex: "n_{\\text{out}}",
      name: "fan-out",
      title: "Fan-out",
      why: "Sums that one input enters (stride 1): each place of the window, in every filter.",
    });
  return { l: "", fanIn: "fanIn", fanOut: outChannels === undefined ? undefined : "fanOut" };
}

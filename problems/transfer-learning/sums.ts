import { numberTex } from "../../solver/numbers.ts";
import { numberAt, recordCount } from "../counts.ts";
import type { Setting } from "../topic.ts";
import type { Part, Source } from "./source.ts";

export const SPLIT = "Frozen and trainable";
const BEFORE = "The pretrained network";

const sumOf = (parts: readonly Part[]): string => parts.map(({ params }) => params).join(" + ") || "0";

/** Records what is frozen, what learns, and what both are of the whole. */
export function recordSums(source: Source, trained: readonly Part[], { tape }: Setting): void {
  const { kept, replaced } = source;
  const frozen = kept.filter((part) => !trained.includes(part));
  const count = (
    id: string,
    formula: string,
    words: { tex: string; name: string; title: string; why: string; remarks?: string[] },
  ) => recordCount(tape, id, formula, "layers", words);
  tape.section(BEFORE);
  count("original", sumOf([...kept, ...replaced]), {
    tex: "P_{\\text{old}}",
    name: "parameters of the pretrained network",
    title: "Before",
    why: "With its old head.",
  });
  count("removed", sumOf(replaced), {
    tex: "P_{\\text{removed}}",
    name: "parameters of the old head",
    title: "Removed",
    why: replaced.length > 0 ? "The old head is thrown away: its classes are others." : "No layer is replaced.",
  });
  tape.section(SPLIT);
  count("frozen", sumOf(frozen), {
    tex: "P_{\\text{frozen}}",
    name: "frozen parameters",
    title: "Frozen",
    why:
      frozen.length > 0
        ? "No gradient reaches them: they stay as they were trained."
        : "Nothing is frozen: the whole network goes on learning.",
    remarks: frozen.length > 0 && source.hasBatchNorm ? [BATCH_NORM] : [],
  });
  count("trainable", [...trained.map(({ params }) => params), "params_head"].join(" + "), {
    tex: "P_{\\text{trainable}}",
    name: "trainable parameters",
    title: "Trainable",
    why:
      trained.length > 0
        ? "What was unfrozen, and the new head."
        : "Only the new head learns: the network before it extracts features.",
    remarks: trainedRemarks(trained, kept),
  });
  count("params", "frozen + trainable", {
    tex: "P",
    name: "parameters in all",
    title: "Parameters in all",
    why: "Each one is either frozen or trainable.",
    remarks: replaced.length > 0 ? [exchanged(tape)] : [],
  });
  tape.let("share", "trainable / params", {
    tex: "\\text{share}",
    name: "share of the parameters that is trained",
    title: "Share that is trained",
    why: "What an optimizer has to keep gradients and momenta for.",
  });
  const step = tape.step("share");
  step.remarks.push(`That is ${percent(step.value.cells[0] as number)}.`);
}

/** The sense check: another way to the same number. */
function exchanged(tape: Setting["tape"]): string {
  const [original, removed, head] = ["original", "removed", "params_head"].map((id) =>
    numberTex(String(numberAt(tape, id))),
  );
  return `As it should be, the old network with its head exchanged: $${original}-${removed}+${head}$.`;
}

/** Layers that stay frozen behind others that learn. */
function trainedRemarks(trained: readonly Part[], kept: readonly Part[]): string[] {
  const [first] = trained;
  if (first === undefined) return [];
  const isPassed = kept.slice(kept.indexOf(first)).some((part) => !trained.includes(part));
  return [SMALL_STEPS, ...(isPassed ? [PASSED] : [])];
}

const percent = (share: number): string => `${Number((100 * share).toPrecision(3))} %`;
const BATCH_NORM =
  "Frozen batch normalization must also be in evaluation mode: otherwise its running means go on changing.";
const PASSED = "The gradient still passes through the frozen layers behind them: only their own weights stay.";
const SMALL_STEPS = "Take a smaller learning rate than for the head: good weights are to be adjusted, not to be lost.";

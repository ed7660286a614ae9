import { textTex } from "../cnn-shapes/words.ts";
import { recordCount } from "../counts.ts";
import type { Setting } from "../topic.ts";
import type { Given } from "./given.ts";
import { conflict, missing, type Source } from "./source.ts";

export const HEAD = "The new head";

/** Records the dense layers of the new head; returns their ids. */
export function recordHead(given: Given, { features }: Source, { tape, conventions }: Setting): string[] {
  const widths = widthsOf(given);
  const bias = conventions["count.bias"] !== "no";
  const isSingle = widths.length === 1;
  const ids = widths.map((width, i) => {
    const [units, before] = [isSingle ? "classes" : `units_${i + 1}`, i === 0 ? features : `units_${i}`];
    const name = isSingle
      ? "new classes"
      : i + 1 === widths.length
        ? "new classes, units of the last layer"
        : `units of layer ${i + 1} of the head`;
    tape.given(units, width, { tex: isSingle ? "k" : `u_{${i + 1}}`, name, section: "Given" });
    tape.section(HEAD);
    const id = isSingle ? "params_head" : `params_head${i + 1}`;
    recordCount(tape, id, bias ? `(${before} + 1) * ${units}` : `${before} * ${units}`, isSingle ? "classes" : "head", {
      tex: `\\text{params}_{${textTex(isSingle ? "head" : `head${i + 1}`)}}`,
      name: isSingle ? "parameters of the new head" : `parameters of layer ${i + 1} of the head`,
      title: isSingle ? "Parameters of the new head" : `Layer ${i + 1} of the head`,
      why: bias
        ? "Each new unit has a weight for every number that reaches it, and one bias."
        : "Each new unit has a weight for every number that reaches it.",
      remarks: bias && i === 0 ? ["It starts at random: only what stands before it was trained."] : [],
    });
    return id;
  });
  if (!isSingle)
    recordCount(tape, "params_head", ids.join(" + "), "head", {
      tex: `\\text{params}_{${textTex("head")}}`,
      name: "parameters of the new head",
      title: "Parameters of the new head",
      why: "Its layers add up.",
    });
  return ids;
}

function widthsOf({ classes, head }: Given): readonly number[] {
  if (head === undefined && classes === undefined)
    throw missing(
      "classes",
      "how many new classes are there?",
      "Give classes: 10, or head: [256, 10] for several layers.",
    );
  if (head === undefined) return [classes as number];
  if (classes === undefined || head.at(-1) === classes) return head;
  throw conflict(
    "classes",
    `the head ends with ${head.at(-1)} units, but there are ${classes} classes`,
    "Make the last layer as wide as there are classes.",
  );
}

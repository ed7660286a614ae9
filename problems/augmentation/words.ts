import type { Prose } from "../../explainers/solution.ts";
import type { Operation } from "./given.ts";
import type { Run } from "./run.ts";

export function askedFor({ tape, independent, titles }: Run): Prose {
  const image = `The $${tape.step("x").value.shape.join("\\times")}$ image after`;
  if (titles.length === 1) return `${image} ${titles[0]}.`;
  return `${image} ${independent ? "each of these alone" : "these, one after the other"}: ${titles.join("; ")}.`;
}

export function planFor({ independent }: Run, operations: readonly Operation[]): Prose {
  const resizes = operations.some(({ kind }) => kind === "resize");
  const moves = operations.some(({ kind }) => kind !== "resize");
  const parts = [
    ...(moves ? ["For each new pixel, ask which old one it was"] : []),
    ...(resizes ? [`${moves ? "of" : "Of"} a change of size, first the rows, then the columns`] : []),
    ...(operations.length > 1 && !independent ? ["each operation starts from the image before it"] : []),
  ];
  return `${parts.join("; ")}.`;
}

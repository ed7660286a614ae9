import type { Prose } from "../../explainers/solution.ts";
import type { Stack } from "./stack.ts";

export const COUNTS = "Parameters";

/** `b = W³W²b¹ + W³b² + b³`: every bias with the layers behind its own. */
export function writtenOut({ layers, layout: { orientation, examples } }: Stack): Prose {
  const matrix = (l: number) =>
    (orientation === "Wx") === (examples === "columns") ? `W^{[${l}]}` : `W^{[${l}]\\top}`;
  const terms = layers.flatMap(({ b }, k) => {
    if (!b) return [];
    const later = layers.slice(k + 1).map((_, d) => matrix(k + 2 + d));
    const bias = `b^{[${k + 1}]}`;
    return [examples === "columns" ? [...later.reverse(), bias].join("\\,") : [bias, ...later].join("\\,")];
  });
  return `Written out: $b=${terms.join("+")}$. Every bias passes the layers behind its own, and no other.`;
}

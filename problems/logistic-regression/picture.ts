import type { Picture } from "../../explainers/solution.ts";
import type { Data } from "./data.ts";

/** With more features than this, the neuron is not drawn. */
const MOST_FEATURES = 8;

/** Features over their weights into z, then a, then the loss. */
export function neuronPicture({ n, Y }: Data): { picture?: Picture } {
  if (n > MOST_FEATURES) return {};
  const index = (j: number) => (n > 1 ? `_{${j + 1}}` : "");
  const inputs = Array.from({ length: n }, (_, j) => ({ id: `x${j}`, label: `x${index(j)}`, column: 0, row: j }));
  const chain = ["z", "a", ...(Y ? ["L"] : [])].map((label, k) => ({ id: label, label, column: k + 1, row: 0 }));
  const edges = [
    ...inputs.map(({ id }, j) => ({ from: id, to: "z", label: `w${index(j)}` })),
    ...chain.slice(1).map(({ id }, k) => ({ from: (chain[k] as { id: string }).id, to: id })),
  ];
  return { picture: { nodes: [...inputs, ...chain], edges } };
}

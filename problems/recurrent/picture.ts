import type { Picture } from "../../explainers/solution.ts";
import type { Learn } from "./learn.ts";

/** Longer sequences are described, not drawn. */
const MOST_TIME = 5;
const [ABOVE, MIDDLE, BELOW] = [0, 1, 2];

/** The network unrolled in time: inputs from below, outputs above. */
export function networkPicture(run: Learn): { picture?: Picture } {
  const { net } = run;
  if (net.T > MOST_TIME || net.T < 2) return {};
  const state = (t: number) => run.symbol(run.texOf("h"), t, 0);
  const times = run.times();
  const outputs = run.layer ? run.outputTimes() : [];
  return {
    picture: {
      nodes: [
        ...[0, ...times].map((t) => ({ id: `h${t}`, label: state(t), column: t, row: MIDDLE })),
        ...(net.x ? times.map((t) => ({ id: `x${t}`, label: `x_{${t}}`, column: t - 1, row: BELOW })) : []),
        ...outputs.map((t) => ({
          id: `y${t}`,
          label: run.outputSymbol("\\hat{y}", t, 0),
          column: t + 1,
          row: run.isMany ? ABOVE : MIDDLE,
        })),
      ],
      edges: [
        ...times.map((t) => ({ from: `h${t - 1}`, to: `h${t}` })),
        ...(net.x ? times.map((t) => ({ from: `x${t}`, to: `h${t}` })) : []),
        ...outputs.map((t) => ({ from: `h${t}`, to: `y${t}` })),
      ],
    },
  };
}

import { expect, test } from "vitest";
import type { Plot, Point } from "../solution.ts";
import { drawPlot } from "./plot.ts";

const sampled = (f: (x: number) => number): Point[] => Array.from({ length: 81 }, (_, k) => [k / 8 - 5, f(k / 8 - 5)]);

const plot: Plot = {
  x: "z",
  curves: [
    { label: "\\sigma(z)", points: sampled((z) => 1 / (1 + Math.exp(-z))) },
    { label: "z^2", points: sampled((z) => (z * z) / 25) },
  ],
  marks: [{ at: [0, 0.5], label: "\\text{start}" }],
};

const drawn = (width: number, of: Plot = plot) => `\n${drawPlot(of, width).join("\n")}\n`;

test("curves, an axis with round numbers, a mark and a legend", () => {
  expect(drawn(60)).toMatchInlineSnapshot(`
    "
      1 ┤×                                      •••••••••••×
        │ ××                              ••••••         ××
        │   ××                        ••••             ××
        │     ××                    ••               ××
    0.5 ┤       ××               •◆•               ××
        │         ×××          ••               ×××
        │            ×××   ••••              ×××
        │            •••××××             ××××
      0 ┤••••••••••••       ×××××××××××××
        └─────┴─────────┴─────────┴─────────┴─────────┴─────
             −4        −2         0         2         4   z
    • σ(z)   × z²   ◆ start
    "
  `);
});

test("no wider than it may be, and nothing where there is no room", () => {
  for (const line of drawPlot(plot, 40)) expect([...line].length).toBeLessThanOrEqual(40);
  expect(drawPlot(plot, 20)).toEqual([]);
  expect(
    drawPlot({ ...plot, curves: Array.from({ length: 7 }, () => plot.curves[0] as Plot["curves"][number]) }, 80),
  ).toEqual([]);
});

test("a flat curve and one that breaks off are drawn", () => {
  const points: Point[] = [
    [0, 1],
    [1, 1],
    [2, Number.NaN],
    [3, 1],
  ];
  expect(drawPlot({ x: "t", curves: [{ label: "a", points }], marks: [] }, 60).join("")).toContain("•");
});

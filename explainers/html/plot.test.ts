import { expect, test } from "vitest";
import { drawPlot } from "./plot.ts";

const plot = {
  x: "z",
  curves: [
    {
      label: "\\sigma(z)",
      points: [
        [-1, 0.2],
        [0, Number.NaN],
        [1, 0.8],
      ] as const,
    },
    {
      label: "a<b",
      points: [
        [-1, 0],
        [1, 1],
      ] as const,
    },
  ].map(({ label, points }) => ({ label, points: [...points] })),
  marks: [{ at: [1, 0.8] as const, label: "\\text{start}" }],
};

test("names itself, tells its curves apart, breaks where there is no value, and escapes", () => {
  const svg = drawPlot(plot);
  expect(svg).toContain('aria-labelledby="picture-title picture-text"');
  expect(svg).toContain("from (−1, 0.2) to (1, 0.8)");
  expect(svg).toContain("Marked: start at (1, 0.8).");
  expect(svg.match(/class="curve look-0"/g)).toHaveLength(2);
  expect(/look-0" d="(M[\d. ]+){2}"/.test(svg)).toBe(true);
  expect(svg).not.toContain("NaN");
  expect(svg).not.toContain("a<b");
});

test("without curves there is still an empty frame", () => {
  expect(drawPlot({ x: "z", curves: [], marks: [] })).toContain("</svg>");
});

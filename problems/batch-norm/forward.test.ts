import { describe, expect, it } from "vitest";
import { solve } from "../index.ts";

const checks = (given: object): string[] =>
  solve({ topic: "batch-norm", given, ask: ["xhat"] })
    .solution.sections.flatMap(({ steps }) => steps.flatMap(({ remarks }) => remarks))
    .filter((remark) => remark.startsWith("Sense check"));

describe("the spread of the normalized batch", () => {
  it("is 1, or nearly", () => {
    expect(checks({ x: [1, 3], epsilon: 0 })).toEqual([expect.stringContaining("mean square is 1.")]);
    expect(checks({ x: [1, 3] })).toEqual([expect.stringContaining("nearly 1.")]);
  });

  it("is less where ε is not small beside the variance", () => {
    for (const x of [
      [2, 2],
      [0.01, 0.02],
    ])
      expect(checks({ x, epsilon: 0.01 })).toEqual([expect.stringContaining("less than 1")]);
  });

  it("is not spoken of where nothing is left to divide by", () => {
    expect(checks({ x: [2, 2], epsilon: 0 })).toEqual([]);
  });
});

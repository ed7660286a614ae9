import { describe, expect, it } from "vitest";
import { hintFor } from "../problems/hint.ts";
import type { Problem } from "../problems/index.ts";
import { checkerFor } from "../problems/index.ts";

/** Workings that were once judged unfairly, or explained wrongly. */
const layer: Problem = {
  topic: "mlp",
  given: {
    x: [0.5, -1],
    W1: [
      [0.4, -0.3],
      [0.2, 0.7],
    ],
    b1: [0.1, -0.2],
    W2: [[0.6, -0.5]],
    b2: [0.3],
    activation: ["tanh", "sigmoid"],
    loss: "bce",
    y: 1,
    learningRate: 0.1,
  },
  conventions: { orientation: "Wx" },
};
const descent = (topic: string, given: Record<string, unknown> = {}): Problem => ({
  topic,
  given: { J: "w^2 - 4*w + 3", w: 5, learningRate: 0.1, iterations: 3, ...given },
});

const verdicts = (problem: Problem, lines: string[]) =>
  checkerFor(problem)
    .check(lines.join("\n"))
    .marking.verdicts.filter(({ line }) => line !== null);
const shown = (problem: Problem, lines: string[]) =>
  verdicts(problem, lines).map(({ id, status, mistake }) => [id, mistake ?? status].join(" "));
const hidden = ["z1 = [0.6, -0.8]", "a1 = [0.5370, -0.6640]"];

describe("fair", () => {
  it("takes w1 for the weight after one update, however it was reckoned", () => {
    const lines = ["g1 = 6", "m1 = 0.6", "v1 = 0.036", "w1 = 5 - 0.1*6/sqrt(36) = 4.9", "g2 = 5.8", "m2 = 1.12"];
    expect(shown(descent("adam"), lines)).toEqual(
      ["g_1", "m_1", "v_1", "w_1", "g_2", "m_2"].map((id) => `${id} correct`),
    );
    expect(shown(descent("rmsprop", { beta: 0.75 }), ["w1 = 5 - 0.1*6/3 = 4.8"])).toEqual(["w_1 correct"]);
  });

  it("finds nothing too coarse that comes out at face value", () => {
    const lines = ["g1 = 10", "m1 = 1", "v1 = 0.1", "mhat1 = 10", "vhat1 = 100"];
    expect(shown(descent("adam"), lines).slice(1)).toEqual(
      ["m_1", "v_1", "mhat_1", "vhat_1"].map((id) => `${id} follows`),
    );
    expect(shown(layer, ["x = [0.5, 1]", "z1 = [0, 0.6]", "a1 = [0, 0.537]"])).not.toContain("Z1 too-coarse");
  });

  it("lets a line that was mended further down count as mended", () => {
    const checker = checkerFor(layer);
    const checked = checker.check(["z1 = [0.5, -0.6]", ...hidden].join("\n"));
    expect(checked.marking.firstWrong).toEqual({ line: 1, id: "Z1" });
    expect(checked.marking.verdicts[0]?.hint).toContain("Mended in line 2.");
    expect(checked.marking.verdicts.filter(({ id }) => id === "A1").map(({ status }) => status)).toEqual([
      "correct",
      "correct",
    ]);
    expect(hintFor(checker, checked)).toMatchObject({ kind: "next", id: "Z2" });
  });
});

describe("slips", () => {
  it.each([
    ["two digits exchanged", ["z2 = 0.9542", "yhat = 0.7202"], "yhat slip.digits"],
    ["zeros put after early rounding", ["z2 = 0.9542481253", "yhat = 0.7219700"], "yhat slip.rounded-early"],
    ["a number copied wrongly beside one like it", ["z2 = 0.6*0.5730 + 0.5*0.6640 + 0.3 = 0.9758"], "Z2 slip.copied"],
    ["an expression that comes to what is written", ["z2 = 0.6*0.5370 - 0.5*0.6640 + 0.3 = 0.2902"], "Z2 wrong"],
  ])("%s", (_, lines, last) => expect(shown(layer, [...hidden, ...lines]).at(-1)).toBe(last));

  it("says nothing of the decimal point of a 0", () => {
    expect(shown(layer, ["z1 = [0, 0]"])).toEqual(["Z1 wrong", "Z1 wrong"]);
  });

  it("calls only numbers reordered that are all there", () => {
    const x = [
      [1, 1, 1, 0, 0],
      [0, 1, 1, 1, 0],
      [0, 0, 1, 1, 1],
      [0, 0, 1, 1, 0],
      [0, 1, 1, 0, 0],
    ];
    const kernel = [
      [1, 0, 1],
      [0, 1, 0],
      [1, 0, 1],
    ];
    const convolution: Problem = { topic: "convolution", given: { x, kernel } };
    expect(shown(convolution, ["Z = [4 3 4; 2 4 3; 2 4 4]"])[7]).toBe("Z wrong");
    expect(shown(convolution, ["Z = [4 3 4; 2 4 3; 2 4 3]"])[7]).toBe("Z slip.rows");
  });
});

describe("sentences", () => {
  const sentence = (lines: string[]) => verdicts(layer, lines).at(-1)?.hint ?? "";

  it("put the student's numbers into the formula, cell by cell", () => {
    expect(sentence([...hidden, "z2 = 1.0616"])).toContain("0.6\\cdot0.537-0.5\\cdot\\left(-0.664\\right)+0.3");
    expect(verdicts(layer, ["z1 = [0.65, -0.8]"])[0]?.hint).toContain(
      "0.4\\cdot0.5-0.3\\cdot\\left(-1\\right)+0.1 = 0.6$",
    );
  });

  it("tell arithmetic from what was put in", () => {
    expect(sentence([...hidden, "z2 = 0.6*0.5370 - 0.5*0.6640 + 0.3 = 0.2902"])).toContain("The arithmetic is right");
  });

  it("say when a line is marked from a right value", () => {
    expect(sentence(["z1 = [0.6, -0.8]", "a1 = [1.2, -0.8]", "z2 = 1.42"])).toContain("with the right $a^{[1]}$,");
  });

  it("hint at a cell without saying anything twice", () => {
    const checker = checkerFor(layer);
    const strengths = hintFor(checker, checker.check("z1 = [0.65, -0.8]"))?.strengths as string[];
    expect(strengths[0]).toContain("$z^{[1]}_{1}$");
    const sentences = (strengths[1] as string).split(/(?<=\.) /);
    expect(new Set(sentences).size).toBe(sentences.length);
    expect(hintFor(checker, checker.check("x = [0.5, 1]"))?.strengths[1]).not.toBe("");
  });
});

import { describe, expect, it } from "vitest";
import { parseProse } from "../explainers/prose.ts";
import { followThrough } from "../problems/followed.ts";
import { hintFor } from "../problems/hint.ts";
import type { Problem } from "../problems/index.ts";
import { checkerFor } from "../problems/index.ts";

const perceptron = (given: object, more: object = {}): Problem => ({ topic: "perceptron", given, ...more }) as Problem;
const marked = (problem: Problem, ...lines: string[]) => checkerFor(problem).check(lines.join("\n")).marking;
const statuses = (problem: Problem, ...lines: string[]) =>
  marked(problem, ...lines)
    .verdicts.filter(({ line }) => line !== null)
    .map(({ id, status }) => `${id} ${status}`);

const nand = perceptron({ gate: "NAND" });
const xor = perceptron({ gate: "XOR", network: "own" });
const descent: Problem = {
  topic: "gradient-descent",
  given: { J: "w^2 - 4*w + 3", w: 5, iterations: 2 },
};

describe("weights for a gate", () => {
  it.each([
    [["w = (-2, -2)", "b = 3"]],
    [["w1 = -1", "w2 = -3", "b = 3.5"]],
    [["w = [-1 -1], b = 1.5"]],
    [["w = (-1, -1)", "θ = -1.5"]],
  ])("are right whatever they are: %j", (lines) => {
    const { verdicts, firstWrong } = marked(nand, ...lines);
    const written = verdicts.filter(({ line }) => line !== null);
    expect(written.map(({ status }) => status)).toEqual(written.map(() => "correct"));
    expect(written.length).toBeGreaterThan(1);
    expect(firstWrong).toBeNull();
  });

  it("are wrong where a row is, which is named", () => {
    const { verdicts, firstWrong } = marked(nand, "w = (-3, -1)", "b = 2");
    expect(firstWrong).toEqual({ line: 1, id: "w" });
    expect(verdicts[0]).toMatchObject({ id: "w", status: "wrong", marks: 0 });
    expect(verdicts[0]?.hint).toContain("For $x=(1,\\,0)$ your unit gives $0$, NAND wants $1$.");
    expect(() => parseProse(verdicts[0]?.hint as string)).not.toThrow();
  });

  it("are what the rest is marked by, right or wrong", () => {
    expect(statuses(nand, "w = (-2, -2)", "b = 3", "z = (3, 1, 1, -1)", "yhat = (1, 1, 1, 0)")).toEqual([
      "w correct",
      "b correct",
      ...Array(4).fill("z correct"),
      ...Array(4).fill("yhat correct"),
    ]);
    const off = statuses(nand, "w = (-3, -1)", "b = 2", "z = (2, 1, -1, -2)", "yhat = (1, 1, 0, 1)");
    expect(off.slice(0, 6)).toEqual(["w wrong", "b wrong", ...Array(4).fill("z correct")]);
    expect(off.slice(6, 9)).toEqual(Array(3).fill("yhat correct"));
    expect(off[9]).not.toBe("yhat correct");
  });

  it("may be all that is asked for", () => {
    const asked = perceptron({ gate: "NAND" }, { ask: ["w", "b"] });
    expect(marked(asked, "w = (-2, -2)", "b = 3").marks).toEqual({ awarded: 2, of: 2 });
    expect(marked(asked, "w = (2, 2)", "b = 3").marks).toEqual({ awarded: 0, of: 2 });
    expect(marked(asked, "").marks).toEqual({ awarded: 0, of: 2 });
  });

  it("may be right under another convention", () => {
    const { verdicts, firstWrong } = marked(perceptron({ gate: "AND" }), "w = (1, 1)", "b = -2");
    expect(verdicts[0]).toMatchObject({ status: "other-convention", mistake: "step.at-zero=1" });
    expect(firstWrong).toBeNull();
    const settled = perceptron({ gate: "AND" }, { conventions: { "step.at-zero": "1" } });
    expect(marked(settled, "w = (1, 1)", "b = -2").verdicts[0]?.status).toBe("correct");
    const strict = perceptron({ gate: "AND" }, { conventions: { "step.at-zero": "0" } });
    expect(marked(strict, "w = (1, 1)", "b = -2").verdicts[0]?.hint).toContain("For $x=(1,\\,1)$");
  });

  it("that fit no table are wrong, with the reason", () => {
    const [first] = marked(nand, "w = (-1, -1, -1)", "b = 2").verdicts;
    expect(first).toMatchObject({ status: "wrong" });
    expect(first?.hint).toBe("The NAND has 2 inputs, but yours has 3 weights.");
  });

  it("are marked by the problem where it states them", () => {
    const stated = perceptron({ gate: "NAND", w: [-1, -1], b: 2 });
    expect(marked(stated, "w = (-2, -2)").verdicts[0]).toMatchObject({ status: "slip", mistake: "slip.copied" });
  });

  it("can be followed and mended", () => {
    const checker = checkerFor(nand);
    const checked = checker.check("w = (-2, -2)\nb = 3\nz = (3, 1, 1, 1)");
    expect(hintFor(checker, checked)).toMatchObject({ kind: "mend", id: "z" });
    expect(() => followThrough(checker.recorded, checked.findings)).not.toThrow();
  });
});

describe("a network for XOR", () => {
  it("is right with any weights that do it", () => {
    expect(
      statuses(xor, "W1 = [2, -2; -2, 2]", "b1 = (-1, -1)", "W2 = (3, 3)", "b2 = -2").every((s) =>
        s.endsWith("correct"),
      ),
    ).toBe(true);
    expect(marked(xor, "W1 = [1, 0; 0, 1; 1, 1]", "b1 = (0, 0, -1)", "W2 = (1, 1, -2)").firstWrong).toBeNull();
  });

  it("is wrong where a row is, which is named", () => {
    const { verdicts } = marked(xor, "W1 = [1, 1; 1, 1]", "b1 = (0, 0)", "W2 = (1, 1)", "b2 = -1");
    expect(verdicts[0]?.hint).toContain("For $x=(1,\\,1)$ your network gives $1$, XOR wants $0$.");
  });

  it("is what the rest is marked by", () => {
    const lines = ["W1 = [1, -1; -1, 1]", "W2 = (1, 1)", "A1 = [0, 0; 0, 1; 1, 0; 0, 0]", "yhat = (0, 1, 1, 0)"];
    expect(statuses(xor, ...lines).every((status) => status.endsWith("correct"))).toBe(true);
  });
});

describe("a learning rate", () => {
  it.each(["0.1", "0.5", "0.95", "0.001"])("of %s converges", (rate) => {
    expect(marked(descent, `η = ${rate}`).verdicts[0]).toMatchObject({ id: "learningRate", status: "correct" });
  });

  it.each(["1", "1.1", "30"])("of %s does not", (rate) => {
    const { verdicts, firstWrong } = marked(descent, `η = ${rate}`, "g1 = 6");
    expect(verdicts[0]).toMatchObject({ status: "wrong" });
    expect(verdicts[0]?.hint).toContain("too long");
    expect(firstWrong).toEqual({ line: 1, id: "learningRate" });
  });

  it("is what the rest is marked by", () => {
    expect(statuses(descent, "η = 0.5", "g1 = 6", "w1 = 2", "g2 = 0", "w2 = 2")).toEqual([
      "learningRate correct",
      "g_1 correct",
      "w_1 correct",
      "g_2 correct",
      "w_2 correct",
    ]);
  });

  it("that is too long for one direction is found out", () => {
    const steep: Problem = { topic: "gradient-descent", given: { J: "x^2 + 10*y^2", start: { x: 100, y: 0.001 } } };
    expect(marked(steep, "η = 0.09").verdicts[0]?.status).toBe("correct");
    expect(marked(steep, "η = 0.101").verdicts[0]?.status).toBe("wrong");
  });

  it("may be chosen for momentum as well", () => {
    const momentum: Problem = { topic: "momentum", given: { J: "w^2 - 4*w + 3", w: 5, beta: 0.5 } };
    expect(marked(momentum, "η = 0.3").verdicts[0]?.status).toBe("correct");
    expect(marked(momentum, "η = 9").verdicts[0]?.status).toBe("wrong");
  });
});

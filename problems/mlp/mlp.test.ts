import { describe, expect, it } from "vitest";
import type { Solution } from "../../explainers/solution.ts";
import { ProblemError } from "../../solver/errors.ts";
import { solve } from "../index.ts";

const chain = { x: [1, 2], W1: [[1, 2]], W2: 1, W3: 1, activation: "leaky-relu", y: 1, learningRate: 0.1 };
const solved = (given: object, ask?: string[], conventions: Record<string, string> = {}): Solution =>
  solve({ topic: "mlp", given: { ...given }, conventions, ...(ask && { ask }) }).solution;
const titles = ({ sections }: Solution): string[] => sections.map(({ title }) => title);
const assumptions = ({ assumed }: Solution): string[] => assumed.map(({ convention }) => convention);

describe("what is asked drives what is said", () => {
  it.each([
    [["Z1"], "The weighted sums of layer 1 of the 2–1–1–1 network.", "Nothing beyond layer 1 is needed.", []],
    [["A2"], "The activations of layer 2 of the 2–1–1–1 network.", "Layer by layer, as far as layer 2.", ["alpha"]],
    [["yhat"], "The prediction of the 2–1–1–1 network.", "Layer by layer to $\\hat{y}$.", ["alpha"]],
    [["J"], "The loss of the 2–1–1–1 network.", "Layer by layer to $\\hat{y}$ and the loss.", ["loss", "alpha"]],
  ])("%j", (ask, asked, plan, assumed) => {
    const solution = solved(chain, ask);
    expect(solution).toMatchObject({ asked, plan });
    expect(assumptions(solution)).toEqual(["orientation", ...assumed]);
  });

  it("names what comes after an update", () => {
    const { asked, plan } = solved(chain, ["J_1"]);
    expect(asked).toBe("The loss of the 2–1–1–1 network after one step of gradient descent with $\\eta=0.1$.");
    expect(plan).toMatch(/one subtraction per parameter; then forward again with the new weights\.$/);
  });

  it("names many quantities by their kinds", () => {
    expect(solved(chain, ["J", "dW1", "W1_1", "J_1"]).asked).toBe(
      "The loss of the 2–1–1–1 network, the gradients, the parameters after one step of gradient descent with " +
        "$\\eta=0.1$ and what the network gives with them.",
    );
  });

  it("names one quantity under two names once", () => {
    expect(solved(chain, ["L", "J"]).asked).toBe("The loss of the 2–1–1–1 network.");
  });

  it("does not take the constant of the Huber loss for a gradient", () => {
    const { plan } = solved({ ...chain, loss: "huber" }, ["J"]);
    expect(plan).toBe("Layer by layer to $\\hat{y}$ and the loss.");
  });

  it("calls a single update no iteration", () => {
    const sections = titles(solved(chain, ["J_1"]));
    expect(sections[0]).toBe("Hidden layer 1");
    expect(sections).toContain("With the new weights · Hidden layer 1");
    expect(sections.some((title) => title.startsWith("Iteration"))).toBe(false);
    expect(titles(solved({ ...chain, steps: 3 }, ["J"]))[0]).toBe("Hidden layer 1");
  });

  it("numbers the iterations where there are several, and the weights in each", () => {
    const solution = solved({ ...chain, steps: 2 }, ["J_2"]);
    expect(titles(solution)[0]).toBe("Iteration 1 · Hidden layer 1");
    expect(titles(solution)).toContain("Iteration 2 · Back through hidden layer 2");
    expect(titles(solution).at(-1)).toBe("After update 2 · Loss");
    const remarks = solution.sections.flatMap(({ steps }) => steps.flatMap((step) => step.remarks));
    expect(remarks.filter((remark) => remark.startsWith("Use"))).toEqual([
      expect.stringContaining("$W^{[3]}$"),
      expect.stringContaining("$W^{[3]}_{(1)}$"),
    ]);
  });

  it("gives gradients with the new weights too", () => {
    expect(solved(chain, ["dW1_1"]).answers[0]?.name).toBe("gradient of the weights of layer 1 after the update");
  });
});

const classes = {
  x: [1, 2],
  W1: [
    [1, 2],
    [3, 4],
    [0, 1],
  ],
  activation: "softmax",
};
const batch = {
  ...classes,
  x: undefined,
  X: [
    [1, 2],
    [0, 1],
  ],
};

describe("targets of cross-entropy", () => {
  it.each([
    ["nothing", { ...classes, y: [0, 0, 0] }, "target", "given.y", /\[0, 0, 1\]/],
    ["half of it", { ...classes, y: [0.5, 0.2, 0] }, "target", "given.y", /one-hot/],
    ["a negative one", { ...classes, y: [2, -1, 0] }, "target", "given.y", /one-hot/],
    [
      "one example of a batch",
      {
        ...batch,
        Y: [
          [1, 0],
          [0, 1],
          [0, 1],
        ],
      },
      "target",
      "given.Y",
      /one-hot/,
    ],
    ["a class", { ...classes, y: 1 }, "shape", "given.y", /class 1, counted from 0, is \[0, 1, 0\]/],
    ["the last class, from 1", { ...classes, y: 3 }, "shape", "given.y", /counted from 1, is \[0, 0, 1\]/],
    ["a list of classes", { ...batch, Y: [2, 0] }, "shape", "given.Y", /\[0, 0, 1\], one vector for each/],
  ])("%s is refused with a mend", (_, given, code, at, suggestion) => {
    const error = refusal(given);
    expect(error).toMatchObject({ code, at });
    expect(error.suggestion).toMatch(suggestion);
  });

  it.each([[[0, 1, 0]], [[[0], [1], [0]]], [[0.2, 0.3, 0.5]], [[0.333333, 0.333333, 0.333333]]])("%j", (y) => {
    expect(solved({ ...classes, y }).answers).not.toEqual([]);
  });

  it("a batch in rows", () => {
    const rows = {
      X: [[1, 2]],
      W1: [
        [1, 2, 3],
        [3, 4, 5],
      ],
      activation: "softmax",
      Y: [[0, 1, 0]],
    };
    expect(solved(rows, ["J"], { orientation: "xW", examples: "rows" }).answers).toHaveLength(1);
  });
});

describe("names and constants", () => {
  it.each(["leaky-relu", "leakyRelu", "leaky_relu", "LeakyReLU"])("%s", (activation) => {
    expect(solved({ ...chain, activation }, ["yhat"])).toEqual(solved(chain, ["yhat"]));
  });

  it.each([
    ["alpha", { ...chain, activation: "tanh", alpha: 0.1 }],
    ["delta", { ...chain, delta: 2 }],
  ])("%s is refused where nothing has it", (field, given) => {
    expect(refusal(given)).toMatchObject({ code: "unknown-field", at: `given.${field}` });
  });

  it("a leaky ReLU and an ELU have a constant each", () => {
    const { given } = solved({ ...chain, activation: ["elu", "leaky-relu", "linear"] }, ["yhat"]);
    expect(given.filter(({ symbol }) => symbol.includes("alpha"))).toMatchObject([
      { symbol: "\\alpha_{\\text{elu}}", value: "1" },
      { symbol: "\\alpha_{\\text{leaky-relu}}", value: "0.01" },
    ]);
  });
});

function refusal(given: object): ProblemError {
  try {
    solved(JSON.parse(JSON.stringify(given)), undefined, { orientation: "Wx" });
  } catch (error) {
    if (error instanceof ProblemError) return error;
    throw error;
  }
  throw new Error("it was not refused");
}

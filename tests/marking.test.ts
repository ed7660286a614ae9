import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { summaryOf } from "../problems/class.ts";
import { followThrough } from "../problems/followed.ts";
import { hintFor } from "../problems/hint.ts";
import { type Checker, checkerFor, type Problem, topics } from "../problems/index.ts";
import { scriptOf } from "../solver/check/student.ts";
import { isError, type Status } from "../solver/check/verdict.ts";
import { ProblemError } from "../solver/errors.ts";
import { randomFrom } from "../solver/random.ts";
import { networks } from "./networks.ts";

const exam: Problem = {
  topic: "mlp",
  given: {
    x: [2, 3, 5, 6],
    W1: [
      [1, 3, -2],
      [2, -3, 4],
      [3, -1, 1],
      [2, 3, -2],
    ],
    W2: [
      [1, -2],
      [-3, 4],
      [-1, 1],
    ],
    W3: [[4], [1]],
    activation: "sigmoid",
    loss: "bce",
    y: 1,
    learningRate: 0.01,
  },
  conventions: { orientation: "xW" },
};

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

const marked = (problem: Problem, lines: string[]) => checkerFor(problem).check(lines.join("\n")).marking;
const statuses = (problem: Problem, lines: string[]): Record<string, Status[]> => {
  const byId: Record<string, Status[]> = {};
  for (const { id, status, line } of marked(problem, lines).verdicts)
    if (line !== null && id !== null) byId[id] = [...(byId[id] ?? []), status];
  return byId;
};

describe("the printed script of the exam problem", () => {
  const script = [
    "z1 = [35, 10, 1]",
    "a1 = [1, 0.9, 0.731]",
    "z2 = a1*W2 = [-2.431, 2.331]",
    "a2 = [0.0808, 0.9114]",
    "z3 = 0.0808*4 + 0.9114*1 = 1.2346",
    "yhat = σ(1.2346) = 0.7746",
    "L = -ln(0.7746) = 0.2554",
    "dL/dz3 = 0.7746 - 1 = -0.2254",
    "dW3 = [-0.0182; -0.2054]",
    "delta2 = [-0.067, -0.0182]",
    "W3 new = [4.0002; 1.0021]",
  ];
  const { verdicts, firstWrong } = marked(exam, script);

  it("has its first wrong line where σ(10) is 0.9", () => {
    expect(firstWrong).toEqual({ line: 2, id: "A1" });
    const off = verdicts.filter(({ status }) => isError(status));
    expect(off.map(({ line, cell, written }) => ({ line, cell, written }))).toEqual([
      { line: 2, cell: [0, 1], written: "0.9" },
    ]);
    expect(off[0]?.expected).toBeCloseTo(0.9999546, 6);
  });

  it("has everything after that following from it", () => {
    const after = verdicts.filter(({ line }) => line !== null && line > 2);
    expect(after.length).toBeGreaterThan(10);
    expect(after.filter(({ status }) => !["follows", "correct"].includes(status))).toEqual([]);
    expect(after.find(({ id }) => id === "yhat")?.expectedFromYours).toBeCloseTo(0.7746, 3);
  });

  it("gives the follow-through column for that one value", () => {
    const checker = checkerFor(exam);
    const { findings } = checker.check("a1[2] = 0.9");
    const solution = followThrough(checker.recorded, findings);
    const yhat = solution.sections.flatMap(({ steps }) => steps).find(({ id }) => id === "yhat");
    expect(yhat?.value).toEqual([[expect.closeTo(0.7746, 3)]]);
  });
});

describe("statuses", () => {
  const right = { Z1: "[0.6, -0.8]", A1: "[0.5370, -0.6640]" };

  it("takes what is right, rounded or exact, in any order", () => {
    expect(statuses(layer, ["a1 = [0.537, -0.664]", "z1 = [0.6, -0.8]"])).toEqual({
      A1: ["correct", "correct"],
      Z1: ["correct", "correct"],
    });
  });

  it("names a forgotten bias", () => {
    const { verdicts } = marked(layer, ["z1 = [0.5, -0.6]", "a1 = [0.4621, -0.5370]"]);
    expect(verdicts.filter(({ id }) => id === "Z1").map(({ status, mistake }) => [status, mistake])).toEqual([
      ["mistake", "layer.bias-forgotten"],
      ["mistake", "layer.bias-forgotten"],
    ]);
    expect(verdicts.filter(({ id }) => id === "A1").map(({ status }) => status)).toEqual(["follows", "follows"]);
  });

  it("finds a mistake in a step that was not written", () => {
    const { verdicts } = marked(layer, ["a1 = [0.4621, -0.5370]"]);
    expect(verdicts[0]).toMatchObject({ id: "A1", status: "mistake", mistake: "layer.bias-forgotten" });
  });

  it("says when a value was cut off", () => {
    expect(statuses(layer, [`z1 = ${right.Z1}`, "a1 = [0.53704, -0.66403]"]).A1).toEqual(["truncated", "truncated"]);
  });

  it("says when the true value does not follow from what stands before it", () => {
    expect(statuses(layer, ["z1 = [0.5, -0.6]", `a1 = ${right.A1}`]).A1).toEqual(["recovered", "recovered"]);
  });

  it("takes another convention for what it is", () => {
    const { verdicts } = marked({ ...layer, given: { ...layer.given, loss: "mse" } }, ["L = 0.0387"]);
    expect(verdicts[0]).toMatchObject({ status: "other-convention", mistake: "loss.half=yes" });
  });

  it("sees a slip in the sign, in the point, and a transposed matrix", () => {
    expect(marked(layer, ["z1 = [-0.6, 0.8]"]).verdicts[0]).toMatchObject({ status: "slip", mistake: "slip.sign" });
    expect(marked(layer, ["z1 = [6, -8]"]).verdicts[0]).toMatchObject({ status: "slip", mistake: "slip.power-of-ten" });
    const turned = marked(exam, ["W2_1 = [1.0005, -2.9995, -0.9996; -1.9999, 4.0001, 1.0001]"]);
    expect(turned.verdicts[0]).toMatchObject({ status: "slip", mistake: "slip.transposed" });
  });

  it("refuses a wrong shape", () => {
    expect(marked(layer, ["z1 = [1, 2, 3]"]).verdicts[0]).toMatchObject({ status: "wrong-shape", id: "Z1" });
  });

  it("reads the expression as evidence", () => {
    expect(marked(layer, ["z1[1] = 0.4*0.5 + (-0.3)*(-1) + 0.1 = 0.7"]).verdicts[0]).toMatchObject({
      status: "slip",
      mistake: "slip.arithmetic",
    });
    expect(marked(layer, ["z1[1] = 0.4*0.5 + (-0.03)*(-1) + 0.1 = 0.33"]).verdicts[0]).toMatchObject({
      status: "slip",
      mistake: "slip.copied",
    });
  });

  it("does not judge what rounding leaves open", () => {
    const found = statuses(exam, ["a1 = [1, 1, 0.7]", "dA1 = [0.1, -0.0, 0.0]", "dZ1 = [0, 0, 0.006]"]);
    expect(found.dZ1?.every((status) => status === "correct" || status === "too-coarse")).toBe(true);
  });

  it("says of a line that it cannot read what would mend it", () => {
    const { verdicts, firstWrong } = marked(layer, ["q7 = 0.4", "z1 = [0.6, -0.8]"]);
    expect(verdicts.find(({ line }) => line === 1)).toMatchObject({ status: "unreadable", marks: 0 });
    expect(verdicts.find(({ line }) => line === 1)?.hint).toBeTruthy();
    expect(firstWrong).toBeNull();
  });
});

describe("what is not carried on", () => {
  it("a probability above 1", () => {
    const { verdicts } = marked(layer, ["yhat = 1.4", "dz2 = 0.4"]);
    expect(verdicts.find(({ id }) => id === "yhat")?.hint).toMatch(/cannot be/);
    expect(verdicts.find(({ id }) => id === "dZ2")?.status).not.toBe("follows");
  });

  it("a given in the place of what is reckoned from it", () => {
    const { verdicts } = marked(layer, ["z1 = [0.5, -1]"]);
    expect(verdicts[0]?.hint).toMatch(/given/);
  });
});

describe("marks", () => {
  it("are full for a right answer with its way left out", () => {
    const { marks, verdicts } = marked({ ...layer, ask: ["yhat"] }, ["yhat = 0.7319"]);
    expect(marks).toEqual({ awarded: 0, of: 8 });
    expect(verdicts[0]?.status).toBe("wrong");
    const right = marked({ ...layer, ask: ["yhat"] }, ["yhat = 0.7220"]);
    expect(right.marks).toEqual({ awarded: 8, of: 8 });
  });

  it("follow a scheme", () => {
    const script = ["z1 = [0.5, -0.6]", "a1 = [0.4621, -0.5370]"].join("\n");
    const strict = checkerFor({ ...layer, ask: ["A1"] }, { follows: "method", method: 2, accuracy: 1, penalty: 0.5 });
    expect(strict.check(script).marking.marks).toEqual({ awarded: 1.5, of: 6 });
    const generous = checkerFor({ ...layer, ask: ["A1"] }, { steps: { A1: { method: 0, accuracy: 5 } } });
    expect(generous.check(script).marking.marks).toEqual({ awarded: 5, of: 7 });
  });

  it("sum to what is shown", () => {
    const { verdicts, marks } = marked(exam, ["z1 = [35, 10, 1]", "a1 = [1, 0.9, 0.731]"]);
    const sum = verdicts.reduce((total, verdict) => total + verdict.marks, 0);
    expect(marks.awarded).toBeCloseTo(sum, 2);
  });
});

describe("hints", () => {
  const checker = checkerFor(layer);
  const hint = (lines: string[]) => hintFor(checker, checker.check(lines.join("\n")));

  it("lead to the next line, the last one being the line itself", () => {
    const next = hint(["z1 = [0.6, -0.8]"]);
    expect(next).toMatchObject({ kind: "next", id: "A1", line: null });
    expect(next?.strengths[2]).toContain("0.5370");
    expect(next?.strengths[0]).not.toContain("0.5370");
  });

  it("mend the first wrong line before anything else", () => {
    expect(hint(["z1 = [0.5, -0.6]"])).toMatchObject({ kind: "mend", id: "Z1", line: 1 });
  });

  it("end when all is done", () => {
    const all = scriptOf(checker.marker.trace, checker.wanted, clean(5), randomFrom(1)).text;
    expect(hintFor(checker, checker.check(all))).toBeNull();
  });
});

it("sums up a class", () => {
  const checker = checkerFor({ ...layer, ask: ["A1"] });
  const scripts = [
    { name: "anna", checked: checker.check("z1 = [0.6, -0.8]\na1 = [0.537, -0.664]") },
    { name: "ben", checked: checker.check("z1 = [0.5, -0.6]\na1 = [0.4621, -0.5370]") },
    { name: "cleo", checked: checker.check("z1 = [0.5, -0.6]") },
  ];
  const summary = summaryOf(scripts, [
    { id: "Z1", of: 2 },
    { id: "A1", of: 2 },
  ]);
  expect(summary).toMatchObject({
    scripts: 3,
    of: 4,
    median: 2,
    mistakes: [{ id: "layer.bias-forgotten", scripts: 2 }],
  });
});

const clean = (digits: number) =>
  ({ style: "decimals", digits, rounds: "each", slants: [], missing: 0, shuffled: false }) as const;

describe("made-up students", () => {
  const cases = (): Checker[] => [
    ...networks.map((problem) => checkerFor(problem)),
    ...topics.flatMap(({ examples }) => examples.slice(0, 2).map(({ problem }) => checkerFor(problem))),
  ];

  it("are never accused when they make no error", { timeout: 60_000 }, () => {
    const random = randomFrom(7);
    for (const checker of cases().filter(({ marker }) => marker.trace.steps.length < 80)) {
      for (let k = 0; k < 4; k++) {
        const manner = {
          style: random.pick(["decimals", "significant"] as const),
          digits: random.integer(2, 5),
          rounds: random.pick(["within", "each", "end"] as const),
          slants: [],
          missing: random.pick([0, 0.4]),
          shuffled: random.chance(0.3),
        };
        const script = scriptOf(checker.marker.trace, checker.wanted, manner, random);
        if (!script.written.every((id) => script.value(id).cells.every(Number.isFinite))) continue;
        const { verdicts } = checker.check(script.text).marking;
        const accused = verdicts.filter(
          ({ status }) => isError(status) || status === "unreadable" || status === "other-convention",
        );
        expect(accused, `${checker.recorded.topic.id} ${JSON.stringify(manner)}`).toEqual([]);
      }
    }
  });
});

it("never throws, whatever is handed in", () => {
  const checker = checkerFor(layer);
  const piece = fc.constantFrom(
    "z1",
    "a1",
    "W1_1",
    "=",
    "[",
    "]",
    ",",
    ";",
    "0.5",
    "-1e400",
    "NaN",
    "\n",
    "σ(",
    ")",
    "/0",
    "dL/dz2",
    "yhat",
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(piece, fc.string({ maxLength: 5 })), { maxLength: 40 }), (pieces) => {
      try {
        checker.check(pieces.join(" "));
      } catch (error) {
        if (!(error instanceof ProblemError)) throw error;
      }
    }),
    { numRuns: 200 },
  );
});

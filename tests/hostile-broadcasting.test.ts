import { describe, expect, it } from "vitest";
import { solve } from "../problems/index.ts";
import { refusal } from "./refusal.ts";

describe("broadcasting: what makes no sense is refused, with its place and a mend", () => {
  it.each<[string, object, string]>([
    ["no array", {}, "given.A"],
    [
      "one array alone",
      {
        A: [
          [1, 2],
          [3, 4],
        ],
      },
      "given.B",
    ],
    ["a size of 0", { shapes: [[0, 3], [3]] }, "given.shapes.0.0"],
    ["a negative size", { shapes: { a: [-3], b: [3] } }, "given.shapes.a.0"],
    ["half a size", { shapes: [[2.5], [3]] }, "given.shapes.0.0"],
    ["too many axes", { shapes: [[1, 1, 1, 1, 1, 1, 1, 1, 1], [3]] }, "given.shapes.0"],
    ["ragged rows", { A: [[1, 2], [3]], B: 1 }, "given.A"],
    ["a number that is none", { A: [1, Number.NaN], B: 1 }, "given.A.1"],
    ["an empty array", { A: [], B: 1 }, "given.A"],
    ["a name twice", { A: [1], shapes: [[3], [3]] }, "given.shapes.A"],
    ["an unknown operation", { A: [1], B: [2], operation: "xor" }, "given.operation"],
    ["code and an operation", { A: [1], B: [2], operation: "+", code: "A + B" }, "given.operation"],
    ["no code", { A: [1], code: " " }, "given.code"],
    ["a name that nobody knows", { A: [1], code: "A + B" }, "given.shapes"],
    ["what Python could not read either", { A: [1], code: "A +" }, "A +"],
    ["brackets left open", { A: [1], code: "(A + A" }, "(A + A"],
    ["signs that are none", { A: [1], code: "A % 2" }, "A % 2"],
    ["what is not worked out", { A: [1], code: "np.linalg.inv(A)" }, "np.linalg.inv(A)"],
    ["an unknown function", { A: [1], code: "np.sort(A)" }, "np.sort(A)"],
    ["an attribute from the prototype", { A: [1], code: "A.constructor(1)" }, "np.constructor(A, 1)"],
    ["an axis that is not there", { A: [[1, 2]], code: "A.sum(axis=2)" }, "A.sum(axis=2)"],
    ["two open sizes", { A: [1, 2], code: "A.reshape(-1, -1)" }, "A.reshape(-1, -1)"],
    ["a size that is an array", { A: [1, 2], code: "A.reshape(A, 1)" }, "A"],

    ["a megabyte of code", { A: [1], code: "A+".repeat(500000) }, "given.code"],
  ])("%s", (_, given, at) => {
    const error = refusal("broadcasting", given);
    expect(error.at).toBe(at);
    expect(error.message.length).toBeLessThan(200);
  });

  it("answers for sizes that nobody could store", () => {
    const given = { shapes: { a: [1e9, 1], b: [1e9] }, code: "c = a + b" };
    expect(solve({ topic: "broadcasting", given, ask: ["shape_c"] }).solution.answers[0]?.value).toEqual([1e9, 1e9]);
  });

  it("will not fill an array of a billion numbers", () => {
    const A = [Array.from({ length: 40_000 }, (_, k) => k)];
    expect(refusal("broadcasting", { A, code: "B = A.T + A" }).code).toBe("too-large");
  });
});

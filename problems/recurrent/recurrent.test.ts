import { describe, expect, it } from "vitest";
import type { Solution } from "../../explainers/solution.ts";
import { solve } from "../index.ts";

type Conventions = Record<string, string>;
const solved = (topic: string, given: object, ask?: string[], conventions: Conventions = {}): Solution =>
  solve({ topic, given: { ...given }, conventions, ...(ask && { ask }) }).solution;
const values = (...of: Parameters<typeof solved>) => solved(...of).answers.map(({ value }) => value);
const assumptions = ({ assumed }: Solution): string[] => assumed.map(({ convention }) => convention);
const titles = ({ sections }: Solution): string[] => sections.map(({ title }) => title);

const x = [1, 0.5];
const simple = { x, Wx: 0.5, Wh: 0.8, b: 0.1 };

describe("parameters go by many names", () => {
  const expected = values("rnn", { ...simple, Wy: 2, by: 0.3 }, ["h2", "yhat"]);
  it.each<[string, object, object]>([
    ["Elman's", { Wxh: 0.5, Whh: 0.8, bh: 0.1 }, { Why: 2, by: 0.3 }],
    ["Goodfellow's", { U: 0.5, W: 0.8, b: 0.1 }, { V: 2, c: 0.3 }],
    ["Ng's", { Wax: 0.5, Waa: 0.8, ba: 0.1 }, { Wya: 2, by: 0.3 }],
    ["in small letters", { w_i: 0.5, w_h: 0.8, b: 0.1 }, { w_o: 2, b_o: 0.3 }],
    ["in braces", { "W_{xh}": 0.5, "W_{hh}": 0.8, b_h: 0.1 }, { "W_{hy}": 2, b_y: 0.3 }],
    ["PyTorch's", { weight_ih: 0.5, weight_hh: 0.8, bias_ih: 0.06, bias_hh: 0.04 }, { Wout: 2, bout: 0.3 }],
  ])("%s", (_, own, output) => {
    const found = values("rnn", { x, ...own, ...output }, ["h2", "yhat"]);
    for (const [k, value] of found.entries()) expect(value).toBeCloseTo(expected[k] as number, 12);
  });

  it("answers by the names that the problem uses", () => {
    const given = { x, U: 0.5, W: 0.8, V: 2, c: 0.3, y: 1, learningRate: 0.1 };
    expect(values("rnn", given, ["dU", "dW", "dV", "dc", "U_1", "c_1"])).toEqual(
      values("rnn", given, ["dWx", "dWh", "dWy", "dby", "Wx_1", "by_1"]),
    );
    expect(solved("rnn", given, ["dU"]).answers[0]?.tex).toBe("\\frac{\\partial L}{\\partial u}");
  });

  it("takes the square one of U and W for the recurrent one", () => {
    const wide = [
      [1, 2, 3],
      [0, 1, 0],
    ];
    const square = [
      [0.1, 0],
      [0, 0.2],
    ];
    const sequence = [
      [1, 0, 0],
      [0, 1, 0],
    ];
    expect(values("rnn", { x: sequence, W: wide, U: square }, ["h2"])).toEqual(
      values("rnn", { x: sequence, U: wide, W: square }, ["h2"]),
    );
  });

  it("gives the state the letter of its initial value", () => {
    const [answer] = solved("rnn", { ...simple, a0: 0 }, ["a2"]).answers;
    expect(answer?.tex).toBe("a_{2}");
    expect(solved("rnn", simple, ["a2"]).answers[0]?.tex).toBe("z_{2}");
  });

  it("knows the gates by other letters", () => {
    const own = { x: 1, hPrev: 0.5, Wi: 1, Ui: 1, Wf: 0.5, Uf: 1, Wo: 0.3, Uo: 1 };
    const prev = { ...own, cPrev: 0.2, Wg: 0.7, Ug: 0.4 };
    const solution = solved("lstm", prev, ["f", "g", "c_t", "h"]);
    expect(solution.answers.map(({ tex }) => tex)).toEqual(["f_{t}", "\\tilde{c}_{t}", "c_{t}", "h_{t}"]);
    expect(values("lstm", { ...own, c0: 0.2, Wxc: 0.7, Whc: 0.4 }, ["c1"])).toEqual(values("lstm", prev, ["c"]));
  });
});

describe("one network, written in several ways", () => {
  const W = [
    [0.1, 0.2],
    [-0.3, 0.4],
  ];
  const U = [
    [0.5, -0.1],
    [0.2, 0.3],
  ];
  const sequence = [
    [1, 0],
    [-1, 2],
  ];
  const separate = values("rnn", { x: sequence, Wx: W, Wh: U }, ["h2"], { orientation: "Wx" });

  it("with state and input joined", () => {
    const joined = { x: sequence, W: U.map((row, i) => [...row, ...(W[i] as number[])]) };
    expect(values("rnn", joined, ["h2"], { orientation: "Wx" })).toEqual(separate);
    const other = { x: sequence, W: W.map((row, i) => [...row, ...(U[i] as number[])]) };
    expect(values("rnn", other, ["h2"], { orientation: "Wx", "recurrent.concat": "xh" })).toEqual(separate);
  });

  it("with rows instead of columns", () => {
    const turned = (m: number[][]) => [0, 1].map((j) => m.map((row) => row[j] as number));
    const [h2] = values("rnn", { x: sequence, Wx: turned(W), Wh: turned(U) }, ["h2"], { orientation: "xW" });
    expect((h2 as number[][]).flat()).toEqual((separate[0] as number[][]).flat());
  });

  it("with the inputs one by one", () => {
    expect(values("rnn", { x1: [1, 0], x_2: [-1, 2], Wx: W, Wh: U }, ["h2"], { orientation: "Wx" })).toEqual(separate);
  });

  it("with the gates stacked as PyTorch has them", () => {
    const gates = { Wi: 0.1, Wf: 0.2, Wc: 0.3, Wo: 0.4, Ui: 0.5, Uf: 0.6, Uc: 0.7, Uo: 0.8 };
    const stacked = { weight_ih_l0: [[0.1], [0.2], [0.3], [0.4]], weight_hh_l0: [[0.5], [0.6], [0.7], [0.8]] };
    const [own] = values("lstm", { x, ...gates }, ["h2"]);
    const [theirs] = values("lstm", { x, ...stacked }, ["h2"]);
    expect(theirs).toEqual([[own]]);
  });
});

describe("what is asked for", () => {
  it("tells many-to-one from many-to-many by the target", () => {
    expect(titles(solved("rnn", { ...simple, y: 1 }))).toContain("Loss");
    expect(values("rnn", { ...simple, y: [0, 1] }, ["L1", "L2", "L"])).toHaveLength(3);
    expect(values("rnn", { ...simple, y2: 1 }, ["L"])).toEqual(values("rnn", { ...simple, y: 1 }, ["L"]));
    expect(values("rnn", { ...simple, Wy: 1 }, ["yhat1", "yhat2"])).toHaveLength(2);
    expect(values("rnn", { ...simple, Wy: 1 }, ["yhat"])).toHaveLength(1);
  });

  it("counts what has numbers too", () => {
    expect(values("lstm", { inputSize: 1, hiddenSize: 1 }, ["params"])).toEqual([12]);
    const gates = { Wi: 1, Ui: 1, bi: 0, Wf: 1, Uf: 1, bf: 0, Wc: 1, Uc: 1, bc: 0, Wo: 1, Uo: 1, bo: 0 };
    expect(values("lstm", { x, ...gates }, ["params", "shape_f"])).toEqual([12, [1]]);
  });

  it("does without the gates that nothing needs", () => {
    expect(values("gru", { z: 0.25, htilde: 1, h0: 0.2 }, ["h"])).toEqual([0.4]);
    expect(values("gru", { z: 0.25, htilde: 1, h0: 0.2 }, ["h"], { "gru.update": "old" })).toEqual([0.8]);
  });

  it("goes back from a gradient that arrives", () => {
    const given = { f: 0.5, i: 0.5, o: 1, ctilde: 0.4, c0: 0.2, activation: "linear", dh: 2 };
    expect(values("lstm", given, ["dc1", "df1", "di1", "dc0"])).toEqual([2, 0.4, 0.8, 1]);
  });

  it("states what it assumed, where it mattered", () => {
    expect(assumptions(solved("rnn", { ...simple, h0: 0 }))).toEqual([]);
    expect(assumptions(solved("rnn", simple))).toEqual(["h0"]);
    expect(assumptions(solved("gru", { x: 1, h0: 1, Wz: 1, Uz: 1, Wr: 1, Ur: 1, Wh: 1, Uh: 1 }, ["z1"]))).toEqual([]);
    const long = { ...simple, x: [1, 2, 3], h0: 0, y: [1, 2, 3], loss: "squared-error" };
    expect(assumptions(solved("rnn", { ...long, truncate: 2 }))).toEqual(["bptt.truncated"]);
    expect(assumptions(solved("rnn", { ...long, y: 3, truncate: 2 }))).toEqual([]);
  });
});

describe("time", () => {
  const long = { x: [1, 2, 3, 4, 5], Wx: 0.1, Wh: 0.1, y: 1 };

  it("is folded where it repeats", () => {
    const folded = solved("rnn", long).sections.filter((section) => section.folded);
    expect(folded.map(({ title }) => title)).toEqual([
      "Time step 3",
      "Time step 4",
      "Time step 5",
      "Back through time step 3",
      "Back through time step 2",
      "Back through time step 1",
    ]);
  });

  it("has a table", () => {
    const { table } = solved("rnn", long).sections.find(({ table: found }) => found) ?? {};
    expect(table?.rows).toHaveLength(5);
    expect(table?.head).toEqual(["t", "x_{t}", "z_{t}", "h_{t}"]);
  });

  it("makes gradients vanish and explode", () => {
    const remarks = (given: object) =>
      solved("rnn", given, ["dWh"]).sections.flatMap(({ steps }) => steps.flatMap((step) => step.remarks));
    expect(remarks(long).some((remark) => remark.includes("vanishes"))).toBe(true);
    const growing = { ...long, Wh: 3, activation: "linear" };
    expect(remarks(growing).some((remark) => remark.includes("explodes"))).toBe(true);
  });

  it("is cut where it is truncated", () => {
    const linear = { ...long, Wx: 1, Wh: 0.5, activation: "linear" };
    const [whole, cut, chunk] = [{}, { truncate: 2 }, { truncate: 9 }].map((more) =>
      values("rnn", { ...linear, ...more }, ["dWx"]),
    );
    expect(chunk).toEqual(whole);
    expect(cut).not.toEqual(whole);
  });

  it("with several losses is cut by a window or into chunks", () => {
    const given = { x: [1, 1, 1], Wx: 1, Wh: 1, activation: "linear", y: [0, 0, 0], truncate: 2 };
    const conventions = (cut: string) => ({ "loss.half": "yes", "bptt.truncated": cut });
    // h = 1, 2, 3 are the errors; a window of 2 has the terms 1, 2·2 and 3·2, chunks of 2 have 1, 2·2 and 3.
    expect(values("rnn", given, ["dWx"], conventions("window"))).toEqual([11]);
    expect(values("rnn", given, ["dWx"], conventions("chunks"))).toEqual([8]);
  });

  it("clips by value and by norm", () => {
    const given = { x: [1], Wx: 1, Wh: 1, h0: 1, activation: "linear", y: 0 };
    // h = 2, so dWx = dWh = 4, and their norm is √32.
    expect(values("rnn", { ...given, clipValue: 3 }, ["dWx_clipped"])).toEqual([3]);
    const [norm, clipped] = values("rnn", { ...given, clipNorm: 1 }, ["norm", "dWx_clipped"]) as number[];
    expect(norm).toBeCloseTo(Math.sqrt(32), 12);
    expect(clipped).toBeCloseTo(4 / Math.sqrt(32), 12);
    expect(values("rnn", { ...given, clipNorm: 1 }, ["dWx_clipped"], { "clip.norm": "each" })).toEqual([1]);
    expect(values("rnn", { ...given, clipNorm: 10 }, ["dWx_clipped"])).toEqual([4]);
  });
});

import { describe, expect, it } from "vitest";
import { refusal } from "./refusal.ts";

describe("update-counts: what makes no sense is refused, with its place and a mend", () => {
  it.each<[string, object, string]>([
    ["no number of examples", { batchSize: 32, epochs: 2 }, "given.m"],
    ["two names of it", { m: 10, n: 10 }, "given.n"],
    ["no examples at all", { m: 0, batchSize: 2 }, "given.m"],
    ["half an example", { m: 10.5 }, "given.m"],
    ["a number that is none", { m: Number.NaN }, "given.m"],
    ["examples without end", { m: Number.POSITIVE_INFINITY }, "given.m"],
    ["a batch size of 0", { m: 10, batchSize: 0 }, "given.batchSize"],
    ["a negative number of epochs", { m: 10, epochs: -1 }, "given.epochs"],
    ["no batch sizes", { m: 10, batchSize: [] }, "given.batchSize"],
    ["a batch size twice", { m: 10, batchSize: [2, 2] }, "given.batchSize.1"],
    ["mini-batches of no size", { m: 10, method: "mini-batch" }, "given.batchSize"],
    ["an unknown method", { m: 10, method: "newton" }, "given.method"],
    ["epochs and updates", { m: 10, epochs: 2, updates: 5 }, "given.updates"],
    ["a share of more than all", { m: 10, trainPercent: 120 }, "given.trainPercent"],
    ["a share that leaves none", { m: 10, trainPercent: 1 }, "given.trainPercent"],
    [
      "as many times as methods",
      { m: 10, epochs: 1, method: ["batch", "stochastic"], timePerUpdate: [1, 2, 3] },
      "given.timePerUpdate",
    ],
    ["two times", { m: 10, epochs: 1, timePerUpdate: 1, timePerEpoch: 2 }, "given.timePerEpoch"],
    ["more updates than can be counted", { m: 9e15, method: "stochastic", epochs: 9e15 }, "given.epochs"],
    ["an unknown field", { m: 10, batchsize: 2 }, "given"],
  ])("%s", (_, given, at) => {
    const error = refusal("update-counts", given);
    expect(error.at).toBe(at);
    expect(error.message.length).toBeLessThan(200);
  });

  it("a dropped batch that is the only one", () => {
    const error = refusal(
      "update-counts",
      { m: 10, batchSize: 32, epochs: 2 },
      { conventions: { "batch.last": "drop" } },
    );
    expect(error.at).toBe("given.batchSize");
    expect(error.suggestion).toBeTruthy();
  });
});

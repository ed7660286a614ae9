import { describe, expect, it } from "vitest";
import * as z from "zod";
import { learningRate, number, readFractions, tensor } from "./fields.ts";

const schema = z.strictObject({
  rate: learningRate.optional(),
  formula: z.string().optional(),
  values: z.record(z.string(), tensor).optional(),
  either: z.union([number, z.string()]).optional(),
});
const read = (given: object) => readFractions(given, schema.safeParse(given).error?.issues ?? []);

describe("fractions", () => {
  it.each<[object, object]>([
    [{ rate: "1/10" }, { rate: 0.1 }],
    [{ rate: "0.5 / 4" }, { rate: 0.125 }],
    [{ values: { x: "-1/3", M: [["1/2", 1]] } }, { values: { x: -1 / 3, M: [[0.5, 1]] } }],
    [
      { formula: "1/3", rate: "1/2" },
      { formula: "1/3", rate: 0.5 },
    ],
    [{ either: "1/3" }, { either: "1/3" }],
    [{ rate: "1/0" }, { rate: "1/0" }],
    [{ rate: "fast" }, { rate: "fast" }],
    [[], []],
  ])("%j is read as %j", (given, expected) => {
    expect(read(given).given).toEqual(expected);
  });

  it("that no decimal equals are remembered in lowest terms", () => {
    const values = { x: "2/6", y: "1/10", z: ["0.5/3"] };
    expect([...read({ values }).fractions]).toEqual([
      [1 / 3, "1/3"],
      [1 / 6, "1/6"],
    ]);
  });

  it("are looked for in what goes round in circles too", () => {
    const values: Record<string, unknown> = { x: "1/2" };
    values.y = values;
    expect(read({ values }).given).toMatchObject({ values: { x: 0.5 } });
  });

  it("leave what was stated as it is", () => {
    const stated = { rate: "1/10" };
    read(stated);
    expect(stated).toEqual({ rate: "1/10" });
  });

  it("stand in the JSON schema", () => {
    expect(z.toJSONSchema(learningRate)).toMatchObject({ type: ["number", "string"], exclusiveMinimum: 0 });
  });
});

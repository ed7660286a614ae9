import { describe, expect, test } from "vitest";
import { scalar, toNested } from "./ndarray.ts";
import { exact } from "./readings/exact.ts";
import { float } from "./readings/float.ts";
import { Tape } from "./tape.ts";
import { evaluate, prune, type Trace } from "./trace.ts";

const round = (x: number) => Math.round(x * 1e4) / 1e4;

function unit(settle?: (x: number) => number): Trace {
  const tape = new Tape(settle);
  tape.given("w", 1.5);
  tape.given("x", [2, -0.7]);
  tape.given("y", 1);
  tape.given("spare", 9);
  tape.let("z", "w * sum(x)");
  tape.let("a", "sigmoid(z)");
  tape.let("o", "2 * a");
  tape.let("J", "(o - y)^2");
  tape.backward("J", ["w", "x"]);
  return tape.trace();
}

const cells = (values: Map<string, { cells: readonly number[] }>, id: string) => values.get(id)?.cells ?? [];

test.each([
  ["without rounding", undefined],
  ["with every step rounded", round],
])("reading it again gives the recorded values, %s", (_, settle) => {
  const trace = unit(settle);
  const values = evaluate(trace, float, settle ? { settle } : {});
  for (const { id, value } of trace.steps) expect(values.get(id), id).toEqual(value);
  expect([...values.keys()]).toEqual(trace.steps.map(({ id }) => id));
});

test("it survives JSON", () => {
  const trace = unit();
  const again = JSON.parse(JSON.stringify(trace)) as Trace;
  expect(again).toEqual(trace);
  expect(evaluate(again, float)).toEqual(evaluate(trace, float));
});

describe("a value in the place of a computed one", () => {
  test("flows on into everything after it, gradients included, and into nothing before it", () => {
    const trace = unit();
    const values = evaluate(trace, float, { overrides: { a: scalar(0.9) } });
    expect(cells(values, "z")).toEqual(trace.steps.find(({ id }) => id === "z")?.value.cells);
    expect(cells(values, "J")[0]).toBeCloseTo((1.8 - 1) ** 2, 14);
    const dz = 2 * (1.8 - 1) * 2 * 0.9 * (1 - 0.9);
    expect(cells(values, "dz")[0]).toBeCloseTo(dz, 14);
    expect(cells(values, "dw")[0]).toBeCloseTo(dz * 1.3, 14);
  });

  test("a student's own activation flows through the shortcut of loss and activation", () => {
    const tape = new Tape();
    tape.given("z", [[0.2, 60]]);
    tape.given("y", [[1, 0]]);
    tape.let("a", "sigmoid(z)");
    tape.let("J", "sum(bce(a, y, {axis: 0}))");
    tape.backward("J", ["z"]);
    const a = { shape: [1, 2], cells: [0.9, 0.75] };
    const values = evaluate(tape.trace(), float, { overrides: { a } });
    expect(cells(values, "dz")).toEqual([0.9 - 1, 0.75]);
    expect(cells(values, "J")[0]).toBeCloseTo(-Math.log(0.9) - Math.log(0.25), 14);
  });

  test("a given may be replaced too, and a name like a prototype's is none", () => {
    const values = evaluate(unit(), float, { overrides: { y: scalar(3) } });
    expect(cells(values, "J")[0]).toBeGreaterThan(1);
    const tape = new Tape();
    tape.given("toString", 2);
    tape.let("J", "toString + 1");
    expect(evaluate(tape.trace(), float, { overrides: {} }).get("J")?.cells).toEqual([3]);
  });
});

describe("pruned", () => {
  const ids = (answers: string[]) => prune(unit(), answers).steps.map(({ id }) => id);

  test("what the answers rest on is left, in order", () => {
    expect(ids(["z"])).toEqual(["w", "x", "u1", "z"]);
    expect(ids(["y"])).toEqual(["y"]);
    expect(ids([])).toEqual([]);
  });

  test("a gradient keeps its root and its quantity, so that it can be verified", () => {
    const kept = ids(["dw"]);
    expect(kept).toContain("J");
    expect(kept).not.toContain("dx");
    expect(kept).not.toContain("spare");
    const pruned = prune(unit(), ["dw"]);
    const [all, some] = [evaluate(unit(), float), evaluate(pruned, float)];
    for (const { id } of pruned.steps) expect(some.get(id)).toEqual(all.get(id));
  });
});

test("another reading of the same trace: 0.1 + 0.2 is 0.3", () => {
  const tape = new Tape();
  tape.given("a", [0.1, 0.5]);
  tape.given("b", 0.2);
  tape.let("c", "a + b");
  const values = evaluate(tape.trace(), exact).get("c");
  expect(toNested(values ?? scalar(undefined))).toHaveLength(2);
  expect(tape.step("c").value.cells[0]).toBe(0.1 + 0.2);
});

import { describe, expect, test } from "vitest";
import { ProblemError, ShapeError } from "./errors.ts";
import type { Call } from "./expression.ts";
import { toNested } from "./ndarray.ts";
import { float } from "./readings/float.ts";
import { Tape } from "./tape.ts";
import { evaluate } from "./trace.ts";

const cells = (tape: Tape, id: string) => toNested(tape.step(id).value);

describe("recording", () => {
  test("computes while it records, in order, under the section's title", () => {
    const tape = new Tape();
    tape.given("W", [
      [1, 2],
      [3, 4],
    ]);
    tape.given("x", [5, 6]);
    tape.section("Forward pass");
    tape.let("z", "W * x", { tex: "z^{[1]}", why: "Weights times inputs." });
    tape.let("J", "sum(z)");
    expect(tape.steps().map(({ id, section }) => [id, section])).toEqual([
      ["W", ""],
      ["x", ""],
      ["z", "Forward pass"],
      ["J", "Forward pass"],
    ]);
    expect(cells(tape, "z")).toEqual([17, 39]);
    expect(tape.step("z")).toMatchObject({ tex: "z^{[1]}", why: "Weights times inputs.", remarks: [] });
    expect(cells(tape, "J")).toBe(56);
  });

  test("what is given may be an array already; a symbol is made from the id", () => {
    const tape = new Tape();
    tape.given("beta_1", { shape: [1, 2], cells: [0.9, 0.99] });
    expect(tape.step("beta_1").tex).toBe("\\beta_{1}");
    expect(cells(tape, "beta_1")).toEqual([[0.9, 0.99]]);
  });

  test("every computed number is settled before it is carried on, and none that is given", () => {
    const tape = new Tape((x) => Math.round(x * 100) / 100);
    tape.given("w", 0.3333);
    tape.let("u", "w * 1");
    tape.let("v", "3 * u");
    expect(tape.steps().map(({ value }) => value.cells[0])).toEqual([0.3333, 0.33, 0.99]);
  });

  test("what is to have more digits is never settled, in another reading of the trace either", () => {
    const settle = (x: number) => Math.round(x * 10) / 10;
    const tape = new Tape(settle);
    tape.given("w", 0.3333);
    tape.let("u", "w * w", { moreDigits: 3 });
    tape.let("v", "w * w");
    expect([cells(tape, "u"), cells(tape, "v")]).toEqual([0.3333 * 0.3333, 0.1]);
    const again = evaluate(tape.trace(), float, { settle });
    expect(["u", "v"].map((id) => again.get(id)?.cells[0])).toEqual([0.3333 * 0.3333, 0.1]);
  });

  test("a given remembers the fraction that it was written as", () => {
    const tape = new Tape(undefined, new Map([[1 / 3, "1/3"]]));
    tape.given("x", [1 / 3, 2]);
    tape.given("y", 2);
    expect(tape.step("x").fractions).toEqual(["1/3", null]);
    expect(tape.step("y")).not.toHaveProperty("fractions");
  });

  test.each([
    [() => new Tape().let("J", "w ^ 2"), "w is not defined"],
    [() => new Tape().step("w"), "w is not defined"],
    [() => new Tape().given("x", Number.NaN), "x holds a number that is not finite"],
    [() => new Tape().given("x", [[1, 2], [3]]), "row 2 is a list of 1"],
    [() => shapes().let("J", "A * A"), "the product of 2×3 and 2×3 does not exist"],
    [() => shapes().let("J", "A + A'"), "shapes 2×3 and 3×2 do not fit"],
    [() => shapes().let("J", "A * u"), "the product of 2×3 and a list of 2"],
    [() => shapes().let("J", "u * v"), "the product of a list of 2 and a list of 3"],
    [() => shapes().let("A", "u"), "A is defined twice"],
    [() => shapes().given("A", 1), "A is defined twice"],
    [() => shapes().backward("A", ["A"]), "A is 2×3, but a gradient is that of one number"],
    [() => shapes().backward("J", ["A"]), "J is not defined"],
  ])("case %#: %s", (action, message) => {
    expect(action).toThrow(ProblemError);
    expect(action).toThrow(message as string);
  });

  const shapes = (): Tape => {
    const tape = new Tape();
    tape.given("A", [
      [1, 2, 3],
      [4, 5, 6],
    ]);
    tape.given("u", [1, 2]);
    tape.given("v", [1, 2, 3]);
    return tape;
  };

  test("what does not fit leaves no step behind", () => {
    const tape = shapes();
    expect(() => tape.let("J", "A * A")).toThrow(ShapeError);
    expect(tape.has("J")).toBe(false);
  });

  test("a gradient of another shape than its quantity is a bug, and is not recorded", () => {
    const tape = shapes();
    const gradient = { root: "u", of: "A", scale: 1 };
    expect(() => tape.let("dA", "v", { gradient })).toThrow("the gradient dA has shape [3], but A has [2,3]");
  });

  test("ids reach no prototype", () => {
    const tape = new Tape();
    for (const id of ["constructor", "toString", "hasOwnProperty"]) {
      expect(tape.has(id)).toBe(false);
      tape.given(id, 2);
    }
    tape.let("J", "constructor * toString");
    expect(cells(tape, "J")).toBe(4);
  });

  test("what would never end is refused before it is begun", () => {
    const tape = new Tape();
    tape.given("x", Array(2000).fill(1));
    expect(() => tape.let("J", "outer(x, x)")).toThrow("too many to work out by hand");
  });
});

describe("naming a part", () => {
  test("puts it before its owner and computes what follows again", () => {
    const tape = new Tape((x) => Math.round(x * 10) / 10);
    tape.given("w", 1.26);
    tape.let("J", "(w * w) ^ 2", { why: "Because." });
    tape.let("K", "10 * J");
    expect(cells(tape, "K")).toBe(25);
    tape.nameInside("J", (tape.step("J").formula as Call).args[0] as Call, "u");
    expect(tape.steps().map(({ id }) => id)).toEqual(["w", "u", "J", "K"]);
    expect(["u", "J", "K"].map((id) => cells(tape, id))).toEqual([1.6, 2.6, 26]);
    expect(tape.step("J")).toMatchObject({ why: "Because." });
  });

  test("keeps what was said and computed of later steps, gradients included", () => {
    const tape = new Tape();
    tape.given("w", 2);
    tape.let("J", "(w * w) ^ 2");
    tape.let("K", "3 * J", { why: "Three times." });
    tape.backward("K", ["J"]);
    const before = tape.steps();
    tape.nameInside("J", (tape.step("J").formula as Call).args[0] as Call, "u");
    expect(tape.steps().filter(({ id }) => id !== "u" && id !== "J")).toEqual(before.filter(({ id }) => id !== "J"));
  });
});

describe("more digits where a function saturates", () => {
  const saturated = (z: number, ...lets: [string, string][]) => {
    const tape = new Tape();
    tape.given("z", z);
    for (const [id, formula] of lets) tape.let(id, formula);
    return tape;
  };

  test.each([
    [50, 1, Math.exp(-50)],
    [-50, 0, Math.exp(-50)],
    [50, 0, 50],
    [-800, 1, 800],
  ])("cross-entropy of sigmoid(%d) with target %d", (z, y, loss) => {
    const tape = saturated(z, ["a", "sigmoid(z)"], ["L", `bce(a, ${y})`]);
    expect(Math.abs((cells(tape, "L") as number) - loss)).toBeLessThan(1e-12 * loss + 1e-15);
  });

  test.each([
    ["sigmoid(z)", "a .* (1 - a)", Math.exp(-50)],
    ["tanh(z)", "1 - a .^ 2", 4 * Math.exp(-100)],
  ])("the slope of %s at 50", (activation, slope, value) => {
    const tape = saturated(50, ["a", activation], ["slope", slope]);
    expect(Math.abs((cells(tape, "slope") as number) / value - 1)).toBeLessThan(1e-12);
  });
});

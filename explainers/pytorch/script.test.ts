import { describe, expect, it } from "vitest";
import { Tape } from "../../solver/tape.ts";
import { renderPytorch } from "./script.ts";

const tape = new Tape();
tape.section("Given");
tape.given("w", 3);
tape.given("in", [1, 2]);
tape.section("Forward");
tape.let("z", "w * in");
tape.let("a'", "sigmoid(z)");
tape.let("J", "sum(z .^ 2)");
tape.section("Backward");
tape.backward("J", ["w"]);
const script = renderPytorch(tape.trace(), "A title\nof two lines");

describe("the PyTorch script", () => {
  it("takes gradients by autograd and repeats nothing of ours", () => {
    expect(script).toContain("dw = num(slope(J.sum(), w))");
    expect(script).not.toMatch(/dw = num\(\(?2/);
  });

  it("computes forward in PyTorch's own functions", () => {
    expect(script).toContain("torch.sigmoid(z)");
  });

  it("makes Python names of any id, and keeps titles on their line", () => {
    expect(script).toContain("in_ = torch.tensor([1.0, 2.0]");
    expect(script).toContain("a_prime = ");
    expect(script.split("\n")[0]).toBe("# A title of two lines, checked with PyTorch");
  });

  it("takes what differs by rounding alone for equal, as we do", () => {
    const other = new Tape();
    other.given("best", 0.9);
    other.given("L", 0.84);
    other.let("better", "lessThan(L, best - 0.06)");
    const code = renderPytorch(other.trace(), "t");
    expect(code).toContain("(L < (best - 0.06)) & ~torch.isclose(L, (best - 0.06)");
    expect(code).toContain('check("better", better, 0.0)');
  });

  it("says where PyTorch has no counterpart", () => {
    const other = new Tape();
    other.given("y", [1, 0]);
    other.given("yhat", [1, 1]);
    other.let("C", "confusionMatrix(y, yhat, {classes: 2})");
    expect(renderPytorch(other.trace(), "t")).toContain("# ours: PyTorch has no such function");
  });
});

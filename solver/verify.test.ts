import { describe, expect, test } from "vitest";
import { bind } from "./expression.ts";
import { parseFormula } from "./formula.ts";
import type { NestedNumbers } from "./ndarray.ts";
import { float } from "./readings/float.ts";
import { Tape } from "./tape.ts";
import { evaluate, type Step, type Trace } from "./trace.ts";
import { finiteDifferenceError } from "./verify.ts";

function traceOf(
  givens: Record<string, NestedNumbers>,
  lets: [string, string][],
  settle?: (x: number) => number,
): Trace {
  const tape = new Tape(settle);
  for (const [id, value] of Object.entries(givens)) tape.given(id, value);
  for (const [id, formula] of lets) tape.let(id, formula);
  tape.backward("J", Object.keys(givens), { average: "late" });
  return tape.trace();
}

const error = (trace: Trace): number => finiteDifferenceError(trace) ?? Number.NaN;

const layer: [string, string][] = [
  ["Z", "W * X + b"],
  ["A", "sigmoid(Z)"],
  ["L", "squaredError(A, Y, {axis: 0})"],
  ["J", "average(L, m)"],
];
const batch = {
  W: [
    [0.3, -0.8],
    [0.5, 0.1],
  ],
  X: [
    [1, 2, -1],
    [0.5, -0.4, 0.7],
  ],
  b: [[0.1], [-0.6]],
  Y: [
    [1, 0, 1],
    [0, 0.5, 1],
  ],
  m: 3,
};

test("a correct trace agrees", () => {
  expect(error(traceOf({ ...batch }, layer))).toBeLessThan(1e-9);
});

describe("what is wrong is found", () => {
  const wrongly = (id: string, formula: string): Trace => {
    const trace = traceOf({ ...batch }, layer);
    const shapes = new Map(trace.steps.map((step) => [step.id, step.value.shape]));
    const steps = trace.steps.map((step): Step => {
      if (step.id !== id) return step;
      const { stable: _, ...rest } = step;
      return { ...rest, formula: bind(parseFormula(formula), (name) => shapes.get(name)) };
    });
    const values = evaluate({ steps }, float);
    return { steps: steps.map((step) => ({ ...step, value: values.get(step.id) ?? step.value })) };
  };

  test.each([
    ["dA", "2 * (Y - A)"],
    ["dA", "A - Y"],
    ["dZ", "dA .* A .* (1 + A)"],
    ["dZ", "dA .* A"],
    ["dW", "(1 / m) * dZ * X' + 0.001 * W"],
    ["dW", "dZ * X'"],
    ["db", "(1 / m) * sum(dZ) * spread(1, b)"],
  ])("%s = %s", (id, formula) => {
    expect(error(wrongly(id, formula))).toBeGreaterThan(1e-4);
  });

  test("and the same gradient, said in another way, is right", () => {
    expect(error(wrongly("dZ", "A .* dA - dA .* A .^ 2"))).toBeLessThan(1e-9);
  });
});

test("rounding on the way is no disagreement", () => {
  expect(error(traceOf({ ...batch }, layer, (x) => Math.round(x * 100) / 100))).toBeLessThan(1e-9);
});

test.each<[string, Record<string, NestedNumbers>, string]>([
  ["all 0", { v: [-1, -2] }, "sum(relu(v))"],
  ["0 but for the rounding", { v: [1, 2, 3] }, "sum(softmax(v))"],
  ["tiny beside the root", { v: [40, 60] }, "sum(sigmoid(v))"],
  ["tiny as the root", { v: -50 }, "bce(sigmoid(v), 0)"],
  ["right beside a kink", { v: [1e-5, -1e-5] }, "sum(relu(v))"],
  ["large", { v: 1e20 }, "v * 3"],
  ["of a large root", { v: 2 }, "1e9 + v^2"],
])("gradients that are %s raise no alarm", (_, givens, formula) => {
  expect(error(traceOf(givens, [["J", formula]]))).toBeLessThan(1e-5);
});

test("where nothing was differentiated, or not for these answers, there is no number", () => {
  const tape = new Tape();
  tape.given("w", 2);
  tape.let("J", "w ^ 2");
  expect(finiteDifferenceError(tape.trace())).toBeNull();
  tape.backward("J", ["w"]);
  expect(finiteDifferenceError({ steps: tape.steps().filter(({ id }) => id !== "J") })).toBeNull();
});

test("of more gradients than can be checked, that of what is stated is among them", () => {
  const long = Array.from({ length: 90 }, (_, k): [string, string] => [`a${k + 1}`, `tanh(a${k} + w)`]);
  const trace = traceOf({ a0: 0.1, w: 0.2 }, [...long, ["J", "a90 ^ 2"]]);
  expect(error(trace)).toBeLessThan(1e-9);
  const wrong = trace.steps.map((step): Step => {
    const { stable: _, ...rest } = step;
    return step.id === "dw" ? { ...rest, formula: parseFormula("da1") } : step;
  });
  expect(error({ steps: wrong })).toBeGreaterThan(1e-4);
});

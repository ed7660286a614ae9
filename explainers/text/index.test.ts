import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Solution } from "../solution.ts";
import { specimen } from "../specimen.ts";
import { cells } from "./cells.ts";
import { renderText } from "./index.ts";

test("the specimen", () => {
  expect(`\n${renderText(specimen)}`).toMatchInlineSnapshot(`
    "
    Multilayer perceptron
    ═════════════════════

    Asked    The prediction ŷ, the loss and one update of W² with η = 0.01.
    Plan     Layer by layer to ŷ; then backwards from the loss; then one subtraction
             per weight.

             x (2) ─W¹→ a₁¹ ─W²→ ŷ

    Given    x = [2  3  5  6]    W² = ⎡4⎤    η = 0.01
                                      ⎣1⎦

    Assumed  orientation = xW: W¹ has 4 rows, one for each input.

    1  Output layer

       Weighted sum. Each unit adds its weighted inputs.
       z² = a¹ W² = [0.0612  0.9388] ⎡4⎤ = 0.0612·4 + 0.9388·1 ≈ 1.1835
                                     ⎣1⎦

       Activation. The sigmoid turns the sum into a probability.
                         1
       ŷ = σ(z²) = ───────────── ≈ 0.7656
                   1 + e^−1.1835
       · A probability lies in (0, 1): it does.

    2  Back through the output layer

       Error at the output. Sigmoid followed by cross-entropy: what is left is
       prediction minus target.
       ∂L/∂z² = ŷ − y = 0.7656 − 1 ≈ −0.2344
       · Negative: raising z² lowers the loss, as it should with ŷ < y.

       Gradient of the weights. What came in, times the error that goes out.
       ∂L/∂W² = a¹ᵀ ∂L/∂z² = ⎡0.0612⎤ [−0.2344] ≈ ⎡−0.0143  ⎤
                             ⎣0.9388⎦             ⎣ 4.9·10⁻⁶⎦
          (∂L/∂W²)₁ = 0.0612·(−0.2344) ≈ −0.0143

    3–4  Iterations 2 and 3
       As before; 2 steps (shown with --details).

    5  Every iteration

       i        ŷ   |ŷ − y|    ∂L/∂z²                 W²
       ──────────────────────────────────────────────────────────
       1   0.7656    0.2344   −0.2344             [4; 1]
       2   0.7660    0.2340   −0.2340   [4.0001; 1.0022]   better
       3   0.7663    0.2337   −0.2337   [4.0003; 1.0044]   better

    ┌─ Answers ───────────────────────────────┐
    │ prediction            ŷ      ≈ 0.7656   │
    │                                         │
    │ W² after the update   W²_new ≈ ⎡4.0001⎤ │
    │                                ⎣1.0022⎦ │
    └─────────────────────────────────────────┘

    The gradients agree with finite differences to 2·10⁻⁹.
    "
  `);
});

test("details add the other cells and the derivations", () => {
  const text = renderText(specimen, { details: true });
  expect(renderText(specimen)).not.toContain("(∂L/∂W²)₂");
  expect(text).toContain("(∂L/∂W²)₂ = 0.9388·(−0.2344) ≈ 4.9·10⁻⁶");
  expect(text).toContain("∂ŷ/∂z² = ŷ(1 − ŷ)");
});

test("details print what is folded, each section under its own heading", () => {
  const [short, long] = [renderText(specimen), renderText(specimen, { details: true })];
  expect(short).toContain("\n3–4  Iterations 2 and 3\n   As before; 2 steps (shown with --details).\n");
  expect(short).not.toContain("The sigmoid again.");
  expect(long).toContain("\n4  Iteration 3\n\n   Activation. The sigmoid again.\n");
  expect(long).not.toContain("As before");
});

test("colour only adds emphasis", () => {
  const coloured = renderText(specimen, { color: true });
  const esc = String.fromCharCode(27);
  expect(coloured).toContain(`${esc}[1mMultilayer perceptron${esc}[22m`);
  expect(coloured.replaceAll(new RegExp(`${esc}\\[\\d+m`, "g"), "")).toBe(renderText(specimen));
});

test("a rational answer that is shown rounded is given exactly as well", () => {
  const [answer] = specimen.answers;
  const rational = { ...specimen, answers: answer ? [{ ...answer, shown: "0.333", exact: "1/3" }] : [] };
  expect(renderText(rational)).toContain("ŷ ≈ 0.333   (exactly 1/3)");
});

test("an equal sign only where the value is exact", () => {
  const exact = {
    ...specimen,
    given: [
      { symbol: "x", value: "2", exact: true },
      { symbol: "y", value: "0.333", exact: false },
    ],
  };
  expect(renderText(exact)).toContain("x = 2    y ≈ 0.333");
});

describe("every line fits", () => {
  test.each([24, 40, 60, 80, 120])("the specimen into %i cells", (width) => {
    for (const details of [false, true]) expectToFit(renderText(specimen, { width, details }), width);
  });

  test("whatever the texts hold", () => {
    const text = fc.oneof(
      fc.string({ unit: "binary", maxLength: 200 }),
      fc.lorem(),
      fc.constant("\u001b[31m漢字$x$\\"),
    );
    fc.assert(
      fc.property(text, fc.constantFrom(24, 60, 80), (text, width) => {
        const rendered = renderText(filledWith(text), { width, details: true });
        expectToFit(rendered, width);
        expect(rendered).not.toMatch(/(?!\n)\p{Cc}/u);
      }),
    );
  });
});

function expectToFit(text: string, width: number): void {
  const long = text.split("\n").filter((line) => cells(line) > width);
  expect(long).toEqual([]);
}

/** The specimen with every text replaced. */
function filledWith(text: string): Solution {
  return JSON.parse(JSON.stringify(specimen), (_, value) => (typeof value === "string" ? text : value));
}

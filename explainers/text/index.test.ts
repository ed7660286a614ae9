import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Solution } from "../solution.ts";
import { specimen } from "../specimen.ts";
import { cells } from "./cells.ts";
import { renderText } from "./index.ts";

test("the specimen", () => {
  expect(`\n${renderText(specimen)}`).toMatchInlineSnapshot();
});

test("details add the other cells and the derivations", () => {
  const text = renderText(specimen, { details: true });
  expect(renderText(specimen)).not.toContain("(∂L/∂W²)₂");
  expect(text).toContain("(∂L/∂W²)₂ = 0.9388·(−0.2344) ≈ 4.9·10⁻⁶");
  expect(text).toContain("∂ŷ/∂z² = ŷ(1 − ŷ)");
});

test("colour only adds emphasis", () => {
  const coloured = renderText(specimen, { color: true });
  const escape = String.fromCharCode(27);
  expect(coloured).toContain(`${escape}[1mMultilayer perceptron${escape}[22m`);
  expect(coloured.replaceAll(new RegExp(`${escape}\\[\\d+m`, "g"), "")).toBe(renderText(specimen));
});

test("a rational answer that is shown rounded is given exactly as well", () => {
  const [answer] = specimen.answers;
  const rational = { ...specimen, answers: answer ? [{ ...answer, shown: "0.333", exact: "1/3" }] : [] };
  expect(renderText(rational)).toContain("ŷ ≈ 0.333   (exactly 1/3)");
});

test("an equal sign only where the value is exact", () => {
  const exact = { ...specimen, given: [{ symbol: "x", value: "2", exact: true }, { symbol: "y", value: "0.333", exact: false }] };
  expect(renderText(exact)).toContain("x = 2    y ≈ 0.333");
});

describe("every line fits", () => {
  test.each([24, 40, 60, 80, 120])("the specimen into %i cells", (width) => {
    for (const details of [false, true]) expectToFit(renderText(specimen, { width, details }), width);
  });

  test("whatever the texts hold", () => {
    const text = fc.oneof(fc.string({ unit: "binary", maxLength: 200 }), fc.lorem(), fc.constant("\u001b[31m漢字$x$\\"));
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

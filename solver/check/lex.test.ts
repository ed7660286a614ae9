import { describe, expect, test } from "vitest";
import { lex, type Token } from "./lex.ts";

/** Tokens apart by spaces, numbers as they are, names in ‹›. */
const shown = (text: string): string =>
  lex(text)
    .map((token) =>
      token.kind === "number" ? token.written.text : token.kind === "name" ? `‹${token.text}›` : token.text,
    )
    .join(" ");

describe("tokens", () => {
  test.each([
    ["0.5·0.2 − 3", "0.5 * 0.2 - 3"],
    ["1.2e-4 2e3 .5 35.", "1.2e-4 2e3 .5 35."],
    ["1e-1.18", "1 ‹e› - 1.18"],
    ["w11", "‹w› 11"],
    ["w1.5", "‹w› 1 .5"],
    ["ln0.765", "‹ln› 0.765"],
    ["28x28x6", "28 ‹x› 28 ‹x› 6"],
    ["η·β1", "‹eta› * ‹beta› 1"],
    ["βx", "‹beta› ‹x›"],
    ["z⁽²⁾₁", "‹z› ^ { ( 2 ) } _ { 1 }"],
    ["10⁻⁴", "10 ^ { - 4 }"],
    ["Wᵀ w⁺", "‹W› ^ { ‹T› } ‹w› ^ { + }"],
    ["ŷ ŷ \\hat{y} \\hat y", "‹y› \u0302 ‹y› \u0302 ‹y› \u0302 ‹y› \u0302"],
    ["∂L/∂W", "∂ ‹L› / ∂ ‹W›"],
    ["𝑤𝟏 = ２", "‹w› 1 = 2"],
    ["½", "½"],
    ["\\frac{3}{20} \\cdot \\left( 2 \\right)", "\\frac { 3 } { 20 } * ( 2 )"],
    ["\\left. 5 \\right|", "5 |"],
    ["\\mathbf{W}_{\\text{new}}", "‹W› _ { ‹new› }"],
    ["\\begin{array}{cc} 1 & 2 \\\\ 3 & 4 \\end{array}", "\\begin 1 & 2 \\\\ 3 & 4 \\end"],
    ["\\begin{align} x \\end{align}", "‹x›"],
    ["a ≈ b ~= c := d => e -> f <- g == h", "‹a› ≈ ‹b› ≈ ‹c› := ‹d› ⇒ ‹e› ⇒ ‹f› ← ‹g› = ‹h›"],
    ["2**3 .* @", "2 ^ 3 ⊙ *"],
    ["$x$ `y`", "‹x› ‹y›"],
    ["[1 2\n3 4]", "[ 1 2 ; 3 4 ]"],
    ["[1,\n2]", "[ 1 , 2 ]"],
    ["[[1 2]\n [3 4]]", "[ [ 1 2 ] [ 3 4 ] ]"],
    ["a~a", "‹a› ~ ‹a›"],
    ["\\", ""],
  ])("%j", (text, tokens) => expect(shown(text)).toBe(tokens));

  test("spans count UTF-16 units of what was written", () => {
    const text = "𝑤₁ = −0.5·\\frac12";
    const spans = lex(text).map(({ start, end }) => text.slice(start, end));
    expect(spans).toEqual(["𝑤", "₁", "₁", "₁", "₁", "=", "−", "0.5", "·", "\\frac", "12"]);
  });

  test("whether a token stands apart is told", () => {
    expect(lex("1 -2 - 3").map((token: Token) => token.spaced)).toEqual([false, true, false, true, true]);
  });
});

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cells } from "./cells.ts";
import { display, inline } from "./layout.ts";

const onOneLine: [tex: string, text: string][] = [
  ["z^{[1]}", "z¹"],
  ["W^{[2]}_{\\text{new}}", "W²_new"],
  ["a^{[1]}_{2}", "a₂¹"],
  ["W^{[1]}_{1,2}", "W₁,₂¹"],
  ["W^{[3]\\top}", "W³ᵀ"],
  ["W^{[L-1]}", "Wᴸ⁻¹"],
  ["x^{(i)}", "x⁽ⁱ⁾"],
  ["\\theta_{t-1}", "θₜ₋₁"],
  ["W_{hh}h_{t-1}+W_{xh}x_t", "Wₕₕ hₜ₋₁ + Wₓₕ xₜ"],
  ["10^{-6}", "10⁻⁶"],
  ["x^12", "x¹ 2"],
  ["W_{pq}", "W_pq"],
  ["W^{[1]}_{\\cdot i}", "W¹_·i"],
  ["x_{i\\cdot j}", "x_(i·j)"],
  ["\\frac{\\Delta J}{\\Delta a}", "ΔJ/Δa"],
  ["\\text{1\\;convolution}", "1 convolution"],
  ["e^{-1.1835}", "e^−1.1835"],
  ["e^{-\\frac{x^2}{2}}", "e^(−x²/2)"],
  ["\\left(a-b\\right)^{2}", "(a − b)²"],
  ["{a+b}^2", "(a + b)²"],
  ["\\frac{a}{b}^2", "(a/b)²"],
  ["\\hat{y}", "ŷ"],
  ["\\hat{W}^{[1]}", "Ŵ¹"],
  ["\\bar{x}\\tilde{h}_t", "x̄h̃ₜ"],
  ["-2-\\left(-3\\right)", "−2 − (−3)"],
  ["2\\cdot1+3\\cdot(-2)", "2·1 + 3·(−2)"],
  ["4.9\\cdot10^{-6}", "4.9·10⁻⁶"],
  ["0.01\\cdot\\frac{\\partial L}{\\partial W}", "0.01 · ∂L/∂W"],
  ["\\frac{\\partial L}{\\partial W^{[2]}}", "∂L/∂W²"],
  ["a^{[1]\\top}\\frac{\\partial L}{\\partial z^{[2]}}", "a¹ᵀ ∂L/∂z²"],
  ["\\frac{1-y}{1-\\hat{y}}", "(1 − y)/(1 − ŷ)"],
  ["\\frac{1}{2m}", "1/(2m)"],
  ["\\frac12", "1/2"],
  ["\\sigma\\left(z\\right)\\left(1-\\sigma(z)\\right)", "σ(z)(1 − σ(z))"],
  ["-\\ln0.7656", "−ln 0.7656"],
  ["\\operatorname{ReLU}(z)=\\max(0,z)", "ReLU(z) = max(0, z)"],
  ["\\sum_{i=1}^{m}x_i", "∑ᵢ₌₁ᵐ xᵢ"],
  ["\\sqrt{v}+\\sqrt{a+b}", "√v + √(a + b)"],
  ["\\sqrt[3]{x}", "³√x"],
  ["61{,}706", "61,706"],
  ["(0,1)", "(0, 1)"],
  ["32\\times32\\times3\\to28\\times28\\times6", "32×32×3 → 28×28×6"],
  ["\\begin{bmatrix}4.0001\\\\1.0022\\end{bmatrix}", "[4.0001; 1.0022]"],
  ["\\begin{bmatrix}1&2&3\\end{bmatrix}^\\top", "[1  2  3]ᵀ"],
  ["\\begin{cases}x&\\text{if }x>0\\\\0&\\text{otherwise}\\end{cases}", "{x if x > 0; 0 otherwise}"],
  ["\\left.\\frac{\\partial f}{\\partial x}\\right|_{x=2}", "∂f/∂x|ₓ₌₂"],
  ["50\\,\\%\\ \\text{of a\\_b}", "50 % of a_b"],
  ["f'(x)", "f′(x)"],
  ["\\underbrace{a+b}_{\\text{sum}}", "a + b"],
  ["\\boxed{x=1}", "x = 1"],
  ["\\foo{x}", "foo x"],
  ["{{a}", "a"],
  ["a}b", "ab"],
  ["\\left(a", "(a"],
  ["\\frac{a", "a/"],
  ["^_^\\", "^\\"],
  ["\u001b[31mx", "[31mx"],
];

const inTwoDimensions: [tex: string, lines: string[]][] = [
  ["\\frac{\\partial L}{\\partial W^{[2]}}", ["∂L/∂W²"]],
  ["\\frac{3}{20}", ["3/20"]],
  [
    "-\\frac{y}{\\hat{y}}+\\frac{1-y}{1-\\hat{y}}", //
    [
      "  y   1 − y", //
      "− ─ + ─────",
      "  ŷ   1 − ŷ",
    ],
  ],
  [
    "\\frac{1}{m}\\sum_{i=1}^{m}L_i", //
    [
      "1  m    ", //
      "─  ∑  Lᵢ",
      "m i=1   ",
    ],
  ],
  [
    "\\begin{bmatrix}-0.0143\\\\4.9\\cdot10^{-6}\\\\35\\end{bmatrix}",
    [
      "⎡−0.0143  ⎤", //
      "⎢ 4.9·10⁻⁶⎥",
      "⎣35       ⎦",
    ],
  ],
  [
    "\\begin{bmatrix}0.1&0.9\\end{bmatrix}\\begin{bmatrix}4\\\\1\\end{bmatrix}",
    [
      "[0.1  0.9] ⎡4⎤", //
      "           ⎣1⎦",
    ],
  ],
  [
    "2\\cdot\\begin{pmatrix}a\\\\-b\\end{pmatrix}^\\top",
    [
      "2 · ⎛ a⎞ᵀ", //
      "    ⎝−b⎠ ",
    ],
  ],
  [
    "f=\\begin{cases}x&\\text{if }x>0\\\\0&\\text{otherwise}\\end{cases}",
    [
      "f = ⎧x  if x > 0 ", //
      "    ⎩0  otherwise",
    ],
  ],
  [
    "\\sqrt{\\frac{2}{n+m}}",
    [
      " ┌──────", //
      " │   2  ",
      " │ ─────",
      "√│ n + m",
    ],
  ],
  [
    "\\left[\\frac{a+b}{c}\\right]^{2}_{0}",
    [
      "⎡a + b⎤²", //
      "⎢─────⎥ ",
      "⎣  c  ⎦₀",
    ],
  ],
  [
    "e^{-\\frac{x^2}{2}}",
    [
      " −x²/2", //
      "e     ",
    ],
  ],
  [
    "\\begin{aligned}a&=b+c\\\\&=d\\end{aligned}",
    [
      "a = b + c", //
      "  = d    ",
    ],
  ],
];

test.each(onOneLine)("%s on one line is %s", (tex, text) => {
  expect(inline(tex)).toBe(text);
});

test.each(inTwoDimensions)("%s in two dimensions", (tex, lines) => {
  expect(display(tex).lines).toEqual(lines);
});

describe("whatever is put in", () => {
  const pieces =
    "\\frac { } ^ _ \\left( \\right) \\begin{bmatrix} \\end{bmatrix} & \\\\ \\sqrt \\hat x 12.5 - + = [ ] \\sum \\text".split(
      " ",
    );
  const tex = fc.oneof(
    fc.string({ unit: "binary" }),
    fc
      .array(fc.oneof(fc.constantFrom(...pieces), fc.string({ maxLength: 3 })), { maxLength: 60 })
      .map((all) => all.join(" ")),
  );

  test("one line is one line, and every line of a box is as wide as the box", () => {
    fc.assert(
      fc.property(tex, (tex) => {
        expect(inline(tex)).not.toMatch(/[\p{Cc}\p{Cs}]/u);
        const box = display(tex);
        for (const line of box.lines) expect(cells(line)).toBe(box.width);
        expect(box.lines[box.baseline]).toBeDefined();
      }),
      { numRuns: 500 },
    );
  });

  test.each(["{", "\\frac", "\\left(", "\\sqrt{", "x^{", "x^", "\\begin{bmatrix}", "\\hat"])(
    "%s ten thousand times",
    (piece) => {
      const started = performance.now();
      inline(piece.repeat(10_000));
      display(piece.repeat(10_000));
      expect(performance.now() - started).toBeLessThan(5000);
    },
  );
});

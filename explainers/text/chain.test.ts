import { expect, test } from "vitest";
import type { Link } from "../parts.ts";
import { chain } from "./chain.ts";

function matrix(rows: number, columns: number): string {
  const row = (i: number) => Array.from({ length: columns }, (_, j) => (((7 * i + 13 * j) % 17) / 10 - 0.8).toFixed(4));
  return `\\begin{bmatrix}${Array.from({ length: rows }, (_, i) => row(i).join("&")).join("\\\\")}\\end{bmatrix}`;
}

function printed(width: number, symbol: string, ...parts: string[]): string {
  const links = parts.map((tex, i): Link => ({ relation: i === parts.length - 1 ? "≈" : "=", tex }));
  return `\n${chain(symbol, links, width)
    .lines.map((line) => line.trimEnd())
    .join("\n")}\n`;
}

test("one line where it fits", () => {
  const theta = "\\theta_0-\\eta\\frac{\\hat{m}_1}{\\sqrt{\\hat{v}_1}+\\varepsilon}";
  expect(printed(77, "\\theta_1", theta, "1-0.1\\cdot\\frac{0.5}{\\sqrt{0.25}+10^{-8}}", "0.9")).toMatchInlineSnapshot(`
    "
                  m̂₁                    0.5
    θ₁ = θ₀ − η ─────── = 1 − 0.1 · ──────────── ≈ 0.9
                √v̂₁ + ε             √0.25 + 10⁻⁸
    "
  `);
});

test("continued below the first sign", () => {
  const numbers = `${matrix(4, 3)}${matrix(3, 2)}+${matrix(4, 1)}`;
  expect(printed(77, "Z^{[1]}", "W^{[1]}X+b^{[1]}", numbers, matrix(4, 2))).toMatchInlineSnapshot(`
    "
                     ⎡−0.8000   0.5000   0.1000⎤ ⎡−0.8000   0.5000⎤   ⎡−0.8000⎤
    Z¹ = W¹ X + b¹ = ⎢−0.1000  −0.5000   0.8000⎥ ⎢−0.1000  −0.5000⎥ + ⎢−0.1000⎥
                     ⎢ 0.6000   0.2000  −0.2000⎥ ⎣ 0.6000   0.2000⎦   ⎢ 0.6000⎥
                     ⎣−0.4000  −0.8000   0.5000⎦                      ⎣−0.4000⎦
         ⎡−0.8000   0.5000⎤
       ≈ ⎢−0.1000  −0.5000⎥
         ⎢ 0.6000   0.2000⎥
         ⎣−0.4000  −0.8000⎦
    "
  `);
});

test("long sums are broken before their signs", () => {
  const terms = Array.from({ length: 12 }, (_, i) => `0.${i}12\\cdot${i % 3 ? i : `\\left(-${i + 1}\\right)`}`);
  expect(printed(60, "z_1", "w^\\top x+b", terms.join("+"), "12.345")).toMatchInlineSnapshot(`
    "
    z₁ = wᵀ x + b
       = 0.012·(−1) + 0.112·1 + 0.212·2 + 0.312·(−4) + 0.412·4
         + 0.512·5 + 0.612·(−7) + 0.712·7 + 0.812·8
         + 0.912·(−10) + 0.1012·10 + 0.1112·11
       ≈ 12.345
    "
  `);
});

test("wide vectors run over several lines, wide matrices are shown in blocks of columns", () => {
  expect(printed(60, "x", matrix(1, 10))).toMatchInlineSnapshot(`
    "
    x ≈ [−0.8000   0.5000   0.1000  −0.3000  −0.7000   0.6000
          0.2000  −0.2000  −0.6000   0.7000]
    "
  `);
  expect(printed(60, "Z", matrix(3, 9))).toMatchInlineSnapshot(`
    "
    Z ≈ columns 1 to 6:
        ⎡−0.8000   0.5000   0.1000  −0.3000  −0.7000   0.6000⎤
        ⎢−0.1000  −0.5000   0.8000   0.4000   0.0000  −0.4000⎥
        ⎣ 0.6000   0.2000  −0.2000  −0.6000   0.7000   0.3000⎦
        columns 7 to 9:
        ⎡ 0.2000  −0.2000  −0.6000⎤
        ⎢−0.8000   0.5000   0.1000⎥
        ⎣−0.1000  −0.5000   0.8000⎦
    "
  `);
});

test("numbers put in that do not fit are left out", () => {
  const numbers = `${matrix(4, 12)}${matrix(12, 10)}`;
  expect(printed(77, "Z", "W\\,X", numbers, "\\ldots")).toMatchInlineSnapshot(`
    "
    Z = W X ≈ …
    "
  `);
});

test("channels that do not fit beside each other stand below each other", () => {
  const channel = "\\begin{bmatrix}1.25&-2.5\\\\0&3.75\\end{bmatrix}";
  const channels = `\\left[${channel},\\,${channel},\\,${channel}\\right]`;
  expect(printed(40, "X", channels)).toMatchInlineSnapshot(`
    "
    X ≈ ⎡1.25  −2.5 ⎤, ⎡1.25  −2.5 ⎤,
        ⎣0      3.75⎦  ⎣0      3.75⎦
        ⎡1.25  −2.5 ⎤
        ⎣0      3.75⎦
    "
  `);
});

test("what cannot be broken is wrapped as one line of text", () => {
  const cross =
    "-\\frac{1}{4}\\left(\\ln0.7656+\\ln0.8123+\\ln\\left(1-0.1234\\right)+\\ln\\left(1-0.3456\\right)\\right)";
  expect(printed(40, "J", cross)).toMatchInlineSnapshot(`
    "
    J ≈ −1/4 (ln 0.7656 + ln 0.8123 + ln(1
        − 0.1234) + ln(1 − 0.3456))
    "
  `);
});

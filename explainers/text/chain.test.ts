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
  expect(printed(77, "\\theta_1", theta, "1-0.1\\cdot\\frac{0.5}{\\sqrt{0.25}+10^{-8}}", "0.9")).toMatchInlineSnapshot();
});

test("continued below the first sign", () => {
  const numbers = `${matrix(4, 3)}${matrix(3, 2)}+${matrix(4, 1)}`;
  expect(printed(77, "Z^{[1]}", "W^{[1]}X+b^{[1]}", numbers, matrix(4, 2))).toMatchInlineSnapshot();
});

test("long sums are broken before their signs", () => {
  const terms = Array.from({ length: 12 }, (_, i) => `0.${i}12\\cdot${i % 3 ? i : `\\left(-${i + 1}\\right)`}`);
  expect(printed(60, "z_1", "w^\\top x+b", terms.join("+"), "12.345")).toMatchInlineSnapshot();
});

test("wide vectors run over several lines, wide matrices are shown in blocks of columns", () => {
  expect(printed(60, "x", matrix(1, 10))).toMatchInlineSnapshot();
  expect(printed(60, "Z", matrix(3, 9))).toMatchInlineSnapshot();
});

test("numbers put in that do not fit are left out", () => {
  const numbers = `${matrix(4, 12)}${matrix(12, 10)}`;
  expect(printed(77, "Z", "W\\,X", numbers, "\\ldots")).toMatchInlineSnapshot();
});

test("what cannot be broken is wrapped as one line of text", () => {
  const cross = "-\\frac{1}{4}\\left(\\ln0.7656+\\ln0.8123+\\ln\\left(1-0.1234\\right)+\\ln\\left(1-0.3456\\right)\\right)";
  expect(printed(40, "J", cross)).toMatchInlineSnapshot();
});

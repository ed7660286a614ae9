import fc from "fast-check";
import { expect, test } from "vitest";
import type { Table } from "../solution.ts";
import { cells } from "./cells.ts";
import { noInk } from "./ink.ts";
import { tableLines } from "./table.ts";

const lines = (table: Table, width = 77) => tableLines(table, width, noInk).map((line) => line.trimEnd());
const running: Table = {
  head: ["i", "J", "dw_1", "\\hat{y}"],
  rows: [
    ["\\text{start}", "0", "0", ""],
    ["1", "0.6931", "-0.5", "\\begin{bmatrix}1\\\\0\\end{bmatrix}"],
    ["2", "12.25", "0.9621", "\\begin{bmatrix}-1\\\\0\\end{bmatrix}"],
  ],
};

test("points below each other, words at the left, a matrix on one line", () => {
  expect(lines(running)).toEqual([
    "i             J       dw₁         ŷ",
    "───────────────────────────────────",
    "start    0         0",
    "1        0.6931   −0.5       [1; 0]",
    "2       12.25      0.9621   [−1; 0]",
  ]);
});

test("narrower, the columns move together, then go below each other", () => {
  expect(lines(running, 34)[0]).toBe("i            J      dw₁        ŷ");
  expect(lines(running, 24)).toEqual([
    "i            J      dw₁",
    "───────────────────────",
    "start   0        0",
    "1       0.6931  −0.5",
    "2      12.25     0.9621",
    "",
    "i            ŷ",
    "──────────────",
    "start",
    "1       [1; 0]",
    "2      [−1; 0]",
  ]);
});

test("a cell that is wider than all goes over several lines", () => {
  const table = { head: ["i", "\\text{needs}"], rows: [["1", "w_1+w_2+w_3+w_4+b\\le 0"]] };
  expect(lines(table, 16)).toEqual([
    "i   needs", //
    "────────────────",
    "1   w₁ + w₂ + w₃",
    "    + w₄ + b ≤ 0",
  ]);
});

test.each([[{ head: [], rows: [] }], [{ head: ["i"], rows: [] }], [{ head: [], rows: [[], ["1"]] }]])(
  "%j is drawn without complaint",
  (table) => {
    expect(lines(table).length).toBeLessThan(5);
  },
);

test("whatever the cells hold, every line fits", () => {
  const cell = fc.oneof(fc.string({ unit: "binary" }), fc.constantFrom("-1.25", "\\frac{a}{b}", "漢字漢字漢字漢字"));
  const row = fc.array(cell, { maxLength: 6 });
  fc.assert(
    fc.property(row, fc.array(row, { maxLength: 4 }), fc.integer({ min: 21, max: 90 }), (head, rows, width) => {
      for (const line of tableLines({ head, rows }, width, noInk)) {
        expect(cells(line)).toBeLessThanOrEqual(width);
        expect(line).not.toMatch(/[\p{Cc}\p{Cs}]/u);
      }
    }),
  );
});

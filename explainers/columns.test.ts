import { describe, expect, test } from "vitest";
import { alignedDecimals, columnsOf } from "./columns.ts";

const align = (...cells: string[]) => columnsOf({ head: ["x"], rows: cells.map((cell) => [cell]) })[0]?.align;

describe("columnsOf", () => {
  test.each([
    [["1", "-2.5", "61{,}706", "4.9\\cdot10^{-6}"], "right"],
    [["", "0.5"], "right"],
    [["\\begin{bmatrix}1\\\\2\\end{bmatrix}", "\\left[0,\\,1\\right]"], "right"],
    [["1", "\\infty", "\\text{NaN}"], "right"],
    [["-\\ln 0.6"], "right"],
    [["\\text{start}", "1"], "left"],
    [["\\text{1\\;convolution}"], "left"],
    [["w_1+b>0"], "left"],
    [["\\checkmark"], "left"],
    [[""], "left"],
  ])("%j stands at the %s", (cells, side) => {
    expect(align(...cells)).toBe(side);
  });

  test("short rows are filled up, and long ones keep what they have", () => {
    const columns = columnsOf({ head: ["a", "b"], rows: [["1"], ["2", "3", "4"]] });
    expect(columns.map(({ head, cells }) => [head, ...cells])).toEqual([
      ["a", "1", "2"],
      ["b", "", "3"],
      ["", "", "4"],
    ]);
  });
});

describe("alignedDecimals", () => {
  test.each([
    [
      ["1", "-0.25", ""],
      ["1\\phantom{.25}", "-0.25", ""],
    ],
    [
      ["0.5", "0.75"],
      ["0.5\\phantom{5}", "0.75"],
    ],
    [
      ["1", "4.9\\cdot10^{-6}"],
      ["1", "4.9\\cdot10^{-6}"],
    ],
    [
      ["1", "2"],
      ["1", "2"],
    ],
  ])("%j", (cells, aligned) => {
    expect(alignedDecimals(cells)).toEqual(aligned);
  });
});

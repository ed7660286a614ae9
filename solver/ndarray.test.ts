import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ShapeError } from "./errors.ts";
import {
  broadcastShapes,
  describeShape,
  fromNested,
  indexAt,
  indices,
  type NestedNumbers,
  offset,
  size,
  toNested,
} from "./ndarray.ts";

const shape = fc.array(fc.integer({ min: 1, max: 4 }), { maxLength: 4 });

describe("nested lists", () => {
  test.each<[NestedNumbers, number[], number[]]>([
    [7, [], [7]],
    [[7], [1], [7]],
    [[1, 2, 3], [3], [1, 2, 3]],
    [[[1, 2, 3]], [1, 3], [1, 2, 3]],
    [
      [[1], [2]],
      [2, 1],
      [1, 2],
    ],
    [
      [[[1, 2]], [[3, 4]]],
      [2, 1, 2],
      [1, 2, 3, 4],
    ],
  ])("%j", (nested, shape, cells) => {
    expect(fromNested(nested)).toEqual({ shape, cells });
    expect(toNested({ shape, cells })).toEqual(nested);
  });

  test.each<[NestedNumbers, RegExp]>([
    [[], /empty/],
    [[[1, 2], []], /empty/],
    [[[1, 2], [3, 4], [5]], /row 1 is a list of 2, row 3 is a list of 1/],
    [[1, [2]], /row 1 is a single number, row 2 is a list of 1/],
  ])("%j is refused", (nested, message) => {
    expect(() => fromNested(nested)).toThrow(ShapeError);
    expect(() => fromNested(nested)).toThrow(message);
  });

  test("come back as they went in", () => {
    fc.assert(
      fc.property(shape, (shape) => {
        const array = { shape, cells: Array.from({ length: size(shape) }, (_, k) => k) };
        expect(fromNested(toNested(array) as NestedNumbers)).toEqual(array);
      }),
    );
  });
});

test("indices run through all positions in row-major order", () => {
  fc.assert(
    fc.property(shape, (shape) => {
      expect(indices(shape).map((index) => offset(shape, index))).toEqual([...Array(size(shape)).keys()]);
      expect(indexAt(shape, size(shape) - 1)).toEqual(shape.map((n) => n - 1));
    }),
  );
});

describe("broadcasting", () => {
  test.each([
    [[], [], []],
    [[], [3], [3]],
    [[2, 3], [], [2, 3]],
    [[2, 3], [3], [2, 3]],
    [
      [2, 3],
      [2, 1],
      [2, 3],
    ],
    [
      [3, 1],
      [1, 3],
      [3, 3],
    ],
    [[1, 1], [4], [1, 4]],
    [
      [2, 1, 3],
      [4, 1],
      [2, 4, 3],
    ],
  ])("%j with %j gives %j", (a, b, both) => {
    expect(broadcastShapes([a, b])).toEqual(both);
    expect(broadcastShapes([b, a])).toEqual(both);
  });

  test.each([
    [[2, 3], [2], "2×3 and a list of 2"],
    [[2, 3], [3, 2], "2×3 and 3×2"],
  ])("%j does not go with %j, and the message names both", (a, b, names) => {
    expect(() => broadcastShapes([a, b])).toThrow(ShapeError);
    expect(() => broadcastShapes([a, b])).toThrow(names);
  });
});

test.each([
  [[], "a single number"],
  [[4], "a list of 4"],
  [[2, 3], "2×3"],
  [[1, 28, 28], "1×28×28"],
])("%j is called %s", (shape, text) => {
  expect(describeShape(shape)).toBe(text);
});

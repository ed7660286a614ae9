import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { FormulaError, ProblemError } from "./errors.ts";
import type { Expr } from "./expression.ts";
import { parseDefinitions, parseFormula } from "./formula.ts";
import { toNested } from "./ndarray.ts";
import { Tape } from "./tape.ts";

/** The tree as nested calls: `plus(a, times(2, b))`. */
const read = (e: Expr): string => {
  if (e.kind !== "call") return String(e.kind === "number" ? e.value : e.name);
  const options = e.options ? [JSON.stringify(e.options).replaceAll('"', "")] : [];
  return `${e.fn}(${[...e.args.map(read), ...options].join(", ")})`;
};

const tape = new Tape();
tape.given("a", 2);
tape.given("b", 3);
tape.given("c", 5);
tape.given("v", [1, 2]);
tape.given("M", [
  [1, 2],
  [3, 4],
]);
tape.given("X", [[1], [2]]);

function resultOf(formula: string): unknown {
  const own = new Tape();
  for (const { id, value } of tape.steps()) own.given(id, value);
  own.let("value", formula);
  return toNested(own.step("value").value);
}

function failure(action: () => unknown): ProblemError {
  try {
    action();
  } catch (error) {
    if (error instanceof ProblemError) return error;
    throw error;
  }
  throw new Error("nothing was wrong");
}

describe("the tree", () => {
  test.each([
    ["a + b*c", "plus(a, *(b, c))"],
    ["a - b - c", "minus(minus(a, b), c)"],
    ["a / b / c", "divide(divide(a, b), c)"],
    ["a / b * c", "*(divide(a, b), c)"],
    ["a ^ b ^ c", "power(a, power(b, c))"],
    ["-a ^ 2", "negate(power(a, 2))"],
    ["a ^ -1", "power(a, negate(1))"],
    ["+a", "a"],
    ["A * B'", "*(A, transpose(B))"],
    ["A' * B", "*(transpose(A), B)"],
    ["(A + B)'", "transpose(plus(A, B))"],
    ["a .* b ./ c", "divide(times(a, b), c)"],
    ["a .^ 2", "power(a, 2)"],
    ["3v", "*(3, v)"],
    ["3v^2", "*(3, power(v, 2))"],
    ["2(a + b)", "*(2, plus(a, b))"],
    ["(a)(b)", "*(a, b)"],
    ["a b", "*(a, b)"],
    ["ln(a)", "log(a)"],
    ["sigma(z)", "sigmoid(z)"],
    ["identity(z)", "linear(z)"],
    ["mse(a, y)", "squaredError(a, y)"],
    ["sum(A, {axis: 1})", "sum(A, {axis:1})"],
    ["A[2, :]", "part(A, {at:[2,0]})"],
    ["A[3]'", "transpose(part(A, {at:[3]}))"],
    ["[a, b, c, 1]", "concat(list3(a, b, c), list1(1))"],
    ["1e-20 + 1e20 + .5", "plus(plus(1e-20, 100000000000000000000), 0.5)"],
    [" a\t+ b ", "plus(a, b)"],
  ])("%s is %s", (text, tree) => {
    expect(read(parseFormula(text))).toBe(tree);
  });
});

describe("values", () => {
  test.each([
    ["a + b*c", 17],
    ["-a^2", -4],
    ["2^b^a", 512],
    ["3a", 6],
    ["a(b + c)", 16],
    ["a(b + c)^2", 128],
    ["M * v", [5, 11]],
    ["v * M", [7, 10]],
    ["v * v", 5],
    ["v'", [1, 2]],
    [
      "M .* M",
      [
        [1, 4],
        [9, 16],
      ],
    ],
    [
      "M * M",
      [
        [7, 10],
        [15, 22],
      ],
    ],
    [
      "M'",
      [
        [1, 3],
        [2, 4],
      ],
    ],
    [
      "M^T",
      [
        [1, 3],
        [2, 4],
      ],
    ],
    ["X^T * M * X", [[27]]],
    [
      "M ^ 2",
      [
        [1, 4],
        [9, 16],
      ],
    ],
    [
      "2 * M",
      [
        [2, 4],
        [6, 8],
      ],
    ],
    ["M(v)", [5, 11]],
    ["mean(M)", 2.5],
    ["mean(M, {axis: 0})", [[2, 3]]],
    ["mean(M, {axis: 1})", [[1.5], [3.5]]],
    ["sum(M, {axis: 0})", [[4, 6]]],
    ["mean(v) * count(M)", 6],
    ["M[2, 1]", 3],
    ["M[2, :]", [3, 4]],
    ["M[:, 2]", [2, 4]],
    [
      "M[:, :]",
      [
        [1, 2],
        [3, 4],
      ],
    ],
    ["(M * M)[1, 2]", 10],
    ["M[1, :] * M[:, 2]", 10],
    ["M'[1, 2] + v[2]", 5],
    ["[a]", [2]],
    ["[a, b + 1]", [2, 4]],
    ["[v[2], 7, a, b, c]", [2, 7, 2, 3, 5]],
    ["M * [1, 2]", [5, 11]],
  ])("%s is %j", (formula, value) => {
    expect(resultOf(formula)).toEqual(value);
  });

  test("T is a name like any other where it has a value", () => {
    const own = new Tape();
    own.given("x", 3);
    own.given("T", 2);
    own.let("y", "x^T");
    expect(own.step("y").value.cells).toEqual([9]);
  });
});

describe("what is refused quotes what it stumbled on", () => {
  test.each([
    ["a +", '"a +"'],
    ["a + (b", '"a + (b"'],
    ["", "empty"],
    ["  ", "empty"],
    ["nosuch + a", "nosuch is not defined"],
    ["nosuch(a)", "no function nosuch"],
    ["nosuch(a, b)", "no function nosuch"],
    ["a.sum(v)", "not a function"],
    ["M[1]", "2×2 needs one index for each of its 2 axes"],
    ["M[3, 1]", "no place 3 along axis 0"],
    ["v[0]", '"v[0]"'],
    ["v[-1]", '"v[-1]"'],
    ["v[1.5]", '"v[1.5]"'],
    ["v[end]", '"v[end]"'],
    ["v[1:2]", '"v[1:2]"'],
    ["v[a]", '"v[a]"'],
    ["a[1]", "a single number needs one index for each of its 0 axes"],
    ["[]", "a list in a formula holds 1 to 12 numbers"],
    ["[1, 2; 3, 4]", "a list in a formula holds 1 to 12 numbers"],
    ["[v, a]", "a must be a single number"],
    ["a == b", '"a == b"'],
    ["a ? b : c", '"a ? b : c"'],
    ["a = b", '"a = b"'],
    ["f(x) = x", '"f(x) = x"'],
    ["a; b", '"a;'],
    ["a!", '"a!"'],
    ['"text"', "text"],
    ["true", '"true"'],
    ["1e400", "not part of the formula language"],
    ["sigmoid()", "sigmoid takes 1 (z)"],
    ["mean(a, b)", "mean takes 1"],
    ["sigmoid(a, {axis: 0})", "sigmoid has no option axis"],
    ["sum(M, {rows: 0})", "sum has no option rows"],
    ["sum(M, {axis: 2})", "no axis 2 in 2×2"],
    ["sum(M, {axis: 0.5})", "no axis 0.5"],
    ["sum(M, {axis: -1})", '"-1"'],
    ["sum(M, {axis: n})", "must be a number, not n"],
    ["sumTo(M)", "2×2 cannot be summed"],
    ["average(M, v)", "a list of 2"],
    ["M * X'", "2×2 and 1×2"],
    ["M + X'*X*v", "a list of 2"],
    ["constructor(a)", "no function constructor"],
    ["__proto__(a, b)", "no function __proto__"],
    ["toString", "toString is not defined"],
    [`${"(".repeat(100)}a${")".repeat(100)}`, "nested more than 60"],
    [`a${" + a".repeat(600)}`, "may have 2000 characters"],
    [`${"-".repeat(100)}a`, "too many signs"],
  ])("%s", (formula, message) => {
    expect(failure(() => resultOf(formula)).message).toContain(message);
  });

  test("where a function is not known, the known ones are offered", () => {
    expect(failure(() => parseFormula("sigmod(a, b)")).candidates).toContain("sigmoid");
  });

  test("the nearest names come first, and none that only rules write", () => {
    const offered = (fn: string) => failure(() => parseFormula(`${fn}(a, b)`)).candidates;
    expect(offered("sigmod")[0]).toBe("sigmoid");
    expect(offered("maxi").slice(0, 2)).toContain("max");
    const all = ["spred", "sumTo1", "list4", "units", "averag", "bceFromLogit", "eluSlop", "huberNote"].flatMap(
      offered,
    );
    for (const fn of all) expect(fn).not.toMatch(/spread|sumTo|list|unit|average|FromLogits|Slope|Notes/);
  });

  test("other names of functions", () => {
    for (const [written, meant] of [
      ["max(a, b)", "maximum(a, b)"],
      ["min(a, b)", "minimum(a, b)"],
      ["ln(a)", "log(a)"],
    ])
      expect(parseFormula(written as string)).toEqual(parseFormula(meant as string));
  });

  test("a constant before a bracket is a factor", () => {
    expect(parseFormula("pi(a + 1)")).toMatchObject({ fn: "product-or-call", args: [{ name: "pi" }, { fn: "plus" }] });
  });
});

describe("definitions", () => {
  test("one to a line or between semicolons, with comments", () => {
    const found = parseDefinitions("u = b*c; v = a + u # the sum\n\n// nothing here\nJ = 3v\n");
    expect(found.map(({ name, formula }) => `${name} = ${read(formula)}`)).toEqual([
      "u = *(b, c)",
      "v = plus(a, u)",
      "J = *(3, v)",
    ]);
    expect(parseDefinitions(" \n;")).toEqual([]);
  });

  test.each(["b*c", "u == b", "M[1] = 2", "u.v = 2", "f(x) = x", "u = v = 2", "u =", "3 = u"])("%s is none", (text) => {
    expect(failure(() => parseDefinitions(text))).toBeInstanceOf(FormulaError);
  });
});

test("whatever is typed gives a tree or says what is wrong", () => {
  const piece = fc.constantFrom(
    ..."ab2.e(){}[]+-*/^',;:= \n\\\"#%!&|?<>~µ".split(""),
    "sum",
    "__proto__",
    "axis: 0",
    "π",
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      for (const parse of [parseFormula, parseDefinitions]) {
        try {
          parse(pieces.join(""));
        } catch (error) {
          expect(error).toBeInstanceOf(ProblemError);
        }
      }
    }),
    { numRuns: 2000, seed: 1 },
  );
});

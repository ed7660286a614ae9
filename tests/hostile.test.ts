import fc from "fast-check";
import katex from "katex";
import { describe, expect, it, test, vi } from "vitest";
import { renderHtml } from "../explainers/html.ts";
import { renderLatex } from "../explainers/latex.ts";
import { renderMarkdown } from "../explainers/markdown.ts";
import type { Solution } from "../explainers/solution.ts";
import { renderText } from "../explainers/text/index.ts";
import { solve } from "../problems/index.ts";
import { ProblemError } from "../solver/errors.ts";

/** Longer than this, in milliseconds of processor time, nobody may keep a server busy. */
const PATIENCE = 5000;

type Values = Record<string, unknown>;

const graph = (formulas: unknown, values: unknown = { a: 5, b: 3 }, more: Values = {}) => ({
  topic: "computation-graph",
  given: { formulas, values, ...more },
});

vi.setConfig({ testTimeout: 60_000 });

/** The solution, or the ProblemError: anything else that is thrown, and a long wait, fails the test. */
function attempt(problem: unknown): Solution | ProblemError {
  const start = process.cpuUsage();
  try {
    return solve(problem).solution;
  } catch (error) {
    if (error instanceof ProblemError) return error;
    throw error;
  } finally {
    const { user, system } = process.cpuUsage(start);
    expect((user + system) / 1000, "milliseconds").toBeLessThan(PATIENCE);
  }
}

/** The answers of a problem that must be solvable. */
function answersTo(problem: unknown): Record<string, unknown> {
  const found = attempt(problem);
  if (found instanceof ProblemError) throw found;
  return Object.fromEntries(found.answers.map(({ id, value }) => [id, value]));
}

function refusalOf(problem: unknown): ProblemError {
  const found = attempt(problem);
  if (found instanceof ProblemError) return found;
  throw new Error(`this was solved: ${JSON.stringify(found.answers.map(({ id, text }) => [id, text]))}`);
}

const object = (json: string): Values => JSON.parse(json);
const list = (n: number) => Array.from({ length: n }, (_, k) => k / n);

const INHERITED = [
  "constructor",
  "__proto__",
  "toString",
  "valueOf",
  "hasOwnProperty",
  "prototype",
  "__defineGetter__",
];

describe.each(INHERITED)("the inherited name %s", (id) => {
  it("has no value of its own", () => {
    expect(refusalOf(graph(`J = 2*${id}`)).message).toContain(`${id} has no value`);
    expect(refusalOf(graph(`J = a.${id}`)).code).toBe("formula");
  });

  it("is no function", () => {
    expect(refusalOf(graph(`J = ${id}(1, 2)`)).message).toContain(`no function ${id}`);
    expect(refusalOf(graph(`J = ${id}(1)`)).code).toBe("formula");
    expect(refusalOf(graph(`J = ${id}()`)).code).toBe("formula");
  });

  it("is as good a name as any where it is defined", () => {
    expect(answersTo(graph(`${id} = 2*a; J = ${id}^2`))).toEqual({ J: 100, da: 40, db: 0 });
  });

  it("is a value only where it is given", () => {
    const found = attempt(graph(`J = 2*${id}`, object(`{"${id}": 3}`)));
    // zod leaves __proto__ out of records, and then it has no value.
    if (found instanceof ProblemError) expect([id, found.code]).toEqual(["__proto__", "missing"]);
    else expect(found.answers.map(({ value }) => value)).toEqual([6, 2]);
  });

  it("is no option, answer, output, topic, activation, field or convention", () => {
    const problems = [
      { ...graph("J = a"), ask: [id] },
      graph("J = a", { a: 1 }, { wrt: [id] }),
      graph("J = a", { a: 1 }, { output: id }),
      { topic: id, given: {} },
      { topic: "mlp", given: { x: 1, W1: 1, activation: id } },
      { topic: "mlp", given: { x: 1, W1: 1, activation: "relu", loss: id } },
    ];
    for (const problem of problems) expect(attempt(problem)).toBeInstanceOf(ProblemError);
    if (id === "__proto__") return;
    expect(refusalOf(graph(`J = sum(a, {${id}: 1})`, { a: [1, 2] })).message).toMatch(/option/);
    expect(
      refusalOf({ topic: "mlp", given: object(`{"x": 1, "W1": 1, "activation": "relu", "${id}": 1}`) }),
    ).toBeDefined();
    expect(refusalOf({ ...graph("J = a"), conventions: object(`{"${id}": "yes"}`) }).code).toBe("convention");
  });
});

test("nothing reaches a prototype", () => {
  for (const json of ['{"__proto__": {"polluted": 1}}', '{"constructor": {"prototype": {"polluted": 1}}}']) {
    attempt(graph("J = a", object(json)));
    attempt({ topic: "mlp", given: object(json) });
    attempt(object(`{"topic": "mlp", "given": {}, "conventions": ${json}}`));
    attempt(object(json));
  }
  expect(Object.hasOwn(Object.prototype, "polluted")).toBe(false);
});

describe("what mathjs can and this language must not", () => {
  test.each([
    "f(x) = x",
    "f(x) = x; J = f(2)",
    "J = a[1]",
    "a[1] = 3; J = a",
    "J = 1:3",
    "J = a:b",
    "J = 5 cm",
    "J = a to b",
    "J = 'abc'",
    'J = "abc"',
    "J = `abc`",
    "J = []",
    "J = [1, [2, 3]]",
    "J = [a, b][0]",
    "J = [a, b][3]",
    "J = [a, b][constructor]",
    "J = [a, b; b, a]",
    "J = {x: 1}",
    "J = a.b",
    'J = a["constructor"]',
    "J = a.constructor.constructor(1)",
    'J = cos.constructor("return process")()',
    'J = import("fs", {})',
    'J = eval("1")',
    'J = evaluate("1")',
    'J = parse("1")',
    'J = simplify("a + a")',
    'J = derivative("a^2", "a")',
    "J = createUnit(a)",
    "J = resolve(a, b)",
    "J = random()",
    "J = sqrt(a, b)",
    "J = a > b",
    "J = a == b",
    "J = a ? b : 1",
    "J = a and b",
    "J = not a",
    "J = a | b",
    "J = ~a",
    "J = a << b",
    "J = a!",
    "J = a % b",
    "J = a mod b",
    "J = (a; b)",
    "J = a, b",
    "J = true",
    "J = null",
    "J = Infinity",
    "J = NaN",
    "J = undefined",
    "J = i",
    "J = 2i",
    "J = 1e999",
    "J = a = b",
    "(a = 3); J = a",
    "J = (b = 3)",
    "J = sum(x = a)",
    "J = function() { return 1 }",
    "J = a => a",
    "J = new Date()",
    "J = a; import x",
    "J = $a",
    "J = a \\ b",
    "J = a @ b",
    "J",
    "J =",
    "= a",
    "J = a +",
    "J = ()",
    "J = (a",
    "J = a)",
    "J = * a",
    "",
    ";\n;",
    "# only a comment",
  ])("%s", (formula) => {
    expect(refusalOf(graph(formula)).message.length).toBeLessThan(300);
  });

  test("mistakes in formulas that are formulas", () => {
    for (const formula of [
      "J = J",
      "J = u; u = a",
      "u = u + 1; J = u",
      "J = a; J = b",
      "a = 3; J = a",
      "J = sum()",
      "J = sum(a, b)",
      "J = sum(a, {axis: 7})",
      "J = sum(a, {axis: -1})",
      "J = sum(a, {axis: 0.5})",
      "J = sum(a, {axis: x})",
      "J = sum(a, {rows: 1})",
      "J = T",
      "J = a^T^T^b",
      "J = sum + 1",
      "J = mean(a, b)",
    ])
      expect([formula, attempt(graph(formula))]).toEqual([formula, expect.any(ProblemError)]);
  });
});

describe("what looks odd and is right", () => {
  test.each([
    ["J = -a^2", -25],
    ["J = - - -a", -5],
    ["J = 2 a b", 30],
    ["J = a(b + 1)", 20],
    ["J = (a)(b)", 15],
    ["J = a^b^2", 5 ** 9],
    ["J = 0^0", 1],
    ["J = 0x10", 16],
    ["J = a # + b", 5],
    ["J = a // + b", 5],
    ["sum = a; J = 2*sum", 10],
    ["dJ = 2*a; J = 3*dJ", 30],
    ["e = 2; J = e*a", 10],
    ["_ = a; J = _*2", 10],
    ["J = a/0", "Infinity"],
    ["J = log(0*a)", "-Infinity"],
    ["J = (-a)^0.5", "NaN"],
  ])("%s", (formula, expected) => {
    expect(answersTo(graph(formula)).J).toEqual(expected);
  });
});

describe("too much of anything is refused or done within two seconds", () => {
  const chain = (operator: string, n: number) => `a${`${operator}a`.repeat(n)}`;
  const nested = (open: string, n: number) => `J = ${open.repeat(n)}a${")".repeat(n)}`;
  const rows = (n: number) => list(n).map(() => list(n));
  test.each<[string, unknown, unknown?]>([
    ["a formula of a megabyte", chain("+", 500_000)],
    ...["+", "-", "*", "/", "^", "^-", " ", ".*", "./"].map((operator): [string, string] => [
      `900 operations: a${operator}a`,
      chain(operator, 900).slice(0, 1999),
    ]),
    ...["+", "*", "/", "^"].map((operator): [string, string] => [
      `120 operations: a${operator}a`,
      chain(operator, 120),
    ]),
    ["900 names one after the other", chain("=", 900)],
    ["600 ternaries", `J = ${"a?".repeat(600)}a`],
    ["900 factorials", `J = a${"!".repeat(900)}`],
    ["900 transposes", `J = a${"'".repeat(900)}`],
    ["900 signs", `J = ${"-".repeat(900)}a`],
    ["900 signs of two kinds, apart", `J = ${"- +".repeat(450)}a`],
    ["900 complements", `J = ${"~".repeat(900)}a`],
    ["900 negations", `J = ${"not ".repeat(400)}a`],
    ["59 brackets", nested("(", 59)],
    ["900 brackets", nested("(", 900)],
    ["900 open brackets", `J = ${"(".repeat(900)}`],
    ["900 square brackets", `J = ${"[".repeat(900)}a`],
    ["900 braces", `J = f(${"{a:".repeat(600)}a`],
    ["59 functions", nested("tanh(", 59)],
    ["59 exponentials", nested("exp(", 59)],
    ["300 functions", nested("tanh(", 300)],
    ["products of brackets", `J = ${"a(".repeat(59)}a${")".repeat(59)}`],
    ["5000 definitions", Array.from({ length: 5000 }, (_, k) => `x${k} = a + ${k}`)],
    ["120 definitions", ["x0 = a", ...Array.from({ length: 119 }, (_, k) => `x${k + 1}=x${k}*a`)]],
    ["100 doublings", ["x0 = a", ...Array.from({ length: 100 }, (_, k) => `x${k + 1} = x${k} + x${k}`)]],
    ["60 squarings", ["x0 = a", ...Array.from({ length: 60 }, (_, k) => `x${k + 1} = x${k} * x${k}`)]],
    ["50 Fibonacci products", ["x0=a", "x1=b", ...Array.from({ length: 50 }, (_, k) => `x${k + 2}=x${k}*x${k + 1}`)]],
    ["5000 values", "J = a", Object.fromEntries([["a", 1], ...list(5000).map((x, k) => [`v${k}`, x])])],
    ["280 values", "J = a", Object.fromEntries([["a", 1], ...list(280).map((x, k) => [`v${k}`, x])])],
    ["a name of 1900 letters", `J = ${"z".repeat(1900)}`],
    ["a number of 1900 digits", `J = ${"9".repeat(1900)}`],
    ["decimals without end", `J = a*0.${"3".repeat(1900)}`],
    ["an outer product of 4 million cells", "J = sum(outer(a, a))", { a: list(2000) }],
    ["a broadcast to 4 million cells", "J = sum(a + b)", { a: list(2000).map((x) => [x]), b: [list(2000)] }],
    ["a matrix product of a billion steps", "J = sum(a*a)", { a: rows(1000) }],
    ["a matrix product of 64 cells", "J = sum(a*a)", { a: rows(8) }],
    ["softmax of 20", "J = sum(softmax(a, {axis: 0}) .* a)", { a: list(20) }],
    ["a list of 500", "J = sum(a .* a)", { a: list(500) }],
    ["softmax of 100 with its gradient", "J = sum(softmax(a, {axis: 0}) .* a)", { a: list(100) }],
    ["a list of 10000", "J = sum(a .* a)", { a: list(10_000) }],
    ["a matrix product of 100 cells", "J = sum(a*a)", { a: rows(10) }],
    ["half a million numbers that nobody uses", "J = 2*a", { a: 1, b: list(500_000) }],
  ])("%s", (_, formulas, values = { a: 1.01, b: 0.99 }) => {
    attempt(graph(formulas, values));
  });

  test("so many operations are solved, and one more is refused", () => {
    expect(answersTo(graph(chain("+", 120), { a: 1 })).J).toBe(121);
    expect(refusalOf(graph(chain("+", 121), { a: 1 })).message).toContain("120 operations");
  });

  test("the other fields of a problem", () => {
    const many = (n: number) => Array.from({ length: n }, () => "J");
    for (const problem of [
      { ...graph("J = a"), ask: many(2000) },
      graph("J = a*b", undefined, { wrt: many(20) }),
      graph("J = a*b", undefined, { wrt: ["a", "a"] }),
      graph("J = a*b", undefined, { wrt: [] }),
      ...[0, 1e-300, 1e300, -1, Number.NaN, Infinity, "1"].map((nudge) => graph("J = a*b", undefined, { nudge })),
      ...["0", 0, 15, "15sf", "0sf", "99", "4.5", -1, {}, "٣", "4 sf"].map((digits) => ({
        ...graph("J = a/b"),
        digits,
      })),
      ...["0", "1sf"].map((digits) => ({ ...graph("J = a/b - 2"), digits, carry: "rounded" })),
      graph("J = a", { a: [[[1]]] }),
      graph("J = a", { a: [] }),
      graph("J = a", { a: [[1], [1, 2]] }),
      graph("J = a", { a: null }),
      graph("J = a", "a"),
      graph(null),
      graph([]),
      graph([["J = a"]]),
    ])
      attempt(problem);
  });
});

describe("what nobody thought of", () => {
  const tokens = fc.constantFrom(
    ..."a b c J u e pi T x1 dJ _ ( ) [ ] { } , ; : . = + - * / ^ ' ! ? .* ./ .^ 1 0.5 2 1e3 { axis 0 } # \n \\ $ % & | < > @".split(
      " ",
    ),
    ..."sum mean exp log tanh sigmoid relu softmax outer transpose matmul dot power count sumTo spread average bce cce".split(
      " ",
    ),
  );
  const value = fc.oneof(
    fc.double(),
    fc.array(fc.double({ noNaN: true }), { maxLength: 3 }),
    fc.array(fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 2, maxLength: 2 }), { maxLength: 2 }),
    fc.anything(),
  );
  const anyString = fc.oneof(fc.string({ unit: "binary" }), fc.string({ unit: "grapheme" }), fc.string());
  const within = { numRuns: 300, interruptAfterTimeLimit: 8000 };

  test("formulas of any characters", () => {
    fc.assert(
      fc.property(anyString, anyString, (name, formula) => {
        attempt(graph(formula));
        attempt(graph(`${name} = ${formula}`));
        attempt(graph([`J = a*(${formula})`, name]));
      }),
      within,
    );
  });

  test("formulas of any tokens", () => {
    fc.assert(
      fc.property(fc.array(tokens, { maxLength: 14 }), (words) => {
        attempt(
          graph(words.join(" "), {
            a: 2,
            b: [1, 2],
            c: [
              [1, 2],
              [3, 4],
            ],
          }),
        );
        attempt(
          graph(`J = ${words.join("")}`, {
            a: 2,
            b: [1, 2],
            c: [
              [1, 2],
              [3, 4],
            ],
          }),
        );
      }),
      within,
    );
  });

  test("values of any kind under any name", () => {
    fc.assert(
      fc.property(fc.dictionary(anyString, value), value, (values, a) => {
        attempt(graph("J = sum(2*a)", { ...values, a }));
        attempt(graph(Object.keys(values).join("+"), values));
        attempt({
          topic: "mlp",
          given: {
            ...values,
            x: a,
            W1: [
              [1, 2],
              [3, 4],
            ],
            activation: "sigmoid",
          },
        });
      }),
      within,
    );
  });

  test("problems of any kind", () => {
    fc.assert(
      fc.property(fc.anything(), fc.anything(), (one, other) => {
        expect(attempt(one)).toBeInstanceOf(ProblemError);
        attempt({ topic: "mlp", given: one, conventions: other });
        attempt({ ...graph("J = a*b"), ask: one, digits: other });
        attempt(graph("J = a*b", one, { output: other, wrt: one }));
      }),
      within,
    );
  });
});

describe("names that are markup", () => {
  test.each([
    "\\input",
    "\\write18{id}",
    "$x$",
    "x$",
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "a&b",
    "a%b",
    "a{b}",
    "a#b",
    "a b",
    "a-b",
    "a×b",
    "\u001b[31m",
    "\u202ea",
    "a\u0000",
    "",
    " ",
    "1a",
    "%",
    "^^41",
    "]]>",
    "a\n\nb",
  ])("%j is no name", (id) => {
    expect(attempt(graph("J = 2*a", { a: 1, [id]: 2 }))).toBeInstanceOf(ProblemError);
    const defined = attempt(graph(`${id} = 2*a`, { a: 1 }));
    // `a%b = …` and the like are other formulas, or none: never a quantity of that name.
    if (!(defined instanceof ProblemError)) expect(defined.answers.map((answer) => answer.id)).not.toContain(id);
  });

  const forbidden =
    /\\(?:input|include|openin|openout|read|write|immediate|special|catcode|csname|def|let|url|href|html\w*)(?![a-zA-Z])/;
  test.each([
    "a_b_c",
    "_",
    "__x",
    "a_",
    "a__b",
    "w_11",
    "x_input",
    "input",
    "write18",
    "def",
    "catcode",
    "begin",
    "end",
    "href",
    "script",
    "alpha",
    "sigma_beta",
    "yhat",
    "ä",
    "Größe",
    "é",
    "α",
    "λ_max",
    "угол",
    "名前",
    "𝛼",
    "z".repeat(200),
  ])("%j is a name, and is set as one", (id) => {
    const found = attempt(graph([`${id} = a*a + 1`, `J = ${id}*a`], { a: 0.1 }));
    // mathjs does not take every letter for one.
    if (found instanceof ProblemError) return expect(found.message).toMatch(/cannot be read/);
    const html = renderHtml(found, { css: "" });
    expect(html).not.toMatch(/<script|katex-error|javascript:|<[^>]*\son\w+=/i);
    const latex = renderLatex(found);
    const body = latex.slice(latex.indexOf("\\begin{document}"));
    expect(body).not.toMatch(forbidden);
    expect(body).toMatch(/^[\n -~]*$/);
    expect(body.split(/\$[^$]*\$/).join(""), "underscores outside of formulas").not.toMatch(
      /\{[^{}\\]*\w\s\w*(?<!\\)_/,
    );
    expect(renderMarkdown(found)).not.toMatch(/<(?!\/?(?:details|summary|span)>)[a-z]/i);
    expect(renderText(found, { width: 80, color: false })).not.toMatch(/[^\P{Cc}\n]|[\u202a-\u202e\u2066-\u2069]/u);
    const formulas = found.sections.flatMap(({ steps }) => steps.flatMap(({ tex }) => Object.values(tex)));
    for (const tex of formulas) katex.renderToString(tex, { throwOnError: true, strict: "ignore", trust: false });
  });
});

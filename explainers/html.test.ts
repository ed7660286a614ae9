import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { escapeHtml } from "./html/escape.ts";
import { labelRuns, labelText } from "./html/label.ts";
import { drawPicture } from "./html/picture.ts";
import { renderHtml } from "./html.ts";
import { prose } from "./prose.ts";
import { specimen } from "./specimen.ts";

const css = ".katex{}";
const page = renderHtml(specimen, { css });
const count = (pattern: RegExp, text = page) => text.match(pattern)?.length ?? 0;

describe("renderHtml", () => {
  test("one page: language, title, landmarks, one heading above all", () => {
    expect(page).toMatch(/^<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">/);
    expect(page).toContain("<title>Multilayer perceptron: worked solution</title>");
    for (const element of ["header", "main", "footer", "h1"]) expect(count(new RegExp(`<${element}>`, "g"))).toBe(1);
  });

  test("asks for nothing from outside and runs nothing", () => {
    expect(page).toContain("default-src 'none'; style-src 'unsafe-inline'; font-src data:;");
    expect(page).not.toMatch(/<script|<link|<img|@import|\son\w+=|url\((?!#|data:)|(?:src|href)="(?!#)/);
  });

  test("every step is numbered, every fold has its summary, every id is its own", () => {
    expect([...page.matchAll(/<span class="number">(\d+)</g)].map((match) => match[1])).toEqual([
      "1",
      "2",
      "3",
      "4",
      "5",
      "6",
    ]);
    expect(page).toContain('<ol class="steps" start="3">');
    expect(count(/<details/g)).toBe(4);
    expect(count(/<details[^>]*>\s*<summary>/g)).toBe(4);
    const ids = [...page.matchAll(/\sid="([^"]*)"/g)].map((match) => match[1]);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test("a table says what it is, and what its cells belong to", () => {
    const [table = ""] = /<div class="table"[\s\S]*?<\/div>/.exec(page) ?? [];
    expect(table).toMatch(/^<div class="table" tabindex="0" role="group" aria-label="Table: Every iteration">/);
    expect(table).toContain("<caption>Table: Every iteration</caption>");
    expect(count(/<th scope="col"/g, table)).toBe(5);
    expect(count(/<th scope="row"/g, table)).toBe(3);
    expect(count(/<tr>/g, table)).toBe(4);
    expect(table).not.toMatch(/<th[^>]*><\/th>/);
  });

  test("folded sections that follow each other share a heading, and each opens on its own", () => {
    expect(page).toContain('<h2 id="section-3">Iterations 2 and 3</h2>');
    expect(page).toContain("<summary>Iteration 2: 1 step</summary>");
    const [, , , table] = [...page.matchAll(/<h2 id="section-(\d)"/g)].map((match) => match[1]);
    expect(table).toBe("5");
  });

  test("every formula is drawn and spoken, and none is in error", () => {
    expect(count(/<math /g)).toBe(count(/class="katex"/g));
    expect(count(/<math /g)).toBeGreaterThan(30);
    expect(page).not.toContain("katex-error");
  });

  test("a formula that KaTeX cannot read is shown as it stands", () => {
    const given = [{ symbol: "x", value: "\\frac{1", exact: true }];
    expect(renderHtml({ ...specimen, given }, { css })).toContain("katex-error");
  });

  test("TeX reaches no address and no attribute", () => {
    const given = [
      {
        symbol: "x",
        value: "\\href{javascript:alert(1)}{a}\\htmlStyle{color:red}{b}\\includegraphics{c}",
        exact: true,
      },
    ];
    expect(renderHtml({ ...specimen, given }, { css })).not.toMatch(/href="javascript|style="color:red"|<img/);
  });

  test("typed text adds no element", () => {
    const tags = count(/<[a-z/!]/gi);
    fc.assert(
      fc.property(fc.string({ unit: hostile }), (typed) => {
        const steps = specimen.sections.map((section) => ({ ...section, title: typed }));
        const asked = prose(typed);
        const other = renderHtml({ ...specimen, title: typed, asked: `${asked}$\\hat{y}$`, sections: steps }, { css });
        const without = renderHtml({ ...specimen, asked: "$\\hat{y}$" }, { css });
        expect(count(/<[a-z/!]/gi, other)).toBe(count(/<[a-z/!]/gi, without));
      }),
      { numRuns: 20 },
    );
    expect(tags).toBeGreaterThan(100);
  });
});

const hostile = fc.constantFrom("<", ">", "</title>", "<script>", '"', "'", "&", "-->", "$", "\\", "]]>", "a", " ");

test("escapeHtml keeps what can be printed", () => {
  expect(escapeHtml('a<b & "c"\u0000\u202e\n漢🎉')).toBe("a&#60;b &#38; &#34;c&#34;\n漢🎉");
});

describe("labels of drawings", () => {
  test.each([
    ["\\hat{y}", "ŷ"],
    ["x_1", "x1"],
    ["a^{[1]}_1", "a[1]1"],
    ["W^{[2]\\top}", "W[2]ᵀ"],
    ["\\sigma", "σ"],
    ["\\frac{\\partial L}{\\partial z}", "∂L/∂z"],
    ["\\mathrm{ReLU}", "ReLU"],
    ["x_{t_1}", "xt1"],
    ["a\\cdot b", "a·b"],
  ])("%s", (tex, text) => {
    expect(labelText(tex)).toBe(text);
  });

  test("scripts are set above and below", () => {
    expect(labelRuns("a^{[1]}_1")).toEqual([
      { text: "a", level: 0 },
      { text: "[1]", level: 1 },
      { text: "1", level: -1 },
    ]);
  });
});

describe("drawPicture", () => {
  test("names itself, escapes its labels, and skips edges to nowhere", () => {
    const nodes = [{ id: "a", label: "<b>", column: 0, row: 0 }];
    const svg = drawPicture({ nodes, edges: [{ from: "a", to: "nowhere" }] });
    expect(svg).toContain('role="img"');
    expect(svg).toContain("&#60;b&#62;");
    expect(svg).not.toContain('class="edge"');
  });

  test("everything lies inside the frame", () => {
    const nodes = [0, 1, 2].flatMap((column) =>
      [0, 1, 2].map((row) => ({ id: `${column}${row}`, label: `a_${row}`, column, row })),
    );
    const svg = drawPicture({ nodes, edges: [{ from: "00", to: "22", label: "w" }] });
    const [, width = 0, height = 0] = (svg.match(/viewBox="0 0 (\d+) (\d+)"/) ?? []).map(Number);
    for (const [, x, y, w] of svg.matchAll(/<rect x="([\d.-]+)" y="([\d.-]+)" width="([\d.]+)"/g)) {
      expect(Number(x)).toBeGreaterThan(0);
      expect(Number(x) + Number(w)).toBeLessThan(width);
      expect(Number(y) + 38).toBeLessThan(height);
    }
  });
});

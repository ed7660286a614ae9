import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { escapeTex, escapeText } from "./latex/escape.ts";
import { renderLatex } from "./latex.ts";
import { specimen } from "./specimen.ts";

describe("renderLatex", () => {
  test("specimen", async () => {
    await expect(renderLatex(specimen)).toMatchFileSnapshot("__snapshots__/specimen.tex");
  });

  test("one document with all its steps", () => {
    const tex = renderLatex(specimen);
    expect(tex).toMatch(/^\\documentclass[\s\S]*\\begin\{document\}[\s\S]*\\end\{document\}\n$/);
    expect(tex.match(/^\\step\{\d+\}/gm)).toHaveLength(7);
    expect(tex).toMatch(/^[\n -~]*$/);
  });

  test("as many columns as the widest matrix has", () => {
    const value = `\\begin{bmatrix}${Array(48).fill("1").join("&")}\\end{bmatrix}`;
    const wide = { ...specimen, given: [{ symbol: "x", value, exact: true }] };
    expect(renderLatex(wide)).toContain("\\setcounter{MaxMatrixCols}{48}");
    expect(renderLatex(specimen)).toContain("\\setcounter{MaxMatrixCols}{30}");
  });

  test("what is folded stands at the end, under its own name", () => {
    const tex = renderLatex(specimen);
    expect(tex).toContain("\\topic{Iterations 2 and 3}\n\\why{As before: steps 5 and 6, at the end.}");
    expect(tex.indexOf("\\repeated{Iteration 2}")).toBeGreaterThan(tex.indexOf("\\topic{Answer}"));
  });

  test("a table too wide or too long for a page goes over several blocks that repeat their head", () => {
    const rows = Array.from({ length: 50 }, (_, i) => [String(i), ...Array(14).fill("-1.2345")]);
    const table = { head: ["i", ...Array(14).fill("z^{[1]}")], rows };
    const tex = renderLatex({ ...specimen, sections: [{ title: "All", steps: [], table }] });
    expect(tex.match(/^\\drawn\{/gm)).toHaveLength(4);
    expect(tex.match(/^\\entry\{\\displaystyle i\}&/gm)).toHaveLength(4);
    expect(tex.match(/^\\entry\{49\}&/gm)).toHaveLength(2);
  });
});

describe("escapeText", () => {
  test.each([
    ["\\input{/etc/passwd}", "\\textbackslash{}input\\{/etc/passwd\\}"],
    ["\\write18", "\\textbackslash{}write18"],
    ["100% #1 a_b & $5", "100\\% \\#1 a\\_b \\& \\ensuremath{\\mathdollar}5"],
    ["^^41 ~", "\\textasciicircum{}\\textasciicircum{}41 \\textasciitilde{}"],
    ["a\n\nb", "a b"],
    [
      "x² − y ≈ ŷ·∂L",
      "x\\ensuremath{{}^{2}} \\ensuremath{-} y \\ensuremath{\\approx} \\text{\\^{y}}\\ensuremath{\\cdot}\\ensuremath{\\partial}L",
    ],
    ["é ï ﬁ Ａ", "\\text{\\'{e}} \\text{\\\"{\\i}} fi A"],
    ["漢🎉", "??"],
    ["-- ---", "-{}-{} -{}-{}-{}"],
  ])("%j", (typed, written) => {
    expect(escapeText(typed)).toBe(written);
  });

  test("whatever is typed, only commands of ours are left and the braces balance", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const written = escapeText(text);
        expect(written).toMatch(/^[ -~]*$/);
        const bare = written
          .replace(/\\(?:text(?:backslash|asciicircum|asciitilde)\{\}|[{}&#%_])/g, "")
          .replace(/\\(?:ensuremath|text|hspace)\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\}/g, "")
          .replace(/\{[^{}\\]*\}/g, "");
        expect(bare).not.toMatch(/[\\{}$&#%_^~<>|"]/);
      }),
      { numRuns: 500 },
    );
  });
});

test("a formula asks for no sign that its font does not have", () => {
  expect(escapeTex("\\mathbb{1}\\left(z>0\\right)\\in\\mathbb{R}")).toBe(
    "\\mathbf{1}\\left(z>0\\right)\\in\\mathbb{R}",
  );
});

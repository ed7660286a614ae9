import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { renderMarkdown } from "./markdown.ts";
import { prose } from "./prose.ts";
import type { Solution } from "./solution.ts";
import { specimen } from "./specimen.ts";

const withWhy = (why: string): Solution => ({ ...specimen, asked: why, plan: "" });
const asked = (why: string) => renderMarkdown(withWhy(why)).split("\n\n")[1]?.replace("**Asked.** ", "");

describe("renderMarkdown", () => {
  test("specimen", async () => {
    await expect(renderMarkdown(specimen)).toMatchFileSnapshot("__snapshots__/specimen.md");
  });

  test("display mathematics stands between empty lines, on one line", () => {
    const lines = renderMarkdown(specimen).split("\n");
    const fences = lines.flatMap((line, i) => (line === "$$" ? [i] : []));
    for (let i = 0; i < fences.length; i += 2) {
      const [open = 0, close = 0] = fences.slice(i);
      expect(close).toBe(open + 2);
      expect([lines[open - 1], lines[close + 1]]).toEqual(["", ""]);
    }
  });

  test("no formula holds a backslash that Markdown would remove", () => {
    const formulas = [...renderMarkdown(specimen).matchAll(/\$\$\n(.*)\n\$\$/g)].map((match) => match[1]);
    expect(formulas.length).toBeGreaterThan(8);
    for (const formula of formulas) expect(formula).not.toMatch(/\\[^a-zA-Z]|[<>*]|[^a-zA-Z0-9\\]_[^ ]/);
  });

  test("a table has as many cells in every row, and no bar within one", () => {
    const head = ["i", "\\left|x\\right|", "\\|v\\|", "\\begin{array}{c|c}1&2\\end{array}", "\\text{a|b}"];
    const table = {
      head,
      rows: [
        ["1", "2"],
        ["|", "", "3"],
      ],
    };
    const written = renderMarkdown({ ...specimen, sections: [{ title: "All", steps: [], table }] });
    expect(written.split("\n").filter((line) => line.startsWith("|"))).toEqual([
      "| $i$ | $\\left\\vert x\\right\\vert$ | $\\Vert v\\Vert$ | $\\begin{array}{cc}1&2\\end{array}$ | $\\text{a∣b}$ |",
      "| :-- | --: | --: | :-- | :-- |",
      "| $1$ | $2$ |  |  |  |",
      "| $\\vert$ |  | $3$ |  |  |",
    ]);
  });

  test.each([
    ["a*b*c _d_", "a\\*b\\*c \\_d\\_"],
    ["<script>&lt;", "\\<script\\>\\&lt;"],
    ["- item", "\\- item"],
    ["1. item", "1\\. item"],
    ["# one\n\n## two", "\\# one \\#\\# two"],
    ["[link](http://x)", "\\[link\\](http\\://x)"],
    ["costs $5 or $6", "costs <span>&#36;</span>5 or <span>&#36;</span>6"],
    ["\\ `code`", "\\\\ \\`code\\`"],
  ])("escapes %j", (typed, written) => {
    expect(asked(prose(typed))).toBe(written);
  });

  test("inline formulas stay formulas", () => {
    expect(asked("so $a\\,b<c$.")).toBe("so $a\\thinspace b\\lt c$.");
  });

  test("typed text adds no line, no tag and no formula", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        const written = asked(prose(text)) ?? "";
        const bare = written.replaceAll("<span>&#36;</span>", "").replace(/\\[!-/:-@[-`{-~]/g, "");
        expect(bare).not.toMatch(/[$`*_<>[\]\n]/);
      }),
    );
  });
});

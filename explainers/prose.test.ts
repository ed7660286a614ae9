import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { oneLine, parseProse, prose } from "./prose.ts";

describe("parseProse", () => {
  test.each([
    ["", []],
    ["plain", [{ text: "plain" }]],
    ["the slope $a(1-a)$", [{ text: "the slope " }, { tex: "a(1-a)" }]],
    ["$x$", [{ tex: "x" }]],
    ["$x$$y$", [{ tex: "x" }, { tex: "y" }]],
    ["costs \\$5", [{ text: "costs $5" }]],
    ["costs 5$", [{ text: "costs 5$" }]],
    ["$x$ or 5$", [{ tex: "x" }, { text: " or 5$" }]],
    ["$$", [{ text: "$$" }]],
    ["a\\b", [{ text: "a\\b" }]],
    ["$a\\\\b$", [{ tex: "a\\\\b" }]],
    ["$5\\$$", [{ tex: "5\\$" }]],
    ["🎉 $x$", [{ text: "🎉 " }, { tex: "x" }]],
  ])("%j", (text, parts) => {
    expect(parseProse(text)).toEqual(parts);
  });

  test("keeps every character of what a person typed", () => {
    fc.assert(
      fc.property(hostile, (text) => {
        expect(parseProse(prose(text))).toEqual(text ? [{ text }] : []);
      }),
    );
  });

  test("what a person typed cannot reach a formula that is appended", () => {
    fc.assert(
      fc.property(hostile, hostile, (before, after) => {
        const parts = parseProse(`${prose(before)}$x$${prose(after)}`);
        expect(parts.filter((part) => "tex" in part)).toEqual([{ tex: "x" }]);
      }),
    );
  });
});

test("oneLine keeps letters and loses what would end the line or turn it round", () => {
  expect(oneLine("a\n\n b\u0000\u202e\ud800ŷ 🎉")).toBe("a bŷ 🎉");
});

const hostile = fc.string({ unit: fc.constantFrom("$", "\\", "\\$", "{", "a", " ", "\n", "é", "🎉") });

import { expect, test } from "vitest";
import { katexCss } from "./katex-assets.ts";

test("the style sheet carries its fonts and points at no file", async () => {
  const css = await katexCss();
  expect(css.match(/@font-face/g)?.length).toBe(css.match(/url\(data:font\/woff2;base64,d09GMg/g)?.length);
  expect(css.match(/url\(/g)?.length).toBe(20);
  expect(css).not.toMatch(/\.woff|\.ttf/);
});

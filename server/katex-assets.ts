import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

let sheet: Promise<string> | undefined;

/**
 * KaTeX's style sheet with its fonts inside, for pages that stand alone. Read at run time from the installed package:
 * a bundle holds KaTeX's code but not its files.
 */
export function katexCss(): Promise<string> {
  sheet ??= readSheet();
  return sheet;
}

async function readSheet(): Promise<string> {
  const path = createRequire(import.meta.url).resolve("katex/dist/katex.min.css");
  const css = await readFile(path, "utf8");
  const fonts = new Map<string, string>();
  for (const [, file = ""] of css.matchAll(/url\((fonts\/[\w-]+\.woff2)\)/g))
    fonts.set(file, (await readFile(join(dirname(path), file))).toString("base64"));
  return css.replace(
    /src:url\((fonts\/[\w-]+\.woff2)\) format\("woff2"\)[^;}]*/g,
    (_, file) => `src:url(data:font/woff2;base64,${fonts.get(file)}) format("woff2")`,
  );
}

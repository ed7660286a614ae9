import { existsSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { renderHtml } from "../../explainers/html.ts";
import { specimen } from "../../explainers/specimen.ts";
import { katexCss } from "../../server/katex-assets.ts";
import { hostileText, large, withText } from "./solutions.ts";

const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";
const flags = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"];
const args = [...flags, "--disable-component-update", "--disable-sync"];

const solutions = { specimen, large, hostile: withText(hostileText) };
type Name = keyof typeof solutions;
const names = Object.keys(solutions) as Name[];

let folder = "";
let browser: Browser;

beforeAll(async () => {
  if (!existsSync(executablePath))
    throw new Error(
      `${executablePath} is missing: apt-get install -y --no-install-recommends chromium, or set CHROMIUM`,
    );
  folder = await mkdtemp(join(tmpdir(), "chalkgrad-page-"));
  const css = await katexCss();
  for (const name of names) await writeFile(join(folder, `${name}.html`), renderHtml(solutions[name], { css }));
  browser = await chromium.launch({ executablePath, args });
});

afterAll(async () => {
  await browser?.close();
  await rm(folder, { recursive: true, force: true });
});

/** The page from its file, without a network; whatever it complains about is collected. */
async function open(name: Name, options: BrowserContextOptions = {}): Promise<{ page: Page; complaints: string[] }> {
  const context = await browser.newContext({ offline: true, ...options });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("console", (message) => complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("request", (request) => /^(file|data):/.test(request.url()) || complaints.push(request.url()));
  await page.goto(pathToFileURL(join(folder, `${name}.html`)).href);
  await page.evaluate(() => document.fonts.ready);
  return { page, complaints };
}

const width = (width: number) => ({ viewport: { width, height: 900 } });
const background = (page: Page) => page.evaluate(() => getComputedStyle(document.body).backgroundColor);

describe.each(names)("the page of the %s solution", (name) => {
  test.each([320, 360, 768, 1280, 3840])("does not scroll sideways at %i px", async (pixels) => {
    const { page, complaints } = await open(name, width(pixels));
    await page.evaluate(() => {
      for (const fold of document.querySelectorAll("details")) fold.open = true;
    });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(pixels);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test("says what it is to those who do not see it", async () => {
    const { page } = await open(name, width(360));
    expect(await page.getAttribute("html", "lang")).toBe("en");
    expect(await page.title()).toContain("worked solution");
    expect(await page.locator("h1").count()).toBe(1);
    for (const summary of await page.locator("details > summary").allTextContents())
      expect(summary.trim()).not.toBe("");
    expect(await page.evaluate(unreachable)).toEqual([]);
    expect(await page.locator("figure svg > title").count()).toBe(1);
    expect(await page.locator("math").count()).toBeGreaterThan(20);
    await page.context().close();
  });

  test.each(["light", "dark"] as const)("has enough contrast in the %s", async (colorScheme) => {
    const { page } = await open(name, { ...width(1280), colorScheme });
    expect(await page.evaluate(faint)).toEqual([]);
    await page.context().close();
  });
});

/** Boxes that scroll although the keyboard cannot reach them. */
function unreachable(): string[] {
  return [...document.querySelectorAll<HTMLElement>("main *, header *")]
    .filter((box) => box.scrollWidth > box.clientWidth + 1 && getComputedStyle(box).overflowX === "auto")
    .filter((box) => box.tabIndex < 0 || !box.getAttribute("aria-label"))
    .map((box) => box.textContent?.slice(0, 60) ?? "");
}

/** Colours of text with a contrast below 4.5 to 1 (WCAG 2.2, 1.4.3). */
function faint(): string[] {
  const numbers = (colour: string) => (colour.match(/[\d.]+/g) ?? []).map(Number);
  const luminance = (colour: string) => {
    const [r = 0, g = 0, b = 0] = numbers(colour).map((c) =>
      c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4,
    );
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ground = (node: Element | null): string => {
    if (!node) return "rgb(255, 255, 255)";
    const colour = getComputedStyle(node).backgroundColor;
    return numbers(colour)[3] === 0 ? ground(node.parentElement) : colour;
  };
  const low = [
    ...document.querySelectorAll("h1, h2, h3, p, dt, dd, summary, a, span.number, .link, .convention"),
  ].filter((node) => {
    const [a, b] = [luminance(getComputedStyle(node).color), luminance(ground(node))];
    return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05) < 4.5;
  });
  return [...new Set(low.map((node) => `${node.tagName}.${node.className}`))];
}

test("KaTeX's own fonts are used", async () => {
  const { page } = await open("specimen");
  const loaded = await page.evaluate(() =>
    [...document.fonts].filter((font) => font.status === "loaded").map((font) => font.family),
  );
  expect(loaded).toEqual(expect.arrayContaining(["KaTeX_Main", "KaTeX_Math"]));
  await page.context().close();
});

test("the dark page is dark, and paper is white all the same", async () => {
  const { page } = await open("specimen", { colorScheme: "dark" });
  const dark = await background(page);
  await page.emulateMedia({ colorScheme: "light" });
  const light = await background(page);
  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  expect(new Set([dark, light]).size).toBe(2);
  expect(await background(page)).toBe("rgb(255, 255, 255)");
  await page.context().close();
});

test("folded derivations are unfolded on paper", async () => {
  const { page } = await open("specimen", width(700));
  const line = page.getByText("The slope of the loss.");
  const shown = () => line.evaluate((node) => node.checkVisibility({ contentVisibilityAuto: true }));
  expect(await shown()).toBe(false);
  await page.emulateMedia({ media: "print" });
  expect(await shown()).toBe(true);
  await page.context().close();
});

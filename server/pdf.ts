import { execFile } from "node:child_process";
import { access, constants, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";
import { renderHtml } from "../explainers/html.ts";
import { renderLatex } from "../explainers/latex.ts";
import type { Solution } from "../explainers/solution.ts";
import { MissingToolError } from "./errors.ts";
import { katexCss } from "./katex-assets.ts";

const run = promisify(execFile);

const TIMEOUT_MS = 60_000;
const BROWSERS = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/** A solution as a PDF: set by pdflatex where that is installed, else printed by Chromium. */
export async function renderPdf(solution: Solution): Promise<Uint8Array> {
  const [latex, browser] = await Promise.all([findTool(["pdflatex"]), findTool(BROWSERS, process.env.CHROMIUM)]);
  if (!latex && !browser) {
    throw new MissingToolError(
      "a PDF needs pdflatex (apt-get install texlive-latex-base) or Chromium (apt-get install chromium; " +
        "elsewhere than on the PATH: set CHROMIUM). Without them: --format html, and print it in your browser.",
    );
  }
  const folder = await mkdtemp(join(tmpdir(), "chalkgrad-"));
  try {
    await (latex ? typeset(latex, solution, folder) : print(browser as string, solution, folder));
    return await readFile(join(folder, "solution.pdf"));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The first of some programs that is there. */
async function findTool(names: readonly string[], chosen?: string): Promise<string | undefined> {
  const folders = (process.env.PATH ?? "").split(delimiter).filter(Boolean);
  const candidates = [
    ...(chosen ? [chosen] : []),
    ...names.flatMap((name) => folders.map((folder) => join(folder, name))),
  ];
  for (const candidate of candidates) {
    if (
      await access(candidate, constants.X_OK).then(
        () => true,
        () => false,
      )
    )
      return candidate;
  }
  return undefined;
}

async function typeset(pdflatex: string, solution: Solution, folder: string): Promise<void> {
  await writeFile(join(folder, "solution.tex"), renderLatex(solution));
  const options = ["-interaction=nonstopmode", "-halt-on-error", "-no-shell-escape", "solution.tex"];
  // Twice: the width of a table that crosses a page is known only after the first run.
  for (let pass = 0; pass < 2; pass++) await run(pdflatex, options, { cwd: folder, timeout: TIMEOUT_MS });
}

async function print(browser: string, solution: Solution, folder: string): Promise<void> {
  const page = join(folder, "solution.html");
  await writeFile(page, renderHtml(solution, { css: await katexCss() }));
  const quiet = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-sync",
  ];
  // Chromium refuses its sandbox to root; the page is our own and runs no script.
  const asRoot = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  const target = `--print-to-pdf=${join(folder, "solution.pdf")}`;
  const profile = `--user-data-dir=${join(folder, "profile")}`;
  await run(browser, ["--headless", ...quiet, ...asRoot, profile, "--no-pdf-header-footer", target, `file://${page}`], {
    timeout: TIMEOUT_MS,
  });
}

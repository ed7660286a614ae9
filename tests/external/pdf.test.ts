import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";

/** `--format pdf` through whichever of pdflatex and Chromium is there. Needs both, to try each alone. */

const CLI = join(import.meta.dirname, "../../dist/server/cli.js");
const PROBLEM = join(import.meta.dirname, "../../problems/bank/exam-network.yaml");
const TOOLS = { pdflatex: "/usr/bin/pdflatex", chromium: process.env.CHROMIUM ?? "/usr/bin/chromium" };

let folder: string;

beforeAll(() => {
  for (const [tool, path] of Object.entries(TOOLS)) {
    if (!existsSync(path))
      throw new Error(`${path} is missing. Install it: apt-get install texlive-latex-base chromium (${tool})`);
  }
  folder = mkdtempSync(join(tmpdir(), "chalkgrad-pdf-"));
});

afterAll(() => {
  if (folder) rmSync(folder, { recursive: true });
});

/** Runs the command line where only some tools can be found. */
function solve(output: string, env: Record<string, string>) {
  const result = spawnSync(process.execPath, [CLI, "solve", PROBLEM, "--format", "pdf", "-o", output], {
    env,
    encoding: "utf8",
  });
  return { status: result.status, stderr: result.stderr };
}

test("pdflatex sets the PDF", () => {
  const bin = join(folder, "latex-only");
  spawnSync("mkdir", [bin]);
  symlinkSync(TOOLS.pdflatex, join(bin, "pdflatex"));
  const output = join(folder, "latex.pdf");
  expect(solve(output, { PATH: bin })).toEqual({ status: 0, stderr: "" });
  expect(readFileSync(output).subarray(0, 5).toString()).toBe("%PDF-");
});

test("without pdflatex, Chromium prints it", () => {
  const output = join(folder, "chromium.pdf");
  expect(solve(output, { PATH: folder, CHROMIUM: TOOLS.chromium })).toEqual({ status: 0, stderr: "" });
  expect(readFileSync(output).subarray(0, 5).toString()).toBe("%PDF-");
});

test("without either, it says what to install", () => {
  const { status, stderr } = solve(join(folder, "none.pdf"), { PATH: folder });
  expect(status).toBe(4);
  expect(stderr).toContain("apt-get install texlive-latex-base");
});

import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { renderLatex } from "../../explainers/latex.ts";
import { specimen } from "../../explainers/specimen.ts";
import { hostileText, large, withText } from "./solutions.ts";

const run = promisify(execFile);
const tolerated = 20; // points by which a line may stick out

let folder = "";

beforeAll(async () => {
  await run("pdflatex", ["--version"]).catch(() => {
    throw new Error("pdflatex is missing: apt-get install -y --no-install-recommends texlive-latex-base");
  });
  folder = await mkdtemp(join(tmpdir(), "chalkgrad-latex-"));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

describe("pdflatex compiles", () => {
  test.each([
    ["specimen", specimen],
    ["hostile", withText(hostileText)],
    ["large", large],
  ])("the %s solution", async (name, solution) => {
    const log = await compile(name, renderLatex(solution));
    expect(log).not.toMatch(/^!|LaTeX Warning: (?!.*Rerun)|Missing character/m);
    expect(log).toMatch(/Output written on .*\(\d+ pages?/);
    const overfull = [...log.matchAll(/Overfull .*?\(([\d.]+)pt/g)].map((match) => Number(match[1]));
    expect(overfull.filter((points) => points > tolerated)).toEqual([]);
  });

  test("nothing of the machine gets into the document", async () => {
    await compile("leak", renderLatex(withText("\\input{/etc/passwd} \\immediate\\write18{touch pwned}")));
    const { stdout } = await run("pdftotext", ["leak.pdf", "-"], { cwd: folder });
    expect(stdout).not.toContain("root:x:0");
    await expect(readFile(join(folder, "pwned"))).rejects.toThrow();
  });
});

/** The log, with its lines whole: TeX breaks them at 79 characters unless told otherwise. */
async function compile(name: string, tex: string): Promise<string> {
  await writeFile(join(folder, `${name}.tex`), tex);
  const env = { ...process.env, max_print_line: "10000" };
  await run("pdflatex", ["-interaction=nonstopmode", `${name}.tex`], { cwd: folder, env }).catch(() => undefined);
  return readFile(join(folder, `${name}.log`), "latin1");
}

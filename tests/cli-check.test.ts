import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";

const cli = fileURLToPath(new URL("../dist/server/cli.js", import.meta.url));
const exam = fileURLToPath(new URL("../problems/bank/exam-network.yaml", import.meta.url));

vi.setConfig({ testTimeout: 60_000 });

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "chalkgrad-check-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, ...lines: string[]): string {
  const path = join(folder, name);
  writeFileSync(path, lines.join("\n"));
  return path;
}

function chalkgrad(...args: string[]): { code: number | null; stdout: string; stderr: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...args], { encoding: "utf8", timeout: 30_000 });
  return { code: status, stdout, stderr };
}

const wrong = () => file("wrong.txt", "z1 = [35, 10, 1]", "a1 = [1, 0.9, 0.731]", "z2 = [-2.431, 2.331]");
const fine = () => file("fine.txt", "z1 = [35, 10, 1]", "", "# a comment", "a1 = [1.0000, 1.0000, 0.7311]");

describe("check", () => {
  it("says what follows, and ends with 3 where a line is wrong", () => {
    const { code, stdout, stderr } = chalkgrad("check", exam, wrong());
    expect({ code, stderr }).toEqual({ code: 3, stderr: "" });
    expect(stdout).toContain("First wrong line: 2");
    expect(stdout).toMatch(/↳.*z2 = \[-2.431, 2.331\]/);
    for (const line of stdout.split("\n")) expect([...line].length).toBeLessThanOrEqual(80);
  });

  it("ends with 0 where none is", () => {
    const { code, stdout } = chalkgrad("check", exam, fine());
    expect(code).toBe(0);
    expect(stdout).toContain("No line is wrong.");
  });

  it("gives the contract's document", () => {
    const { code, stdout } = chalkgrad("check", exam, wrong(), "--format", "json");
    expect(code).toBe(3);
    const document = JSON.parse(stdout);
    expect(document.firstWrong).toEqual({ line: 2, id: "A1" });
    expect(document.marks).toEqual({ awarded: expect.any(Number), of: 36 });
    const verdict = document.verdicts.find(
      (one: { line: number; cell: number[] }) => one.line === 2 && one.cell[1] === 1,
    );
    expect(verdict).toMatchObject({ id: "A1", cell: [0, 1], written: "0.9", marks: 0, hint: expect.any(String) });
  });

  it("prints a page, with the worked solution beside the working", () => {
    const page = join(folder, "page.html");
    expect(chalkgrad("check", exam, wrong(), "--format", "html", "-o", page).code).toBe(3);
    const html = readFileSync(page, "utf8");
    expect(html).toContain("Marked working");
    expect(html).toContain("Worked solution");
    expect(html).not.toContain("katex-error");
  });

  it("works out the follow-through column for a value that is typed in", () => {
    const { code, stdout } = chalkgrad("check", exam, file("key.txt", "a1[2] = 0.9"), "--key");
    expect(code).toBe(0);
    expect(stdout).toContain("0.7746");
  });

  it("marks by a scheme", () => {
    const scheme = file("scheme.yaml", "method: 0", "accuracy: 2", "steps:", "  A1: { method: 0, accuracy: 10 }");
    const { stdout } = chalkgrad("check", exam, fine(), "--scheme", scheme, "--format", "json");
    expect(JSON.parse(stdout).marks).toEqual({ awarded: 12, of: 44 });
    const bad = chalkgrad("check", exam, fine(), "--scheme", file("bad.yaml", "methods: 3"));
    expect(bad.code).toBe(2);
    expect(bad.stderr).toContain("methods");
  });

  it("marks a pile, a line per script, and says what the class gets wrong", () => {
    const pile = join(folder, "pile");
    mkdirSync(pile);
    writeFileSync(join(pile, "anna.txt"), "z1 = [35, 10, 1]");
    writeFileSync(join(pile, "ben.txt"), "z1 = [35, 10, 1]\nyhat = 3.2656");
    writeFileSync(join(pile, "=cmd.txt"), "z1 = [-35, -10, -1]");
    const out = join(folder, "marks.csv");
    const { code, stderr } = chalkgrad("check", exam, pile, "-o", out);
    expect(code).toBe(3);
    const rows = readFileSync(out, "utf8").trimEnd().split("\r\n");
    expect(rows).toHaveLength(4);
    expect(rows[0]).toMatch(/^script,awarded,of,first wrong line,first wrong quantity,mistake,Z1,A1/);
    expect(rows[1]).toMatch(/^'=cmd.txt,1,36,1,Z1,slip.sign,/);
    expect(stderr).toContain("3 scripts, 36 marks");
    expect(stderr).toContain("slip.sign");
  });

  it("refuses what is no working, saying so", () => {
    expect(chalkgrad("check", exam, join(folder, "missing.txt"))).toMatchObject({ code: 2, stdout: "" });
    expect(chalkgrad("check", exam).code).toBe(1);
    const empty = join(folder, "empty");
    mkdirSync(empty);
    expect(chalkgrad("check", exam, empty).stderr).toContain("no workings");
  });
});

describe("hint", () => {
  const hint = (...more: string[]) => chalkgrad("hint", exam, file("start.txt", "z1 = [35, 10, 1]"), ...more);

  it("gets stronger, the last one being the line itself", () => {
    const [weak, rule, line] = ["1", "2", "3"].map((n) => hint("--strength", n).stdout);
    expect(weak).toContain("Hidden layer 1");
    expect(rule).toContain("σ(z¹)");
    expect(weak).not.toContain("0.7311");
    expect(line).toContain("0.7311");
  });

  it("comes as JSON", () => {
    expect(JSON.parse(hint("--format", "json").stdout)).toMatchObject({
      kind: "next",
      id: "A1",
      strengths: expect.any(Array),
    });
  });
});

import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";

/** Runs the fixtures' scripts with PyTorch and compares what they write with what is committed. */

const PYTHON = "/usr/bin/python3";
const FIXTURES = join(import.meta.dirname, "../fixtures");
const RELATIVE = 1e-12;
const ABSOLUTE = 1e-15;

type Value = number | string | boolean | null | Value[] | { [key: string]: Value };

let folder: string;

beforeAll(() => {
  const torch = spawnSync(PYTHON, ["-c", "import torch"], { encoding: "utf8" });
  if (torch.status !== 0) {
    const why = torch.error?.message ?? torch.stderr.trim().split("\n").at(-1);
    throw new Error(
      `${PYTHON} cannot import torch (${why}). Install it: apt-get install -y python3-torch python3-numpy`,
    );
  }
  folder = mkdtempSync(join(tmpdir(), "chalkgrad-torch-"));
});

afterAll(() => {
  if (folder) rmSync(folder, { recursive: true });
});

const load = (file: string): Value[] => JSON.parse(readFileSync(file, "utf8"));

/** The places where two documents differ: numbers by more than the tolerance, everything else at all. */
function differences(at: string, committed: Value | undefined, fresh: Value | undefined): string[] {
  if (typeof committed === "number" && typeof fresh === "number") {
    const allowed = Math.max(ABSOLUTE, RELATIVE * Math.max(Math.abs(committed), Math.abs(fresh)));
    if (Math.abs(committed - fresh) <= allowed) return [];
  } else if (isBranch(committed) && isBranch(fresh) && Array.isArray(committed) === Array.isArray(fresh)) {
    const keys = new Set([...Object.keys(committed), ...Object.keys(fresh)]);
    return [...keys].flatMap((key) => differences(`${at}.${key}`, committed[key], fresh[key]));
  } else if (committed === fresh) return [];
  return [`${at}: committed ${JSON.stringify(committed)}, PyTorch ${JSON.stringify(fresh)}`];
}

const isBranch = (value: Value | undefined): value is { [key: string]: Value } =>
  typeof value === "object" && value !== null;

const scripts = readdirSync(FIXTURES).filter((file) => /^make_.*\.py$/.test(file));

/** `make_cnn_shapes.py` writes `cnn-shapes.json`. */
const outputOf = (script: string): string => `${script.slice("make_".length, -".py".length).replaceAll("_", "-")}.json`;

test.each(scripts.map((script) => ({ script, json: outputOf(script) })))(
  "$json is what $script computes",
  ({ script, json }) => {
    const output = join(folder, json);
    const made = spawnSync(PYTHON, [join(FIXTURES, script), output], { encoding: "utf8" });
    expect(made.status, made.stderr).toBe(0);
    const [committed, fresh] = [load(join(FIXTURES, json)), load(output)];
    expect(committed.length).toBeGreaterThan(20);
    expect(differences(json, committed, fresh)).toEqual([]);
  },
);

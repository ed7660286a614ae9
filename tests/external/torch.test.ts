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

type Value = number | Value[];
type Fixture = { expect: Record<string, Value> };

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

function load(file: string): Fixture[] {
  return JSON.parse(readFileSync(file, "utf8"));
}

/** The places where two values differ in shape or by more than the tolerance, in words. */
function differences(at: string, committed: Value | undefined, fresh: Value | undefined): string[] {
  if (Array.isArray(committed) && Array.isArray(fresh) && committed.length === fresh.length) {
    return committed.flatMap((value, i) => differences(`${at}[${i}]`, value, fresh[i]));
  }
  if (typeof committed === "number" && typeof fresh === "number") {
    const allowed = Math.max(ABSOLUTE, RELATIVE * Math.max(Math.abs(committed), Math.abs(fresh)));
    if (Math.abs(committed - fresh) <= allowed) return [];
  }
  return [`${at}: committed ${JSON.stringify(committed)}, PyTorch ${JSON.stringify(fresh)}`];
}

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
    expect(fresh.map(withoutExpectations)).toEqual(committed.map(withoutExpectations));
    const found = committed.flatMap((fixture, i) => {
      const ids = new Set([...Object.keys(fixture.expect), ...Object.keys(fresh[i]?.expect ?? {})]);
      return [...ids].flatMap((id) => differences(`${i}: ${id}`, fixture.expect[id], fresh[i]?.expect[id]));
    });
    expect(found).toEqual([]);
  },
);

const withoutExpectations = ({ expect: _, ...rest }: Fixture) => rest;

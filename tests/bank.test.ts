import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { type Problem, solve } from "../problems/index.ts";
import { expectClose } from "./close.ts";

interface Entry {
  title: string;
  source: string;
  problem: Problem;
  verified: Record<string, unknown>;
  printed?: { id: string; value: unknown; because: string }[];
}

const folder = new URL("../problems/bank/", import.meta.url);
const entries = readdirSync(folder).map((file) => ({
  file,
  entry: parse(readFileSync(new URL(file, folder), "utf8")) as Entry,
}));

describe.each(entries)("bank: $file", ({ entry }) => {
  it.each(Object.entries(entry.verified))("%s has its verified value", (id, value) => {
    const [answer] = solve({ ...entry.problem, ask: [id] }).solution.answers;
    expectClose(answer?.value, value, 1e-12);
  });

  it.each(entry.printed ?? [])("what was printed for $id differs, and it is said why", ({ id, value, because }) => {
    const [answer] = solve({ ...entry.problem, ask: [id] }).solution.answers;
    expect(answer?.value).not.toEqual(value);
    expect(because.length).toBeGreaterThan(20);
  });
});

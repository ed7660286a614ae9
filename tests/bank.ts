import { readdirSync, readFileSync } from "node:fs";
import { parse } from "yaml";
import type { Problem } from "../problems/index.ts";

/** A worked problem of the bank. */
export interface BankEntry {
  title: string;
  source: string;
  problem: Problem;
  verified: Record<string, unknown>;
  printed?: { id: string; value: unknown; because: string }[];
  /** A working of the problem, and how it is marked: the first wrong line, and every number that is itself wrong. */
  working?: string;
  marked?: { firstWrong: { line: number; id: string }; wrong: [line: number, written: string][] };
}

const folder = new URL("../problems/bank/", import.meta.url);

export const bankEntries = readdirSync(folder)
  .filter((file) => file.endsWith(".yaml"))
  .map((file) => ({ file, entry: parse(readFileSync(new URL(file, folder), "utf8")) as BankEntry }));

export const bankProblems: Problem[] = bankEntries.map(({ entry }) => entry.problem);

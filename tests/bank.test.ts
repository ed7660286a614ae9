import { describe, expect, it } from "vitest";
import { checkerFor, solve } from "../problems/index.ts";
import { isError } from "../solver/check/verdict.ts";
import { bankEntries } from "./bank.ts";
import { expectClose } from "./close.ts";

describe.each(bankEntries)("bank: $file", ({ entry }) => {
  it.each(Object.entries(entry.verified))("%s has its verified value", (id, value) => {
    const [answer] = solve({ ...entry.problem, ask: [id] }).solution.answers;
    expectClose(answer?.value, value, 1e-12);
  });

  it.each(entry.printed ?? [])("what was printed for $id differs, and it is said why", ({ id, value, because }) => {
    const [answer] = solve({ ...entry.problem, ask: [id] }).solution.answers;
    expect(answer?.value).not.toEqual(value);
    expect(because.length).toBeGreaterThan(20);
  });

  const { working } = entry;
  if (working === undefined) return;
  it("has its working marked as it should be", () => {
    const { verdicts, firstWrong } = checkerFor(entry.problem).check(working).marking;
    const wrong = verdicts.filter(({ status }) => isError(status)).map(({ line, written }) => [line, written]);
    expect({ firstWrong, wrong }).toEqual(entry.marked);
    const unread = verdicts.filter(({ status }) => status === "unreadable" || status === "too-coarse");
    expect(unread).toEqual([]);
  });
});

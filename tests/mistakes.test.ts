import { describe, expect, it } from "vitest";
import { parseProse } from "../explainers/prose.ts";
import { mistakesOf, record, topics } from "../problems/index.ts";
import { type Mistake, slantsOf } from "../solver/check/mistake.ts";
import { commonMistakes } from "../solver/check/mistakes/index.ts";
import { valueIn } from "../solver/check/scene.ts";
import { ProblemError } from "../solver/errors.ts";
import { float } from "../solver/readings/float.ts";
import type { Trace } from "../solver/trace.ts";
import { bankProblems } from "./bank.ts";
import { networks } from "./networks.ts";

/** Every computation that the examples and the bank record, by topic. */
const traces = new Map<string, Trace[]>(topics.map(({ id }) => [id, []]));
for (const problem of [
  ...topics.flatMap(({ examples }) => examples.map((example) => example.problem)),
  ...bankProblems,
  ...networks,
]) {
  traces.get(problem.topic)?.push(record(problem).tape.trace());
}

/** The steps that come out otherwise when the mistake is made there. */
function changedBy(mistake: Mistake, trace: Trace): string[] {
  return slantsOf(mistake, trace).flatMap(({ step, formula }) => {
    const known = (id: string) => (id === step ? undefined : trace.steps.find((other) => other.id === id)?.value);
    const value = valueIn(trace, step, float, { known, formulas: new Map([[step, formula]]) });
    const right = trace.steps.find(({ id }) => id === step)?.value;
    const isSame = JSON.stringify(value?.cells) === JSON.stringify(right?.cells);
    return value && !isSame ? [step] : [];
  });
}

const all = new Map(topics.flatMap((topic) => mistakesOf(topic)).map((mistake) => [mistake.id, mistake]));

describe("known mistakes", () => {
  it("have ids of their own", () => {
    const ids = [...commonMistakes, ...topics.flatMap(({ mistakes = [] }) => [...new Set(mistakes)])];
    const owners = new Map<string, Set<Mistake>>();
    for (const mistake of ids) owners.set(mistake.id, (owners.get(mistake.id) ?? new Set()).add(mistake));
    expect([...owners].filter(([, mistakes]) => mistakes.size > 1).map(([id]) => id)).toEqual([]);
    expect(all.size).toBeGreaterThan(50);
  });

  it.each([...all.values()])("$id changes what it claims to change, and says so", (mistake) => {
    const places = topics
      .filter((topic) => mistakesOf(topic).includes(mistake))
      .flatMap(({ id }) => traces.get(id) ?? []);
    expect(places.some((trace) => changedBy(mistake, trace).length > 0)).toBe(true);
    expect(mistake.prior).toBeGreaterThan(0);
    expect(mistake.prior).toBeLessThanOrEqual(1);
    const said = [mistake.about, ...mistake.hints];
    for (const text of said) {
      expect(text.trim()).not.toBe("");
      expect(() => parseProse(text)).not.toThrow(ProblemError);
    }
    expect(mistake.about, "completes: It looks as if …").toMatch(/^([^A-Z]|ReLU)/);
    expect(mistake.about).not.toMatch(/\.$/);
  });
});

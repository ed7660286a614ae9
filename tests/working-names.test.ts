import { describe, expect, test } from "vitest";
import { record } from "../problems/index.ts";
import { topics } from "../problems/topics.ts";
import { type Quantity, readWorking } from "../solver/check/working.ts";
import { toNested } from "../solver/ndarray.ts";
import type { Step } from "../solver/trace.ts";

/** A line of working that states a step's value under some name. */
const lineOf = (name: string, { value }: Step): string => `${name} = ${JSON.stringify(toNested(value))}`;

describe.each([...topics.values()].map((topic) => [topic.id, topic] as const))("%s", (_, topic) => {
  const traces = topic.examples.map(({ problem }) =>
    record(problem)
      .tape.steps()
      .filter(({ value }) => value.cells.every(Number.isFinite)),
  );

  test("every quantity is read by its id", () => {
    for (const steps of traces) {
      const quantities: Quantity[] = steps.map(({ id, value, tex }) => ({ id, shape: value.shape, tex }));
      const lines = readWorking(steps.map((step) => lineOf(step.id, step)).join("\n"), quantities);
      expect(lines.map(({ id, value }) => [id, value?.shape])).toEqual(steps.map(({ id, value }) => [id, value.shape]));
    }
  });

  test("and by its symbol, where no other has the same", () => {
    for (const steps of traces) {
      const quantities: Quantity[] = steps.map(({ id, value, tex }) => ({ id, shape: value.shape, tex }));
      const own = steps.filter(
        ({ tex, id }) => !steps.some((other) => other.id !== id && (other.tex === tex || other.id === tex)),
      );
      const lines = readWorking(own.map((step) => lineOf(step.tex, step)).join("\n"), quantities);
      expect(lines.map(({ id }) => id)).toEqual(own.map(({ id }) => id));
    }
  });
});

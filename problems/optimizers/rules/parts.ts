import type { Hyperparameter, Rule } from "../optimizer.ts";

/** What the entries share: a hyperparameter that most have, and examples alike enough to compare optimizers on. */

export const rate = (published?: number): Hyperparameter => ({
  id: "learningRate",
  symbol: "\\eta",
  about: "Learning rate: the length of a step, before the gradient has its say.",
  range: "positive",
  ...(published !== undefined && { default: published }),
});

export const STEP_DOWN = { symbol: "@", title: "Step" } as const satisfies Partial<Rule>;

/** J = (w − 2)² − 1, with its minimum at 2. */
export const EXAMPLE_QUADRATIC = "w^2 - 4*w + 3";

export const epsilon = (published: number): Hyperparameter => ({
  id: "epsilon",
  symbol: "\\varepsilon",
  about: "A small number that keeps the division from failing.",
  range: "not negative",
  default: published,
  aliases: { delta: "\\delta" },
});

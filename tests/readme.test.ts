import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { parse } from "yaml";
import { renderText } from "../explainers/text/index.ts";
import { solve, topics } from "../problems/index.ts";

const root = new URL("../", import.meta.url);
const readme = readFileSync(new URL("README.md", root), "utf8");
const block = (language: string): string =>
  new RegExp(`\`\`\`${language}\n(.*?)\n\`\`\``, "s").exec(readme)?.[1] as string;

it("the README shows what is really printed", () => {
  const { problem } = parse(readFileSync(new URL("problems/bank/exam-network.yaml", root), "utf8"));
  expect(renderText(solve(problem).solution, { width: 80 })).toContain(block("text"));
});

it("the README's own problem solves", () => {
  expect(solve(parse(block("yaml"))).solution.answers.map(({ id }) => id)).toEqual(["yhat", "J", "dW2", "W1_1"]);
});

it("the README names every topic", () => {
  for (const { id } of topics) expect(readme).toContain(`\`${id}\``);
});

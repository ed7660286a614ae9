import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { parse } from "yaml";
import { sheetOf } from "../explainers/marking/sheet.ts";
import { renderSheetText } from "../explainers/marking/text.ts";
import { renderText } from "../explainers/text/index.ts";
import { checkerFor, solve, topics } from "../problems/index.ts";

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

it("the README shows how a working is really marked", () => {
  const { problem } = parse(readFileSync(new URL("problems/bank/exam-network.yaml", root), "utf8"));
  const shown = block("console");
  const working = [...shown.matchAll(/^[✓✗↳] +[\d.]* +\d+ {2}(.*)$/gm)].map(([, line]) => line).join("\n");
  const checker = checkerFor(problem);
  const sheet = sheetOf(checker.recorded.topic.title, working, checker.check(working).marking, (id) => {
    const step = checker.marker.trace.steps.find((other) => other.id === id);
    return step && { tex: step.tex, shape: step.value.shape };
  });
  expect(renderSheetText(sheet, { width: 80 }).trimEnd()).toBe(shown);
});

it("the README names every topic", () => {
  for (const { id } of topics) expect(readme).toContain(`\`${id}\``);
});

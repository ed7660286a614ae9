import { existsSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";

const root = new URL("../", import.meta.url);
const { name, exports, bin } = JSON.parse(readFileSync(new URL("package.json", root), "utf8"));
const files = [
  ...Object.values(exports).flatMap((entry) => (typeof entry === "string" ? [entry] : Object.values(entry as object))),
  ...Object.values(bin),
];

it.each(files as string[])("%s is built", (file) => {
  expect(existsSync(new URL(file, root)), "run npm run build").toBe(true);
});

it("solves through the package's own exports, as another program would", async () => {
  const [{ solve }, { renderMarkdown }, { Tape }] = await Promise.all([
    import(/* @vite-ignore */ name),
    import(/* @vite-ignore */ `${name}/explainers`),
    import(/* @vite-ignore */ `${name}/solver`),
  ]);
  const problem = { topic: "computation-graph", given: { formulas: "J = a^2", values: { a: 3 } } };
  expect(renderMarkdown(solve(problem).solution)).toContain("J");
  const tape = new Tape();
  tape.given("w", 3);
  tape.let("J", "w ^ 2");
  tape.backward("J", ["w"]);
  expect(tape.step("dw").value.cells).toEqual([6]);
});

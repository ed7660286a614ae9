import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { renderNotebook } from "../../explainers/pytorch/notebook.ts";
import { renderPytorch } from "../../explainers/pytorch/script.ts";
import { type Problem, solve, topics } from "../../problems/index.ts";

/** Runs the PyTorch script of every example: each prints PyTorch's values beside ours and fails where they differ. */

const PYTHON = "/usr/bin/python3";
/** Runs every script of a folder in one process, since PyTorch takes a second to load, and tells which failed and why. */
const RUNNER = `
import contextlib, io, json, pathlib, sys
failed = {}
for script in sorted(pathlib.Path(sys.argv[1]).glob("*.py")):
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            exec(compile(script.read_text(), script.name, "exec"), {"__name__": "__main__"})
    except BaseException as error:
        failed[script.name] = f"{type(error).__name__}: {error}"
print(json.dumps(failed))
`;

/** Layouts and paddings that PyTorch has other words for, and what it has none for. */
const [image, kernel] = [
  [
    [1, 2, 0],
    [3, 1, 1],
    [0, 2, 4],
  ],
  [
    [1, -1],
    [0.5, 2],
  ],
];
const MORE: readonly Problem[] = [
  { topic: "convolution", given: { x: image, kernel, bias: 0.5, activation: "relu", loss: "sum", learningRate: 0.1 } },
  { topic: "convolution", given: { x: image, kernel, padding: [1, 0, 0, 1], activation: "tanh", loss: "sum" } },
  { topic: "convolution", given: { x: [1, 2, 3, 4], kernel: [1, 2, 3], padding: [0, 1], stride: 2, loss: "sum" } },
  { topic: "convolution", given: { x: image, kernel: [kernel, kernel], dilation: 2, padding: 1, loss: "mean" } },
  { topic: "pooling", given: { x: [1, 5, 3, 2], size: 3, stride: 1, padding: 2, loss: "sum" } },
  { topic: "pooling", given: { x: image, size: 2, stride: 2, padding: 1, type: "average", loss: "sum" } },
  { topic: "pooling", given: { x: image, size: 2, loss: "sum" }, conventions: { "conv.round": "ceil" } },
  {
    topic: "pooling",
    given: { x: image, size: 3, stride: 1, padding: "same", type: "average", loss: "sum" },
    conventions: { "pool.padding": "left-out" },
  },
  { topic: "pooling", given: { x: [1, 5, 3, 2], type: "global-average", loss: "sum" } },
];

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "chalkgrad-scripts-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

const codeOf = (notebook: string): string =>
  (JSON.parse(notebook) as { cells: { cell_type: string; source: string[] }[] }).cells
    .filter((cell) => cell.cell_type === "code")
    .map(({ source }) => source.join(""))
    .join("\n\n");

test("PyTorch computes what every example's script says", { timeout: 600_000 }, () => {
  let written = 0;
  for (const topic of topics)
    for (const [k, { problem }] of topic.examples.entries()) {
      const { solution, trace } = solve(problem);
      writeFileSync(join(folder, `${topic.id}-${k}.py`), renderPytorch(trace, solution.title));
      if (k === 0) writeFileSync(join(folder, `${topic.id}-notebook.py`), codeOf(renderNotebook(solution, trace)));
      written++;
    }
  for (const [k, problem] of MORE.entries()) {
    const { solution, trace } = solve(problem);
    writeFileSync(join(folder, `more-${k}.py`), renderPytorch(trace, solution.title));
  }
  expect(written).toBeGreaterThan(topics.length);
  const run = spawnSync(PYTHON, ["-c", RUNNER, folder], { encoding: "utf8", maxBuffer: 1e8 });
  expect(run.status, `${run.stderr}\nInstall PyTorch: apt-get install -y python3-torch python3-numpy`).toBe(0);
  expect(JSON.parse(run.stdout)).toEqual({});
});

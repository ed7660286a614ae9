import { describe, expect, test } from "vitest";
import { outline } from "./outline.ts";
import type { Section, SolutionStep } from "./solution.ts";

const steps = [{} as SolutionStep];
const folded = (title: string): Section => ({ title, steps, folded: true });
const table = { head: ["i"], rows: [["1"]] };
const titles = (sections: Section[]) => outline(sections).map(({ title }) => title);

describe("outline", () => {
  test.each([
    [["Iteration 2"], "Iteration 2"],
    [["Iteration 2", "Iteration 3"], "Iterations 2 and 3"],
    [["Epoch 2", "Epoch 3", "Epoch 4"], "Epochs 2 to 4"],
    [["Mini-batch 9", "Mini-batch 10"], "Mini-batches 9 and 10"],
    [["Layer 3: pooling", "Layer 4: 32 filters 3×3", "Layer 5: flatten"], "Layers 3 to 5"],
    [["After update 1 · Forward pass", "After update 1 · Loss"], "After update 1 · Forward pass, Loss"],
    [["Step 1 · A", "Step 1 · B", "Step 1 · C", "Step 1 · D"], "Step 1"],
    [["Step 1 · A", "Step 1 · B", "Step 2 · A", "Step 2 · B"], "Steps 1 and 2"],
    [["Epoch 2", "Epoch 4"], "Epoch 2 and Epoch 4"],
    [["Input gate", "Forget gate", "Output gate"], "Input gate … Output gate"],
    [["Same", "Same"], "Same"],
  ])("%j under %j", (names, title) => {
    expect(titles(names.map(folded))).toEqual([title]);
  });

  test("a section with a table, or with its steps shown, stands alone", () => {
    const sections = [
      folded("Epoch 2"),
      { ...folded("Epoch 3"), table },
      folded("Epoch 4"),
      folded("Epoch 5"),
      { title: "Verdict", steps },
      { title: "All", steps: [], folded: true, table },
    ];
    expect(outline(sections).map(({ title, first, last, folded }) => [title, first, last, folded])).toEqual([
      ["Epoch 2", 1, 1, true],
      ["Epoch 3", 2, 2, true],
      ["Epochs 4 and 5", 3, 4, true],
      ["Verdict", 5, 5, false],
      ["All", 6, 6, false],
    ]);
    expect(outline(sections, true)).toHaveLength(6);
  });
});

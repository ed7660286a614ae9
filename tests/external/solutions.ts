import { prose } from "../../explainers/prose.ts";
import type { Cell, Solution, SolutionStep, Tex } from "../../explainers/solution.ts";
import { specimen } from "../../explainers/specimen.ts";

/** Solutions made up to strain a renderer: everything in them is too wide, too long or malicious. */

export const hostileText =
  '\\input{/etc/passwd} \\write18{id} ^^41 100% #1 a_b x^2 ~ {} $5 & <script>alert(1)</script> "q" `c` [l](http://x) ' +
  "\\end{document} αβ ŷ ∂L/∂W₁₁ x² a−b ⊙ ≈ é Ł ½ – — “q” 漢字 🎉 \u0000\u001b\u202e \n\n- new paragraph \\";

/** The specimen with every text that a person may have typed replaced. */
export function withText(text: string): Solution {
  const plain = prose(text);
  return {
    ...specimen,
    title: text,
    asked: `${plain} $x$ ${plain}`,
    plan: plain,
    assumed: [{ convention: text, value: text, because: plain }],
    warnings: [plain, `${plain}$y$`],
    sections: specimen.sections.map((section) => ({
      ...section,
      title: text,
      steps: section.steps.map((step) => ({
        ...step,
        title: plain,
        why: plain,
        remarks: [plain, `$z$ ${plain}`],
        derivation: step.derivation.map((line) => ({ ...line, why: plain })),
      })),
    })),
    answers: specimen.answers.map((answer) => ({ ...answer, name: text, text, exact: text })),
  };
}

const matrix = (rows: number, columns: number, entry: (i: number, j: number) => string): Tex =>
  `\\begin{bmatrix}${list(rows, (i) => list(columns, (j) => entry(i, j)).join("&")).join("\\\\")}\\end{bmatrix}`;

const list = <T>(length: number, make: (i: number) => T) => Array.from({ length }, (_, i) => make(i));
const decimal = (i: number, j: number) => (Math.sin(7 * i + 3 * j) * 2).toFixed(4);
const sum = (terms: number, term: (k: number) => string) => list(terms, term).join("+");

function step(name: string, formula: Tex, substituted: Tex, value: Tex, cells: Cell[] = []): SolutionStep {
  return {
    id: name,
    section: "Hidden layer",
    title: `Weighted sum ${name}`,
    why: "Each unit adds its weighted inputs, as in the layer before, and passes the sum on to all units of the next.",
    again: false,
    tex: { symbol: `z^{[${name}]}`, formula, substituted, value },
    exact: false,
    value: "",
    shape: [],
    inputs: [],
    cells,
    shownCells: 1,
    derivation: [],
    remarks: [
      "Two units are saturated: their slopes $a(1-a)$ are below $10^{-4}$. Expect them to learn almost nothing.",
    ],
  };
}

function cells(rows: number, columns: number, terms: number): Cell[] {
  return list(rows * columns, (n) => {
    const [i, j] = [Math.floor(n / columns), n % columns];
    const arithmetic = sum(terms, (k) => `${decimal(i, k)}\\cdot\\left(${decimal(k, j)}\\right)`);
    return { index: [i, j], symbol: `z^{[1]}_{${i + 1},${j + 1}}`, arithmetic, value: decimal(i, j), exact: false };
  });
}

const table = (rows: number, columns: number) => ({
  head: ["i", ...list(columns - 1, (j) => `\\frac{\\partial L}{\\partial w_{${j + 1}}}`)],
  rows: list(rows, (i) => [String(i), ...list(columns - 1, (j) => decimal(i, j))]),
});

const product = (rows: number, inner: number, columns: number) =>
  `${matrix(rows, inner, decimal)}${matrix(inner, columns, decimal)}`;

/** Tables wider and longer than a page, matrices of ten columns and more, sums of forty terms, a fraction wider than the page, 25 steps. */
export const large: Solution = {
  ...specimen,
  title: "A network far too wide for its page",
  picture: network([4, 3, 2, 1]),
  given: list(4, (n) => ({ symbol: `W^{[${n}]}`, value: matrix(4, [3, 10, 25, 2][n] ?? 3, decimal), exact: true })),
  sections: [
    ...specimen.sections,
    {
      title: "Hidden layers",
      steps: [
        step("1", "x\\,W^{[1]}", product(4, 3, 3), matrix(4, 3, decimal), cells(4, 3, 3)),
        step("2", "a^{[1]}\\,W^{[2]}", product(10, 10, 10), matrix(10, 10, decimal), cells(10, 10, 10)),
        step("3", "a^{[2]}\\,W^{[3]}", product(3, 30, 2), matrix(3, 35, decimal)),
        step(
          "4",
          "\\sum_i a_i w_i",
          sum(40, (k) => `${decimal(k, 1)}\\cdot${k}`),
          "3.1416",
        ),
        step("5", "\\frac{1}{m}\\sum_i e_i", `\\frac{1}{30}\\left(${sum(30, (k) => `${k}.25`)}\\right)`, "17.1"),
        step("6", "\\mathrm{softmax}(z)_1", `\\frac{e^{1.2}}{${sum(24, (k) => `e^{${k}.5}`)}}`, "0.01"),
        step("7", `\\sigma\\left(${matrix(60, 1, decimal)}\\right)`, "", matrix(60, 1, decimal)),
        ...list(17, (n) => step(`${n + 8}`, "a^{[3]}\\,W^{[4]}", product(2, 3, 3), matrix(2, 3, decimal))),
      ],
    },
    { title: "All iterations", steps: [], table: table(60, 5) },
    { title: "All weights", steps: [step("26", "x", "", "1")], folded: true, table: table(4, 24) },
    {
      title: "All states",
      steps: [],
      table: {
        head: [
          "t",
          "h",
          "\\text{what it means, at a length that no page is wide enough for, nor any screen of any telephone}",
        ],
        rows: list(3, (t) => [`${t}`, matrix(12, 12, decimal), "\\text{nothing}"]),
      },
    },
  ],
};

function network(layers: number[]): NonNullable<Solution["picture"]> {
  const nodes = layers.flatMap((units, column) =>
    list(units, (row) => ({ id: `${column}.${row}`, label: `a^{[${column}]}_{${row + 1}}`, column, row })),
  );
  const edges = nodes.flatMap((from) =>
    nodes.filter((to) => to.column === from.column + 1).map((to) => ({ from: from.id, to: to.id })),
  );
  return { nodes, edges };
}

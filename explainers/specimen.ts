import type { Section, Solution } from "./solution.ts";

/** A small solution, written out by hand, that has one of everything: what the renderers' own tests print. */
export const specimen: Solution = {
  topic: "mlp",
  title: "Multilayer perceptron",
  asked: "The prediction $\\hat{y}$, the loss and one update of $W^{[2]}$ with $\\eta = 0.01$.",
  plan: "Layer by layer to $\\hat{y}$; then backwards from the loss; then one subtraction per weight.",
  picture: {
    nodes: [
      { id: "x1", label: "x_1", column: 0, row: 0 },
      { id: "x2", label: "x_2", column: 0, row: 1 },
      { id: "a1", label: "a^{[1]}_1", column: 1, row: 0 },
      { id: "yhat", label: "\\hat{y}", column: 2, row: 0 },
    ],
    edges: [
      { from: "x1", to: "a1", label: "W^{[1]}" },
      { from: "x2", to: "a1" },
      { from: "a1", to: "yhat", label: "W^{[2]}" },
    ],
  },
  given: [
    { symbol: "x", value: "\\begin{bmatrix}2&3&5&6\\end{bmatrix}", exact: true },
    { symbol: "W^{[2]}", value: "\\begin{bmatrix}4\\\\1\\end{bmatrix}", exact: true },
    { symbol: "\\eta", value: "0.01", exact: true },
  ],
  assumed: [{ convention: "orientation", value: "xW", because: "$W^{[1]}$ has 4 rows, one for each input." }],
  sections: [
    {
      title: "Output layer",
      steps: [
        {
          id: "Z2",
          section: "Output layer",
          title: "Weighted sum",
          why: "Each unit adds its weighted inputs.",
          again: false,
          tex: {
            symbol: "z^{[2]}",
            formula: "a^{[1]}\\,W^{[2]}",
            substituted: "\\begin{bmatrix}0.0612&0.9388\\end{bmatrix}\\begin{bmatrix}4\\\\1\\end{bmatrix}",
            value: "1.1835",
          },
          exact: false,
          value: [[1.1835]],
          shape: [1, 1],
          inputs: ["A1", "W2"],
          cells: [
            {
              index: [0, 0],
              symbol: "z^{[2]}",
              arithmetic: "0.0612\\cdot4+0.9388\\cdot1",
              value: "1.1835",
              exact: false,
            },
          ],
          shownCells: 1,
          derivation: [],
          remarks: [],
        },
        {
          id: "yhat",
          section: "Output layer",
          title: "Activation",
          why: "The sigmoid turns the sum into a probability.",
          again: false,
          tex: {
            symbol: "\\hat{y}",
            formula: "\\sigma\\left(z^{[2]}\\right)",
            substituted: "\\frac{1}{1+e^{-1.1835}}",
            value: "0.7656",
          },
          exact: false,
          value: [[0.7656]],
          shape: [1, 1],
          inputs: ["Z2"],
          cells: [],
          shownCells: 0,
          derivation: [],
          remarks: ["A probability lies in $(0, 1)$: it does."],
        },
      ],
    },
    {
      title: "Back through the output layer",
      steps: [
        {
          id: "dZ2",
          section: "Back through the output layer",
          title: "Error at the output",
          why: "Sigmoid followed by cross-entropy: what is left is prediction minus target.",
          again: false,
          tex: {
            symbol: "\\frac{\\partial L}{\\partial z^{[2]}}",
            formula: "\\hat{y}-y",
            substituted: "0.7656-1",
            value: "-0.2344",
          },
          exact: false,
          value: [[-0.2344]],
          shape: [1, 1],
          inputs: ["yhat", "y"],
          cells: [],
          shownCells: 0,
          derivation: [
            {
              why: "The slope of the loss.",
              tex: "\\frac{\\partial L}{\\partial\\hat{y}}=-\\frac{y}{\\hat{y}}+\\frac{1-y}{1-\\hat{y}}",
            },
            {
              why: "The slope of the sigmoid.",
              tex: "\\frac{\\partial\\hat{y}}{\\partial z^{[2]}}=\\hat{y}\\left(1-\\hat{y}\\right)",
            },
          ],
          remarks: ["Negative: raising $z^{[2]}$ lowers the loss, as it should with $\\hat{y}<y$."],
        },
        {
          id: "dW2",
          section: "Back through the output layer",
          title: "Gradient of the weights",
          why: "What came in, times the error that goes out.",
          again: false,
          tex: {
            symbol: "\\frac{\\partial L}{\\partial W^{[2]}}",
            formula: "a^{[1]\\top}\\frac{\\partial L}{\\partial z^{[2]}}",
            substituted: "\\begin{bmatrix}0.0612\\\\0.9388\\end{bmatrix}\\begin{bmatrix}-0.2344\\end{bmatrix}",
            value: "\\begin{bmatrix}-0.0143\\\\4.9\\cdot10^{-6}\\end{bmatrix}",
          },
          exact: false,
          value: [[-0.0143], [0.0000049]],
          shape: [2, 1],
          inputs: ["A1", "dZ2"],
          cells: [
            {
              index: [0, 0],
              symbol: "\\left(\\frac{\\partial L}{\\partial W^{[2]}}\\right)_{1}",
              arithmetic: "0.0612\\cdot\\left(-0.2344\\right)",
              value: "-0.0143",
              exact: false,
            },
            {
              index: [1, 0],
              symbol: "\\left(\\frac{\\partial L}{\\partial W^{[2]}}\\right)_{2}",
              arithmetic: "0.9388\\cdot\\left(-0.2344\\right)",
              value: "4.9\\cdot10^{-6}",
              exact: false,
            },
          ],
          shownCells: 1,
          derivation: [],
          remarks: [],
        },
      ],
    },
    iteration(2, "1.1857", "0.7660"),
    iteration(3, "1.1878", "0.7663"),
    {
      title: "Every iteration",
      steps: [],
      table: {
        head: ["i", "\\hat{y}", "\\left|\\hat{y}-y\\right|", "\\frac{\\partial L}{\\partial z^{[2]}}", "W^{[2]}", ""],
        rows: [
          ["1", "0.7656", "0.2344", "-0.2344", "\\begin{bmatrix}4\\\\1\\end{bmatrix}", ""],
          ["2", "0.7660", "0.2340", "-0.2340", "\\begin{bmatrix}4.0001\\\\1.0022\\end{bmatrix}", "\\text{better}"],
          ["3", "0.7663", "0.2337", "-0.2337", "\\begin{bmatrix}4.0003\\\\1.0044\\end{bmatrix}", "\\text{better}"],
        ],
      },
    },
  ],
  answers: [
    {
      id: "yhat",
      name: "prediction",
      tex: "\\hat{y}",
      shown: "0.7656",
      value: [[0.7656]],
      exact: null,
      shape: [1, 1],
      text: "[0.7656]",
      isExact: false,
    },
    {
      id: "W2_1",
      name: "W² after the update",
      tex: "W^{[2]}_{\\text{new}}",
      shown: "\\begin{bmatrix}4.0001\\\\1.0022\\end{bmatrix}",
      value: [[4.0001], [1.0022]],
      exact: null,
      shape: [2, 1],
      text: "[4.0001; 1.0022]",
      isExact: false,
    },
  ],
  certificate: { finiteDifferences: 2e-9, exactAgainstFloat: null, kernelsAgainstFloat: null },
  warnings: [],
};

/** An iteration that repeats the first: folded away. */
function iteration(i: number, sum: string, prediction: string): Section {
  const title = `Iteration ${i}`;
  return {
    title,
    folded: true,
    steps: [
      {
        id: `yhat_${i}`,
        section: title,
        title: "Activation",
        why: "The sigmoid again.",
        again: false,
        tex: {
          symbol: "\\hat{y}",
          formula: "\\sigma\\left(z^{[2]}\\right)",
          substituted: `\\frac{1}{1+e^{-${sum}}}`,
          value: prediction,
        },
        exact: false,
        value: [[Number(prediction)]],
        shape: [1, 1],
        inputs: ["Z2"],
        cells: [],
        shownCells: 0,
        derivation: [],
        remarks: [],
      },
    ],
  };
}

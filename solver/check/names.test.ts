import { describe, expect, test } from "vitest";
import type { Shape } from "../ndarray.ts";
import { lex } from "./lex.ts";
import { Names, type Quantity } from "./names.ts";

const quantities = (
  shapes: Readonly<Record<string, Shape>>,
  also: Readonly<Record<string, string[]>> = {},
): Quantity[] => Object.entries(shapes).map(([id, shape]) => ({ id, shape, ...(also[id] && { also: also[id] }) }));

/** The likeliest meanings, as ids with their cells from 0. */
function meant(names: Names, text: string): string {
  const { candidates } = names.resolve(lex(text), text);
  const best = candidates.filter(({ cost }) => cost === candidates[0]?.cost);
  return best.map(({ id, cell, series }) => `${series?.join(",") ?? id}${cell ? `[${cell}]` : ""}`).join(" or ");
}

const network = new Names(
  quantities(
    {
      x: [1, 4],
      W1: [4, 3],
      b1: [1, 3],
      W2: [3, 1],
      learningRate: [],
      Z1: [1, 3],
      A1: [1, 3],
      Z2: [1, 1],
      yhat: [1, 1],
      L: [],
      dZ2: [1, 1],
      dW2: [3, 1],
      dA1: [1, 3],
      dZ1: [1, 3],
      dW1: [4, 3],
      db1: [1, 3],
      W1_1: [4, 3],
      W2_1: [3, 1],
    },
    { yhat: ["A2"], L: ["J"], x: ["X"] },
  ),
);

describe("a network", () => {
  test.each([
    ["Z1", "Z1"],
    ["z1", "Z1"],
    ["z_1", "Z1"],
    ["z^1", "Z1"],
    ["z¹", "Z1"],
    ["z^[1]", "Z1"],
    ["z^{[1]}", "Z1"],
    ["z^(1)", "Z1"],
    ["\\mathbf{z}^{(1)}", "Z1"],
    ["Z[1]", "Z1"],
    ["z(1)", "Z1"],
    ["a2", "yhat"],
    ["X", "x"],
    ["ŷ", "yhat"],
    ["y_hat", "yhat"],
    ["y-hat", "yhat"],
    ["y hat", "yhat"],
    ["y^", "yhat"],
    ["\\hat{y}", "yhat"],
    ["out", "yhat"],
    ["y_pred", "yhat"],
    ["J", "L"],
    ["cost", "L"],
    ["E", "L"],
    ["total loss", "L"],
    ["J(W, b)", "L"],
    ["L(ŷ, y)", "L"],
    ["η", "learningRate"],
    ["\\eta", "learningRate"],
    ["alpha", "learningRate"],
    ["learning rate", "learningRate"],
    ["learning_rate", "learningRate"],
  ])("%s is %s", (text, id) => expect(meant(network, text)).toBe(id));

  test.each([
    ["z1[2]", "Z1[0,1]"],
    ["z1_2", "Z1[0,1]"],
    ["z_2^{[1]}", "Z1[0,1]"],
    ["z^{[1]}_2", "Z1[0,1]"],
    ["z₂⁽¹⁾", "Z1[0,1]"],
    ["z1(2)", "Z1[0,1]"],
    ["w_{11}^{[1]}", "W1[0,0]"],
    ["w^{[1]}_{2,1}", "W1[1,0]"],
    ["w11(1)", "W1[0,0]"],
    ["W1[2,3]", "W1[1,2]"],
    ["W1[2][3]", "W1[1,2]"],
    ["W1(2,3)", "W1[1,2]"],
    ["W1_23", "W1[1,2]"],
    ["W2[3]", "W2[2,0]"],
    ["x2", "x[0,1]"],
    ["x_4", "x[0,3]"],
  ])("%s is the cell %s", (text, cell) => expect(meant(network, text)).toBe(cell));

  test.each([
    ["dW1", "dW1"],
    ["d_W1", "dW1"],
    ["d W1", "dW1"],
    ["dw1", "dW1"],
    ["grad W1", "dW1"],
    ["gradient of W1", "dW1"],
    ["∇W1", "dW1"],
    ["∇_{W1} L", "dW1"],
    ["∇_W1 L", "dW1"],
    ["W1.grad", "dW1"],
    ["∂L/∂W1", "dW1"],
    ["dL/dw1", "dW1"],
    ["dJ/dW^[1]", "dW1"],
    ["∂E/∂w¹", "dW1"],
    ["dL_dW1", "dW1"],
    ["dLdW1", "dW1"],
    ["\\frac{\\partial L}{\\partial W^{[1]}}", "dW1"],
    ["\\dfrac{dL}{dz_2^{[1]}}", "dZ1[0,1]"],
    ["∂L/∂w^{[1]}_{21}", "dW1[1,0]"],
    ["dw^{[1]}_{21}", "dW1[1,0]"],
    ["delta1", "dZ1"],
    ["δ2", "dZ2"],
    ["δ^(1)", "dZ1"],
    ["δ_2^{(1)}", "dZ1[0,1]"],
    ["δ", "dZ2"],
    ["dyhat/dz2", ""],
    ["da1/dz1", ""],
  ])("%s is %s", (text, id) => expect(meant(network, text)).toBe(id));

  test.each([
    ["W2_1", "W2_1"],
    ["W2 new", "W2_1"],
    ["new W2", "W2_1"],
    ["updated W2", "W2_1"],
    ["W2 (updated)", "W2_1"],
    ["W2'", "W2_1"],
    ["W2*", "W2_1"],
    ["W2+", "W2_1"],
    ["W2⁺", "W2_1"],
    ["W_2^{new}", "W2_1"],
    ["W^{[2]}_{new}", "W2_1"],
    ["W^{[2],new}_{3}", "W2_1[2,0]"],
    ["w_{11}^{[1]} new", "W1_1[0,0]"],
    ["W^{[2]}(t+1)", "W2_1"],
    ["b1 new", ""],
  ])("%s is %s", (text, id) => expect(meant(network, text)).toBe(id));

  test("a cell that does not exist is told from a name that does not", () => {
    expect(network.resolve(lex("z1[4]"), "z1[4]")).toMatchObject({ candidates: [], outside: { id: "Z1" } });
    expect(network.near("q1")).toEqual(["W1", "b1", "Z1"]);
    expect(network.near("learningrat")).toEqual(["learningRate"]);
  });
});

describe("where case, layers and examples matter", () => {
  const names = new Names(
    quantities({
      w: [2],
      W: [2, 2],
      Z: [1, 3],
      "z(1)": [],
      "z(2)": [],
      "dw1(2)": [],
      dw: [2],
      dw_1: [2],
      x1: [4],
      x_1: [2],
    }),
  );
  test.each([
    ["w", "w"],
    ["W", "W"],
    ["z1", "z(1)"],
    ["z^{(2)}", "z(2)"],
    ["z_2", "z(2)"],
    ["Z[3]", "Z[0,2]"],
    ["dw_1^{(2)}", "dw1(2)"],
    ["dw_1", "dw_1"],
    ["x_1", "x_1"],
    ["x1", "x1"],
    ["x^1", "x1 or x_1"],
  ])("%s is %s", (text, id) => expect(meant(names, text)).toBe(id));
});

describe("an optimizer", () => {
  const names = new Names(
    quantities(
      {
        w_0: [],
        beta1: [],
        epsilon: [],
        J_0: [],
        g_1: [],
        m_1: [],
        mhat_1: [],
        vhat_1: [],
        w_1: [],
        J_1: [],
        g_2: [],
        m_2: [],
        mhat_2: [],
        vhat_2: [],
        w_2: [],
      },
      { w_0: ["w"] },
    ),
  );
  test.each([
    ["m̂1", "mhat_1"],
    ["\\hat{v}_2", "vhat_2"],
    ["v_hat_1", "vhat_1"],
    ["m1", "m_1"],
    ["β₁", "beta1"],
    ["\\beta_1", "beta1"],
    ["ε", "epsilon"],
    ["w^(2)", "w_2"],
    ["w", "w_0"],
    ["w new", "w_1,w_2"],
    ["w_{t+1}", "w_1,w_2"],
    ["m_t", "m_1,m_2"],
    ["mhat", "mhat_1,mhat_2"],
    ["J", "J_0,J_1"],
    ["dJ/dw_0", "g_1"],
    ["∂J/∂w", "g_1,g_2"],
    ["grad", "g_1,g_2"],
    ["∇J", "g_1,g_2"],
  ])("%s is %s", (text, id) => expect(meant(names, text)).toBe(id));
});

describe("names that a problem brings along", () => {
  const names = new Names(
    quantities({
      "dv/da": [],
      a: [],
      v: [],
      J: [],
      dv: [],
      da: [],
      "a~a": [],
      "v~a": [],
      "v~b": [],
      net_h1: [],
      out_o1: [],
      w5: [],
      dw5: [],
      w5_1: [],
      "J+(1)": [],
      slope_a: [],
    }),
  );
  test.each([
    ["dv/da", "dv/da"],
    ["∂v/∂a", "dv/da"],
    ["dJ/da", "da"],
    ["a~a", "a~a"],
    ["a'", "a~a"],
    ["v'", "v~a or v~b"],
    ["net_h1", "net_h1"],
    ["\\text{net}_{h1}", "net_h1"],
    ["neth1", "net_h1"],
    ["w5 new", "w5_1"],
    ["w_5", "w5"],
    ["dE/dw5", "dw5"],
    ["∂E_total/∂w_5", "dw5"],
    ["J+(1)", "J+(1)"],
    ["slope_a", "slope_a"],
  ])("%s is %s", (text, id) => expect(meant(names, text)).toBe(id));
});

import { expect, test } from "vitest";
import type { Picture } from "../solution.ts";
import { drawPicture } from "./picture.ts";

/** Nodes as `id,column,row,label`, edges as `from>to>label`. */
function picture(nodes: string, edges: string): Picture {
  return {
    nodes: nodes.split(" ").map((node) => {
      const [id = "", column, row, label = id] = node.split(",");
      return { id, label, column: Number(column), row: Number(row) };
    }),
    edges: edges.split(" ").map((edge) => {
      const [from = "", to = "", label] = edge.split(">");
      return { from, to, ...(label && { label }) };
    }),
  };
}

const drawn = (nodes: string, edges: string, width = 80) =>
  `\n${drawPicture(picture(nodes, edges), width).join("\n")}\n`;

test("a network is a chain of layers", () => {
  const nodes = "x1,0,0,x_1 x2,0,1,x_2 a1,1,0,a^{[1]}_1 a2,1,1,a^{[1]}_2 a3,1,2,a^{[1]}_3 o,2,0,\\hat{y}";
  const edges = "x1>a1>W^{[1]} x2>a1 x1>a2 x2>a2 x1>a3 x2>a3 a1>o>W^{[2]} a2>o a3>o";
  expect(drawn(nodes, edges)).toMatchInlineSnapshot(`
    "
    x (2) ─W¹→ a¹ (3) ─W²→ ŷ
    "
  `);
});

test("layers whose edges have names of their own are joined by bare arrows", () => {
  const nodes = "x1,0,0,x_1 x2,0,1,x_2 h1,1,0,h_1 h2,1,1,h_2";
  expect(drawn(nodes, "x1>h1>w_1 x1>h2>w_2 x2>h1>w_3 x2>h2>w_4")).toMatchInlineSnapshot(`
    "
    x (2) ──→ h (2)
    "
  `);
});

test("a computation graph is wired", () => {
  const nodes = "w,0,0 x,0,1 b,0,2 y,0,3 p,1,0,\\times z,2,1,+ a,3,1,\\sigma L,4,2";
  expect(drawn(nodes, "w>p x>p p>z b>z z>a a>L y>L")).toMatchInlineSnapshot(`
    "
    w ─┬→ × ─┐
       │     │
    x ─┘     └─┬→ + ──→ σ ─┐
               │           │
    b ─────────┘           └─┬→ L
                             │
    y ───────────────────────┘
    "
  `);
});

test("an unrolled recurrence has its inputs below", () => {
  const nodes = "h0,0,1,h_0 h1,1,1,h_1 h2,2,1,h_2 x1,1,2,x_1 x2,2,2,x_2 y,2,0,\\hat{y}";
  expect(drawn(nodes, "h0>h1>W_{hh} h1>h2>W_{hh} x1>h1 x2>h2 h2>y")).toMatchInlineSnapshot(`
    "
                        ŷ
                        ↑
    h₀ ─Wₕₕ─→ h₁ ─Wₕₕ─→ h₂
              ↑         ↑
              x₁        x₂
    "
  `);
});

test("wires that could be followed to the wrong node give way to a list", () => {
  const nodes = "x,0,0 y,0,1 z,0,2 p,1,0 q,1,1 f,2,0";
  expect(drawn(nodes, "x>p y>p y>q z>q p>f q>f")).toMatchInlineSnapshot(`
    "
    x, y ──→ p
    y, z ──→ q
    p, q ──→ f
    "
  `);
});

test("what is too wide or has no clear reading is left out", () => {
  expect(drawPicture(picture("a,0,0 b,1,0 c,2,0", "a>b b>c"), 5)).toEqual([]);
  expect(drawPicture(picture("a,0,0,+ b,0,1,+ c,1,0,+ d,1,1,+", "a>c b>c b>d"), 80)).toEqual([]);
  expect(drawPicture({ nodes: [], edges: [{ from: "a", to: "b" }] }, 80)).toEqual([]);
});

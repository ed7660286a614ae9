import type { Graph } from "../solution.ts";
import { escapeHtml } from "./escape.ts";
import { drawLabel, labelText, round } from "./label.ts";

type Node = Graph["nodes"][number];
type Edge = Graph["edges"][number];
interface Placed extends Node {
  x: number;
  y: number;
  halfWidth: number;
}

const letter = 9;
const halfHeight = 19;
const rowGap = 58;
const margin = 6;

/** The network as inline SVG: columns from left to right, each centred, nodes as wide as their labels. */
export function drawPicture(picture: Graph): string {
  const nodes = place(picture.nodes, columnGap(picture));
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const width = Math.ceil(Math.max(...nodes.map((node) => node.x + node.halfWidth)) + margin);
  const height = Math.ceil(Math.max(...nodes.map((node) => node.y)) + halfHeight + margin);
  const edges = picture.edges.flatMap((edge) => {
    const [from, to] = [byId.get(edge.from), byId.get(edge.to)];
    return from && to ? [{ edge, ...route(from, to) }] : [];
  });
  return [
    `<svg role="img" aria-labelledby="picture-title picture-text" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">`,
    `<title id="picture-title">The computation as a graph</title>`,
    `<desc id="picture-text">${escapeHtml(describe(picture, byId))}</desc>`,
    `<defs><marker id="arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 .8 7.4 4 0 7.2 1.8 4z"/></marker></defs>`,
    ...edges.map(({ path }) => `<path class="edge" d="${path}" marker-end="url(#arrow)"/>`),
    ...edges.map(({ edge, at }) => (edge.label ? drawLabel(edge.label, at.x, at.y - 5, "edge-label") : "")),
    ...nodes.map(drawNode),
    "</svg>",
  ].join("\n");
}

function place(nodes: Node[], gap: number): Placed[] {
  const rows = (column: number) => nodes.filter((node) => node.column === column).map((node) => node.row);
  const lowest = Math.max(...nodes.map((node) => node.row));
  const left = Math.min(...nodes.map((node) => node.column));
  const first = Math.max(...nodes.filter((node) => node.column === left).map(halfWidth));
  return nodes.map((node) => ({
    ...node,
    halfWidth: halfWidth(node),
    x: margin + first + (node.column - left) * gap,
    y: margin + halfHeight + rowGap * (node.row + (lowest - Math.max(...rows(node.column))) / 2),
  }));
}

const halfWidth = ({ label }: Node) => Math.max(halfHeight, (labelText(label).length * letter) / 2 + 9);

/** Room for the widest node and, between nodes, for the longest label of an edge. */
function columnGap({ nodes, edges }: Graph): number {
  const widest = 2 * Math.max(...nodes.map(halfWidth));
  const longest = Math.max(0, ...edges.map(({ label }) => labelText(label ?? "").length)) * letter;
  return widest + Math.max(72, longest * 1.6 + 24);
}

/** A straight line to the next column; a bow over whatever stands between. */
function route(from: Placed, to: Placed): { path: string; at: { x: number; y: number } } {
  const direction = Math.sign(to.x - from.x);
  const [x1, x2] = [from.x + direction * from.halfWidth, to.x - direction * to.halfWidth];
  if (direction === 0) return vertical(from, to);
  const bow = Math.abs(to.column - from.column) > 1 ? -rowGap * 0.55 : 0;
  const [xm, ym] = [(x1 + x2) / 2, (from.y + to.y) / 2 + bow];
  const share = 0.36;
  const at = { x: x1 + share * (x2 - x1), y: from.y + share * (to.y - from.y) + 2 * share * (1 - share) * bow };
  return { path: `M${round(x1)} ${round(from.y)}Q${round(xm)} ${round(ym)} ${round(x2)} ${round(to.y)}`, at };
}

function vertical(from: Placed, to: Placed) {
  const down = Math.sign(to.y - from.y) * halfHeight;
  const path = `M${round(from.x)} ${round(from.y + down)}L${round(to.x)} ${round(to.y - down)}`;
  return { path, at: { x: from.x + letter, y: (from.y + to.y) / 2 } };
}

function drawNode(node: Placed): string {
  const { x, y, halfWidth } = node;
  const frame = `<rect x="${round(x - halfWidth)}" y="${round(y - halfHeight)}" width="${round(2 * halfWidth)}" height="${2 * halfHeight}" rx="${halfHeight}"/>`;
  return `<g class="node">${frame}${drawLabel(node.label, x, y + 5)}</g>`;
}

/** For those who listen: the size, and the single connections as long as they are few. */
function describe({ nodes, edges }: Graph, byId: Map<string, Node>): string {
  const name = (id: string) => labelText(byId.get(id)?.label ?? id);
  const arrow = ({ from, to, label }: Edge) => `${name(from)} to ${name(to)}${label ? ` by ${labelText(label)}` : ""}`;
  const size = `${nodes.length} nodes in ${new Set(nodes.map((node) => node.column)).size} columns, ${edges.length} arrows`;
  return edges.length > 16 ? `${size}.` : `${size}: ${edges.map(arrow).join("; ")}.`;
}

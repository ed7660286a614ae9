import type { Graph, Picture, Tex } from "../solution.ts";
import { cells, padded } from "./cells.ts";
import { drawGraph } from "./graph.ts";
import { flat, inline } from "./layout.ts";
import { drawPlot } from "./plot.ts";
import { type Node, parseTex } from "./tex.ts";

type PictureNode = Graph["nodes"][number];

/** From this many units on, a layer is drawn as its name and their number. */
const manyUnits = 4;
const mostListed = 12;

/** The picture as lines of at most `width` cells: none where it would be too wide or too tangled to read. */
export function drawPicture(picture: Picture, width: number): string[] {
  return "curves" in picture ? drawPlot(picture, width) : drawNodes(picture, width);
}

function drawNodes(picture: Graph, width: number): string[] {
  const columns = layers(picture);
  const ways = [() => drawLayers(columns, picture), () => drawGraph(picture)];
  const layered = picture.edges.some((edge) => edge.label) || columns.some((column) => column.length >= manyUnits);
  for (const draw of [...(layered ? ways : ways.reverse()), () => listed(picture)]) {
    const lines = draw();
    if (lines?.length && lines.every((line) => cells(line) <= width)) return lines;
  }
  return [];
}

function layers({ nodes }: Graph): PictureNode[][] {
  const columns = [...new Set(nodes.map((node) => node.column))].sort((a, b) => a - b);
  return columns.map((column) => nodes.filter((node) => node.column === column));
}

/** `x (4) ─W¹→ a¹ (3) ─W²→ ŷ`, where each column holds units of one layer that feeds the next. */
function drawLayers(columns: PictureNode[][], { edges }: Graph): string[] | undefined {
  const place = new Map(columns.flatMap((column, i) => column.map((node): [string, number] => [node.id, i])));
  const names = columns.map(layerName);
  const onward = edges.every(({ from, to }) => (place.get(from) ?? 0) + 1 === place.get(to));
  if (!onward || names.includes(undefined) || columns.length < 2) return undefined;
  const arrows = columns.map((_, i) => {
    const labels = new Set(edges.flatMap(({ from, label }) => (label && place.get(from) === i ? [label] : [])));
    return labels.size === 1 ? `─${[...labels].map(inline).join("")}→` : "──→";
  });
  return [names.map((name, i) => (i ? `${arrows[i - 1]} ${name}` : name)).join(" ")];
}

/** What the units of a layer have in common in their names, with how many there are. */
function layerName(nodes: PictureNode[]): string | undefined {
  if (nodes.length === 1) return nodes.map((node) => inline(node.label)).join();
  const [name, ...others] = new Set(nodes.map((node) => unindexed(node.label)));
  const indexed = nodes.every((node) => inline(node.label) !== name);
  return name && indexed && !others.length ? `${name} (${nodes.length})` : undefined;
}

function unindexed(label: Tex): string {
  return flat(withoutSub(parseTex(label)));
}

function withoutSub(node: Node): Node {
  if (node.type !== "scripts" || !node.sub) return node;
  const { sub: _, ...rest } = node;
  return rest.sup ? rest : rest.base;
}

/** What feeds what, a line for each node: for graphs whose edges would get tangled. */
function listed({ nodes, edges }: Graph): string[] | undefined {
  const labels = new Map(nodes.map((node) => [node.id, inline(node.label)]));
  if (new Set(labels.values()).size < nodes.length || nodes.length > mostListed) return undefined;
  const fed = nodes.filter((node) => edges.some((edge) => edge.to === node.id));
  const sources = fed.map(({ id }) =>
    edges.flatMap(({ from, to }) => (to === id ? (labels.get(from) ?? []) : [])).join(", "),
  );
  const width = Math.max(0, ...sources.map(cells));
  return fed.map(({ id }, i) => `${padded(sources[i] ?? "", width)} ──→ ${labels.get(id)}`);
}

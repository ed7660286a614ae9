import type { Graph } from "../solution.ts";
import { cells } from "./cells.ts";
import { inline } from "./layout.ts";
import { Wires } from "./wires.ts";

const mostRows = 9;

interface Place {
  id: string;
  label: string;
  column: number;
  row: number;
}

interface Edge {
  from: Place;
  to: Place;
  label: string;
  /** The gap in which the edge changes rows, counted as the column at its left. */
  bend: number;
}

/** Nodes in columns, edges in the gaps between them; undefined where the edges would get tangled. */
export function drawGraph(picture: Graph): string[] | undefined {
  const places = placed(picture);
  if (places.some(({ row }) => row >= mostRows)) return undefined;
  const edges = routed(picture, places);
  if (!edges) return undefined;
  const ways = [1, -1].map((order) => drawWith(places, edges, order)).filter((way) => way !== undefined);
  return ways.sort((a, b) => a.crossings - b.crossings)[0]?.lines;
}

/** Columns and rows as ranks, from 0. */
function placed({ nodes }: Graph): Place[] {
  const rank = (values: number[]) => {
    const sorted = [...new Set(values)].sort((a, b) => a - b);
    return (value: number) => sorted.indexOf(value);
  };
  const column = rank(nodes.map((node) => node.column));
  const row = rank(nodes.map((node) => node.row));
  return nodes.map((node) => ({
    id: node.id,
    label: inline(node.label),
    column: column(node.column),
    row: row(node.row),
  }));
}

function routed(picture: Graph, places: Place[]): Edge[] | undefined {
  const edges = picture.edges.map(({ from, to, label = "" }) => {
    const [source, target] = [from, to].map((id) => places.find((place) => place.id === id));
    if (!source || !target) return undefined;
    const bend = bendOf(source, target, places);
    return bend === undefined ? undefined : { from: source, to: target, label: inline(label), bend };
  });
  return edges.every((edge) => edge !== undefined) ? edges : undefined;
}

function bendOf(from: Place, to: Place, places: Place[]): number | undefined {
  const free = (row: number) =>
    !places.some((place) => place.row === row && place.column > from.column && place.column < to.column);
  if (from.column === to.column) return Math.abs(from.row - to.row) === 1 ? from.column : undefined;
  if (from.column > to.column) return undefined;
  return free(from.row) ? to.column - 1 : free(to.row) ? from.column : undefined;
}

function drawWith(places: Place[], edges: Edge[], order: number): { lines: string[]; crossings: number } | undefined {
  const plan = measured(places, edges, order);
  const wires = new Wires();
  for (const place of places) wires.write(plan.left(place.column), 2 * place.row, place.label);
  for (const edge of edges) draw(edge, plan, wires);
  return wires.ambiguous ? undefined : { lines: wires.lines(), crossings: wires.crossings };
}

interface Plan {
  left(column: number): number;
  lane(edge: Edge): number;
}

/** Where columns begin, and the lane in which each source's edges change rows. */
function measured(places: Place[], edges: Edge[], order: number): Plan {
  const columns = 1 + Math.max(0, ...places.map((place) => place.column));
  const lanes = Array.from({ length: columns }, (_, column) => sources(edges, column, order));
  const most = (widths: number[]) => Math.max(0, ...widths);
  const label = lanes.map((_, c) =>
    most(edges.filter(({ from }) => from.column === c).map((edge) => cells(edge.label))),
  );
  const width = lanes.map((_, c) =>
    most(places.filter(({ column }) => column === c).map((place) => cells(place.label))),
  );
  const gap = lanes.map((ids, c) => 5 + (label[c] ?? 0) + 2 * Math.max(0, ids.length - 1));
  const left = (column: number) => width.slice(0, column).reduce((x, w, c) => x + w + (gap[c] ?? 0), 0);
  const lane = ({ from, bend }: Edge) =>
    left(bend) + (width[bend] ?? 0) + 2 + (label[bend] ?? 0) + 2 * Math.max(0, lanes[bend]?.indexOf(from.id) ?? 0);
  return { left, lane };
}

function sources(edges: Edge[], column: number, order: number): string[] {
  const bent = edges.filter(
    ({ from, to, bend }) => bend === column && from.row !== to.row && from.column !== to.column,
  );
  const rows = new Map(bent.map(({ from }) => [from.id, from.row]));
  return [...rows].sort((a, b) => order * (a[1] - b[1])).map(([id]) => id);
}

function draw(edge: Edge, { left, lane }: Plan, wires: Wires): void {
  const { from, to, label } = edge;
  const [y0, y1] = [2 * from.row, 2 * to.row];
  const wire = { from: from.id, to: to.id };
  if (from.column === to.column) {
    wires.write(left(from.column), (y0 + y1) / 2, y0 < y1 ? "↓" : "↑");
    return;
  }
  const start = left(from.column) + cells(from.label) + 1;
  const end = left(to.column) - 2;
  const turn = from.row === to.row ? start : lane(edge);
  wires.horizontal(wire, y0, start, turn);
  wires.vertical(wire, turn, y0, y1);
  wires.horizontal(wire, y1, turn, end);
  wires.write(end, y1, "→");
  if (label) wires.write(start + 1, y0, label);
}

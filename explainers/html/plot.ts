import { type Axis, axesOf, tickText } from "../axis.ts";
import type { Curve, Plot, Point } from "../solution.ts";
import { escapeHtml } from "./escape.ts";
import { drawLabel, labelText, round } from "./label.ts";

const [width, height] = [560, 300];
/** Room for the numbers along the axes. */
const frame = { left: 52, right: 16, top: 14, bottom: 40 };
const lineHeight = 24;
/** Patterns and colours of the curves, in the style sheet; more curves use them again. */
const looks = 6;
const letter = 8;
const sample = 30;

/** The curves as inline SVG, told apart by pattern as well as by colour, with a legend below. */
export function drawPlot(plot: Plot): string {
  const { x, y } = axesOf(plot, 8, 5);
  const place = ([u, v]: Point): Point => [
    along(x, u, frame.left, width - frame.right),
    along(y, v, height - frame.bottom, frame.top),
  ];
  const legend = legendOf(plot.curves);
  const whole = height + legend.height;
  return [
    `<svg class="plot" role="img" aria-labelledby="picture-title picture-text" viewBox="0 0 ${width} ${whole}" width="${width}" height="${whole}">`,
    `<title id="picture-title">Curves over ${escapeHtml(labelText(plot.x))}</title>`,
    `<desc id="picture-text">${escapeHtml(describe(plot))}</desc>`,
    ...grid(x, y, place),
    drawLabel(plot.x, width - frame.right, height - 4, "axis-name"),
    ...plot.curves.map((curve, k) => `<path class="curve look-${k % looks}" d="${path(curve.points.map(place))}"/>`),
    ...plot.marks.map(({ at, label }) => drawMark(place(at), label)),
    ...legend.lines,
    "</svg>",
  ].join("\n");
}

const along = ({ from, to }: Axis, value: number, start: number, end: number): number =>
  start + ((value - from) / (to - from)) * (end - start);

function grid(x: Axis, y: Axis, place: (point: Point) => Point): string[] {
  const line = (a: Point, b: Point, isZero: boolean) => {
    const [from, to] = [place(a), place(b)].map((point) => point.map(round).join(" "));
    return `<path class="grid${isZero ? " zero" : ""}" d="M${from}L${to}"/>`;
  };
  const number = (tick: number, at: Point, kind: string) =>
    `<text class="tick ${kind}" x="${round(at[0])}" y="${round(at[1])}">${tickText(tick)}</text>`;
  return [
    ...x.ticks.map((tick) => line([tick, y.from], [tick, y.to], tick === 0)),
    ...y.ticks.map((tick) => line([x.from, tick], [x.to, tick], tick === 0)),
    ...x.ticks.map((tick) => number(tick, [place([tick, y.from])[0], height - frame.bottom + 18], "across")),
    ...y.ticks.map((tick) => number(tick, [frame.left - 8, place([x.from, tick])[1] + 4], "upwards")),
  ];
}

/** A line through the points, broken where there is none. */
function path(points: Point[]): string {
  let pen = "M";
  return points
    .map(([u, v]) => {
      if (!Number.isFinite(u) || !Number.isFinite(v)) {
        pen = "M";
        return "";
      }
      const move = `${pen}${round(u)} ${round(v)}`;
      pen = "L";
      return move;
    })
    .join("");
}

function drawMark([u, v]: Point, label: string | undefined): string {
  const dot = `<circle class="mark" cx="${round(u)}" cy="${round(v)}" r="4.5"/>`;
  if (!label) return dot;
  const half = (labelText(label).length * letter) / 2;
  const inside = Math.min(Math.max(u, frame.left + half), width - frame.right - half);
  return dot + drawLabel(label, inside, v > frame.top + lineHeight ? v - 10 : v + 20, "mark-label");
}

/** Below the plot, as many names on a line as there is room for. */
function legendOf(curves: readonly Curve[]): { lines: string[]; height: number } {
  let [left, line] = [frame.left, 0];
  const lines = curves.map(({ label }, k) => {
    const space = sample + labelText(label).length * letter + 34;
    if (left > frame.left && left + space > width) [left, line] = [frame.left, line + 1];
    const [start, level] = [left, height + 16 + line * lineHeight];
    left += space;
    const stroke = `<path class="curve look-${k % looks}" d="M${start} ${level - 5}h${sample}"/>`;
    return stroke + drawLabel(label, start + sample + 8, level, "legend");
  });
  return { lines, height: curves.length > 0 ? (line + 1) * lineHeight + 4 : 0 };
}

/** For those who listen: where each curve starts, ends, and lies highest and lowest. */
function describe({ curves, marks }: Plot): string {
  const short = (x: number) => tickText(Number(x.toPrecision(3)));
  const point = ([u, v]: Point) => `(${short(u)}, ${short(v)})`;
  const told = curves.map(({ label, points }) => {
    const [first, last] = [points[0], points.at(-1)];
    return first && last ? `${labelText(label)} from ${point(first)} to ${point(last)}` : labelText(label);
  });
  const marked = marks.map(({ at, label }) => `${label ? `${labelText(label)} at ` : ""}${point(at)}`);
  return `${told.join("; ")}.${marked.length > 0 ? ` Marked: ${marked.join("; ")}.` : ""}`;
}

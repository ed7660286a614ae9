import type { Link } from "../parts.ts";
import type { Tex } from "../solution.ts";
import { above, type Box, beside, blank, textBox, widen } from "./box.ts";
import { broken, wrapped } from "./breaking.ts";
import { display } from "./layout.ts";

/** More lines than this for the numbers put in would be a wall: they are left out. */
const wall = 4;

/**
 * `symbol = formula = numbers ≈ value`: on one line where it fits into `width` cells, else continued below the first
 * sign. `column` is the width that the symbols of neighbouring equations take.
 */
export function chain(symbol: Tex, links: Link[], width: number, column = 0): Box {
  const name = display(symbol);
  const start = widen(name, Math.min(column, width / 3), "left");
  const margin = start.width > width / 3 ? 2 : start.width + 1;
  const lines = name.width > width ? wrapped(symbol, width) : name.width ? [start] : [];
  let spread = false;
  links.forEach((link, i) => {
    const optional = i > 0 && i < links.length - 1;
    const sign = lines.length ? `${link.relation} ` : "";
    const boxes = linkBoxes(link.tex, sign, optional, width - margin);
    boxes.forEach((box, part) => {
      append(lines, box, part || spread ? 0 : width, lines.length ? margin : 0);
    });
    spread = boxes.length > 1;
  });
  return above(lines, "left", lines[0]?.baseline ?? 0);
}

/** Adds the box to the last line if the whole takes at most `width` cells, else on a line of its own. */
function append(lines: Box[], box: Box, width: number, margin: number): void {
  const last = lines.at(-1);
  const joined = last && beside(last, blank(1), box);
  if (joined && joined.width <= width) lines[lines.length - 1] = joined;
  else lines.push(beside(blank(margin), box));
}

/** A link with its sign, on several lines where it has to be; none where it may be left out and does not fit. */
function linkBoxes(tex: Tex, sign: string, optional: boolean, width: number): Box[] {
  const room = Math.max(1, width - sign.length);
  const parts = broken(tex, room);
  if (optional && (!parts || parts.length > wall)) return [];
  const [first = blank(0), ...rest] = parts ?? wrapped(tex, room);
  return [beside(textBox(sign), first), ...rest.map((box) => beside(blank(sign.length), box))];
}

/** A formula that stands alone. */
export function formula(tex: Tex, width: number): Box {
  return above(broken(tex, width) ?? wrapped(tex, width), "left", 0);
}

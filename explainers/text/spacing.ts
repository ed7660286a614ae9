import { type Box, beside, blank } from "./box.ts";
import type { Role } from "./symbols.ts";
import type { Node } from "./tex.ts";

/**
 * What an item is to its neighbours: a role, the sign of a number, a fraction or matrix that keeps its distance, a
 * letter with scripts (after which the next letter needs a blank), or a blank itself.
 */
export type Kind = Role | "sign" | "inner" | "scripted" | "space";

interface Piece {
  box: Box;
  left: Kind;
  right: Kind;
}

/** The items in a row, with the blanks that a person would leave. */
export function spaced(items: Node[], box: (item: Node) => Box): Box {
  const ends = kinds(items);
  const pieces = items.map(
    (item, i): Piece => ({ box: box(item), left: ends[i]?.[0] ?? "ord", right: ends[i]?.[1] ?? "ord" }),
  );
  const loose = pieces.map((piece, i) => loosened(pieces[i - 1], piece, pieces[i + 1]));
  return beside(...loose.flatMap((piece, i) => [blank(gap(loose[i - 1], piece)), piece.box]));
}

/** A product sign stands free beside a matrix or anything else that is tall. */
function loosened(before: Piece | undefined, piece: Piece, after: Piece | undefined): Piece {
  const wide = [before, after].some((next) => next && (next.left === "inner" || next.box.lines.length > 1));
  return piece.left === "times" && wide ? { ...piece, left: "bin", right: "bin" } : piece;
}

/** The kinds of an item's two ends. */
function ends(node: Node): [left: Kind, right: Kind] {
  switch (node.type) {
    case "atom":
      return [node.role, node.role];
    case "row":
      return node.items.length === 1 && node.items[0] ? ends(node.items[0]) : ["ord", "ord"];
    case "scripts":
      return scriptedEnds(node.base);
    case "fence":
      return [node.open ? "open" : "ord", node.close ? "close" : "ord"];
    case "space":
      return ["space", "space"];
    case "fraction":
    case "matrix":
    case "brace":
    case "boxed":
      return ["inner", "inner"];
    default:
      return ["ord", "ord"];
  }
}

function scriptedEnds(base: Node): [left: Kind, right: Kind] {
  const [left, right] = ends(base);
  const differential = base.type === "atom" && /^[d∂]$/u.test(base.text);
  return [left, right === "ord" && !differential ? "scripted" : right];
}

const beforeSign = new Set<Kind>(["bin", "times", "rel", "open", "punct", "op", "big"]);

/** The ends of each item in its row. A plus or minus with nothing before it to add to is the sign of its number. */
export function kinds(items: Node[]): [left: Kind, right: Kind][] {
  let before: Kind = "open";
  return items.map((item) => {
    const [left, right] = ends(item);
    const own: [Kind, Kind] = left === "bin" && beforeSign.has(before) ? ["sign", "sign"] : [left, right];
    if (item.type !== "space") before = own[1];
    return own;
  });
}

const apart = new Set<Kind>(["rel", "bin", "punct"]);

function gap(a: Piece | undefined, b: Piece): 0 | 1 {
  const [left, right] = [a?.right ?? "open", b.left];
  if (left === "space" || right === "space" || left === "open" || right === "close" || right === "punct") return 0;
  if (apart.has(left) || apart.has(right)) return 1;
  if (left === "times" || right === "times") return 0;
  if (left === "sign") return b.box.lines.length > 1 ? 1 : 0;
  if (left === "op") return right === "open" ? 0 : 1;
  if (left === "scripted" && right !== "open")
    return /^[\p{L}\p{N}∂√]/u.test(b.box.lines[0] ?? "") || right !== "ord" ? 1 : 0;
  return [left, right].includes("inner") || left === "big" || right === "big" || right === "op" ? 1 : 0;
}

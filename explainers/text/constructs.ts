import type { Role } from "./symbols.ts";
import type { Node, Parser } from "./tex.ts";

type Construct = (parser: Parser) => Node;

const body: Construct = (parser) => parser.argument();
const silent: Construct = () => ({ type: "row", items: [] });
const fraction: Construct = (parser) => ({ type: "fraction", above: parser.argument(), below: parser.argument() });
const brace: Construct = (parser) => ({ type: "brace", body: parser.argument() });

function second(parser: Parser): Node {
  parser.argument();
  return parser.argument();
}

const upright =
  (role: Role): Construct =>
  (parser) => ({ type: "atom", text: parser.text(), role });

function root(parser: Parser): Node {
  const index = parser.option();
  return { type: "root", body: parser.argument(), ...(index && { index }) };
}

function operatorname(parser: Parser): Node {
  parser.skip("*");
  return upright("op")(parser);
}

function colour(parser: Parser): Node {
  parser.text();
  return silent(parser);
}

const blackboard: Record<string, string> = { R: "ℝ", N: "ℕ", Z: "ℤ", E: "𝔼", P: "ℙ" };

function mathbb(parser: Parser): Node {
  const text = parser.text();
  return { type: "atom", text: blackboard[text] ?? text, role: "ord" };
}

const alignments = new Map([
  ["cases", "l"],
  ["aligned", "rl"],
  ["align", "rl"],
  ["split", "rl"],
  ["gathered", "c"],
]);

function environment(parser: Parser): Node {
  const name = parser.text().replace("*", "");
  const given = name === "array" ? parser.text().replace(/[^lcr]/g, "") : "";
  return { type: "matrix", name, columns: given || (alignments.get(name) ?? "r"), rows: parser.cells() };
}

function each(names: string, construct: Construct): [string, Construct][] {
  return names.split(" ").map((name) => [name, construct]);
}

/** The commands that take arguments, and those that leave nothing behind. */
export const constructs: ReadonlyMap<string, Construct> = new Map<string, Construct>([
  ...each("frac dfrac tfrac", fraction),
  ["sqrt", root],
  ["left", (parser) => parser.fence()],
  ["begin", environment],
  ["boxed", (parser) => ({ type: "boxed", body: parser.argument() })],
  ...each("underbrace overbrace", brace),
  ["operatorname", operatorname],
  ...each("text textbf textit textrm texttt textsf mathrm mathit mathsf mathtt mathnormal", upright("ord")),
  ...each("mathbf boldsymbol bm mathcal cancel mathop mathbin mathrel mathord", body),
  ["mathbb", mathbb],
  ...each("textcolor overset stackrel underset htmlClass htmlId", second),
  ["color", colour],
  ...each("big Big bigg Bigg bigl bigr Bigl Bigr middle limits nolimits displaystyle textstyle nonumber hline", silent),
]);

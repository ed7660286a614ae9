/** TeX commands that stand for one of the signs of the lexer. */
const SIGNS: ReadonlyMap<string, string> = new Map([
  ...["cdot", "times", "ast"].map((c): [string, string] => [c, "*"]),
  ...["odot", "circ", "otimes"].map((c): [string, string] => [c, "⊙"]),
  ...["approx", "simeq", "cong", "thickapprox", "doteq"].map((c): [string, string] => [c, "≈"]),
  ...["to", "rightarrow", "Rightarrow", "implies", "longrightarrow", "Longrightarrow", "therefore"].map(
    (c): [string, string] => [c, "⇒"],
  ),
  ...["leftarrow", "gets", "Leftarrow"].map((c): [string, string] => [c, "←"]),
  ...["vert", "lvert", "rvert", "mid"].map((c): [string, string] => [c, "|"]),
  ...["dots", "ldots", "cdots", "vdots"].map((c): [string, string] => [c, "..."]),
  ["div", "/"],
  ["coloneqq", ":="],
  ["prime", "'"],
  ["partial", "∂"],
  ["nabla", "∇"],
  ["lbrack", "["],
  ["rbrack", "]"],
  ["lbrace", "("],
  ["rbrace", ")"],
  ["{", "("],
  ["}", ")"],
  ["\\", "\\\\"],
  ...[..."%_#&|"].map((c): [string, string] => [c, c]),
]);

/** Commands that are written for a name of another spelling. */
export const NAMES: ReadonlyMap<string, string> = new Map([
  ["varepsilon", "epsilon"],
  ["vartheta", "theta"],
  ["varphi", "phi"],
  ["infty", "inf"],
  ["top", "T"],
  ["intercal", "T"],
]);

/** Commands that say how something looks and not what it is. */
const LOOKS: ReadonlySet<string> = new Set(
  (
    "mathbf boldsymbol mathrm text mathit operatorname mathcal mathsf bm vec textbf textit underline boxed mbox mathbb " +
    "textrm pmb ensuremath bold rm bf it cal"
  ).split(" "),
);

/** Commands that leave nothing behind but a space. */
const SPACES: ReadonlySet<string> = new Set(
  (
    "big Big bigg Bigg bigl bigr Bigl Bigr quad qquad displaystyle textstyle limits nolimits hfill " +
    "noindent item newline hline nonumber notag par"
  ).split(" "),
);

/** Environments that hold a matrix; all others only lay out. */
export const MATRICES: ReadonlySet<string> = new Set(
  ["", "p", "b", "B", "v", "V", "small"].map((kind) => `${kind}matrix`).concat("array"),
);

const FRACTIONS: ReadonlySet<string> = new Set(["frac", "dfrac", "tfrac", "cfrac"]);

/** What a command adds to a line, given without its backslash. */
export function meaningOf(word: string): { kind: "sign" | "name"; text: string } | "look" | "space" | "delimiter" {
  if (FRACTIONS.has(word)) return { kind: "sign", text: "\\frac" };
  const sign = SIGNS.get(word);
  if (sign !== undefined) return { kind: "sign", text: sign };
  if (word === "left" || word === "right") return "delimiter";
  if (LOOKS.has(word)) return "look";
  if (SPACES.has(word) || !/^[A-Za-z]/.test(word)) return "space";
  return { kind: "name", text: NAMES.get(word) ?? word };
}

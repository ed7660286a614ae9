/** Text with its typography unfolded into plain characters and TeX, and where each of them stood. */
export interface Folded {
  text: string;
  /** For every UTF-16 unit of `text`, where in the source its character starts and ends. */
  from: number[];
  to: number[];
}

/** Parts two names without being a space: `βx` is `\beta` and `x`. */
export const JOINER = "\u2060";
/** What stands over a letter, behind it: the circumflex of ŷ. */
export const ACCENTS: Readonly<Record<string, string>> = { "\u0302": "hat", "\u0303": "tilde", "\u0304": "bar" };

const RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ᵀᵗⁿⁱᵏᴸˡ";
const RAISED_AS = "0123456789+-()TtnikLl";
const LOWERED = "₀₁₂₃₄₅₆₇₈₉₊₋₍₎ₜₙᵢⱼₖₓₕₒ";
const LOWERED_AS = "0123456789+-()tnijkxho";
const SCRIPTS = [
  [RAISED, RAISED_AS, "^"],
  [LOWERED, LOWERED_AS, "_"],
] as const;

const GREEK: Readonly<Record<string, string>> = {
  α: "alpha",
  β: "beta",
  γ: "gamma",
  δ: "delta",
  ε: "epsilon",
  ϵ: "epsilon",
  ζ: "zeta",
  η: "eta",
  θ: "theta",
  ϑ: "theta",
  κ: "kappa",
  λ: "lambda",
  μ: "mu",
  µ: "mu",
  ν: "nu",
  ξ: "xi",
  π: "pi",
  ρ: "rho",
  ϱ: "rho",
  σ: "sigma",
  ς: "sigma",
  τ: "tau",
  φ: "phi",
  ϕ: "phi",
  χ: "chi",
  ψ: "psi",
  ω: "omega",
  Γ: "Gamma",
  Δ: "Delta",
  "∆": "Delta",
  Θ: "Theta",
  Λ: "Lambda",
  Π: "Pi",
  Σ: "Sigma",
  "∑": "Sigma",
  Φ: "Phi",
  Ω: "Omega",
  ℓ: "ell",
};

const PLAIN = new Map<string, string>([
  ...[..."−–—‐‑‒﹣➖"].map((c): [string, string] => [c, "-"]),
  ...[..."×·⋅∙•✕✖⨯∗"].map((c): [string, string] => [c, "*"]),
  ...[..."÷∕⁄"].map((c): [string, string] => [c, "/"]),
  ...[..."⊙∘◦⊗"].map((c): [string, string] => [c, "\\odot "]),
  ...[..."≈≃≅≐≒"].map((c): [string, string] => [c, "≈"]),
  ...[..."⇒→⟹⟶➜➔∴⟾"].map((c): [string, string] => [c, "\\to "]),
  ...[..."←⟵⇐"].map((c): [string, string] => [c, "<-"]),
  ...[..."≔≜≝"].map((c): [string, string] => [c, ":="]),
  ...[..."′’‘´ʹ"].map((c): [string, string] => [c, "'"]),
  ...[..."″”“„"].map((c): [string, string] => [c, '"']),
  ["…", "..."],
  ["⋯", "..."],
  ["√", `\\sqrt${JOINER}`],
  ["∂", `\\partial${JOINER}`],
  ["∇", `\\nabla${JOINER}`],
  ["∞", `\\infty${JOINER}`],
  ["⊤", `\\top${JOINER}`],
  ["\u200b", JOINER],
  ["\ufeff", JOINER],
  ...Object.entries(GREEK).map(([c, word]): [string, string] => [c, `\\${word}${JOINER}`]),
]);

/** What people copy from papers and phones, as what they would have typed: `z⁽²⁾ − 0·5` as `z^{(2)} - 0*5`. */
export function fold(source: string): Folded {
  const folded: Folded = { text: "", from: [], to: [] };
  const pieces: string[] = [];
  const push = (plain: string, at: number, end: number): void => {
    pieces.push(plain);
    for (let k = 0; k < plain.length; k++) {
      folded.from.push(at);
      folded.to.push(end);
    }
  };
  for (let i = 0; i < source.length; ) {
    const run = scriptAt(source, i);
    const c = run ? source.slice(i, run.end) : String.fromCodePoint(source.codePointAt(i) as number);
    const end = i + c.length;
    push(run?.plain ?? plainOf(c), i, end);
    i = end;
  }
  folded.text = pieces.join("");
  return folded;
}

/** A run of raised or lowered characters: `⁻¹` is `^{-1}`. */
function scriptAt(source: string, start: number): { plain: string; end: number } | undefined {
  if (source.charCodeAt(start) < 0x80) return undefined;
  for (const [script, as, mark] of SCRIPTS) {
    let end = start;
    while (end < source.length && script.includes(source[end] as string)) end++;
    if (end === start) continue;
    const plain = [...source.slice(start, end)].map((c) => as[script.indexOf(c)]).join("");
    return { plain: `${mark}{${plain}}`, end };
  }
  return undefined;
}

function plainOf(c: string): string {
  const code = c.codePointAt(0) as number;
  if (code < 0x80) return c;
  const known = PLAIN.get(c);
  if (known !== undefined) return known;
  if (/\s/.test(c)) return " ";
  if (isStyled(code)) {
    const plain = c.normalize("NFKC");
    return plain === c ? c : (PLAIN.get(plain) ?? plain);
  }
  const [letter = "", accent = "", more] = c.normalize("NFD");
  return Object.hasOwn(ACCENTS, accent) && more === undefined ? letter + accent : c;
}

/** Letters and digits of another style: 𝑤, 𝐖, ℒ, full-width ones. */
const isStyled = (code: number): boolean =>
  (code >= 0x1d400 && code <= 0x1d7ff) || (code >= 0x2100 && code <= 0x214f) || (code >= 0xff01 && code <= 0xff5e);

import { oneLine } from "../prose.ts";
import type { Tex } from "../solution.ts";

/** Plain text for LaTeX with its standard fonts: nothing in it is a command, and every character can be set. */
export function escapeText(text: string): string {
  return breakable(oneLine(text).normalize("NFC")).replace(/[\\{}$&#%_^~<>|"[\]`]|--+|[^ -~]/gu, setCharacter);
}

const breakHere = "\u200b";

/** TeX breaks a line at spaces and syllables only: a long address or a list without spaces would leave the page. */
const breakable = (text: string) => text.replace(/\S{24,}/gu, (run) => run.replace(/.{12}(?=.)/gu, `$&${breakHere}`));

/** A formula of ours: trusted, but it may hold letters that pdflatex does not know. */
export function escapeTex(tex: Tex): string {
  // The blackboard font has no digits: other signs stand in their places.
  const known = tex.replace(/\\mathbb(?=\s*\{?\s*\d)/g, "\\mathbf");
  return known.replace(/\s+/g, " ").replace(/[^ -~]/gu, setCharacter);
}

/** In text and in mathematics alike. */
function setCharacter(token: string): string {
  const command = special[token] ?? symbols[token];
  if (command) return command;
  if (token.startsWith("--")) return "-{}".repeat(token.length);
  return accented(token) ?? transliterated(token) ?? "?";
}

const math = (tex: string) => `\\ensuremath{${tex}}`;

const special: Record<string, string> = {
  "\\": "\\textbackslash{}",
  "{": "\\{",
  "}": "\\}",
  $: math("\\mathdollar"), // \$ asks for a font that texlive-latex-base has only as a bitmap
  "&": "\\&",
  "#": "\\#",
  "%": "\\%",
  _: "\\_",
  "^": "\\textasciicircum{}",
  "~": "\\textasciitilde{}",
  "<": math("<"),
  ">": math(">"),
  "|": math("|"),
  '"': "{''}",
  "[": "{[}",
  "]": "{]}",
  "`": "{`}",
  [breakHere]: "\\hspace{0pt}",
};

/** A letter with one accent that TeX can put above or below it. */
function accented(letter: string): string | undefined {
  const [base, mark, more] = letter.normalize("NFD");
  if (!base || !mark || more || !/[a-zA-Z]/.test(base)) return undefined;
  const accent = accents[mark];
  const dotless = base === "i" && accent !== "c" ? "\\i" : base;
  return accent && `\\text{\\${accent}{${dotless}}}`;
}

const accents: Record<string, string> = {
  "\u0300": "`",
  "\u0301": "'",
  "\u0302": "^",
  "\u0303": "~",
  "\u0304": "=",
  "\u0306": "u",
  "\u0307": ".",
  "\u0308": '"',
  "\u030a": "r",
  "\u030b": "H",
  "\u030c": "v",
  "\u0327": "c",
};

/** What is left of a character when its decorations are dropped: `ﬁ` is fi, `Ａ` is A. */
function transliterated(character: string): string | undefined {
  const plain = character.normalize("NFKD").replace(/[^a-zA-Z0-9 ]/g, "");
  return plain || (/\p{M}/u.test(character) ? "" : undefined);
}

const pairs = (table: string, set: (value: string) => string) =>
  table.split(/\s+/).map((pair): [string, string] => [pair.slice(0, 1), set(pair.slice(1))]);

const symbols: Record<string, string> = Object.fromEntries([
  ...pairs(
    `αalpha βbeta γgamma δdelta εvarepsilon ϵepsilon ζzeta ηeta θtheta ϑvartheta ιiota κkappa λlambda μmu µmu νnu ξxi
    πpi ρrho σsigma ςvarsigma τtau υupsilon φvarphi ϕphi χchi ψpsi ωomega ΓGamma ΔDelta ΘTheta ΛLambda ΞXi ΠPi ΣSigma
    ΥUpsilon ΦPhi ΨPsi ΩOmega ∂partial ∇nabla ∑sum ∏prod ∫int ∞infty √surd ±pm ∓mp ×times ÷div ·cdot ⋅cdot ∘circ ⊙odot
    ⊗otimes ⊕oplus ∗ast ≈approx ≠neq ≤leq ≥geq ≪ll ≫gg ≡equiv ∼sim ∝propto ∈in ∉notin ⊂subset ⊆subseteq ∪cup ∩cap
    ∅emptyset ∀forall ∃exists ¬neg ∧wedge ∨vee →rightarrow ←leftarrow ↔leftrightarrow ↑uparrow ↓downarrow ⇒Rightarrow
    ⇐Leftarrow ⇔Leftrightarrow ↦mapsto ⊤top ⊥perp ′prime ″prime\\prime …ldots ⋯cdots ⋮vdots ⋱ddots ‖Vert ⟨langle ⟩rangle
    ⌊lfloor ⌋rfloor ⌈lceil ⌉rceil ℓell ℝmathbb{R} ℕmathbb{N} ℤmathbb{Z} ℂmathbb{C} ✓checkmark •bullet ☐square`,
    (name) => math(`\\${name}`),
  ),
  ...pairs("⁰0 ¹1 ²2 ³3 ⁴4 ⁵5 ⁶6 ⁷7 ⁸8 ⁹9 ⁺+ ⁻- ⁼= ⁽( ⁾) ⁿn ⁱi ᵀ\\top ᵗt ᵏk ʲj ᴴH", (raised) => math(`{}^{${raised}}`)),
  ...pairs("₀0 ₁1 ₂2 ₃3 ₄4 ₅5 ₆6 ₇7 ₈8 ₉9 ₊+ ₋- ₌= ₍( ₎) ₐa ₑe ₕh ᵢi ⱼj ₖk ₗl ₘm ₙn ₒo ₚp ₛs ₜt ₓx", (lowered) =>
    math(`{}_{${lowered}}`),
  ),
  ...pairs("−- ∣| ∶: ⁄/ ∕/", math),
  ...pairs(
    "–-- —--- ‘` ’' “`` ”'' „,, ‐- ‑- ¿?` ¡!` đd ı\\i ß\\ss æ\\ae Æ\\AE œ\\oe Œ\\OE ø\\o Ø\\O ł\\l Ł\\L",
    (text) => (text.startsWith("\\") ? `\\text{${text}}` : `{${text}}`),
  ),
  ["°", math("{}^{\\circ}")],
  ["«", math("\\ll")],
  ["»", math("\\gg")],
  ["½", math("\\tfrac{1}{2}")],
  ["⅓", math("\\tfrac{1}{3}")],
  ["¼", math("\\tfrac{1}{4}")],
  ["¾", math("\\tfrac{3}{4}")],
  ["€", "EUR"],
  ["£", "GBP"],
  ["§", math("\\mathsection")],
]);

/** What a sign is to its neighbours: TeX's classes, with `times` for a product sign that is set tight. */
export type Role = "ord" | "op" | "big" | "bin" | "times" | "rel" | "open" | "close" | "punct";

const ordinary = `alpha α beta β gamma γ delta δ epsilon ϵ varepsilon ε zeta ζ eta η theta θ vartheta ϑ iota ι kappa κ
  lambda λ mu μ nu ν xi ξ omicron ο pi π varpi ϖ rho ρ varrho ϱ sigma σ varsigma ς tau τ upsilon υ phi ϕ varphi φ chi χ
  psi ψ omega ω Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ Upsilon Υ Phi Φ Psi Ψ Omega Ω partial ∂ nabla ∇
  infty ∞ top ⊤ ell ℓ hbar ℏ Re ℜ Im ℑ emptyset ∅ forall ∀ exists ∃ neg ¬ prime ′ degree ° ldots … dots … cdots ⋯
  vdots ⋮ ddots ⋱ dotsc … dotsb ⋯ vert | mid | Vert ‖ backslash \\ checkmark ✓ blacksquare ■ square □ bot ⊥`;
const binary = `pm ± mp ∓ div ÷ odot ⊙ oslash ⊘ otimes ⊗ oplus ⊕ ast ∗ star ⋆ circ ∘ bullet • cup ∪ cap ∩ setminus ∖ land ∧
  lor ∨ wedge ∧ vee ∨`;
const relation = `le ≤ leq ≤ ge ≥ geq ≥ ne ≠ neq ≠ approx ≈ equiv ≡ sim ∼ simeq ≃ cong ≅ propto ∝ to → rightarrow →
  leftarrow ← gets ← leftrightarrow ↔ mapsto ↦ longrightarrow ⟶ Rightarrow ⇒ implies ⇒ Leftarrow ⇐ iff ⇔
  Leftrightarrow ⇔ in ∈ notin ∉ subset ⊂ subseteq ⊆ ll ≪ gg ≫ lt < gt > coloneqq ≔ triangleq ≜ uparrow ↑ downarrow ↓`;
const operator = `ln log exp sin cos tan sinh cosh tanh max min arg argmax argmin sup inf lim det dim deg gcd Pr`;

/** Commands that stand for one sign or one upright name. */
export const commands: ReadonlyMap<string, [text: string, role: Role]> = new Map([
  ...pairs(ordinary, "ord"),
  ...pairs(binary, "bin"),
  ...pairs("cdot · times × centerdot ·", "times"),
  ...pairs(relation, "rel"),
  ...pairs("sum ∑ prod ∏ int ∫ bigcup ⋃ bigcap ⋂ bigoplus ⨁ bigodot ⨀", "big"),
  ...pairs("lbrace { lbrack [ langle ⟨ lfloor ⌊ lceil ⌈ lvert | lVert ‖ { {", "open"),
  ...pairs("rbrace } rbrack ] rangle ⟩ rfloor ⌋ rceil ⌉ rvert | rVert ‖ } }", "close"),
  ...pairs("_ _ % % $ $ # # & & | ‖", "ord"),
  ...operator.split(" ").map((name): [string, [string, Role]] => [name, [name, "op"]]),
]);

/** Characters with a role of their own; every other one is ordinary. */
export const characters: ReadonlyMap<string, [text: string, role: Role]> = new Map([
  ...pairs("+ + - − − − * ∗ ± ± ⊙ ⊙ ÷ ÷", "bin"),
  ...pairs("· · × ×", "times"),
  ...pairs("= = < < > > := := ≈ ≈ ≤ ≤ ≥ ≥ ≠ ≠ → → ← ← ∈ ∈", "rel"),
  ...pairs("( ( [ [", "open"),
  ...pairs(") ) ] ]", "close"),
  ...pairs(", , ; ; : :", "punct"),
  ...pairs("' ′ ’ ′", "ord"),
]);

function pairs(list: string, role: Role): [string, [string, Role]][] {
  const words = list.trim().split(/\s+/);
  return words.flatMap((name, i) => (i % 2 ? [] : [[name, [words[i + 1] ?? name, role]]]));
}

/** Widths of blanks, in cells. */
export const spaces: ReadonlyMap<string, number> = new Map([
  ["\\,", 1],
  ["\\:", 1],
  ["\\;", 1],
  ["\\ ", 1],
  ["~", 1],
  ["\\quad", 3],
  ["\\qquad", 6],
]);

export const accents: ReadonlyMap<string, string> = new Map([
  ["hat", "\u0302"],
  ["widehat", "\u0302"],
  ["bar", "\u0304"],
  ["overline", "\u0305"],
  ["tilde", "\u0303"],
  ["widetilde", "\u0303"],
  ["dot", "\u0307"],
  ["ddot", "\u0308"],
  ["vec", "\u20d7"],
]);

const raised = alphabet(
  "0123456789+−=()abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRTUVWβγδθφχ′∗⊤",
  "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂᵝᵞᵟᶿᵠᵡ′*ᵀ",
);
const lowered = alphabet("0123456789+−=()aehijklmnoprstuvxβγρφχ,", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵪ,");

function alphabet(from: string, to: string): ReadonlyMap<string, string> {
  const signs = [...to];
  return new Map([...from].map((sign, i) => [sign, signs[i] ?? sign]));
}

/** The text in superscript or subscript characters, or undefined where one of them does not exist. */
export function script(text: string, place: "sup" | "sub"): string | undefined {
  const signs = [...text].map((sign) => (place === "sup" ? raised : lowered).get(sign));
  return signs.every((sign) => sign !== undefined) ? signs.join("") : undefined;
}

import type { Tex } from "../solution.ts";
import { escapeHtml } from "./escape.ts";

/** A piece of a label at one height: 0 on the line, 1 raised, -1 lowered. */
export interface Run {
  text: string;
  level: number;
}

/**
 * The label of a node or an edge as plain letters, for drawings: `\hat{y}`, `a^{[1]}_1`, `W^{[2]\top}`. What is more
 * than a label loses its layout and keeps its letters.
 */
export function labelRuns(tex: Tex): Run[] {
  const flat = spell(tex);
  const runs: Run[] = [];
  for (const [, mark, group, single] of flat.matchAll(/([\^_]?)[ \t\n]*(?:\{([^{}]*)\}|([\s\S]))/gu)) {
    const level = mark === "^" ? 1 : mark === "_" ? -1 : 0;
    const text = group ?? single ?? "";
    const last = runs.at(-1);
    if (last?.level === level) last.text += text;
    else if (text) runs.push({ text, level });
  }
  return runs;
}

export const labelText = (tex: Tex) =>
  labelRuns(tex)
    .map((run) => run.text)
    .join("");

/** A label in a drawing, at its place. */
export function drawLabel(tex: Tex, x: number, y: number, kind = ""): string {
  let height = 0;
  const spans = labelRuns(tex).map(({ text, level }) => {
    const shift = level * -6 - height;
    height += shift;
    return `<tspan dy="${shift}"${level ? ' class="script"' : ""}>${escapeHtml(text)}</tspan>`;
  });
  return `<text${kind && ` class="${kind}"`} x="${round(x)}" y="${round(y)}">${spans.join("")}</text>`;
}

/** Coordinates to a tenth of a pixel. */
export const round = (value: number) => Math.round(value * 10) / 10;

function spell(tex: Tex): string {
  let out = tex.replace(/\\left|\\right|\\!/g, "").replace(/\\[,;: ]|~/g, " ");
  for (let before = ""; before !== out; ) {
    before = out;
    out = out
      .replace(/\\(hat|tilde|bar|dot|vec)\s*(?:\{([^{}]*)\}|(\w))/g, (_, name, group, single) =>
        accent(group ?? single, name),
      )
      .replace(/\\(?:mathrm|mathbf|boldsymbol|mathcal|text|operatorname)\s*\{([^{}]*)\}/g, (_, text) =>
        text.replaceAll(" ", NO_BREAK),
      )
      .replace(/\\[dt]?frac\s*\{([^{}]*)\}\s*\{([^{}]*)\}/g, "$1/$2")
      .replace(/([\^_])\{([^{}]*)[\^_]\{?([^{}]*)\}?([^{}]*)\}/g, "$1{$2$3$4}");
  }
  return out.replace(/\\([a-zA-Z]+)\s*/g, (_, name) => letters[name] ?? name).replace(/\\/g, "");
}

/** A blank between words, where blanks between symbols say nothing. */
const NO_BREAK = "\u00a0";

const accent = (text: string, name: string) =>
  (text.slice(0, 1) + (accents[name] ?? "") + text.slice(1)).normalize("NFC");

const accents: Record<string, string> = {
  hat: "\u0302",
  tilde: "\u0303",
  bar: "\u0304",
  dot: "\u0307",
  vec: "\u20d7",
};

const letters: Record<string, string> = Object.fromEntries(
  `alpha α beta β gamma γ delta δ epsilon ϵ varepsilon ε zeta ζ eta η theta θ kappa κ lambda λ mu μ nu ν xi ξ pi π rho ρ
  sigma σ tau τ phi φ varphi φ chi χ psi ψ omega ω Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ Phi Φ Psi Ψ Omega Ω
  partial ∂ nabla ∇ sum ∑ prod ∏ cdot · times × odot ⊙ oplus ⊕ otimes ⊗ ast ∗ circ ∘ div ÷ pm ± top ᵀ prime ′ infty ∞
  le ≤ leq ≤ ge ≥ geq ≥ ne ≠ neq ≠ approx ≈ to → rightarrow → leftarrow ← max max min min exp exp log log ln ln tanh tanh
  ldots … dots … cdots ⋯ ell ℓ sqrt √ lbrace { rbrace } lt < gt > quad`
    .split(/\s+/)
    .reduce<[string, string][]>((pairs, word, i, words) => {
      if (i % 2 === 0) pairs.push([word, words[i + 1] ?? " "]);
      return pairs;
    }, []),
);

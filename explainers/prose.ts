import type { Prose, Tex } from "./solution.ts";

export type ProsePart = { text: string } | { tex: Tex };

/**
 * What a person typed, as plain text. The backslash is doubled as well: one at the end would otherwise swallow the
 * dollar of a formula that is appended, and turn mathematics and text about for the rest of the line.
 */
export function prose(text: string): Prose {
  return text.replace(/[\\$]/g, "\\$&");
}

/** Text and formulas in turn; `\$` is a dollar, `\\` a backslash, and a dollar without a partner is itself. */
export function parseProse(prose: Prose): ProsePart[] {
  const parts: ProsePart[] = [];
  for (const [token, tex] of prose.matchAll(/\$((?:\\[\s\S]|[^\\$])+)\$|\\[\\$]|[\s\S]/g)) {
    const last = parts.at(-1);
    if (tex !== undefined) parts.push({ tex });
    else if (last && "text" in last) last.text += literal(token);
    else parts.push({ text: literal(token) });
  }
  return parts;
}

const literal = (token: string) => (token.length > 1 ? token.slice(1) : token);

/** Each part through the writer for its kind: all that a renderer does with prose. */
export function mapProse(prose: Prose, text: (text: string) => string, tex: (tex: Tex) => string): string {
  return parseProse(prose)
    .map((part) => ("tex" in part ? tex(part.tex) : text(part.text)))
    .join("");
}

/** What cannot be printed is dropped, and white space of any kind becomes one space: text stays on its line. */
export function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Co}]/gu, "");
}

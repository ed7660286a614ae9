import { editsBetween } from "../edits.ts";

/** Names that somebody may have meant, the nearest first: those within a typing error or two. */
export function closest(
  written: string,
  known: readonly (readonly [name: string, bare: string])[],
  most = 3,
): string[] {
  const wanted = bare(written);
  const allowed = wanted.length > 5 ? 2 : wanted.length > 1 ? 1 : 0;
  return known
    .map(([name, letters]) => ({ name, edits: editsBetween(wanted, letters, allowed) }))
    .filter(({ edits }) => edits <= allowed)
    .sort((a, b) => a.edits - b.edits)
    .slice(0, most)
    .map(({ name }) => name);
}

/** A name without case and signs. */
export const bare = (name: string): string => name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");

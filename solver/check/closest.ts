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

/** Levenshtein's distance, letters to insert, leave out or replace, as far as it matters. */
function editsBetween(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 0; i < a.length; i++) {
    const next = [i + 1];
    for (let j = 0; j < b.length; j++) {
      const replaced = (row[j] as number) + (a[i] === b[j] ? 0 : 1);
      next.push(Math.min(replaced, (row[j + 1] as number) + 1, (next[j] as number) + 1));
    }
    if (Math.min(...next) > most) return most + 1;
    row = next;
  }
  return row.at(-1) as number;
}

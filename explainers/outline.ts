import type { Section } from "./solution.ts";

/** What stands under one heading: a section, or a run of folded ones of which there is nothing to show but the names. */
export interface Chapter {
  title: string;
  /** The sections' numbers, from 1. */
  first: number;
  last: number;
  sections: Section[];
  folded: boolean;
}

/** The solution's headings in order. Nothing is folded where the reader asked for everything. */
export function outline(sections: Section[], unfolded = false): Chapter[] {
  const chapters: Chapter[] = [];
  sections.forEach((section, i) => {
    const folded = !unfolded && section.folded === true && section.steps.length > 0;
    const before = chapters.at(-1);
    if (before?.folded && folded && !section.table && !before.sections.some(({ table }) => table)) {
      before.sections.push(section);
      before.last = i + 1;
      before.title = commonTitle(before.sections.map(({ title }) => title));
    } else chapters.push({ title: section.title, first: i + 1, last: i + 1, sections: [section], folded });
  });
  return chapters;
}

export function stepCount(sections: Section[]): string {
  const count = sections.reduce((n, { steps }) => n + steps.length, 0);
  return count === 1 ? "1 step" : `${count} steps`;
}

/** More titles, or longer ones, than this are not listed. */
const MOST_LISTED = 3;
const LONGEST_LIST = 60;

/** `Iterations 2 to 10`, `After update 1 · Forward pass, Loss`, or the first title and the last. */
function commonTitle(titles: string[]): string {
  const parts = titles.map(split);
  const heads = [...new Set(parts.map(({ head }) => head))];
  const [first = "", last = ""] = [heads[0], heads.at(-1)];
  if (heads.length > 1) return numbered(heads) ?? `${first} ${heads.length > 2 ? "…" : "and"} ${last}`;
  const tails = [...new Set(parts.map(({ tail }) => tail))].filter(Boolean);
  const list = `${first}${parts[0]?.mark}${tails.join(", ")}`;
  return tails.length > 0 && tails.length <= MOST_LISTED && list.length <= LONGEST_LIST ? list : first;
}

/** `Layer 3: 32 filters` and `Epoch 2 · example 1` at their mark. */
function split(title: string): { head: string; mark: string; tail: string } {
  const [, head = title, mark = "", tail = ""] = /^(.+?)( · |: )(.+)$/s.exec(title) ?? [];
  return { head, mark, tail };
}

/** `Layers 3 to 8` for titles that only count; undefined for others. */
function numbered(heads: string[]): string | undefined {
  const counts = heads.map((head) => /^(.*\p{L}) (\d+)$/su.exec(head));
  const [name, from] = [counts[0]?.[1], Number(counts[0]?.[2])];
  const isCounting = counts.every((count, i) => count?.[1] === name && Number(count?.[2]) === from + i);
  if (name === undefined || !isCounting) return undefined;
  return `${plural(name)} ${from} ${heads.length > 2 ? "to" : "and"} ${from + heads.length - 1}`;
}

const plural = (name: string): string =>
  /(s|x|sh|tch)$/.test(name) ? `${name}es` : /[^aeiou]y$/.test(name) ? `${name.slice(0, -1)}ies` : `${name}s`;

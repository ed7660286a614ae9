import type { Choices } from "../conventions.ts";
import { type Cell, type Gate, gatesOf, needed, type Rule } from "./cell.ts";
import type { Given } from "./given.ts";

/** What is computed in a time step, or given. */
export function neededItems(
  cell: Cell,
  choices: Choices,
  known: ReadonlyMap<string, unknown>,
  T: number,
): (Gate | Rule)[] {
  const times = Array.from({ length: Math.min(T, known.size + 1) }, (_, k) => k + 1);
  return needed(cell.items(choices), (id) => times.every((t) => known.has(`${id}${t}`)));
}

export const timeOf = (id: string): number => Number(/\d+$/.exec(id)?.[0]);

/** The fields that give a state or the value of a gate, by the id that they are the value of. */
export function knownFields(cell: Cell, given: Given): Map<string, string> {
  const names = new Map<string, string>();
  const add = (id: string, ...others: string[]) => {
    for (const other of others) names.set(other, id);
  };
  for (const state of cell.states) add(state, state, state.toUpperCase());
  for (const { id, sum, key, letters = [] } of gatesOf(cell.items({}))) {
    // As a value, c is a cell.
    add(sum.id, sum.id);
    add(
      id,
      id,
      ...(key === "" ? [] : letters.filter((letter) => letter !== "c")),
      ...(cell.states.some((state) => state === key) ? [] : [key]),
    );
  }
  if (cell.id === "rnn") add("h", "a", "s", "o");
  const found = new Map<string, string>();
  for (const field of Object.keys(given)) {
    const [, name = "", time = ""] = /^(.*?)_?(\d*|prev|Prev|t)$/.exec(field) ?? [];
    const id = names.get(name.replace(/[_{}]/g, ""));
    if (id === undefined) continue;
    const isBefore = /prev/i.test(time);
    found.set(id + (isBefore ? "0" : /\d/.test(time) ? time : "1"), field);
  }
  return found;
}

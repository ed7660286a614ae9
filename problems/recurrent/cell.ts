import type { Choices, ConventionId } from "../conventions.ts";

interface Said {
  /** Its id without the time. */
  id: string;
  /** Its symbol, with `@` where the time stands. */
  tex: string;
  title: string;
  why: string;
}

/** Something that is computed once in every time step. */
interface Quantity extends Said {
  name: string;
  /** Where people slip: said in the first time step. */
  remarks?: readonly string[];
}

/** Weighted sums of the input and of the state before it, and an activation. */
export interface Gate extends Quantity {
  /** What its parameters are called by: `f` for Wf, Uf and bf. */
  key: string;
  /** Other letters that stand for it in the names of parameters. */
  letters?: readonly string[];
  sum: Said;
  /** `chosen` is the problem's own, or tanh. */
  activation: "sigmoid" | "chosen";
  /** What its recurrent weights are multiplied by, where that is not the state itself. */
  state?: string;
  /** The recurrent product is a step of its own, and something multiplies it before it goes into the sum. */
  scaled?: { by: string; part: Rule };
}

/** Another line of a time step: in its formula `c<` is the cell one step before, `phi` the chosen activation. */
export interface Rule extends Quantity {
  formula: string;
}

export const isGate = (item: Gate | Rule): item is Gate => "key" in item;

/** A recurrent network, as what one of its time steps is made of. */
export interface Cell {
  id: "rnn" | "lstm" | "gru";
  title: string;
  about: string;
  reference: string;
  /** In the order in which a person works a time step. */
  items(choices: Choices): readonly (Gate | Rule)[];
  /** What is carried from one time step to the next. */
  states: readonly ("h" | "c")[];
  /** Beside those of every recurrent network. */
  conventions: readonly ConventionId[];
  /** Of the table over time. */
  columns: readonly string[];
}

/** Without what only leads to values that the problem gives. */
export function needed(items: readonly (Gate | Rule)[], isGiven: (id: string) => boolean): (Gate | Rule)[] {
  const wanted = new Set(["h", "c"]);
  const kept = items.toReversed().filter((item) => {
    if (!wanted.has(item.id)) return false;
    if (!isGiven(item.id)) for (const id of operandsOf(item)) wanted.add(id);
    return true;
  });
  return kept.reverse();
}

const operandsOf = (item: Gate | Rule): string[] =>
  isGate(item) ? [item.state ?? "h", item.scaled?.by ?? "h"] : (item.formula.match(/[a-z]+/g) ?? []);

export const gatesOf = (items: readonly (Gate | Rule)[]): Gate[] => items.filter(isGate);

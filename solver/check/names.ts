import type { Shape } from "../ndarray.ts";
import { bare, closest } from "./closest.ts";
import type { Token } from "./lex.ts";
import { Search, SYNONYM } from "./search.ts";
import { readSpelling } from "./spelling.ts";
import { Symbols } from "./symbols.ts";

/** A quantity of the problem, and its other spellings. */
export interface Quantity {
  id: string;
  shape: Shape;
  also?: string[];
  /** The symbol that the solution prints for it. */
  tex?: string;
}

/** What a name may stand for; less cost is likelier. */
export interface Candidate {
  id: string;
  /** From 0, where a single cell is meant. */
  cell?: number[];
  cost: number;
  /** The ids after one, two, … updates, where the name does not say after how many. */
  series?: string[];
}

export interface Resolved {
  candidates: Candidate[];
  transposed: boolean;
  /** A quantity that was found, but not the cell of it. */
  outside?: Quantity;
}

const OTHER_CASE = 0.5;
const ALIAS = 0.2;
/** The cost of an id that was written as it is. */
export const LITERAL = -2;
/** Of a symbol that was written as it is printed: likelier than an id in another case. */
const PRINTED = -1.7;

/** The names of a problem's quantities, in all spellings. */
export class Names {
  private readonly ids = new Map<string, Quantity>();
  private readonly aliases = new Map<string, Quantity>();
  private readonly anyCase = new Map<string, Set<Quantity>>();
  private readonly known = new Map<string, Resolved>();
  private readonly nearby = new Map<string, string[]>();
  readonly symbols: Symbols;
  private readonly bareIds: readonly (readonly [id: string, bare: string])[];

  constructor(quantities: readonly Quantity[]) {
    for (const quantity of quantities) this.ids.set(quantity.id, quantity);
    this.symbols = new Symbols(quantities);
    this.bareIds = [...this.ids.keys()].map((id) => [id, bare(id)]);
    for (const quantity of quantities) {
      for (const name of [quantity.id, ...(quantity.also ?? [])]) {
        if (name !== quantity.id && !this.ids.has(name)) this.aliases.set(name, quantity);
        const key = name.toLowerCase();
        this.anyCase.set(key, (this.anyCase.get(key) ?? new Set()).add(quantity));
      }
    }
  }

  shapeOf(id: string): Shape {
    return this.ids.get(id)?.shape ?? [];
  }

  /** Whether a word is an id or another spelling of one. */
  has(word: string): boolean {
    return this.anyCase.has(word.toLowerCase());
  }

  /** Names that may have been meant by one that is none. */
  near(written: string): string[] {
    const key = written.slice(0, 40);
    const known = this.nearby.get(key) ?? closest(key, this.bareIds);
    this.nearby.set(key, known);
    return known;
  }

  /** A few of the names, to show what they look like. */
  some(): string[] {
    return [...this.ids.keys()].slice(0, 3);
  }

  /** What a name may stand for, the likeliest first. */
  resolve(tokens: readonly Token[], source: string): Resolved {
    const written = source.slice(tokens[0]?.start, tokens.at(-1)?.end);
    const known = this.known.get(written);
    if (known) return known;
    const resolved = this.resolved(tokens, written);
    this.known.set(written, resolved);
    return resolved;
  }

  private resolved(tokens: readonly Token[], written: string): Resolved {
    const literal = this.lookup(written.replace(/[\s$`]/g, "")).map(({ quantity, cost }) => ({
      id: quantity.id,
      cost: cost + LITERAL,
    }));
    const printed = this.symbols.of(tokens).map(({ id }) => ({ id, cost: PRINTED }));
    const spelling = readSpelling(tokens);
    if (!spelling) return { candidates: likeliest([...literal, ...printed]), transposed: false };
    const found = new Search(this).run(spelling);
    const candidates = likeliest([...literal, ...printed, ...found.candidates]);
    return {
      candidates: candidates.length > 0 || found.outside ? candidates : this.withoutSigns(written),
      transposed: spelling.transposed ?? false,
      ...(found.outside && { outside: found.outside }),
    };
  }

  /** `neth1` is `net_h1`, where that is the only id of these letters. */
  private withoutSigns(written: string): Candidate[] {
    const letters = bare(written);
    const [only, ...others] = this.bareIds.filter((known) => known[1] === letters);
    return only && others.length === 0 ? [{ id: only[0], cost: SYNONYM }] : [];
  }

  lookup(name: string): { quantity: Quantity; cost: number }[] {
    const exact = this.ids.get(name);
    if (exact) return [{ quantity: exact, cost: 0 }];
    const alias = this.aliases.get(name);
    if (alias) return [{ quantity: alias, cost: ALIAS }];
    return [...(this.anyCase.get(name.toLowerCase()) ?? [])].map((quantity) => ({ quantity, cost: OTHER_CASE }));
  }

  namesOf(id: string): string[] {
    return [id, ...(this.ids.get(id)?.also ?? [])];
  }

  allIds(): string[] {
    return [...this.ids.keys()];
  }

  /** `W1_1`, `W1_2`, … for `W1`; `w_1`, `w_2`, … for `w_0`. */
  updatesOf(id: string): string[] {
    const [, stem = "", count = "0"] = /^(.+)_(\d{1,6})$/.exec(id) ?? [];
    const own = this.seriesFrom(id, 1);
    if (own.length > 0) return own;
    const isCounted = this.lookup(stem).length > 0 || this.ids.has(`${stem}_0`) || count === "1";
    return stem && isCounted ? this.seriesFrom(stem, Number(count) + 1) : [];
  }

  private seriesFrom(stem: string, first: number): string[] {
    const series: string[] = [];
    for (let k = first; this.ids.has(`${stem}_${k}`); k++) series.push(`${stem}_${k}`);
    return series;
  }
}

/** One candidate for an id and a cell, the cheapest, in order of cost. */
function likeliest(candidates: readonly Candidate[]): Candidate[] {
  const best = new Map<string, Candidate>();
  for (const candidate of candidates) {
    const key = `${candidate.id} ${candidate.cell ?? ""}`;
    const before = best.get(key);
    if (!before || candidate.cost < before.cost) best.set(key, candidate);
  }
  return [...best.values()].sort((a, b) => a.cost - b.cost);
}

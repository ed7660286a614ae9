import { inOrder } from "./forms.ts";
import { isSign, lex, type Token, textOf } from "./lex.ts";
import type { Quantity } from "./names.ts";
import { type Mark, readSpelling } from "./spelling.ts";

/** The quantities by the symbols that the solution prints: `W_{xh}` for `Wx`. */
export class Symbols {
  private readonly printed = new Map<string, Quantity[]>();
  private readonly spelled = new Map<string, Quantity[]>();

  constructor(quantities: readonly Quantity[]) {
    for (const quantity of quantities) {
      if (quantity.tex === undefined) continue;
      const tokens = lex(quantity.tex);
      add(this.printed, asPrinted(tokens), quantity);
      const spelling = readSpelling(tokens);
      const isPlain = spelling && !spelling.gradient && spelling.step !== "updated";
      if (isPlain) add(this.spelled, asSpelled(spelling.base, spelling.marks), quantity);
    }
  }

  /** Those whose symbol is printed so. */
  of(tokens: readonly Token[]): Quantity[] {
    return this.printed.get(asPrinted(tokens)) ?? [];
  }

  /** Those whose symbol has this base and these indices, however attached. */
  like(base: string, marks: readonly Mark[]): Quantity[] {
    return this.spelled.get(asSpelled(base, marks)) ?? [];
  }
}

function add(map: Map<string, Quantity[]>, key: string, quantity: Quantity): void {
  map.set(key, [...(map.get(key) ?? []), quantity]);
}

const asPrinted = (tokens: readonly Token[]): string =>
  tokens
    .filter((token) => !isSign(token, "{", "}"))
    .map(textOf)
    .join(" ");

const asSpelled = (base: string, marks: readonly Mark[]): string =>
  base +
  inOrder(marks)
    .flatMap(({ items }) => items)
    .join("");

import { size } from "../ndarray.ts";
import { cellOf, formsOf } from "./forms.ts";
import type { Candidate, Names, Quantity } from "./names.ts";
import type { Mark, Spelling } from "./spelling.ts";
import { RUNNING } from "./symbol.ts";
import { synonymsOf } from "./synonyms.ts";

/** The cost of a name that is only another word for the quantity. */
export const SYNONYM = 8;
/** That of a symbol that is written in another way than it is printed. */
const SYMBOL = 2.5;

/** The search for one spelling. */
export class Search {
  private outside: Quantity | undefined;
  private readonly names: Names;

  constructor(names: Names) {
    this.names = names;
  }

  run(spelling: Spelling): { candidates: Candidate[]; outside: Quantity | undefined } {
    const found = spelling.gradient ? this.gradients(spelling, spelling.gradient.of) : this.plain(spelling);
    if (spelling.step === "updated") return this.told(found.flatMap((candidate) => this.updated(candidate)));
    if (spelling.step !== "running" || found.length > 0) return this.told(found);
    const isRunning = ({ items }: Mark) => items.length === 1 && RUNNING.has(items[0] as string);
    const first = spelling.marks.map((mark) => (isRunning(mark) ? { ...mark, items: ["1"] } : mark));
    return this.told(this.plain({ base: spelling.base, marks: first }).map((candidate) => this.running(candidate)));
  }

  private told(candidates: Candidate[]): { candidates: Candidate[]; outside: Quantity | undefined } {
    return { candidates, outside: this.outside };
  }

  private plain(spelling: Spelling): Candidate[] {
    const direct = this.forms(spelling);
    if (direct.length > 0) return direct;
    if (/^delta$/i.test(spelling.base)) return this.errorTerms(spelling);
    const differential = /^d(.+)$/.exec(spelling.base)?.[1];
    const byWord = this.worded(spelling).flatMap((other) => this.bySynonyms(other));
    if (byWord.length > 0) return byWord;
    const gradients = differential ? this.gradients({ ...spelling, base: differential }) : [];
    return gradients.length > 0 || spelling.marks.length > 0 ? gradients : this.counted(spelling);
  }

  /** `m` alone is `m_1`, then `m_2`; the cost `J` starts at `J_0`. */
  private counted({ base }: Spelling): Candidate[] {
    const found = [`${base}_0`, `${base}_1`].flatMap((id) => this.names.lookup(id));
    const first = found.find(({ quantity }) => /^[JL]_0$|_1$/.test(quantity.id));
    return first ? [this.running({ id: first.quantity.id, cost: SYNONYM })] : [];
  }

  /** `y_pred` is one word, too. */
  private worded(spelling: Spelling): Spelling[] {
    const [first, ...marks] = spelling.marks;
    const word = first?.style === "below" && first.items.length === 1 ? (first.items[0] as string) : "";
    return /^\p{L}{2,}$/u.test(word) ? [spelling, { ...spelling, base: spelling.base + word, marks }] : [spelling];
  }

  private bySynonyms(spelling: Spelling): Candidate[] {
    return [spelling.base, ...synonymsOf(spelling.base)].flatMap((base, k) =>
      this.forms({ ...spelling, base }).map((c) => ({ ...c, cost: c.cost + (k === 0 ? 0 : SYNONYM + k) })),
    );
  }

  private forms({ base, marks }: { base: string; marks: readonly Mark[] }): Candidate[] {
    return formsOf(base, marks).flatMap((form) => {
      const byId = form.ids.flatMap(({ id, cost }) =>
        this.names.lookup(id).map((found) => ({ ...found, cost: found.cost + cost })),
      );
      const bySymbol = this.names.symbols.like(base, form.marks).map((quantity) => ({ quantity, cost: SYMBOL }));
      return [...byId, ...bySymbol].flatMap(({ quantity, cost }) =>
        this.cellIn(quantity, form.indices, cost + form.cost),
      );
    });
  }

  private cellIn(quantity: Quantity, indices: readonly string[], cost: number): Candidate[] {
    if (indices.length === 0) return [{ id: quantity.id, cost }];
    const cell = cellOf(indices, quantity.shape);
    if (!cell) this.outside ??= quantity;
    return cell ? [{ id: quantity.id, cell, cost }] : [];
  }

  /** δ² is ∂L/∂z²; δ alone that of the last layer. */
  private errorTerms({ marks }: Spelling): Candidate[] {
    const found = ["dZ", "dz", "dnet"].flatMap((base) => this.forms({ base, marks }));
    if (found.length > 0 || marks.length > 0) return found;
    const layers = this.names.allIds().filter((id) => /^d[zZ]\d+$/.test(id));
    const last = layers.sort((a, b) => Number(b.slice(2)) - Number(a.slice(2)))[0];
    return last ? [{ id: last, cost: 0 }] : [];
  }

  /** `dv/da` where the trace has it so; else `da`, if v is what everything is derived from. */
  private gradients(spelling: Spelling, of?: Spelling): Candidate[] {
    const by = this.plain({ base: spelling.base, marks: spelling.marks });
    const above = of ? this.plain(of) : [];
    const local = above.flatMap((root) =>
      by.flatMap((c) => this.named(c, (name) => this.names.namesOf(root.id).map((r) => `d${r}/d${name}`))),
    );
    if (local.length > 0) return local;
    if (of && !this.isRoot(of, above)) return [];
    const adjoint = by.flatMap((c) => this.named(c, (name) => ["", "dL/", "dJ/"].map((root) => `${root}d${name}`)));
    const spelled = this.forms({ base: `d${spelling.base}`, marks: spelling.marks });
    if (adjoint.length + spelled.length > 0) return [...adjoint, ...spelled];
    return this.iterates(spelling);
  }

  private named(candidate: Candidate, spell: (name: string) => string[]): Candidate[] {
    return this.names
      .namesOf(candidate.id)
      .flatMap((name) =>
        spell(name).flatMap((id) =>
          this.names
            .lookup(id)
            .flatMap(({ quantity, cost }) =>
              size(quantity.shape) === size(this.names.shapeOf(candidate.id))
                ? [{ ...candidate, id: quantity.id, cost: candidate.cost + cost }]
                : [],
            ),
        ),
      );
  }

  /** Whether the trace's gradients are derivatives of this: it is a loss, or there is no loss and it has no gradient. */
  private isRoot(of: Spelling, candidates: readonly Candidate[]): boolean {
    if (candidates.length === 0) return /^(l|j|e|c|loss|cost|error)$/i.test(of.base);
    if (candidates.some(({ id }) => /^[LJ](?![A-Za-z])/.test(id))) return true;
    const hasLoss = ["L", "J"].some((id) => this.names.lookup(id).length > 0);
    return !hasLoss && candidates.some(({ id }) => this.names.lookup(`d${id}`).length === 0);
  }

  /** Optimizers call the gradient at `w_0` `g_1`. */
  private iterates({ base, marks }: Spelling): Candidate[] {
    const [first] = marks;
    const count = first?.items[0];
    const isCount = marks.length === 1 && count !== undefined && /^\d{1,4}$/.test(count);
    if (marks.length > 0 && !isCount) return [];
    const next: Mark = { style: "below", items: [String(Number(count ?? 0) + 1)] };
    const found = [`g_${base}`, "g"].flatMap((g) => this.forms({ base: g, marks: [next] }));
    return isCount ? found : found.map((candidate) => this.running(candidate));
  }

  private updated(candidate: Candidate): Candidate[] {
    if (candidate.series) return [candidate];
    const [id, ...later] = this.names.updatesOf(candidate.id);
    if (id) return [{ ...candidate, id, ...(later.length > 0 && { series: [id, ...later] }) }];
    const nudged = this.names.allIds().filter((other) => other.startsWith(`${candidate.id}~`));
    return nudged.map((other) => ({ ...candidate, id: other }));
  }

  private running(candidate: Candidate): Candidate {
    const series = [candidate.id, ...this.names.updatesOf(candidate.id)];
    return series.length > 1 ? { ...candidate, series } : candidate;
  }
}

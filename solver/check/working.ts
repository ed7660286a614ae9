import { ProblemError } from "../errors.ts";
import { describeShape, type NdArray, size } from "../ndarray.ts";
import { transpose } from "./arrays.ts";
import { type Assignment, assignmentIn } from "./assignment.ts";
import type { Token } from "./lex.ts";
import { type Candidate, LITERAL, Names, type Quantity } from "./names.ts";
import { type Part, type ReadPart, readPart } from "./parts.ts";
import { readSpelling } from "./spelling.ts";
import { assignmentsOf, depthsOf, type Statement, statementsOf } from "./statements.ts";
import { seriesOf } from "./updates.ts";
import { hasNames, withoutRemark } from "./value.ts";
import type { Written } from "./written.ts";

export type { Quantity } from "./names.ts";
export type { Part } from "./parts.ts";

/** One thing that a student wrote: `z1 = 0.5*0.2 + 0.05 = 0.15`. */
export interface WorkingLine {
  /** Of the text, from 1. */
  line: number;
  /** As written, without its comment. */
  text: string;
  /** The quantity meant. */
  id?: string;
  /** From 0, where only one cell is written. */
  cell?: number[];
  /** The last readable value of the chain, in the shape in which it was written: `[n]` for a flat vector. */
  value?: NdArray<Written>;
  /** What stands between the name and a value at the end, in order; an expression at the end is in it and gives `value` too. */
  chain: Part[];
  /** One sentence for the student: what could not be read, and what would mend it. */
  unreadable?: string;
}

const MOST_CHARACTERS = 200_000;
/** Numbers, names and signs of one assignment. */
const MOST_TOKENS = 5000;

/**
 * Reads a student's working, one quantity a line: `NAME = expression = value`, in any usual spelling and notation.
 * A line of a name that is none of the problem's is `unreadable` where the name looks mistyped; otherwise it is taken
 * for a quantity of the student's own and has no `id`. Prose and headings give no lines.
 */
export function readWorking(text: string, quantities: readonly Quantity[]): WorkingLine[] {
  if (text.length > MOST_CHARACTERS)
    throw new ProblemError("working", `a working may have ${MOST_CHARACTERS} characters, this one has ${text.length}`, {
      suggestion: "Hand it in in parts.",
    });
  const reader = new Reader(new Names(quantities));
  return statementsOf(text)
    .flatMap(assignmentsOf)
    .flatMap((statement) => reader.read(statement) ?? []);
}

class Reader {
  private readonly names: Names;
  /** How often a quantity that is updated again and again was written so far. */
  private readonly counts = new Map<string, number>();

  constructor(names: Names) {
    this.names = names;
  }

  read({ line, source, tokens: all }: Statement): WorkingLine | undefined {
    const tokens = withoutFrame(all);
    const text = textOf(tokens, source);
    if (tokens.length > MOST_TOKENS)
      return {
        line,
        text,
        chain: [],
        unreadable: "This is too long for one line: give every quantity a line of its own",
      };
    const assignment = assignmentIn(tokens, source, this.names);
    if (!assignment) return bareNumbers(tokens) ? { line, text, ...this.nameless([tokens], source) } : undefined;
    const { candidates } = assignment.resolved;
    if (candidates.length === 0) {
      const read = this.unknown(assignment, tokens, source);
      return read && { line, text, ...read };
    }
    return { line, text, ...this.known(assignment, source) };
  }

  private known(assignment: Assignment, source: string): Omit<WorkingLine, "line" | "text"> {
    const { candidates, transposed } = assignment.resolved;
    const parts = this.parts(assignment.parts, source, candidates);
    const { chain, value } = outcomeOf(parts);
    const told = { chain, ...(value && { value: transposed && value.shape.length < 3 ? transpose(value) : value }) };
    const fitting = this.fitting(candidates, value);
    const [chosen, ...others] = fitting.filter(({ cost }) => cost === fitting[0]?.cost);
    if (others.length > 0)
      return { ...told, unreadable: ambiguous(assignment.name, [chosen as Candidate, ...others], source) };
    const { id, cell } = this.inTurn(fitting, assignment, parts, value !== undefined);
    const unreadable = troubleWith(parts, assignment.name, source);
    return { id, ...(cell && { cell }), ...told, ...(unreadable && { unreadable }) };
  }

  /** Those that fit the number of numbers, or all; what was written as it is may be a cell, and no other id. */
  private fitting(candidates: readonly Candidate[], value: NdArray<unknown> | undefined): readonly Candidate[] {
    const isLiteral = candidates[0]?.cost === LITERAL;
    const fitting = candidates.filter(
      (candidate, k) =>
        value &&
        this.sizeOf(candidate) === size(value.shape) &&
        (k === 0 || !isLiteral || candidate.cell !== undefined),
    );
    return fitting.length > 0 ? fitting : candidates;
  }

  private sizeOf({ id, cell }: Candidate): number {
    return cell ? 1 : size(this.names.shapeOf(id));
  }

  /** The likeliest; of what is updated again and again, after as many updates as were written before. */
  private inTurn(
    candidates: readonly Candidate[],
    assignment: Assignment,
    parts: readonly ReadPart[],
    counts: boolean,
  ): Candidate {
    for (const [k, candidate] of candidates.entries()) {
      if (k > 0 && candidate.series) continue;
      const series = seriesOf(candidate, assignment, parts, this.names);
      if (series.length === 0) continue;
      const key = `${series[0]} ${candidate.cell ?? ""}`;
      const count = this.counts.get(key) ?? 0;
      if (counts) this.counts.set(key, count + 1);
      return { ...candidate, id: series[Math.min(count, series.length - 1)] as string };
    }
    return candidates[0] as Candidate;
  }

  private parts(parts: readonly Token[][], source: string, candidates: readonly Candidate[]): ReadPart[] {
    const sizes = [...new Set(candidates.map((candidate) => this.sizeOf(candidate)))];
    const isName = (word: string) => this.names.has(word);
    return parts.map((part, k) => readPart(k === parts.length - 1 ? withoutRemark(part, isName) : part, source, sizes));
  }

  /** A line whose name is none of the problem's: mistyped, the student's own, or prose. */
  private unknown(
    { name, resolved, parts }: Assignment,
    tokens: readonly Token[],
    source: string,
  ): Omit<WorkingLine, "line" | "text"> | undefined {
    if (!tokens.some(({ kind }) => kind === "number")) return undefined;
    if (!readSpelling(name)) return this.nameless(name.length > 0 ? [name, ...parts] : parts, source);
    const told = outcomeOf(this.parts(parts, source, []));
    const written = textOf(name, source);
    const near = this.names.near(written);
    if (resolved.outside) return { ...told, unreadable: outside(written, resolved.outside) };
    const isOwn = told.value && told.chain.length > 0 && (near.length === 0 || written.length < 3);
    if (isOwn) return told;
    const mend =
      near.length > 0 ? `did you mean ${listed(near)}?` : `its names are such as ${listed(this.names.some())}`;
    return { ...told, unreadable: `There is no quantity \`${written}\` in this problem; ${mend}` };
  }

  private nameless(parts: readonly Token[][], source: string): Omit<WorkingLine, "line" | "text"> {
    const told = outcomeOf(this.parts(parts, source, []));
    return { ...told, unreadable: "No quantity is named here: begin the line with its name, as in NAME = value" };
  }
}

/** What was written last, and what leads to it. */
function outcomeOf(parts: readonly ReadPart[]): Pick<WorkingLine, "chain" | "value"> {
  const last = parts.findLastIndex(({ reading }) => reading.kind === "value");
  const reading = parts[last]?.reading;
  const isPlain = reading?.kind === "value" && reading.plain;
  const chain = parts.filter((part, k) => part.text && !(isPlain && k === last));
  return {
    chain: chain.map(({ text, value, numbers }) => ({ text, ...(value && { value }), numbers })),
    ...(reading?.kind === "value" && { value: reading.value }),
  };
}

/** Why the last part has no value, where it should have one. */
function troubleWith(parts: readonly ReadPart[], name: readonly Token[], source: string): string | undefined {
  const last = parts.at(-1) as ReadPart;
  if (last.reading.kind === "value") return undefined;
  if (!last.text) return `Nothing is written after \`${textOf(name, source)}\`: give its value`;
  if (last.reading.kind === "problem") return `\`${last.text}\` cannot be read: ${last.reading.problem}`;
  const digits = last.text.replace(/[oO]/g, "0").replace(/[lI]/g, "1");
  const isMistyped = /^[-+]?[\doOlI]*\d[\doOlI]*[.,]?[\doOlI]*$/.test(last.text) && /^[-+]?[\d.,]+$/.test(digits);
  return isMistyped ? `\`${last.text}\` is no number: did you mean ${digits}?` : undefined;
}

const ambiguous = (name: readonly Token[], candidates: readonly Candidate[], source: string): string =>
  `\`${textOf(name, source)}\` fits several quantities: did you mean ${listed(candidates.map(label))}?`;

const label = ({ id, cell }: Candidate): string => (cell ? `${id}[${cell.map((i) => i + 1).join(",")}]` : id);

const outside = (written: string, { id, shape }: Quantity): string =>
  `\`${written}\` is no cell of ${id}, which is ${describeShape(shape)}: cells are counted from 1, as ${label({ id, cost: 0, cell: shape.map(() => 0) })}`;

const listed = (names: readonly string[]): string =>
  names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} or ${names.at(-1)}`;

const textOf = (tokens: readonly Token[], source: string): string =>
  tokens.length === 0 ? "" : source.slice(tokens[0]?.start, tokens.at(-1)?.end);

const LEADING = new Set(["⇒", ",", ";", ".", "&", "\\\\", ":"]);

/** Without what only leads on from the line before, and without a frame: `⇒ z1 = 0.18`, `\\boxed{z1 = 0.18}`. */
function withoutFrame(tokens: readonly Token[]): Token[] {
  const first = tokens.findIndex((token) => token.kind !== "sign" || !LEADING.has(token.text));
  const bare = tokens.slice(Math.max(0, first));
  const [open, close] = [bare[0], bare.at(-1)];
  const depths = depthsOf(bare);
  const isFramed =
    open?.kind === "sign" &&
    open.text === "{" &&
    close?.kind === "sign" &&
    close.text === "}" &&
    depths.lastIndexOf(0, -2) === 0;
  return isFramed ? bare.slice(1, -1) : bare;
}

const bareNumbers = (tokens: readonly Token[]): boolean =>
  tokens.some(({ kind }) => kind === "number") && !hasNames(tokens);

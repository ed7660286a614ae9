import { isSign, lex, type Token } from "./lex.ts";

/** A stretch of tokens, and the text that their spans are in. */
export interface Statement {
  /** Of the text, from 1. */
  line: number;
  source: string;
  tokens: Token[];
}

const MOST_LINES = 60;
const COMMENT = /#|\/\//;
const BULLET = /^\s*(?:[-–*•▪◦>](?=\s+\D)|\(?(?:\d{1,3}|[a-zA-Z]|[ivx]{1,4})[.)](?=\s))/;
const BOLD = /^(\s*)\*\*([^*]+)\*\*/;

export const isRelation = (token: Token | undefined): boolean =>
  token?.kind === "sign" && ["=", "≈", "⇒", "←", ":="].includes(token.text);

/** How many brackets stand open before each token, and at the end; all 0 where they do not match. */
export function depthsOf(tokens: readonly Token[]): number[] {
  const depths = [0];
  for (const token of tokens) {
    const before = depths.at(-1) as number;
    const step = isSign(token, "(", "[", "{", "\\begin") ? 1 : isSign(token, ")", "]", "}", "\\end") ? -1 : 0;
    depths.push(before + step);
  }
  return depths.at(-1) === 0 && depths.every((depth) => depth >= 0) ? depths : depths.map(() => 0);
}

/** A line of its own, and what decides whether the next one belongs to it. */
interface Line {
  tokens: Token[];
  /** Brackets that open here, less those that close. */
  open: number;
  relates: boolean;
}

/** The lines of a text, those joined that belong together: a matrix over several, and `= 0.18` below what it ends. */
export function statementsOf(text: string): Statement[] {
  const sources = text.split(/\r\n|\r|\n/).map(withoutFrills);
  const lines = sources.map(lineOf);
  const statements: Statement[] = [];
  for (let i = 0; i < lines.length; ) {
    const end = endOf(lines, i);
    const source = end > i + 1 ? sources.slice(i, end).join("\n") : (sources[i] as string);
    const tokens = end > i + 1 ? lex(source) : (lines[i] as Line).tokens;
    if (tokens.length > 0) statements.push({ line: i + 1, source, tokens });
    i = end;
  }
  return statements;
}

function lineOf(source: string): Line {
  const tokens = lex(source);
  const open = tokens.reduce((sum, token) => {
    if (isSign(token, "[", "(", "\\begin")) return sum + 1;
    return isSign(token, "]", ")", "\\end") ? sum - 1 : sum;
  }, 0);
  return { tokens, open, relates: tokens.some(isRelation) };
}

/** A line without comment, bullet, numbering, and the frame of a table, all in their places still. */
function withoutFrills(line: string): string {
  const comment = line.search(COMMENT);
  const blank = (text: string) => " ".repeat(text.length);
  let bare = comment < 0 ? line : line.slice(0, comment);
  for (let k = 0; k < 3; k++) bare = bare.replace(BULLET, blank);
  bare = bare.replace(BOLD, (_, space, bold) => `${space}  ${bold}  `);
  if (/^[\s|:-]*$/.test(bare)) return "";
  return fromRow(bare);
}

/** `| z1 | 0.18 |`, a row of a table, as ` z1 = 0.18 `. */
function fromRow(line: string): string {
  const row = line.trim();
  const isRow = row.startsWith("|") && row.endsWith("|") && row.slice(1, -1).includes("|");
  return isRow ? ` ${row.slice(1, -1).replaceAll("|", "=")} ` : line;
}

const isBlank = (line: Line | undefined): boolean => line?.tokens.length === 0;

/** The line behind the last one that belongs to what starts here. */
function endOf(lines: readonly Line[], start: number): number {
  let end = start + 1;
  if (isBlank(lines[start])) return end;
  const most = Math.min(lines.length, start + MOST_LINES);
  while (end < most && (isBlank(lines[end]) || continues(lines[end] as Line))) end++;
  while (isBlank(lines[end - 1])) end--;
  const matrix = endOfBrackets(lines, end - 1);
  const next = lines[matrix];
  // After a matrix over several lines there may be `= …` again.
  return matrix > end && next && matrix < most && continues(next) ? matrix + 1 : matrix;
}

/** Whether a line goes on with the chain of the line before: `= 0.18`, `⇒ 0.18`, and not `⇒ a1 = 0.54`. */
function continues({ tokens }: Line): boolean {
  const [first, second] = isSign(tokens[0], "&") ? tokens.slice(1, 3) : tokens;
  if (!isRelation(first)) return false;
  return !isSign(first, "⇒") || second?.kind !== "name" || tokens.filter(isRelation).length < 2;
}

/** Where the brackets that are open at the end of a line close; the next line where they never do. */
function endOfBrackets(lines: readonly Line[], line: number): number {
  const first = lines[line] as Line;
  const waits = isRelation(first.tokens.at(-1)) || isSign(first.tokens.at(-1), ":");
  let { open } = first;
  for (let end = line + 1; end < Math.min(lines.length, line + MOST_LINES); end++) {
    const next = lines[end] as Line;
    if (open <= 0 && !(waits && end === line + 1 && startsValue(next))) break;
    if (next.relates) break;
    open += next.open;
    if (open <= 0) return end + 1;
  }
  return line + 1;
}

const startsValue = ({ tokens: [first] }: Line): boolean =>
  first?.kind === "number" || isSign(first, "[", "(", "\\begin", "-", "\\frac");

/** The assignments of a statement: `z1 = 0.18; a1 = 0.54` and `z1 = 0.18 ⇒ a1 = 0.54` are two. */
export function assignmentsOf({ line, source, tokens }: Statement): Statement[] {
  const depths = depthsOf(tokens);
  const flat = tokens.filter((_, k) => depths[k] !== 0 || !isLayout(tokens, k));
  const depth = depthsOf(flat);
  const cuts = flat.flatMap((token, k) =>
    depth[k] === 0 && isCut(token) && startsAssignment(flat, depth, k + 1) ? [k] : [],
  );
  const ends = [...cuts, flat.length];
  return ends
    .map((end, k) => ({ line, source, tokens: flat.slice(k === 0 ? 0 : (ends[k - 1] as number) + 1, end) }))
    .filter((piece) => piece.tokens.length > 0);
}

/** What aligns the lines of a display: every `&`, and a `\\\\` before `= …`. */
function isLayout(tokens: readonly Token[], at: number): boolean {
  if (!isSign(tokens[at], "\\\\")) return isSign(tokens[at], "&");
  const next = tokens[isSign(tokens[at + 1], "&") ? at + 2 : at + 1];
  return !next || isRelation(next);
}

const isCut = (token: Token): boolean =>
  isSign(token, ";", ",", "⇒", "\\\\") || (token.kind === "name" && token.text.toLowerCase() === "and");

/** Whether a name and an equals sign come next, with nothing between them that cuts. */
function startsAssignment(tokens: readonly Token[], depth: readonly number[], start: number): boolean {
  const first = tokens[start];
  if (!(first?.kind === "name" || isSign(first, "∂", "∇", "\\frac"))) return false;
  for (let k = start; k < tokens.length; k++) {
    const token = tokens[k] as Token;
    if (depth[k] !== 0) continue;
    if (isCut(token)) return false;
    if (isRelation(token)) return k > start;
  }
  return false;
}

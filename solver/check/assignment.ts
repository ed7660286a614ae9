import { isFunction } from "./elementary.ts";
import { isSign, type Token } from "./lex.ts";
import type { Names, Resolved } from "./names.ts";
import { depthsOf, isRelation } from "./statements.ts";
import { readValue } from "./value.ts";

/** A name, and what is said to be equal to it. */
export interface Assignment {
  name: Token[];
  resolved: Resolved;
  parts: Token[][];
  /** The sign between the name and the first part. */
  by: string;
}

const MOST_LABELS = 4;
const MOST_TRIES = 8;

const isWord = (token: Token | undefined, ...texts: string[]): boolean =>
  token?.kind === "name" && texts.includes(token.text.toLowerCase());

/**
 * The name and the parts of `NAME = part = part`. Also `NAME: part`, `NAME is part` and `NAME value`, with words or a
 * label before the name: `Hidden layer: the input z1 = 0.18`. Undefined where there is no such thing.
 */
export function assignmentIn(
  tokens: readonly Token[],
  source: string,
  names: Names,
  labels = 0,
): Assignment | undefined {
  const depths = depthsOf(tokens);
  const relation = tokens.findIndex((token, k) => depths[k] === 0 && isRelation(token));
  const before = relation < 0 ? tokens.length : relation;
  const says = tokens.findIndex(
    (token, k) => k < before && depths[k] === 0 && (isSign(token, ":") || isWord(token, "is", "equals")),
  );
  if (says > 0 && labels < MOST_LABELS) {
    const right = tokens.slice(says + 1);
    if (right.length === 0) return undefined;
    const isLabel =
      relation >= 0 && nameIn(tokens.slice(says + 1, relation), source, names).resolved.candidates.length > 0;
    const left = nameIn(tokens.slice(0, says), source, names);
    if (!isLabel && left.resolved.candidates.length > 0) return { ...left, parts: partsOf(right), by: ":" };
    return assignmentIn(right, source, names, labels + 1);
  }
  if (relation < 0) return juxtaposed(tokens, source, names);
  const sign = tokens[relation] as Token & { text: string };
  return {
    ...nameIn(tokens.slice(0, relation), source, names),
    parts: partsOf(tokens.slice(relation + 1)),
    by: sign.text,
  };
}

/** The stretches between equals signs; those without anything in them are left out, if not all are. */
function partsOf(tokens: readonly Token[]): Token[][] {
  const depths = depthsOf(tokens);
  const parts: Token[][] = [[]];
  tokens.forEach((token, k) => {
    if (depths[k] === 0 && isRelation(token)) parts.push([]);
    else parts.at(-1)?.push(token);
  });
  const written = parts.filter((part) => part.length > 0);
  return written.length > 0 ? written : [[]];
}

/** The name that stands here, after words that introduce it: `the output yhat`. */
function nameIn(tokens: readonly Token[], source: string, names: Names): Pick<Assignment, "name" | "resolved"> {
  const whole = { name: [...tokens], resolved: names.resolve(tokens, source) };
  if (whole.resolved.candidates.length > 0) return whole;
  const [first] = tokens;
  const starts = tokens.flatMap((token, k) => (k > 0 && (token.spaced || isSign(tokens[k - 1], ":")) ? [k] : []));
  const isIntroduced = first?.kind === "name" && !isFunction(first.text);
  for (const start of isIntroduced ? starts.slice(0, MOST_TRIES) : []) {
    if (!tokens.slice(0, start).every(isIntroduction)) break;
    const name = tokens.slice(start);
    const resolved = names.resolve(name, source);
    if (resolved.candidates.length > 0) return { name, resolved };
  }
  return whole;
}

const isIntroduction = (token: Token): boolean =>
  token.kind === "number" ||
  (token.kind === "name" && token.text.length > 1 && !isFunction(token.text)) ||
  isSign(token, ":", ",", ".", "(", ")");

/** `z1 0.18`. */
function juxtaposed(tokens: readonly Token[], source: string, names: Names): Assignment | undefined {
  const starts = tokens.flatMap((token, k) => (k > 0 && token.spaced ? [k] : []));
  for (const start of starts.slice(0, MOST_TRIES)) {
    const rest = tokens.slice(start);
    if (rest[0]?.kind === "name" || isSign(rest[0], "+", "*", "/", "^") || (isSign(rest[0], "-") && rest[1]?.spaced))
      continue;
    const resolved = names.resolve(tokens.slice(0, start), source);
    if (resolved.candidates.length === 0 || readValue(rest, source).kind !== "value") continue;
    return { name: tokens.slice(0, start), resolved, parts: [rest], by: "" };
  }
  return undefined;
}

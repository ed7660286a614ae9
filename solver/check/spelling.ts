import { isSign, type Token, textOf } from "./lex.ts";
import { CLOSING, closeOf, MOST_TOKENS, type Spelling, symbolAt, UPDATED } from "./symbol.ts";

export type { Mark, Spelling, Style } from "./symbol.ts";

const GRADIENT = new Set(["grad", "gradient", "derivative"]);

/** Takes apart what stands left of an equals sign; undefined where it is no name, but a number or an expression. */
export function readSpelling(tokens: readonly Token[]): Spelling | undefined {
  if (tokens.length > MOST_TOKENS) return undefined;
  const words = tokens.map((token) => (token.kind === "name" ? token.text.toLowerCase() : ""));
  const [first = ""] = words;
  if (UPDATED.has(first) && tokens.length > 1) {
    const rest = readSpelling(tokens.slice(1));
    return rest && { ...rest, step: "updated" };
  }
  if (GRADIENT.has(first)) {
    if (tokens.length === 1) return { base: "", marks: [], gradient: {} };
    const skipped = words[1] === "of" || words[1] === "wrt" || isSign(tokens[1], "_") ? 2 : 1;
    return asGradient(readSpelling(tokens.slice(skipped)));
  }
  return quotient(tokens) ?? differential(tokens) ?? symbol(tokens);
}

const asGradient = (spelling: Spelling | undefined, of?: Spelling): Spelling | undefined =>
  spelling && { ...spelling, gradient: of ? { of } : {} };

/** `∂L/∂W`, `dL/dW`, `\frac{\partial L}{\partial W}`. */
function quotient(tokens: readonly Token[]): Spelling | undefined {
  const slash = tokens.findIndex((token) => isSign(token, "/"));
  const isTex = isSign(tokens[0], "\\frac");
  if (!isTex && slash < 0) return undefined;
  const middle = isTex ? closeOf(tokens, 1) + 1 : slash;
  const above = withoutBrackets(tokens.slice(isTex ? 1 : 0, middle));
  const below = withoutBrackets(tokens.slice(isTex ? middle : middle + 1));
  const of = withoutD(above);
  const by = withoutD(below);
  return of && by && asGradient(symbol(by), symbol(of));
}

const withoutBrackets = (tokens: readonly Token[]): Token[] =>
  Object.hasOwn(CLOSING, textOf(tokens[0])) && closeOf(tokens, 0) === tokens.length - 1
    ? tokens.slice(1, -1)
    : [...tokens];

/** What stands behind a d or ∂. */
function withoutD(tokens: readonly Token[]): Token[] | undefined {
  const [first, ...rest] = tokens;
  if (isSign(first, "∂")) return rest;
  if (first?.kind !== "name" || !first.text.startsWith("d")) return undefined;
  return first.text === "d" ? rest : [{ ...first, text: first.text.slice(1) }, ...rest];
}

/** `∂W`, `∇W`, `∇_W J`, `d W`, `d_W`, `dL_dW`, `dLdW`, `W.grad`. */
function differential(tokens: readonly Token[]): Spelling | undefined {
  const [first, second, third] = tokens;
  if (isSign(first, "∂")) return asGradient(symbol(tokens.slice(1)));
  if (isSign(first, "∇")) return isSign(second, "_") ? nabla(tokens.slice(2)) : asGradient(symbol(tokens.slice(1)));
  if (isSign(tokens.at(-2), ".") && textOf(tokens.at(-1)) === "grad") return asGradient(symbol(tokens.slice(0, -2)));
  if (first?.kind !== "name") return undefined;
  if (first.text === "d" && second?.kind === "name") return asGradient(symbol(tokens.slice(1)));
  if (isSign(second, "_") && third?.kind === "name") {
    if (first.text === "d") return asGradient(symbol(tokens.slice(2)));
    const [of, by] = [withoutD([first]), withoutD(tokens.slice(2))];
    if (of?.length && by) return asGradient(symbol(by), symbol(of));
  }
  const [, of, by] = /^d([A-Z])d([A-Za-z]+)$/.exec(first.text) ?? [];
  if (!of || !by) return undefined;
  return asGradient(symbol([{ ...first, text: by }, ...tokens.slice(1)]), { base: of, marks: [] });
}

function nabla(tokens: readonly Token[]): Spelling | undefined {
  const end = isSign(tokens[0], "{") ? closeOf(tokens, 0) + 1 : (symbolAt(tokens, 0, false)?.end ?? 0);
  const of = tokens.slice(end);
  return asGradient(symbol(withoutBrackets(tokens.slice(0, end))), of.length > 0 ? symbol(of) : undefined);
}

/** A base with its marks, and nothing else. */
function symbol(tokens: readonly Token[]): Spelling | undefined {
  const bare = isSign(tokens[0], "{") ? withoutBrackets(tokens) : tokens;
  const read = symbolAt(bare, 0, true);
  return read && read.end === bare.length ? read.spelling : undefined;
}

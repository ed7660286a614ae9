import type { Assignment } from "./assignment.ts";
import { type Token, textOf } from "./lex.ts";
import { type Candidate, LITERAL, type Names } from "./names.ts";
import type { ReadPart } from "./parts.ts";

/** Quantities that an update changes. */
const PARAMETER = /^(w|b|theta)(?![a-z])/i;

/**
 * The ids that the name may mean in turn, where it is written again for every update: `w = w - 0.1·g`, `w := …`, and
 * a weight that is given and reckoned all the same, `w = 0.5 - 0.1·0.2 = 0.48`.
 */
export function seriesOf(
  { id, cost, series }: Candidate,
  { name, by, parts }: Assignment,
  read: readonly ReadPart[],
  names: Names,
): string[] {
  if (series) return series;
  const isLiteral = /_\d+$/.test(id) && cost <= LITERAL;
  const updates = isLiteral ? [] : names.updatesOf(id);
  if (updates.length === 0) return [];
  const isMentioned = mentions(parts[0] as Token[], name);
  // `w1 = 5 - 0.1·6` says itself after how many updates it stands.
  const [count] = /(?<=_)\d+$/.exec(id) ?? [];
  const isCounted =
    count !== undefined && !isMentioned && /\d+\D*$/.exec(name.map(textOf).join(""))?.[0].replace(/\D/g, "") === count;
  if (isCounted) return [];
  const isUpdate =
    by === "←" || isMentioned || ((PARAMETER.test(id) || id.endsWith("_0")) && (by === ":=" || read.some(isReckoned)));
  return isUpdate ? updates : [];
}

/** Whether a name stands in an expression, as it is: `w`, and not the one in `w_2` or `∂w`. */
function mentions(tokens: readonly Token[], name: readonly Token[]): boolean {
  return tokens.some((_, start) => {
    if (textOf(tokens[start - 1]) === "∂" || !name.every((token, k) => textOf(token) === textOf(tokens[start + k])))
      return false;
    const next = tokens[start + name.length];
    const isLonger = next?.spaced === false && (next.kind === "number" || /^[_^[]$/.test(textOf(next)));
    return name.length > 0 && !isLonger;
  });
}

/** `0.5 - 0.1*0.2`: numbers with a sum or difference. */
const isReckoned = ({ reading, text }: ReadPart): boolean =>
  reading.kind === "value" && !reading.plain && /[^\s(eE^{[,;*/·×]\s*[-+−–]/.test(text);

import { ProblemError, ShapeError } from "../../solver/errors.ts";
import { type Given, type Label, missing } from "./given.ts";
import type { Base, Work } from "./work.ts";

/** Two lists of labels, or labels and scores, as places among the classes. */
export function labelWork(base: Base): Work {
  const { given, source } = base;
  const y = namesIn(given, "y", "yTrue");
  if (!y) throw missing("y", "there are no true labels", "Give y, one label for each prediction.");
  const yhat = source === "labels" ? (namesIn(given, "yhat", "yPred") as string[]) : [];
  const count = source === "scores" ? (given.scores?.length as number) : yhat.length;
  if (y.length !== count)
    throw new ShapeError(`y has ${y.length} labels, but ${source === "scores" ? "scores" : "yhat"} has ${count}`, {
      at: source === "scores" ? "given.scores" : "given.yhat",
      suggestion: "Give one true label for each prediction.",
    });
  const found = [...new Set([...y, ...yhat])];
  const classes = given.classes?.map(String) ?? found.sort(inOrder);
  const stray = found.find((name) => !classes.includes(name));
  if (stray !== undefined)
    throw new ProblemError("label", `the label ${stray} is none of the classes`, {
      at: "given.y",
      candidates: [...classes],
    });
  const isBinary = source === "scores" || given.positive !== undefined || classes.length <= 2;
  return isBinary ? twoClasses(base, classes, y, yhat) : severalClasses(base, classes, y, yhat);
}

function severalClasses(base: Base, classes: readonly string[], y: readonly string[], yhat: readonly string[]): Work {
  const placed = (names: readonly string[]) => names.map((name) => classes.indexOf(name));
  if (classes.some((name, k) => name !== String(k)))
    base.assumed.push({ convention: "classes", value: classes.join(", "), because: WRITTEN_AS_PLACES });
  return { ...base, classes, binary: false, y: placed(y), yhat: placed(yhat) };
}

function twoClasses(base: Base, classes: readonly string[], y: readonly string[], yhat: readonly string[]): Work {
  const positive = positiveAmong(base, classes);
  const others = classes.filter((name) => name !== positive);
  if (positive !== "1" || others.some((name) => name !== "0"))
    base.assumed.push({
      convention: "positive",
      value: positive,
      because:
        base.given.positive === undefined ? "No class is called the positive one. It is written as 1." : WRITTEN_AS_1,
    });
  const marked = (names: readonly string[]) => names.map((name) => Number(name === positive));
  const negative = others.length === 1 ? (others[0] as string) : "other";
  return { ...base, classes: [negative, positive], binary: true, y: marked(y), yhat: marked(yhat) };
}

const WRITTEN_AS_PLACES = "Labels are written as their places in this order, from 0.";
const WRITTEN_AS_1 = "It is written as 1, and everything else as 0.";

function positiveAmong({ given: { positive }, source }: Base, classes: readonly string[]): string {
  if (positive !== undefined) return classes[placeOf(positive, classes)] as string;
  if (classes.length > 2)
    throw new ProblemError("label", `scores are for two classes, but y has ${classes.length}`, {
      at: source === "scores" ? "given.y" : "given.yhat",
      suggestion: "Say which one is positive: the others then count as negative.",
    });
  return classes.length === 1 ? onlyClass(classes[0] as string) : (classes[usualPositive(classes)] as string);
}

/** Where every label is 0, the positive class never occurs. */
const onlyClass = (name: string): string => (/^(0|-1|false|no)$/.test(name) ? "1" : name);

function namesIn(given: Given, ...fields: ("y" | "yTrue" | "yhat" | "yPred")[]): string[] | undefined {
  const [field, other] = fields.filter((id) => given[id] !== undefined);
  if (other)
    throw new ProblemError("conflict", `${field} and ${other} are two names of the same: give one of them`, {
      at: `given.${other}`,
    });
  return field === undefined ? undefined : given[field]?.map(String);
}

/** Numbers by size, names by the alphabet. */
const inOrder = (a: string, b: string): number => {
  const [x, y] = [Number(a), Number(b)];
  return Number.isFinite(x) && Number.isFinite(y) ? x - y : a < b ? -1 : 1;
};

/** Of 0 and 1, −1 and 1, no and yes: the second; where the names say nothing, the first that was named. */
export const usualPositive = ([first, second]: readonly string[]): number =>
  /^(1|\+1|yes|true|pos(itive)?|spam|sick|ill|disease[d]?)$/i.test(second as string) || Number(second) > Number(first)
    ? 1
    : 0;

export function placeOf(positive: Label, classes: readonly string[]): number {
  const place = classes.indexOf(String(positive));
  if (place >= 0) return place;
  throw new ProblemError("class", `there is no class ${positive}`, { at: "given.positive", candidates: [...classes] });
}

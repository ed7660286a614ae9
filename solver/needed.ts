import { ProblemError } from "./errors.ts";
import { type Call, definitionOf, type Expr, namesIn } from "./expression.ts";
import { mentions } from "./pullback.ts";
import type { Tape } from "./tape.ts";
import { inputsOf } from "./trace.ts";

/** The ids between the wants and the root, in the order of evaluation; not through what is held constant. */
export function pathBetween(
  tape: Tape,
  root: string,
  wants: readonly string[],
  held: readonly string[] = [],
): Set<string> {
  const dependent = new Set(wants);
  for (const step of tape.steps())
    if (!held.includes(step.id) && inputsOf(step).some((id) => dependent.has(id))) dependent.add(step.id);
  const leading = new Set([root]);
  for (const step of tape.steps().reverse()) if (leading.has(step.id)) for (const id of inputsOf(step)) leading.add(id);
  return new Set(tape.steps().flatMap(({ id }) => (dependent.has(id) && leading.has(id) ? [id] : [])));
}

/** What pullbacks copy without thinking: parts as short as a name. */
const SHORT = new Set(["plus", "minus", "negate", "transpose"]);
const isShort = (part: Call): boolean => isWord(part) || (SHORT.has(part.fn) && part.args.every(isWord));
/** A name, or a list by its name, laid beside data. */
const isWord = (expr: Expr): boolean =>
  expr.kind !== "call" || (expr.fn === "along" && expr.args.every(({ kind }) => kind !== "call"));

/** Whether a pullback's formula takes the value of a name: that it is laid beside takes only its shape. */
const takes = (formula: string, name: string): boolean =>
  mentions(formula.replace(/(\balong\([^,()]*), \w+/g, "$1"), name);

/** Gives names to the parts of formulas whose values the way back needs: `sigmoid(w*x + b)^2` becomes two steps. */
export function nameWhatIsNeeded(
  tape: Tape,
  root: string,
  wants: readonly string[],
  held: readonly string[] = [],
): void {
  for (let named = 0; ; named++) {
    const path = pathBetween(tape, root, wants, held);
    const onPath = (expr: Expr) => namesIn(expr).some((id) => path.has(id));
    const found = tape.steps().flatMap(({ id, formula }) => {
      const part = path.has(id) && formula ? neededPart(formula, onPath) : undefined;
      return part ? [{ id, part }] : [];
    })[0];
    if (!found) return;
    if (named > 200) throw new ProblemError("too-large", "the formula has too many parts to differentiate");
    tape.nameInside(found.id, found.part, freeName(tape));
  }
}

function neededPart(expr: Expr, onPath: (e: Expr) => boolean): Call | undefined {
  if (expr.kind !== "call") return undefined;
  const { params, pullback } = definitionOf(expr.fn);
  const rules = expr.args.flatMap((arg, k) => (onPath(arg) ? [pullback[params[k] as string]?.formula ?? ""] : []));
  for (const [k, arg] of expr.args.entries()) {
    if (arg.kind !== "call") continue;
    const deeper = neededPart(arg, onPath);
    if (deeper) return deeper;
    const needed = rules.some((formula) => takes(formula, params[k] as string)) || needsOwnValue(arg, onPath);
    if (needed && !isShort(arg) && namesIn(arg).length > 0) return arg;
  }
  return undefined;
}

/** Whether the way back through a call takes the call's own value. */
function needsOwnValue({ fn, args }: Call, onPath: (e: Expr) => boolean): boolean {
  const { params, pullback } = definitionOf(fn);
  return args.some((arg, k) => onPath(arg) && mentions(pullback[params[k] as string]?.formula ?? "", "out"));
}

function freeName(tape: Tape): string {
  for (let k = 1; ; k++) if (!tape.has(`u${k}`)) return `u${k}`;
}

import { call, type Expr, name, namesIn, num, substitute } from "../../solver/expression.ts";
import type { Tape } from "../../solver/tape.ts";

/** Inputs that are nudged, and steps that this may take: beyond, the finite differences of the certificate must do. */
const MOST_NUDGED = 6;
const MOST_NUDGE_STEPS = 60;

interface Node {
  id: string;
  formula: Expr;
}

/** Moves every single-number input a little and follows the change to the output. Returns the steps, by input. */
export function nudgeAll(
  forward: readonly Node[],
  nudge: number,
  tape: Tape,
  output: string,
  inputs: readonly string[],
): Map<string, string[]> {
  const chains = inputs
    .filter((id) => tape.shapes(id)?.length === 0)
    .map((id) => ({ id, chain: downstream(forward, id, output) }));
  const steps = chains.reduce((n, { chain }) => n + chain.length + 2, 0);
  if (chains.length > MOST_NUDGED || steps > MOST_NUDGE_STEPS) return new Map();
  const unrounded = tape.rounds ? withoutRounding(forward, nudge, tape) : new Map<string, string>();
  return new Map(chains.map(({ id, chain }) => [id, nudgeOne(id, chain, nudge, output, tape, unrounded)]));
}

/** As many more digits as the nudge has decimals: what is left of a difference after dividing by it. */
const moreDigits = (nudge: number): number => Math.min(9, Math.max(3, Math.ceil(-Math.log10(Math.abs(nudge)))));

/** An id that no quantity of the problem has. */
const freeId = (id: string, tape: Tape): string => (tape.has(id) ? freeId(`${id}~`, tape) : id);

const replacedBy = (ids: ReadonlyMap<string, string>, formula: Expr): Expr =>
  substitute(formula, (operand) => (ids.has(operand) ? name(ids.get(operand) as string) : undefined));

/** Rounding moves the output by more than a nudge does: what is compared is worked again without. */
function withoutRounding(forward: readonly Node[], nudge: number, tape: Tape): Map<string, string> {
  const ids = new Map<string, string>();
  tape.section("Without rounding");
  for (const { id, formula } of forward) {
    const again = freeId(`${id}~`, tape);
    tape.let(again, replacedBy(ids, formula), {
      tex: `\\tilde{${tape.step(id).tex}}`,
      title: "With more digits",
      why: "A nudge moves the output by less than rounding does, so what it is compared with is not rounded.",
      moreDigits: moreDigits(nudge),
    });
    ids.set(id, again);
  }
  return ids;
}

/** The nodes that an input moves, on their way to the output. */
function downstream(forward: readonly Node[], input: string, output: string): Node[] {
  const moved = new Set([input]);
  const chain = forward.filter(({ id, formula }) => {
    const isMoved = namesIn(formula).some((operand) => moved.has(operand));
    if (isMoved) moved.add(id);
    return isMoved;
  });
  return moved.has(output) ? chain.slice(0, chain.findIndex(({ id }) => id === output) + 1) : [];
}

function nudgeOne(
  id: string,
  chain: readonly Node[],
  nudge: number,
  output: string,
  tape: Tape,
  unrounded: ReadonlyMap<string, string>,
): string[] {
  const symbol = (operand: string) => `${tape.step(operand).tex}'`;
  const { tex } = tape.step(id);
  const digits = { moreDigits: moreDigits(nudge) };
  const moved = new Map(unrounded);
  const record = (of: string, formula: Expr, title: string, why: string): string => {
    const as = freeId(`${of}~${id}`, tape);
    tape.let(as, replacedBy(moved, formula), { tex: symbol(of), title, why, ...digits });
    moved.set(of, as);
    return as;
  };
  tape.section(`Nudge ${id}`);
  const steps = [
    record(
      id,
      call("plus", [name(id), num(nudge)]),
      "Nudge",
      `$${tex}$ is moved by ${nudge}; everything that does not depend on it stays.`,
    ),
  ];
  for (const step of chain) {
    steps.push(record(step.id, step.formula, "Follow the change", `$${tape.step(step.id).tex}$ moves along.`));
  }
  const before = name(unrounded.get(output) ?? output);
  const after = chain.length > 0 ? name(moved.get(output) as string) : before;
  const slope = freeId(`slope_${id}`, tape);
  tape.let(slope, call("divide", [call("minus", [after, before]), num(nudge)]), {
    tex: `\\Delta ${tape.step(output).tex}/\\Delta ${tex}`,
    name: `change of ${output} over the nudge of ${id}`,
    title: "Compare",
    why: "Change of the output over change of the input: the derivative is what this tends to as the nudge shrinks.",
  });
  return [...steps, slope];
}

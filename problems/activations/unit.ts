import type { Prose, Tex } from "../../explainers/solution.ts";
import { bind, type Call, call, definitionOf, type Expr, name, num, shapeOf } from "../../solver/expression.ts";
import { parseFormula } from "../../solver/formula.ts";
import { sameShape } from "../../solver/ndarray.ts";
import { instantiate } from "../../solver/pullback.ts";
import { simplify } from "../../solver/simplify.ts";
import type { Tape } from "../../solver/tape.ts";
import { kindOf, kinksOf, type Unit } from "./kinds.ts";
import type { Task } from "./task.ts";

/** One activation in a problem: what its quantities are called. */
export interface Part {
  unit: Unit;
  /** Ids of its value, its slope and its constant. */
  a: string;
  slope: string;
  alpha: string;
  /** Symbols. */
  tex: Tex;
  slopeTex: Tex;
  alphaTex: Tex;
}

const camel = (unit: Unit): string => unit.replace(/-(\w)/g, (_, letter) => letter.toUpperCase());

export function partOf({ units }: Task, unit: Unit): Part {
  const single = units.length === 1;
  const suffix = single ? "" : `_${camel(unit)}`;
  const { tex } = kindOf(unit);
  const severalAlphas = units.filter((other) => kindOf(other).alpha).length > 1;
  return {
    unit,
    a: `a${suffix}`,
    slope: `slope${suffix}`,
    alpha: severalAlphas ? `alpha${suffix}` : "alpha",
    tex: single ? "a" : `a_{${tex}}`,
    slopeTex: single ? "a'" : `a'_{${tex}}`,
    alphaTex: severalAlphas ? `\\alpha_{\\text{${unit}}}` : "\\alpha",
  };
}

export function recordAlpha({ tape, given }: Task, { unit, alpha, alphaTex }: Part): void {
  const constant = kindOf(unit).alpha;
  if (!constant) return;
  tape.given(alpha, given.alpha ?? constant.usual, { tex: alphaTex, name: constant.name });
}

/** Value and slope of one activation at all points. */
export function recordUnit(task: Task, part: Part, sections: { value: string; slope: string }): void {
  const { tape } = task;
  const kind = kindOf(part.unit);
  const formula = formulaOf(task, part);
  tape.section(sections.value);
  tape.let(part.a, formula, { tex: part.tex, name: "activation", title: "Activation", why: kind.why });
  tape.section(sections.slope);
  const { expr, why } = slopeOf(task, part, formula);
  const kink = kinksOf(part.unit).find((x) => task.z.cells.includes(x));
  tape.let(part.slope, expr, {
    tex: part.slopeTex,
    name: "slope",
    title: "Slope",
    why,
    remarks: [...(kind.slip ? [kind.slip] : []), ...(kink === undefined ? [] : [atKink(kink)])],
    ...(task.z.cells.length === 1 && kink === undefined && { gradient: { root: part.a, of: "z", scale: 1 } }),
  });
}

export function formulaOf({ tape, choice }: Task, { unit, alpha }: Part): Call {
  const fn =
    unit === "gelu" && choice("gelu") === "tanh"
      ? "geluTanh"
      : unit === "step" && choice("step.at-zero") === "1"
        ? "stepAtLeast"
        : kindOf(unit).fn;
  return bind(parseFormula(`${fn}(z${kindOf(unit).alpha ? `, ${alpha}` : ""})`), tape.shapes) as Call;
}

const AT_ZERO: Readonly<Record<string, string>> = {
  "0": "step(z)",
  "1": "stepAtLeast(z)",
  half: "(step(z) + stepAtLeast(z)) / 2",
};

/** The function's own rule for the way back, when 1 arrives. */
export function slopeOf(task: Task, { unit, a }: Part, value: Call): { expr: Expr; why: Prose } {
  const { tape, choice, z } = task;
  if (unit === "relu" && z.cells.includes(0))
    return { expr: bound(tape, parseFormula(AT_ZERO[choice("relu.at-zero")] as string)), why: RELU };
  const rule = definitionOf(value.fn).pullback.z;
  if (!rule)
    return {
      expr: bound(tape, parseFormula("0 * z")),
      why: "A step is flat on both sides of its jump: no gradient passes.",
    };
  const expr = bound(tape, instantiate(rule.formula, value, { g: num(1), out: name(a) }));
  return { expr, why: rule.because ?? "" };
}

const RELU: Prose = "ReLU has slope 1 where $z>0$ and 0 where $z<0$.";
const atKink = (z: number): Prose =>
  `At $z=${z}$ the slopes from the left and from the right differ: none is right, and one is agreed on.`;

/** Written as a person would, in the shape of z. */
function bound(tape: Tape, expr: Expr): Expr {
  const simple = simplify(bind(expr, tape.shapes), tape.shapes);
  const [own, wanted] = [shapeOf(simple, tape.shapes), tape.step("z").value.shape];
  return sameShape(own, wanted) ? simple : bind(call("spread", [simple, name("z")]), tape.shapes);
}

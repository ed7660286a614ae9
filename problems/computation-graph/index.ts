import { ProblemError } from "../../solver/errors.ts";
import type { Definition } from "../../solver/formula.ts";
import { size } from "../../solver/ndarray.ts";
import type { Tape } from "../../solver/tape.ts";
import { prune, type Step } from "../../solver/trace.ts";
import { defineTopic, type Outcome } from "../topic.ts";
import { notFinite } from "./finite.ts";
import { mistakes } from "./mistakes.ts";
import { definitionsOf, type Given, given, recordInputs, recordParts } from "./nodes.ts";
import { nudgeAll } from "./nudge.ts";
import { graphPicture } from "./picture.ts";

export default defineTopic<Given>({
  id: "computation-graph",
  title: "Computation graph",
  about:
    "Any formulas: forward values, local derivatives, upstream × local, sums over branches, and a nudge of every input.",
  given,
  conventions: [],
  answers: [
    { id: "NAME", about: "the value of a named quantity" },
    { id: "dNAME", about: "the derivative of the output with respect to it" },
    { id: "dA/dB", about: "the local derivative of A with respect to its operand B" },
    { id: "slope_NAME", about: "change of the output over the nudge of an input" },
  ],
  mistakes,
  solve: (problem, { tape, ask }) => solve(problem, tape, ask),
  examples: [
    {
      problem: {
        topic: "computation-graph",
        given: { formulas: "u = b*c; v = a + u; J = 3*v", values: { a: 5, b: 3, c: 2 } },
      },
      expect: { u: 6, v: 11, J: 33, dv: 3, du: 3, da: 3, db: 6, dc: 9, slope_b: 6 },
    },
    {
      problem: {
        topic: "computation-graph",
        given: { formulas: "p = x*y; q = x/y; J = p*q + x^2", values: { x: 3, y: 2 } },
      },
      expect: { p: 6, q: 1.5, J: 18, "dp/dx": 2, "dq/dy": -0.75, dp: 1.5, dq: 6, dx: 12, dy: 0 },
    },
  ],
});

function solve(problem: Given, tape: Tape, ask: readonly string[]): Outcome {
  const definitions = definitionsOf(problem);
  const output = problem.output ?? (definitions.at(-1) as Definition).name;
  recordInputs(problem, definitions, tape);
  tape.section("Forward");
  for (const definition of definitions) recordParts(definition, tape, definitions);
  if (!tape.has(output))
    throw new ProblemError("output", `${output} is not among the formulas`, {
      at: "given.output",
      candidates: definitions.map((d) => d.name),
    });
  const wrt = problem.wrt ?? Object.keys(problem.values).filter((id) => tape.has(id));
  const leading = prune(tape.trace(), [output]).steps;
  const fault = notFinite(leading, (id) => tape.step(id).value);
  const result = `$${tape.step(output).tex}$`;
  const picture = graphPicture(tape);
  const valuesOnly = {
    answers: [output],
    asked: "The value of every node.",
    plan: "One operation after the other.",
    ...picture,
  };
  if (size(tape.step(output).value.shape) !== 1) {
    const suggestion = `take sum(${output}) or mean(${output})`;
    return {
      ...valuesOnly,
      warnings: [`${result} is not a single number, so there is no gradient of it; ${suggestion}.`],
    };
  }
  if (fault && ask.every((id) => tape.has(id))) return { ...valuesOnly, warnings: [fault] };
  return { ...differentiate(problem, tape, output, wrt, fault), ...picture };
}

/** @param fault why no nudges can be made */
function differentiate(
  problem: Given,
  tape: Tape,
  output: string,
  wrt: readonly string[],
  fault: string | undefined,
): Outcome {
  tape.backward(output, wrt, { locals: true, section: () => "Backward" });
  const backward = tape.steps().filter(({ section }) => section === "Backward");
  // The way back may have named parts of formulas: those are nudged along.
  const forward = tape
    .steps()
    .flatMap(({ id, section, formula }) => (section === "Forward" && formula ? [{ id, formula }] : []));
  const gradients = wrt.map((id) => tape.steps().find(({ gradient }) => gradient?.of === id)?.id as string);
  const inputs = Object.keys(problem.values).filter((id) => wrt.includes(id));
  const slopes = fault ? new Map<string, string[]>() : nudgeAll(forward, problem.nudge, tape, output, inputs);
  const result = `$${tape.step(output).tex}$`;
  const symbols = wrt.map((id) => `$${tape.step(id).tex}$`).join(", ");
  const steep = backward.find(({ value }) => !value.cells.every(Number.isFinite));
  const warnings = fault
    ? [fault]
    : steep
      ? [`$${steep.tex}$ is not finite: the graph has no slope at this place.`]
      : [];
  return {
    answers: [output, ...gradients],
    aliases: Object.fromEntries(
      tape.steps().flatMap(({ id, gradient }) => (gradient ? [[`d${output}/d${gradient.of}`, id]] : [])),
    ),
    checks: Object.fromEntries(wrt.map((id, k) => [gradients[k] as string, slopes.get(id) ?? []])),
    asked: `The value of ${result}, and its derivatives with respect to ${symbols}.`,
    plan: `${planOf(backward)}${nudgePlan([...slopes.keys()], inputs)}.`,
    warnings,
  };
}

function planOf(backward: readonly Step[]): string {
  const byEdges = backward.some(({ gradient }) => !gradient);
  const back = byEdges
    ? "where each edge multiplies what arrives by its local derivative and branches add up"
    : "by the rule of each operation";
  return `Forward, one operation at a time; then backward, ${back}`;
}

/** Promises what is done and no more: lists and matrices are not nudged, nor are many inputs. */
function nudgePlan(nudged: readonly string[], inputs: readonly string[]): string {
  if (nudged.length === 0) return "";
  const which = nudged.length === inputs.length ? "every input" : "every input that is a single number";
  return `; then ${which} is nudged to see whether the output moves as the derivative says`;
}

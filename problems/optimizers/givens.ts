import { ProblemError, ShapeError } from "../../solver/errors.ts";
import { namesIn } from "../../solver/expression.ts";
import { describeShape, type NdArray, type Shape, sameShape, size } from "../../solver/ndarray.ts";
import { array } from "../arrays.ts";
import type { Given } from "./given.ts";
import type { Parameter, Run } from "./iterate.ts";
import type { Optimizer, State } from "./optimizer.ts";

/** Records what the problem states, and what everything starts from. */
export function recordGivens(run: Run, given: Given): void {
  const { tape, parameters, settings } = run;
  tape.section("Given");
  for (const parameter of parameters) {
    if (!parameter.value) continue;
    const id = run.id("w", parameter, 0);
    tape.given(id, parameter.value, { tex: run.symbol("w", parameter, 0), name: `${parameter.id} at the start` });
    parameter.names.set("w", id);
  }
  for (const { id, symbol, value, about } of settings) tape.given(id, value, { tex: symbol, name: about });
  recordConstants(run);
  const used = new Set(run.rules.flatMap(({ formula }) => namesIn(formula)));
  const states = run.optimizer.state.filter(({ id }) => used.has(id));
  for (const parameter of parameters) for (const state of states) recordState(run, parameter, state, given);
  recordGradients(run);
}

/** What other names in J stand for. */
function recordConstants({ tape, cost, parameters, rules }: Run): void {
  const ours = new Set(["g", "J", ...parameters.map(({ id }) => id), ...rules.map(({ target }) => target)]);
  for (const [id, value] of Object.entries(cost?.constants ?? {})) {
    if (tape.has(id) || ours.has(/^(.*)_\d+$/.exec(id)?.[1] ?? "")) {
      throw new ProblemError("conflict", `${id} is the name of something else in this topic`, {
        at: `given.values.${id}`,
        suggestion: "Give it another name in J and in values.",
      });
    }
    tape.given(id, value, { name: `value of ${id}` });
  }
}

function recordState(run: Run, parameter: Parameter, state: State, given: Given): void {
  const { names, shape } = parameter;
  const copied = names.get("w");
  if (state.start === "w" && copied) names.set(state.id, copied);
  if (state.start === "w") return;
  const id = run.id(state.id, parameter, 0);
  const words = { tex: run.symbol(state.id, parameter, 0), name: `${state.about} at the start` };
  run.tape.given(id, stateAtStart(state, given, shape), words);
  names.set(state.id, id);
}

function stateAtStart({ id, squares }: State, given: Given, shape: Shape): NdArray<number> {
  const field = `${id}0`;
  const value = array(field, (given[field] ?? 0) as number);
  if (squares && value.cells.some((x) => x < 0))
    throw new ProblemError("range", `${field} is a mean or sum of squares and cannot be negative`, {
      at: `given.${field}`,
    });
  if (value.shape.length === 0) return { shape, cells: new Array(size(shape)).fill(value.cells[0]) };
  if (sameShape(value.shape, shape)) return value;
  throw new ShapeError(`${field} is ${describeShape(value.shape)}, but the parameter is ${describeShape(shape)}`, {
    at: `given.${field}`,
    suggestion: "Give it in the shape of the parameter, or a single number for all entries.",
  });
}

export const startsFromZero = ({ state }: Optimizer, given: Given): boolean =>
  state.every(({ id }) => [given[`${id}0`] ?? 0].flat(9).every((x) => x === 0));

function recordGradients(run: Run): void {
  const { tape, start, parameters } = run;
  const { source } = start;
  const parameter = parameters[0] as Parameter;
  if (source.kind === "squares") {
    const words = { tex: run.symbol("g2", parameter, 1), name: "squared gradient of the first iteration" };
    tape.given(run.id("g2", parameter, 1), source.first, words);
    tape.given("growth", source.growth, { tex: "r", name: "growth of the squared gradient" });
  }
  if (source.kind !== "listed") return;
  for (const [k, gradient] of source.gradients.entries()) {
    const words = { tex: run.symbol("g", parameter, k + 1), name: `gradient of iteration ${k + 1}` };
    tape.given(run.id("g", parameter, k + 1), gradient, words);
  }
}

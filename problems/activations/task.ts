import type { Assumption } from "../../explainers/solution.ts";
import { ProblemError, ShapeError } from "../../solver/errors.ts";
import { describeShape, type NdArray, sameShape } from "../../solver/ndarray.ts";
import type { Tape } from "../../solver/tape.ts";
import { array } from "../arrays.ts";
import { conventions } from "../conventions.ts";
import type { Setting } from "../topic.ts";
import type { Given } from "./given.ts";
import { kindOf, UNITS, type Unit } from "./kinds.ts";

/** The problem, read and checked. */
export interface Task {
  tape: Tape;
  given: Given;
  /** Empty for softmax. */
  units: Unit[];
  z: NdArray<number>;
  dA: NdArray<number> | undefined;
  ask: readonly string[];
  choice(id: "gelu" | "relu.at-zero" | "step.at-zero"): string;
  /** What is open in the problem and decides a number. */
  assumed: Assumption[];
}

/** Points that anybody would work out. */
const MOST_POINTS = 200;

export function taskOf(given: Given, { tape, conventions: chosen, ask }: Setting): Task {
  const z = array(given.field, given.z);
  if (z.cells.length > MOST_POINTS)
    throw new ProblemError(
      "too-large",
      `there are ${z.cells.length} points, and at most ${MOST_POINTS} are worked out`,
      {
        at: `given.${given.field}`,
      },
    );
  const units = given.activations.filter((name): name is Unit => (UNITS as readonly string[]).includes(name));
  checkFields(given, units);
  const dA = given.dA === undefined ? undefined : array("dA", given.dA);
  if (dA && !sameShape(dA.shape, z.shape))
    throw new ShapeError(`dA is ${describeShape(dA.shape)}, but ${given.field} is ${describeShape(z.shape)}`, {
      at: "given.dA",
      suggestion: "One gradient arrives at each output.",
    });
  const choice: Task["choice"] = (id) => chosen[id] ?? conventions[id].values[0];
  const assumed = z.cells.includes(0) ? atZero(units, (id) => chosen[id] === undefined, choice) : [];
  return { tape, given, units, z, dA, ask, choice, assumed: [...assumed, ...constants(given, units)] };
}

function checkFields(given: Given, units: readonly Unit[]): void {
  const isSoftmax = units.length < given.activations.length;
  if (isSoftmax && given.activations.length > 1)
    throw new ProblemError("conflict", "softmax takes all of z at once, so it cannot stand beside others", {
      at: "given.activation",
      suggestion: "Give softmax alone, or leave it out of the list.",
    });
  if (new Set(units).size < units.length)
    throw new ProblemError("conflict", "an activation is listed twice", { at: "given.activation" });
  const unused = [
    ...(isSoftmax ? [] : (["temperature", "subtractMax"] as const)),
    ...(units.some((unit) => kindOf(unit).alpha) ? [] : (["alpha"] as const)),
  ].find((field) => given[field] !== undefined);
  if (unused)
    throw new ProblemError("unknown-field", `${unused} has no use for ${given.activations.join(", ")}`, {
      at: `given.${unused}`,
      suggestion: `Leave ${unused} out.`,
    });
}

/** The choices at a jump or a kink, where a point lies on it. */
function atZero(
  units: readonly Unit[],
  isOpen: (id: "relu.at-zero" | "step.at-zero") => boolean,
  choice: Task["choice"],
) {
  const found: Assumption[] = [];
  if (units.includes("relu") && isOpen("relu.at-zero"))
    found.push({
      convention: "relu.at-zero",
      value: choice("relu.at-zero"),
      because: "A point is $z=0$, where ReLU has a kink and no slope; software takes 0 there.",
    });
  if (units.includes("step") && isOpen("step.at-zero"))
    found.push({
      convention: "step.at-zero",
      value: choice("step.at-zero"),
      because: "A point is $z=0$, where the step jumps; here it fires only above it.",
    });
  return found;
}

const constants = ({ alpha }: Given, units: readonly Unit[]): Assumption[] =>
  alpha !== undefined
    ? []
    : units.flatMap((unit) => {
        const usual = kindOf(unit).alpha?.usual;
        return usual === undefined
          ? []
          : [{ convention: "alpha", value: String(usual), because: `It is the usual one of ${unit}.` }];
      });

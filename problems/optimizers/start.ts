import { ProblemError, ShapeError } from "../../solver/errors.ts";
import { describeShape, type NdArray, sameShape } from "../../solver/ndarray.ts";
import { array } from "../arrays.ts";
import type { TensorField } from "../fields.ts";
import type { Given } from "./given.ts";

/** Where the gradients come from. */
export type Source =
  | { kind: "listed"; gradients: NdArray<number>[] }
  | { kind: "function"; formula: string; values: Record<string, NdArray<number>> }
  | { kind: "squares"; first: number; growth: number };

export interface Start {
  /** The parameters with their values at the start; without a value, only the state can be followed. */
  parameters: { id: string; value: NdArray<number> | undefined }[];
  source: Source;
  iterations: number;
}

/** What is updated, how often, and by which gradients. Throws what is missing or does not fit. */
export function startOf(given: Given): Start {
  const parameters = parametersOf(given);
  const kind = kindOf(given);
  if (kind === "gradients") return listed(given, parameters);
  const iterations = given.iterations ?? 1;
  if (kind === "squaredGradient") {
    const source = { kind: "squares", first: given.squaredGradient as number, growth: given.growth ?? 0 } as const;
    return { parameters: [{ id: "w", value: undefined }], source, iterations };
  }
  const [unset] = parameters.filter(({ value }) => value === undefined);
  if (unset) throw missing("w", "there is no parameter to start from", "Give w: 5, or start: { x: 1, y: 2 }.");
  const values = Object.fromEntries(
    Object.entries(given.values ?? {}).map(([id, value]) => [id, array(`values.${id}`, value)]),
  );
  return { parameters, source: { kind: "function", formula: given.J as string, values }, iterations };
}

const SOURCES = ["gradients", "J", "squaredGradient"] as const;

function kindOf(given: Given): (typeof SOURCES)[number] {
  const kinds = SOURCES.filter((kind) => given[kind] !== undefined);
  const [kind, other] = kinds;
  if (kind === undefined) {
    throw missing(
      "gradients",
      "nothing says what the gradients are",
      'Give gradients: [0.5, 0.2], or J: "w^2 - 4*w + 3".',
    );
  }
  if (other !== undefined) {
    throw new ProblemError("conflict", `${kind} and ${other} both say what the gradients are: give one of them`, {
      at: `given.${other}`,
    });
  }
  if (given.growth !== undefined && kind !== "squaredGradient")
    throw missing(
      "squaredGradient",
      "growth is that of a squared gradient, which is missing",
      "Give squaredGradient: 6.",
    );
  if (given.values !== undefined && kind !== "J")
    throw missing("J", "values are what names in J stand for, and there is no J", "Leave values out, or give J.");
  return kind;
}

function parametersOf(given: Given): Start["parameters"] {
  const stated = (["w", "theta", "start"] as const).filter((name) => given[name] !== undefined);
  if (stated.length > 1) {
    throw new ProblemError("conflict", `${stated.join(" and ")} both give a starting point: give one of them`, {
      at: `given.${stated[1]}`,
    });
  }
  if (given.start !== undefined) {
    const entries = Object.entries(given.start);
    if (entries.length === 0) throw missing("start", "start names no parameter", "Give start: { x: 1, y: 2 }.");
    return entries.map(([id, value]) => ({ id: checkedName(id), value: array(`start.${id}`, value) }));
  }
  const id = given.theta === undefined ? "w" : "theta";
  const value = given[id];
  return [{ id, value: value === undefined ? undefined : array(id, value) }];
}

function checkedName(id: string): string {
  if (/^[A-Za-z_\p{L}][\w\p{L}]*$/u.test(id) && id !== "J") return id;
  const reason = id === "J" ? "J is what is minimized, not a parameter" : `${id} cannot be a name in a formula`;
  throw new ProblemError("name", reason, { at: `given.start.${id}` });
}

function listed(given: Given, parameters: Start["parameters"]): Start {
  if (given.start !== undefined) {
    throw new ProblemError("conflict", "gradients are those of one parameter, but start names its own", {
      at: "given.start",
      suggestion: "Give the parameter as w, a list if there are several numbers; or give J instead of gradients.",
    });
  }
  const [{ id, value } = { id: "w", value: undefined }] = parameters;
  const gradients = gradientsOf(given, value);
  const shape = value?.shape ?? (gradients[0] as NdArray<number>).shape;
  for (const [k, gradient] of gradients.entries()) {
    if (sameShape(gradient.shape, shape)) continue;
    const what = value ? id : "the first gradient";
    throw new ShapeError(
      `gradient ${k + 1} is ${describeShape(gradient.shape)}, but ${what} is ${describeShape(shape)}`,
      {
        at: `given.gradients.${k}`,
        suggestion: "Each entry of gradients is the gradient of one iteration, in the shape of w.",
      },
    );
  }
  const iterations = given.iterations ?? gradients.length;
  if (gradients.length < iterations) {
    throw new ProblemError(
      "missing",
      `${iterations} iterations need as many gradients, but there ${gradients.length === 1 ? "is 1" : `are ${gradients.length}`}`,
      {
        at: "given.gradients",
        missing: Array.from(
          { length: iterations - gradients.length },
          (_, k) => `given.gradients.${gradients.length + k}`,
        ),
        suggestion: "List one gradient for each iteration, the same number again where it stays the same.",
      },
    );
  }
  if (gradients.length > iterations) {
    throw new ProblemError(
      "conflict",
      `there are ${gradients.length} gradients for ${iterations === 1 ? "1 iteration" : `${iterations} iterations`}`,
      {
        at: "given.iterations",
        suggestion: `Make it iterations: ${gradients.length}, or leave it out.`,
      },
    );
  }
  return { parameters, source: { kind: "listed", gradients }, iterations };
}

/** A list of gradients; what has the shape of the parameter itself is a single one. */
function gradientsOf({ gradients }: Given, value: NdArray<number> | undefined): NdArray<number>[] {
  const all = gradients as TensorField | TensorField[];
  if (typeof all === "number") return [array("gradients", all)];
  const isNumbers = all.every((entry) => typeof entry === "number");
  if (isNumbers && value && value.shape.length > 0) {
    const single = array("gradients", all as number[]);
    if (sameShape(single.shape, value.shape)) return [single];
  }
  return all.map((entry, k) => array(`gradients.${k}`, entry as TensorField));
}

export const missing = (field: string, message: string, suggestion: string): ProblemError =>
  new ProblemError("missing", message, { at: `given.${field}`, missing: [`given.${field}`], suggestion });

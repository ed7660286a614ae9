import type { Assumption } from "../../explainers/solution.ts";
import { type Activation, ruleOf } from "./activations.ts";
import type { Loss } from "./losses.ts";

/** A number that belongs to a function and may be left out. */
export interface Constant {
  id: string;
  tex: string;
  name: string;
  value: number;
  /** Undefined where the problem gives it. */
  assumed: Assumption | undefined;
}

/** The fields of such numbers. */
export interface Constants {
  alpha?: number | undefined;
  delta?: number | undefined;
}

/** The constants of the activations and of the loss. */
export function constantsOf({ alpha, delta }: Constants, activations: readonly Activation[], loss: Loss): Constant[] {
  const kinds = [...new Set(activations)].filter((activation) => ruleOf(activation).alpha);
  const slopes = kinds.map((kind) => {
    const { id, name, usual } = ruleOf(kind).alpha as { id: string; name: string; usual: number };
    const tex = kinds.length > 1 ? `\\alpha_{\\text{${kind}}}` : "\\alpha";
    return constant({ id, tex, name }, "alpha", alpha, usual, `It is the usual one of ${kind}.`);
  });
  const limit = { id: "delta", tex: "\\delta", name: "error from which on the loss is a line" };
  const limits = loss === "huber" ? [constant(limit, "delta", delta, 1, "It is the usual one of the Huber loss.")] : [];
  return [...slopes, ...limits];
}

function constant(
  words: Pick<Constant, "id" | "tex" | "name">,
  field: string,
  given: number | undefined,
  usual: number,
  because: string,
): Constant {
  const assumed = given === undefined ? { convention: field, value: String(usual), because } : undefined;
  return { ...words, value: given ?? usual, assumed };
}

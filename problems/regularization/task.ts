import type { Assumption } from "../../explainers/solution.ts";
import { ProblemError } from "../../solver/errors.ts";
import type { Expr } from "../../solver/expression.ts";
import { parseFormula } from "../../solver/formula.ts";
import type { Tape } from "../../solver/tape.ts";
import { conventions } from "../conventions.ts";
import type { Setting } from "../topic.ts";
import { checkFactors, checkNames, checkUpdates } from "./checks.ts";
import type { Given } from "./given.ts";
import { type Weights, weightsOf } from "./weights.ts";

/** The problem, read and checked. */
export interface Task {
  tape: Tape;
  given: Given;
  weights: Weights[];
  /** The loss without penalty: its value, a formula of the weights, or unknown. */
  loss: number | Expr | undefined;
  /** How often the weights are updated. */
  updates: number;
  adam: boolean;
  /** Whether weight decay is worked out beside L2. */
  decays: boolean;
  choice(id: "l2" | "adamw.decay"): string;
  ask: readonly string[];
  assumed: Assumption[];
}

export function taskOf(given: Given, { tape, conventions: chosen, ask }: Setting): Task {
  checkNames(given);
  checkFactors(given);
  const weights = weightsOf(given);
  const loss = typeof given.L === "string" ? readLoss(given.L, weights) : given.L;
  const hasGradient = isFormula(loss) || weights.some(({ gradient }) => gradient);
  const updates = given.steps ?? (given.learningRate === undefined ? 0 : 1);
  checkUpdates(given, weights, isFormula(loss), hasGradient, updates);
  const choice: Task["choice"] = (id) => chosen[id] ?? conventions[id].values[0];
  if (given.penalty !== "l1" && choice("l2") === "half-mean" && given.m === undefined)
    throw new ProblemError("missing", "the penalty λ/(2m) Σw² needs the number of examples", {
      at: "given.m",
      missing: ["given.m"],
      suggestion: "Give m, or another convention l2.",
    });
  const adam = given.optimizer === "adam";
  const decays = updates > 0 && (given.weightDecay ?? (adam && given.penalty === "l2"));
  if (decays && given.penalty !== "l2")
    throw new ProblemError("conflict", "weight decay is compared with the penalty l2", {
      at: "given.weightDecay",
      suggestion: "Make the penalty l2, or leave weightDecay out.",
    });
  if (adam && weights.length > 1)
    throw new ProblemError("conflict", "Adam is worked out for one set of weights", {
      at: "given.optimizer",
      suggestion: "Give one w, or leave the optimizer out.",
    });
  return {
    tape,
    given,
    weights,
    loss,
    updates,
    adam,
    decays,
    choice,
    ask,
    assumed: assumed(given, chosen.l2 === undefined, adam),
  };
}

export const isFormula = (loss: Task["loss"]): loss is Expr => typeof loss === "object";

function assumed({ penalty, beta1, beta2, epsilon }: Given, openL2: boolean, adam: boolean): Assumption[] {
  const usual = Object.entries({ beta1: [beta1, 0.9], beta2: [beta2, 0.999], epsilon: [epsilon, 1e-8] }).flatMap(
    ([convention, [stated, value]]) =>
      stated === undefined ? [{ convention, value: String(value), because: "The usual value of Adam." }] : [],
  );
  return [
    ...(openL2 && penalty !== "l1"
      ? [
          {
            convention: "l2",
            value: "lambda",
            because: "The penalty is $\\lambda\\sum w^2$, so its gradient is $2\\lambda w$.",
          },
        ]
      : []),
    ...(adam ? usual : []),
  ];
}

/** `(w - 3)^2`, also with `L =` before it, and with W for a single w. */
function readLoss(text: string, weights: readonly Weights[]): Expr {
  const bare = text.replace(/^\s*[LJ]\s*(\([^()=]*\))?\s*=/u, "");
  const single = weights.some(({ id }) => id === "w");
  try {
    return parseFormula(single ? bare.replace(/\bW\b/g, "w") : bare);
  } catch (error) {
    throw atLoss(error);
  }
}

/** What is wrong with the formula of the loss, at its field. */
export function atLoss(error: unknown): unknown {
  if (!(error instanceof ProblemError)) return error;
  return new ProblemError(error.code, `L: ${error.message}`, {
    at: "given.L",
    candidates: error.candidates,
    suggestion: error.suggestion ?? 'Write L as a formula of w alone, such as "(w - 3)^2".',
  });
}

import { ProblemError } from "../../solver/errors.ts";
import { type Given, given as schema } from "./given.ts";
import type { Weights } from "./weights.ts";

const LAYER = /^d?[Wb][1-9]\d?$/;

/** Refuses fields that belong to nothing. */
export function checkNames(given: Given): void {
  const known = Object.keys(schema.shape);
  const stray = Object.keys(given).find(
    (field) => !known.includes(field) && !(LAYER.test(field) && !field.includes("b")),
  );
  if (stray !== undefined)
    throw new ProblemError("unknown-field", `there is no field ${stray}`, {
      at: `given.${stray}`,
      candidates: [...known, "W1", "dW1"],
    });
}

/** Refuses factors that are missing, or that another penalty has. */
export function checkFactors({ penalty, lambda, lambda1, lambda2, l1Ratio }: Given): void {
  const fail = (code: string, field: string, message: string, suggestion: string) => {
    throw new ProblemError(code, message, {
      at: `given.${field}`,
      suggestion,
      ...(code === "missing" && { missing: [`given.${field}`] }),
    });
  };
  if (penalty !== "elastic-net") {
    const stray = Object.entries({ lambda1, lambda2, l1Ratio }).find(([, value]) => value !== undefined)?.[0];
    if (stray)
      fail("unknown-field", stray, `${stray} belongs to elastic-net, and the penalty is ${penalty}`, "Give lambda.");
    if (lambda === undefined) fail("missing", "lambda", "the factor of the penalty is missing", "Give lambda: 0.1.");
    return;
  }
  const both = lambda1 !== undefined && lambda2 !== undefined;
  const shared = lambda !== undefined && l1Ratio !== undefined;
  if (both && (lambda !== undefined || l1Ratio !== undefined))
    fail(
      "conflict",
      lambda === undefined ? "l1Ratio" : "lambda",
      "the two factors are given twice",
      "Give lambda1 and lambda2, or lambda and l1Ratio.",
    );
  if (!both && !shared) {
    const missing =
      lambda1 !== undefined
        ? "lambda2"
        : lambda2 !== undefined
          ? "lambda1"
          : lambda === undefined
            ? "lambda1"
            : "l1Ratio";
    fail(
      "missing",
      missing,
      `elastic-net has two factors, and ${missing} is missing`,
      "Give lambda1 and lambda2, or lambda and l1Ratio.",
    );
  }
}

/** Refuses updates without a gradient or a rate, and gradients that are given twice. */
export function checkUpdates(
  given: Given,
  weights: readonly Weights[],
  formula: boolean,
  hasGradient: boolean,
  updates: number,
): void {
  const fail = (field: string, message: string, suggestion: string) => {
    throw new ProblemError("missing", message, { at: `given.${field}`, missing: [`given.${field}`], suggestion });
  };
  const lacking = weights.find(({ gradient }) => !gradient);
  if (formula && weights.some(({ gradient }) => gradient))
    throw new ProblemError("conflict", "L is a formula, so its gradient follows from it", {
      at: "given.dw",
      suggestion: "Leave the gradient out, or give the value of L.",
    });
  if (!formula && hasGradient && lacking)
    fail(`d${lacking.id}`, `${lacking.id} has no gradient`, "Give one for each of the weights.");
  if (updates > 0 && given.learningRate === undefined)
    fail("learningRate", "an update needs a learning rate", "Give learningRate: 0.1.");
  if (updates > 0 && !hasGradient)
    fail("dw", "an update needs the gradient of the loss", 'Give dw, or L as a formula of w: "(w - 3)^2".');
  if (updates > 1 && !formula)
    throw new ProblemError("conflict", "one gradient makes one update", {
      at: "given.steps",
      suggestion: "Give L as a formula of w, from which the gradient follows each time.",
    });
  if ((given.b === undefined) !== (given.db === undefined))
    fail(given.b === undefined ? "b" : "db", "a bias and its gradient belong together", "Give both, or neither.");
  if (given.b !== undefined && given.optimizer === "adam")
    throw new ProblemError("conflict", "under Adam a bias would need running means of its own", {
      at: "given.b",
      suggestion: "Leave b out: it is not penalized.",
    });
}

import { call, type Expr, name, num } from "../../solver/expression.ts";
import { overBase } from "./base.ts";
import type { Run } from "./pass.ts";

const SECTION = "Why this loss";

/**
 * Maximum likelihood, with the problem's own numbers: the probability of the labels, its logarithm, the sign. Only for
 * labels 0 and 1. Returns the ids of the steps.
 */
export function recordLikelihood(run: Run, factors: readonly Expr[]): string[] {
  const { tape } = run;
  const { single } = run.data;
  const base = run.choice("log");
  tape.section(SECTION);
  const [formula, why] = single
    ? [bernoulli(), ONE]
    : [factors.reduce((p, factor) => call("times", [p, factor])), MANY];
  tape.let("P", formula, { tex: "P", name: "likelihood", title: "Likelihood", why });
  tape.let("lnP", overBase(call("log", [name("P")]), base), {
    tex: "\\ell",
    name: "log-likelihood",
    title: "Its logarithm",
    why: `It is largest where $P$ is largest, and turns ${single ? "powers into factors" : "the product into a sum"}.`,
  });
  const averaged = !single && run.choice("average") !== "sum";
  const negative = call("negate", [name("lnP")]);
  tape.let("nll", averaged ? call("divide", [negative, name("m")]) : negative, {
    tex: single ? "L" : "J",
    name: "negative log-likelihood",
    title: "Turned into something to minimize",
    why: single
      ? "Minus the logarithm is the loss: the smaller it is, the more probable is the label under the model."
      : `Minus the logarithm${averaged ? ", for each example," : ""} is the cost: minimizing it makes the labels as probable as the model can.`,
  });
  return ["P", "lnP", "nll"];
}

const ONE = "$P(y\\mid x)$ is $a$ where $y=1$ and $1-a$ where $y=0$; as one formula, the exponents choose.";
const MANY =
  "The model's probability for all labels together: $a$ where $y=1$, $1-a$ where $y=0$, multiplied since the examples are independent.";

/** aʸ (1 − a)¹⁻ʸ */
function bernoulli(): Expr {
  const [a, y] = [name("yhat"), name("y")];
  const failure = call("power", [call("minus", [num(1), a]), call("minus", [num(1), y])]);
  return call("times", [call("power", [a, y]), failure]);
}

import { ProblemError } from "../../solver/errors.ts";
import type { Words } from "../../solver/tape.ts";
import type { Loss } from "./kinds.ts";
import { over, type Task } from "./task.ts";

const SECTION = "The likelihood behind it";
const IDS: ReadonlySet<string> = new Set(["p", "P", "lnP", "nll", "likelihood"]);
export const asksForLikelihood = (ask: readonly string[]): boolean => ask.some((id) => IDS.has(id));

/** More factors than this are not multiplied out by hand. */
const MOST_FACTORS = 12;

/** The probability of the targets under the predictions, and minus its logarithm: the cost, but for constants. */
export function recordLikelihood(task: Task, loss: Loss): void {
  const { tape, data } = task;
  const { m } = data;
  const { density, title, why, noise, same } = behind(task, loss);
  refuseTooMany(task);
  tape.section("Given");
  if (noise) tape.given("sigma", task.given.sigma ?? 1, { tex: "\\sigma", name: noise });
  if (m > 1 && !tape.has("m")) tape.given("m", m, { tex: "m", name: "number of examples" });
  tape.section(SECTION);
  tape.let("p", density, { tex: "p", name: "probability of each target", title, why });
  tape.let("P", "product(p)", {
    tex: "P",
    name: "likelihood",
    title: "Likelihood",
    why:
      m > 1
        ? "The examples are independent, so their probabilities multiply."
        : "There is one example: its probability is all.",
  });
  tape.let("lnP", "log(P)", {
    tex: "\\ell",
    name: "log-likelihood",
    title: "Its logarithm",
    why: "It is largest where $P$ is, and turns the product into a sum.",
  });
  tape.let("nll", "-lnP", {
    tex: "-\\ell",
    name: "negative log-likelihood",
    title: "Turned into something to minimize",
    why: "Minus the logarithm is small where the targets are likely.",
    remarks: same ? [same] : [],
  });
}

interface Behind extends Required<Pick<Words, "title" | "why">> {
  density: string;
  /** What sigma is called. */
  noise?: string;
  /** How the loss comes out of it. */
  same?: string;
}

function behind(task: Task, loss: Loss): Behind {
  const { data } = task;
  switch (loss) {
    case "squared-error":
      return {
        density: "exp(-(e .^ 2) / (2 * sigma^2)) / (sigma * sqrt(2 * pi()))",
        title: "Normal density",
        why: "The target is taken to be the prediction plus noise from a normal distribution.",
        noise: "standard deviation of the noise",
        same: "This is $\\frac{1}{2\\sigma^2}\\sum e^2+m\\ln(\\sigma\\sqrt{2\\pi})$: only the sum of squares depends on the predictions.",
      };
    case "mae":
      return {
        density: "exp(-abs(e) / sigma) / (2 * sigma)",
        title: "Laplace density",
        why: "The target is taken to be the prediction plus noise from a Laplace distribution.",
        noise: "scale of the noise",
        same: "This is $\\frac{1}{\\sigma}\\sum|e|+m\\ln(2\\sigma)$: only the sum of distances depends on the predictions.",
      };
    case "bce":
      return {
        density: "yhat .^ y .* (1 - yhat) .^ (1 - y)",
        title: "Bernoulli probability",
        why: "$\\hat{y}$ where $y=1$ and $1-\\hat{y}$ where $y=0$; as one formula, the exponents choose.",
        same: "This is the sum of the binary cross-entropies, exactly.",
      };
    case "cce":
      return {
        density: `sum(${data.areLabels ? "Y" : "y"} .* yhat${over(data)})`,
        title: "Multinoulli probability",
        why: "The probability of the class that it is; the one-hot target picks it.",
        same: "This is the sum of the cross-entropies, exactly.",
      };
    default:
      throw new ProblemError("ask", `no distribution that is usually named stands behind the loss ${loss}`, {
        at: "ask",
        suggestion: "Ask for the likelihood with squared-error, mae, bce or cce.",
      });
  }
}

function refuseTooMany({ data }: Task): void {
  if (data.m <= MOST_FACTORS && (data.k === 1 || data.targets.cells.every((t) => t === 0 || t === 1) || data.areLabels))
    return;
  const many = data.m > MOST_FACTORS;
  throw new ProblemError(
    many ? "too-large" : "target",
    many ? `a likelihood of ${data.m} factors is not worked out` : "the likelihood is that of certain targets, one-hot",
    {
      at: many ? "ask" : "given.y",
      suggestion: many ? `Give at most ${MOST_FACTORS} examples.` : "Give one class to each example.",
    },
  );
}

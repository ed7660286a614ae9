import type { Prose } from "../../explainers/solution.ts";
import { prune } from "../../solver/trace.ts";
import { updatesOf } from "../mlp/ids.ts";
import type { Outcome } from "../topic.ts";
import type { Chain } from "./chain.ts";
import type { Stage } from "./stages.ts";

/** What is asked, and the way there: only as far as it goes. */
export function wordsOf(chain: Chain, { answers, aliases = {} }: Pick<Outcome, "answers" | "aliases">) {
  const { tape, ask } = chain;
  const stepOf = (id: string) => (Object.hasOwn(aliases, id) ? (aliases[id] as string) : id);
  const wanted = (ask.length > 0 ? ask : answers).map(stepOf).filter((id) => tape.has(id));
  const needed = prune(tape.trace(), wanted).steps.map(({ id }) => id);
  return { asked: asked(chain, wanted), plan: plan(chain, wanted, needed) };
}

function asked(chain: Chain, wanted: readonly string[]): Prose {
  const { tape } = chain;
  const tex = (id: string) => `$${tape.step(id).tex}$`;
  const names = (ids: readonly string[]) => [...new Set(ids)];
  const gradients = wanted.filter((id) => tape.step(id).gradient);
  const updated = wanted.filter((id) => updatesOf(id) > 0 && !tape.step(id).gradient && isParameter(chain, id));
  const values = wanted.filter((id) => !gradients.includes(id) && !updated.includes(id));
  const of = gradients.map((id) => tex(tape.step(id).gradient?.of as string));
  const parts = [
    ...names(values.map((id) => (id === chain.output ? "the output" : `the ${tape.step(id).name}`))),
    ...(of.length > 0 ? [`the gradient${of.length > 1 ? "s" : ""} of ${listed(names(of))}`] : []),
    ...(updated.length > 0
      ? [`${listed(names(updated.map((id) => tex(id.replace(/_\d+$/, "")))))}${descent(chain, updated)}`]
      : []),
  ];
  const [first = "the output", ...rest] = parts;
  const whole = [`${first} of ${described(chain)}`, ...rest].join("; ");
  return `${whole.charAt(0).toUpperCase()}${whole.slice(1)}.`;
}

const isParameter = (chain: Chain, id: string): boolean => chain.parameters.includes(id.replace(/_\d+$/, ""));

function descent({ network }: Chain, ids: readonly string[]): string {
  const times = Math.max(...ids.map(updatesOf));
  return ` after ${times === 1 ? "one step" : `${times} steps`} of gradient descent with $\\eta=${network.learningRate}$`;
}

function described({ network: { stages, x } }: Chain): string {
  const input = x.shape.length === 1 ? `a list of ${x.shape[0]}` : `a $${x.shape.join("\\times")}$ input`;
  const [first] = stages;
  const more = stages.slice(1).map(nameOf);
  return `${first ? withInput(first, input) : input}${more.length > 0 ? `, then ${listed(more)}` : ""}`;
}

function withInput(stage: Stage, input: string): string {
  if (stage.kind === "conv") {
    const { shape } = stage.kernel;
    const several = shape.length === 4 || (shape.length === 3 && input.split("\\times").length === 2);
    const each = (several ? shape.slice(1) : shape).join("\\times");
    const count = several ? (shape[0] as number) : 1;
    return `the convolution of ${input} with ${count === 1 ? "a kernel" : `${count} kernels`} of $${each}$`;
  }
  return `${nameOf(stage)} of ${input}`;
}

function nameOf(stage: Stage): string {
  switch (stage.kind) {
    case "conv":
      return "another convolution";
    case "activation":
      return NAMES[stage.activation] ?? stage.activation;
    case "pool": {
      const { size } = stage;
      if (size === undefined) return `global ${stage.mode} pooling`;
      const sides = typeof size === "number" ? `${size}\\times${size}` : size.join("\\times");
      return `$${sides}$ ${stage.mode} pooling`;
    }
    case "flatten":
      return "flattening";
    case "dense":
      return "a dense layer";
  }
}
const NAMES: Readonly<Record<string, string>> = {
  relu: "ReLU",
  gelu: "GELU",
  "leaky-relu": "leaky ReLU",
  elu: "ELU",
  selu: "SELU",
};

function plan({ sizes, network }: Chain, wanted: readonly string[], needed: readonly string[]): Prose {
  const some = (pattern: RegExp) => needed.some((id) => pattern.test(id));
  const times = Math.max(0, ...wanted.map(updatesOf));
  const forward = network.stages.length > 1 ? "one stage after the other" : "window by window";
  const parts = [
    ...(sizes.length > 0 ? ["How large the output is"] : []),
    `${sizes.length > 0 ? "then " : ""}${forward}${some(/^L/) ? " to the loss" : ""}`,
    ...(some(/^d[A-Za-z]/) ? ["backwards, each gradient from the one behind it"] : []),
    ...(times > 0 ? [`one subtraction per parameter${times > 1 ? `, and all of it ${times} times` : ""}`] : []),
  ];
  const whole = parts.join("; ");
  return `${whole.charAt(0).toUpperCase()}${whole.slice(1)}.`;
}

const listed = (parts: readonly string[]): string =>
  parts.length > 1 ? `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}` : (parts[0] ?? "");

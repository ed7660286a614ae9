import type { Prose, Tex } from "../../explainers/solution.ts";
import type { Mistake } from "../../solver/check/mistake.ts";
import type { Expr } from "../../solver/expression.ts";
import { parseDefinitions } from "../../solver/formula.ts";
import { type Choices, type ConventionId, conventions } from "../conventions.ts";
import type { Example } from "../topic.ts";

/**
 * An optimizer as data: what it carries along, and the formulas of one update. Whatever runs it (the tape here, compiled
 * kernels in training) starts the state at its values, counts `t` from 1, and works through the rules in order.
 */
export interface Optimizer {
  id: string;
  title: string;
  /** One sentence for lists of topics. */
  about: string;
  /** Where it was published, and what others do differently. */
  reference: string;
  /** What one iteration consists of, for the plan. */
  plan: Prose;
  hyperparameters: readonly Hyperparameter[];
  state: readonly State[];
  conventions: readonly ConventionId[];
  /** Conventions whose default here is another than the first value of the table. */
  defaults?: Choices;
  /** What to say where a convention that matters is left open. */
  assumptions?: { readonly [id in ConventionId]?: Prose };
  rules: readonly Rule[];
  /** What people do wrong in it. */
  mistakes?: readonly Mistake[];
  examples: readonly Example[];
}

export interface Hyperparameter {
  id: string;
  symbol: Tex;
  about: string;
  range: "positive" | "not negative" | "fraction";
  /** The value of the publication; without one the problem must give it, unless it is `optional`. */
  default?: number;
  /** Left out, the rules `with` it fall away. */
  optional?: true;
  /** Other names of the field, with their symbols. */
  aliases?: Readonly<Record<string, Tex>>;
}

/** A quantity that goes from one update to the next, for every parameter in its shape. */
export interface State {
  id: string;
  about: string;
  /** What it starts as: 0, or a copy of the parameter. */
  start: 0 | "w";
  /** A mean or sum of squares, which cannot be negative. */
  squares?: true;
}

/**
 * One formula of an update, in the formula language. The operands are the hyperparameters, the parameter `w`, its gradient
 * `g`, the number `t` of the update, the state and what the rules before have computed; a state keeps its old value until
 * its own rule. A bare name on the right (`mhat = m`) gives something another name and computes nothing.
 */
export interface Rule {
  is: string;
  /** Only under these conventions. */
  when?: Choices;
  /** Only where the problem gives this optional hyperparameter. */
  with?: string;
  /** Only where it does not. */
  without?: string;
  /** The gradient is taken here and not at `w`. */
  gradientHere?: true;
  /** `@` stands for the parameter's own symbol. */
  symbol?: Tex;
  /** For people: "running mean of the gradients". */
  name?: string;
  title?: Prose;
  why?: Prose;
  remarks?: readonly Remark[];
}

/** What a teacher says in the first iteration. */
export interface Remark {
  say: Prose;
  when?: Choices;
  /** Holds only where all state starts from 0. */
  fromZero?: true;
}

/** A rule that holds in a problem, read. */
export interface ActiveRule extends Rule {
  target: string;
  formula: Expr;
}

export const meets = (when: Choices | undefined, choices: Choices): boolean =>
  Object.entries(when ?? {}).every(([id, value]) => choices[id as ConventionId] === value);

/** Every convention of an optimizer with its value: as chosen, or by default. */
export function settle(optimizer: Optimizer, chosen: Choices): Choices {
  const chosenFor = (id: ConventionId) => chosen[id] ?? optimizer.defaults?.[id] ?? conventions[id].values[0];
  return Object.fromEntries(optimizer.conventions.map((id) => [id, chosenFor(id)]));
}

/** The rules under these conventions, for a problem that gives these hyperparameters. */
export function rulesUnder({ rules }: Optimizer, choices: Choices, given: ReadonlySet<string>): ActiveRule[] {
  const holds = (rule: Rule) =>
    meets(rule.when, choices) &&
    (rule.with === undefined || given.has(rule.with)) &&
    (rule.without === undefined || !given.has(rule.without));
  return rules
    .filter(holds)
    .flatMap((rule) => parseDefinitions(rule.is).map(({ name, formula }) => ({ ...rule, target: name, formula })));
}

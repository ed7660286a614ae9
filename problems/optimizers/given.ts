import * as z from "zod";
import { ProblemError } from "../../solver/errors.ts";
import { number, type TensorField, tensor } from "../fields.ts";
import type { Hyperparameter, Optimizer } from "./optimizer.ts";

/** Iterations that anybody would follow one by one. */
export const MOST_ITERATIONS = 100;

const iterations = z
  .int("the number of iterations must be whole")
  .min(1, "there must be at least one iteration")
  .max(MOST_ITERATIONS, `at most ${MOST_ITERATIONS} iterations are worked out`)
  .optional();

const common = {
  w: tensor
    .optional()
    .meta({ symbol: "w_0", description: "The parameter at the start: a number, a list or a matrix." }),
  theta: tensor.optional().meta({ symbol: "\\theta_0", description: "Another name of w." }),
  start: z
    .record(z.string(), tensor)
    .optional()
    .meta({ description: "Several parameters of J with their values at the start, such as { x: 1, y: 2 }." }),
  iterations: iterations.meta({
    symbol: "k",
    description: "How many updates; left out: as many as there are gradients, or 1.",
  }),
  steps: iterations.meta({ symbol: "k", description: "Another name of iterations." }),
  gradients: z
    .union([number, z.array(tensor).min(1)])
    .optional()
    .meta({
      symbol: "g_1,\\,g_2,\\,\\dots",
      description: "One gradient for each iteration, each in the shape of w.",
    }),
  J: z.string().optional().meta({
    symbol: "J",
    description: "What is minimized, as a formula of w or of the names in `start`: w^2 - 4*w + 3.",
  }),
  values: z
    .record(z.string(), tensor)
    .optional()
    .meta({ description: "What other names in J stand for, such as data: { x: 3, y: 1 }." }),
};

const squares = {
  squaredGradient: number.nonnegative().optional().meta({
    symbol: "g_1^2",
    description: "Instead of gradients: the squared gradient of the first iteration.",
  }),
  growth: number
    .gt(-1, "a squared gradient cannot fall by more than all of itself")
    .optional()
    .meta({ symbol: "r", description: "By which share the squared gradient grows in each iteration: 0.05 for 5 %." }),
};

export interface Given {
  w?: TensorField;
  theta?: TensorField;
  start?: Record<string, TensorField>;
  iterations?: number;
  gradients?: TensorField | TensorField[];
  J?: string;
  values?: Record<string, TensorField>;
  squaredGradient?: number;
  growth?: number;
  /** Hyperparameters, and states at the start. */
  [field: string]: unknown;
}

/** Optimizers that compute an effective learning rate can be asked for it without any parameter. */
export const ratesAlone = ({ rules }: Optimizer): boolean => rules.some(({ is }) => is.startsWith("alpha ="));

export function schemaOf(optimizer: Optimizer): z.ZodType<Given> {
  const hyperparameters = optimizer.hyperparameters.flatMap((own) => {
    const { id, symbol, about, range, default: published, aliases = {} } = own;
    const field = (shown: string, description: string) =>
      RANGES[range](id).optional().meta({ symbol: shown, description });
    const main = field(symbol, about).meta({
      symbol,
      description: about,
      ...(published !== undefined && { default: published }),
    });
    const others = Object.entries(aliases).map(([alias, shown]) => [alias, field(shown, `Another name of ${id}.`)]);
    return [[id, main], ...others];
  });
  const states = optimizer.state.flatMap(({ id, about, start }) =>
    start === 0
      ? [
          [
            `${id}0`,
            tensor.optional().meta({ symbol: `${id}_0`, description: `The ${about} at the start; 0 if left out.` }),
          ],
        ]
      : [],
  );
  const shape = {
    ...common,
    ...(ratesAlone(optimizer) && squares),
    ...Object.fromEntries(hyperparameters),
    ...Object.fromEntries(states),
  };
  return z.strictObject(shape).transform(withIterations) as unknown as z.ZodType<Given>;
}

/** `steps` is another name of `iterations`. */
function withIterations({ steps, ...given }: Given & { steps?: number }): Given {
  if (steps === undefined) return given;
  if (given.iterations === undefined) return { ...given, iterations: steps };
  throw new ProblemError("conflict", "iterations and steps are the same: give one of them", { at: "given.steps" });
}

/** What a hyperparameter may be. */
const RANGES: { readonly [range in Hyperparameter["range"]]: (id: string) => z.ZodNumber } = {
  positive: (id) => number.positive(`${id} must be positive`),
  "not negative": (id) => number.min(0, `${id} must not be negative`),
  fraction: (id) => {
    const message = `${id} must be from 0 up to, but not including, 1`;
    return number.min(0, message).lt(1, message);
  },
};

/** A hyperparameter with its value, its symbol in this problem, and whether the problem gives it. */
export interface Setting {
  id: string;
  /** As the problem calls it. */
  name: string;
  symbol: string;
  value: number;
  stated: boolean;
  about: string;
}

/** The hyperparameters of a problem: as given under one of their names, or by default. */
export function settingsOf({ hyperparameters }: Optimizer, given: Given): Setting[] {
  return hyperparameters.flatMap(({ id, symbol, aliases = {}, default: published, optional, about }): Setting[] => {
    const names = [id, ...Object.keys(aliases)].filter((name) => given[name] !== undefined);
    const [name] = names;
    if (names.length > 1) {
      throw new ProblemError("conflict", `${names.join(" and ")} are the same: give one of them`, {
        at: `given.${names[1]}`,
      });
    }
    if (name !== undefined) {
      return [{ id, name, symbol: aliases[name] ?? symbol, value: given[name] as number, stated: true, about }];
    }
    if (published !== undefined) return [{ id, name: id, symbol, value: published, stated: false, about }];
    if (optional) return [];
    throw new ProblemError("missing", `${id} is missing`, {
      at: `given.${id}`,
      missing: [`given.${id}`],
      suggestion: `Give a ${id}, such as ${id}: 0.1.`,
    });
  });
}

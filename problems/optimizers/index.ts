import type { Topic } from "../topic.ts";
import type { Optimizer } from "./optimizer.ts";
import { adam, adamw, amsgrad, nadam } from "./rules/adam.ts";
import { adadelta, adagrad, rmsprop } from "./rules/adaptive.ts";
import { gradientDescent, momentum, nesterov } from "./rules/momentum.ts";
import { topicFor } from "./topic.ts";

/** Every optimizer, as data: what solves problems here is also what trains. */
export const optimizers: readonly Optimizer[] = [
  gradientDescent,
  momentum,
  nesterov,
  adagrad,
  rmsprop,
  adadelta,
  adam,
  adamw,
  nadam,
  amsgrad,
];

export const optimizerTopics: readonly Topic[] = optimizers.map(topicFor);

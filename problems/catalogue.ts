import type { Topic } from "./topic.ts";

type Load = () => Promise<Topic>;

const alone =
  (load: () => Promise<{ default: Topic }>): Load =>
  async () =>
    (await load()).default;

/** Topics that come from one module. */
const together = (ids: readonly string[], load: () => Promise<readonly Topic[]>): Record<string, Load> =>
  Object.fromEntries(ids.map((id) => [id, async () => (await load()).find((topic) => topic.id === id) as Topic]));

/** Every topic, by its id. It is loaded when it is asked for: a command that solves one problem needs one topic. */
export const catalogue: Readonly<Record<string, Load>> = {
  mlp: alone(() => import("./mlp/index.ts")),
  "linear-collapse": alone(() => import("./linear-collapse/index.ts")),
  initialization: alone(() => import("./initialization/index.ts")),
  "gradient-flow": alone(() => import("./gradient-flow/index.ts")),
  "computation-graph": alone(() => import("./computation-graph/index.ts")),
  "logistic-regression": alone(() => import("./logistic-regression/index.ts")),
  neuron: alone(() => import("./neuron/index.ts")),
  "softmax-regression": alone(() => import("./softmax-regression/index.ts")),
  "cnn-shapes": alone(() => import("./cnn-shapes/index.ts")),
  architectures: alone(() => import("./architectures/index.ts")),
  "transfer-learning": alone(() => import("./transfer-learning/index.ts")),
  convolution: alone(() => import("./convolution/index.ts")),
  pooling: alone(() => import("./pooling/index.ts")),
  augmentation: alone(() => import("./augmentation/index.ts")),
  perceptron: alone(() => import("./perceptron/index.ts")),
  ...together(
    ["gradient-descent", "momentum", "nesterov", "adagrad", "rmsprop", "adadelta", "adam", "adamw", "nadam", "amsgrad"],
    async () => (await import("./optimizers/index.ts")).optimizerTopics,
  ),
  activations: alone(() => import("./activations/index.ts")),
  losses: alone(() => import("./losses/index.ts")),
  dropout: alone(() => import("./dropout/index.ts")),
  "early-stopping": alone(() => import("./early-stopping/index.ts")),
  regularization: alone(() => import("./regularization/index.ts")),
  "update-counts": alone(() => import("./update-counts/index.ts")),
  normalization: alone(() => import("./normalization/index.ts")),
  "batch-norm": alone(() => import("./batch-norm/index.ts")),
  tsne: alone(() => import("./tsne/index.ts")),
  "classification-metrics": alone(() => import("./classification-metrics/index.ts")),
  "search-size": alone(() => import("./search-size/index.ts")),
  schedules: alone(() => import("./schedules/index.ts")),
  shapes: alone(() => import("./shapes/index.ts")),
  broadcasting: alone(() => import("./broadcasting/index.ts")),
  ...together(["rnn", "lstm", "gru"], async () => (await import("./recurrent/index.ts")).recurrentTopics),
};

/** The topic of an id; where there is none of that id, all of them, among which an error can name the right one. */
export async function topicsFor(id: unknown): Promise<readonly Topic[]> {
  const load = typeof id === "string" && Object.hasOwn(catalogue, id) ? catalogue[id] : undefined;
  return load ? [await load()] : Promise.all(Object.values(catalogue).map((each) => each()));
}

import cnnShapes from "./cnn-shapes/index.ts";
import computationGraph from "./computation-graph/index.ts";
import logisticRegression from "./logistic-regression/index.ts";
import mlp from "./mlp/index.ts";
import { optimizerTopics } from "./optimizers/index.ts";
import perceptron from "./perceptron/index.ts";
import type { Topic } from "./topic.ts";

/** Every topic. */
export const topics: readonly Topic[] = [
  mlp,
  computationGraph,
  logisticRegression,
  cnnShapes,
  perceptron,
  ...optimizerTopics,
];

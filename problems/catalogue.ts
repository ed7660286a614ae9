import computationGraph from "./computation-graph.ts";
import mlp from "./mlp/index.ts";
import type { Topic } from "./topic.ts";

/** Every topic. */
export const topics: readonly Topic[] = [mlp, computationGraph];

import type { Topic } from "./topic.ts";
export default { id: "computation-graph" } as unknown as Topic;

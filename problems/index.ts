export { topics } from "./catalogue.ts";
export { type ConventionId, conventions } from "./conventions.ts";
export { type Solved, solve } from "./solve.ts";
export type { Problem, Topic } from "./topic.ts";

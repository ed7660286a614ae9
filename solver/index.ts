export { type ErrorDetails, FormulaError, ProblemError, ShapeError } from "./errors.ts";
export { defineFunction, defineMap, type FunctionDefinition } from "./function.ts";
export { functions } from "./functions/index.ts";
export { fromNested, type NdArray, type NestedNumbers, type Shape, toNested } from "./ndarray.ts";
export { float } from "./readings/float.ts";
export { Tape, type Words } from "./tape.ts";
export { evaluate, type Step, type Trace } from "./trace.ts";

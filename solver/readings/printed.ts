import { type Call, definitionOf, type Reading } from "../expression.ts";
import type { NdArray } from "../ndarray.ts";
import { float } from "./float.ts";
import { printKernel } from "./kernel.ts";

type Kernel = (this: { thread: { x: number } }, ...operands: readonly number[][]) => number;

/**
 * Values by running the printed kernels here, cell by cell and in float64: a second way from a definition to a number,
 * the one that a GPU goes.
 */
export const printed: Reading<number> = {
  ...float,
  whole: (expr, evaluate) => runKernel(expr, expr.args.map(evaluate)),
};

function runKernel({ fn, options = {} }: Call, inputs: readonly NdArray<number>[]): NdArray<number> | undefined {
  const definition = definitionOf(fn);
  const shapes = inputs.map(({ shape }) => shape);
  const { source, cells, accuracy } = printKernel(definition, shapes, options);
  // What is printed for 32-bit floats only is no way to a float64.
  if (accuracy > 0) return undefined;
  // The source is printed from our own definitions; nothing that anybody typed gets into it.
  const kernel = new Function(`return ${source}`)() as Kernel;
  const operands = inputs.map((input) => [...input.cells]);
  const run = (x: number): number => kernel.call({ thread: { x } }, ...operands);
  return { shape: definition.shape(shapes, options), cells: Array.from({ length: cells }, (_, x) => run(x)) };
}

/** Whether kernels can be run here: a page's security policy may forbid it. */
export function canRunKernels(): boolean {
  try {
    return new Function("return true")() as boolean;
  } catch {
    return false;
  }
}

/**
 * Where textbooks disagree, the choice is a named option. The first value is the default; ids and values that have
 * shipped stay.
 */
export interface Convention {
  values: readonly [string, ...string[]];
  /** What is being chosen, for people. */
  about: string;
}

export const conventions = {
  orientation: {
    values: ["Wx", "WTx", "xW"],
    about: "how a layer multiplies: W x with W out×in, Wᵀx or x W with W in×out; from the shapes where they tell",
  },
  examples: { values: ["columns", "rows"], about: "whether each example is a column or a row of X" },
  average: {
    values: ["gradients", "cost", "sum"],
    about: "where 1/m stands: in dW and db only, in every gradient from the cost on, or nowhere (J is the sum)",
  },
  "loss.half": { values: ["no", "yes"], about: "squared error as e² or as ½e²" },
  "loss.outputs": {
    values: ["sum", "mean"],
    about: "whether the loss of an example is summed or averaged over output units",
  },
} as const satisfies Record<string, Convention>;

export type ConventionId = keyof typeof conventions;
export type Choices = { readonly [id in ConventionId]?: string };

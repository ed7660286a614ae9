import * as z from "zod";
import { type Block, block, type Named, namedOne, type PerFeature, perFeature } from "../feature-data.ts";
import { number } from "../fields.ts";
import { METHODS, type Method, methodCalled, type Statistic } from "./methods.ts";

const statistic = (symbol: string, description: string) => perFeature.optional().meta({ symbol, description });

const fields = z.strictObject({
  X: block.optional().meta({
    symbol: "X",
    description: "The data: values of one feature as a list, or a table with a column for each feature.",
  }),
  x: block.optional().meta({ symbol: "x", description: "Another name of X." }),
  method: z.preprocess(methodCalled, z.enum(METHODS)).optional().meta({
    description:
      "z-score (left out: this one), min-max, mean (subtract it), mean-range (and divide by the range), or image (by 255).",
  }),
  range: z
    .tuple([number, number])
    .refine(([a, b]) => a < b, "the range [a, b] must go up: a < b")
    .optional()
    .meta({ symbol: "[a,b]", description: "Where min-max and image put the smallest and the largest value; [0, 1]." }),
  test: block.optional().meta({
    symbol: "x_{\\text{test}}",
    description: "New values, treated with the statistics of the data: one example, or several laid out as X is.",
  }),
  xtest: block.optional().meta({ symbol: "x_{\\text{test}}", description: "Another name of test." }),
  back: block.optional().meta({
    symbol: "\\hat{x}_{\\text{back}}",
    description: "Normalized values, to be turned back into what they stood for.",
  }),
  mu: statistic("\\mu", "The mean, where it is known already: one for each feature."),
  mean: statistic("\\mu", "Another name of mu."),
  sigma: statistic("\\sigma", "The standard deviation, where it is known already."),
  std: statistic("\\sigma", "Another name of sigma."),
  min: statistic("x_{\\min}", "The smallest value, where it is known already."),
  max: statistic("x_{\\max}", "The largest value, where it is known already."),
});

/** A problem with each field under one name, and the name it had. */
export interface Given {
  method: Method;
  /** Whether the problem names its method. */
  named: boolean;
  data?: Named<Block>;
  test?: Named<Block>;
  back?: Named<Block>;
  range?: readonly [number, number];
  statistics: { readonly [id in Statistic]?: Named<PerFeature> };
}

export const given = fields.transform((stated): Given => {
  const [data, test, back] = [
    namedOne<Block>(stated, "X", "x"),
    namedOne<Block>(stated, "test", "xtest"),
    namedOne<Block>(stated, "back"),
  ];
  const found = {
    mu: namedOne<PerFeature>(stated, "mu", "mean"),
    sigma: namedOne<PerFeature>(stated, "sigma", "std"),
    min: namedOne<PerFeature>(stated, "min"),
    max: namedOne<PerFeature>(stated, "max"),
  };
  return {
    method: stated.method ?? "z-score",
    named: stated.method !== undefined,
    ...(data && { data }),
    ...(test && { test }),
    ...(back && { back }),
    ...(stated.range && { range: stated.range }),
    statistics: Object.fromEntries(Object.entries(found).filter(([, known]) => known)),
  };
});

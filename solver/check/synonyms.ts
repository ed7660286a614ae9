/** Other words for a quantity, without case and signs; its ids, the likeliest first. */
const SYNONYMS: Readonly<Record<string, readonly string[]>> = {
  ...every("o out output", ["yhat", "shape"]),
  ...every("prediction predicted pred ypred yp yout", ["yhat"]),
  ...every("cost j", ["J", "L"]),
  ...every("loss l ell bce ce mse", ["L", "J"]),
  ...every("e c etotal totalerror totalloss", ["J", "L"]),
  ...every("error err", ["J", "L", "e"]),
  ...every("eta lr alpha learningrate stepsize", ["learningRate"]),
  ...every("eps", ["epsilon"]),
  ...every("lambda weightdecay wd", ["weightDecay", "lambda"]),
  ...every("beta momentum", ["beta", "beta1"]),
  ...every("parameters nparams", ["params"]),
  ...every("receptivefield", ["rf"]),
  ...every("outputshape outshape", ["shape"]),
  ...every("deltaw deltatheta", ["d"]),
  ...every("deltaj", ["change"]),
};

function every(words: string, ids: readonly string[]): Record<string, readonly string[]> {
  return Object.fromEntries(words.split(" ").map((word) => [word, ids]));
}

export function synonymsOf(base: string): readonly string[] {
  const word = base.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
  return Object.hasOwn(SYNONYMS, word) ? (SYNONYMS[word] ?? []) : [];
}

import { gatesOf } from "./cell.ts";
import type { Learn } from "./learn.ts";

/** Other names of steps, without a leading `d` and without the number of updates: `Whh` for `Wh`, `g3` for `ctilde3`. */
function pairs(run: Learn): [string, string][] {
  const { net } = run;
  const parameters = net.parameters.map(({ field, id }): [string, string] => [field, id]);
  const timed = [...synonyms(run)];
  const overTime = [0, ...run.times()].flatMap((t) =>
    timed.flatMap(([other, own]): [string, string][] => [
      [`${other}${t}`, `${own}${t}`],
      ...(net.T === 1 && t === 1
        ? [other, `${other}_t`, `${other}t`].map((name): [string, string] => [name, `${own}1`])
        : []),
    ]),
  );
  const underscored =
    run.given.learningRate === undefined
      ? timed.flatMap(([other, own]) => run.times().map((t): [string, string] => [`${other}_${t}`, `${own}${t}`]))
      : [];
  const T = String(net.T);
  const ofOutput = run.isMany ? [] : ["yhat", "zy", "L", "y"].map((name): [string, string] => [`${name}${T}`, name]);
  const ofState = run.layer
    ? []
    : run.outputTimes().map((t): [string, string] => [run.isMany ? `yhat${t}` : "yhat", `h${t}`]);
  const loss: [string, string][] = net.batch ? [] : [["J", "L"]];
  return [...parameters, ...overTime, ...underscored, ...ofOutput, ...ofState, ...loss];
}

/** Quantities of a time step under their own names and others. */
function synonyms({ cell, items, net }: Learn): [string, string][] {
  const gates = gatesOf(items).flatMap(({ id, sum, key, letters = [] }): [string, string][] => [
    [sum.id, sum.id],
    [id, id],
    ...(key === "" ? [] : letters.filter((letter) => letter !== id).map((letter): [string, string] => [letter, id])),
    ...(key === "" ? [] : ([[`z${key}`, sum.id]] as [string, string][])),
  ]);
  const others = items.flatMap(({ id }): [string, string][] => [[id, id]]);
  const letter: [string, string][] = net.letter === "h" ? [] : [[net.letter, "h"]];
  const simple: [string, string][] = cell.id === "rnn" && net.letter !== "a" ? [["a", "z"]] : [];
  const upper = cell.states.map((state): [string, string] => [state.toUpperCase(), state]);
  return [...gates, ...others, ["x", "x"], ...letter, ...simple, ...upper];
}

/** The id that something asked for has in the steps. */
export function canonical(run: Learn): (id: string) => string {
  const known = new Map(pairs(run));
  return (id) => {
    const [, d = "", base = "", k = ""] = /^(d?)(.*?)((?:_clipped)?(?:_\d+)?)$/.exec(id) ?? [];
    if (known.has(id)) return known.get(id) as string;
    return d + (known.get(base) ?? base) + k;
  };
}

/** All other names of the steps that were recorded. */
export function aliasesOf(run: Learn): Record<string, string> {
  const { tape, net } = run;
  const suffixes = ["", ...Array.from({ length: run.updates }, (_, k) => `_${k + 1}`)];
  const found: Record<string, string> = {};
  for (const [other, own] of pairs(run)) {
    for (const suffix of suffixes) {
      for (const [start, end] of [
        ["", ""],
        ["d", ""],
        ["d", "_clipped"],
      ] as const) {
        const [alias, id] = [`${start}${other}${end}${suffix}`, `${start}${own}${end}${suffix}`];
        if (alias !== id && !tape.has(alias) && tape.has(id)) found[alias] = id;
      }
    }
  }
  if (net.arriving) found[`dh${net.T}`] = "dh";
  return found;
}

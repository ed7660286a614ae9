import { at } from "../mlp/ids.ts";
import type { Outcome } from "../topic.ts";
import { wordsOf } from "./asked.ts";
import type { Chain } from "./chain.ts";

/** What a chain answers by itself, under which names, and what is shown along with it. */
export function outcomeOf(chain: Chain): Outcome {
  const { tape, parameters, updates } = chain;
  const output = chain.output;
  const has = (id: string) => tape.has(id);
  const gradients = parameters.map((id) => `d${id}`).filter(has);
  const answers = [
    output,
    ...["L"].filter(has),
    ...gradients,
    ...(chain.network.isNumbered ? [] : ["dx"].filter(has)),
    ...(updates > 0 ? parameters.map((id) => id + at(updates)) : []),
  ];
  const forward = tape.steps().filter(({ formula, gradient }) => formula && !gradient);
  const checks = Object.fromEntries(forward.map(({ id }) => [id, chain.sizes]));
  const sections = new Set(tape.steps().map(({ section }) => section));
  const aliases = aliasesOf(chain, output);
  return {
    answers,
    aliases,
    ...wordsOf(chain, { answers, aliases }),
    checks,
    assumed: chain.assumed,
    folded: [...sections].filter((title) => /^Iteration (?![12] )/.test(title)),
  };
}

/** Other spellings of a letter that an id begins with. */
const SPELLINGS: Readonly<Record<string, readonly string[]>> = {
  K: ["W", "kernel", "w"],
  b: ["bias"],
  x: ["X"],
  y: ["Y"],
  L: ["J"],
};

function aliasesOf(chain: Chain, output: string): Record<string, string> {
  const ids = chain.tape.steps().map(({ id }) => id);
  const known = new Set(ids);
  const found: Record<string, string> = {};
  const alias = (name: string, id: string) => {
    if (!known.has(name) && !Object.hasOwn(found, name)) found[name] = id;
  };
  for (const id of ids) {
    const [, d = "", letter = "", rest = ""] = /^(d?)([KbxyL])((?:\d*)(?:_\d+)?)$/.exec(id) ?? [];
    for (const other of SPELLINGS[letter] ?? []) alias(d + other + rest, id);
  }
  for (const name of ["Y", "yhat", "output", "A", "P", "Z"]) {
    if (chain.network.isNumbered && name.length === 1 && name !== "Y") continue;
    for (let k = 0; k <= chain.updates; k++) {
      if (known.has(output + at(k))) alias(name + at(k), output + at(k));
      if (known.has(`d${output}${at(k)}`)) alias(`d${name}${at(k)}`, `d${output}${at(k)}`);
    }
  }
  if (output === "yhat")
    for (let k = 0; k <= chain.updates; k++)
      if (known.has(output + at(k))) alias(`A${chain.layer}${at(k)}`, output + at(k));
  const [height] = chain.sizes.filter((id) => /^(height|length)/.test(id));
  if (!chain.network.isNumbered && height !== undefined)
    for (const name of ["height", "width", "side", "length", "n_out"]) alias(name, height);
  if (chain.network.isNumbered)
    for (const id of chain.sizes) if (id.startsWith("height")) alias(id.replace("height", "width"), id);
  return found;
}

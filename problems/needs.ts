import { ProblemError } from "../solver/errors.ts";

/** A field without which the problem cannot be solved; `mend` says what to give. */
export const missing = (field: string, message: string, mend: string): ProblemError =>
  new ProblemError("missing", message, { at: `given.${field}`, missing: [`given.${field}`], suggestion: mend });

/** Two fields that say the same, of which the second is named. */
export const conflict = (field: string, message: string, mend?: string): ProblemError =>
  new ProblemError("conflict", message, { at: `given.${field}`, ...(mend && { suggestion: mend }) });

/** A problem with the values of fields that have another name under their usual one. */
export function underUsualNames<G extends object>(
  given: G,
  names: { readonly [usual in keyof G & string]?: keyof G & string },
): G {
  const used = Object.entries(names) as [keyof G & string, keyof G & string][];
  const renamed = used.flatMap(([usual, other]) =>
    given[other] === undefined ? [] : [[usual, given[nameUsed(given, [usual, other], "")]] as const],
  );
  return { ...given, ...Object.fromEntries(renamed) };
}

/** The one of several names of a field that the problem uses; throws where it uses two, or none. */
export function nameUsed<G extends object>(
  given: G,
  names: readonly (keyof G & string)[],
  mend: string,
): keyof G & string {
  const [name, other] = names.filter((id) => given[id] !== undefined);
  if (other) throw conflict(other, `${name} and ${other} are two names of the same: give one of them`);
  if (name) return name;
  throw missing(names[0] as string, `given.${names[0]} is missing`, mend);
}

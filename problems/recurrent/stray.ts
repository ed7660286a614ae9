import { ProblemError } from "../../solver/errors.ts";
import type { Cell } from "./cell.ts";
import { FIELDS, type Given } from "./given.ts";
import { knownFields } from "./known.ts";
import { parametersAmong } from "./spelling.ts";

/** Refuses fields that belong to nothing. */
export function refuseStray(cell: Cell, given: Given): void {
  const parameters = new Set(parametersAmong(cell, given).map(({ field }) => field));
  const values = new Set(knownFields(cell, given).values());
  const stray = Object.keys(given).find(
    (field) => !FIELDS.has(field) && !parameters.has(field) && !values.has(field) && !/^[xy]_?[1-9]\d*$/.test(field),
  );
  if (stray === undefined) return;
  const usual = cell.id === "rnn" ? ["Wx", "Wh", "b"] : cell.id === "lstm" ? ["Wf", "Uf", "bf"] : ["Wz", "Uz", "bz"];
  throw new ProblemError("unknown-field", `there is no field ${stray}`, {
    at: `given.${stray}`,
    candidates: [...usual, ...FIELDS],
  });
}

import * as z from "zod";
import { ProblemError } from "../../solver/errors.ts";
import { matrix, vector } from "../fields.ts";

/** A list, an image, an image with channels [C][H][W], or a batch of such or several kernels [N][C][H][W]. */
export const maps = z.union([vector, matrix, z.array(matrix).min(1), z.array(z.array(matrix).min(1)).min(1)]);
export type MapsField = z.infer<typeof maps>;

const MOST_CELLS_APART = 1000;
const natural = (least: number) => z.int().min(least).max(MOST_CELLS_APART);
/** A number for rows and columns alike, or [rows, columns]. */
export const pair = z.union([natural(1), z.tuple([natural(1), natural(1)])]);
export type PairField = z.infer<typeof pair>;

export const padding = z.union([
  z.enum(["valid", "same", "full"]),
  natural(0),
  z.tuple([natural(0), natural(0)]),
  z.tuple([natural(0), natural(0), natural(0), natural(0)]),
]);
export type PaddingField = z.infer<typeof padding>;

/** Fields of which some are also known by other names; of each, one name is to be used. */
export function withAliases<S extends z.ZodRawShape>(shape: S, aliases: Readonly<Record<string, string>>): Fields<S> {
  const others = Object.entries(aliases).map(([alias, field]) => [
    alias,
    (shape[field] as z.ZodType).meta({ description: `Another name of ${field}.` }),
  ]);
  const schema = z.strictObject({ ...shape, ...Object.fromEntries(others) });
  const settled = schema.transform((stated) => {
    const given: Record<string, unknown> = { ...stated };
    for (const [alias, field] of Object.entries(aliases)) {
      if (given[alias] === undefined) continue;
      if (given[field] !== undefined)
        throw new ProblemError("conflict", `${field} and ${alias} are the same: give one of them`, {
          at: `given.${alias}`,
        });
      given[field] = given[alias];
      delete given[alias];
    }
    return given;
  });
  return settled as unknown as Fields<S>;
}
type Fields<S extends z.ZodRawShape> = z.ZodPipe<z.ZodObject<S>, z.ZodTransform<z.output<z.ZodObject<S>>>>;

export const missing = (at: string, message: string, suggestion: string): ProblemError =>
  new ProblemError("missing", message, { at, missing: [at], suggestion });

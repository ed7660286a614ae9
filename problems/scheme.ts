import * as z from "zod";
import type { Scheme } from "../solver/check/score.ts";

const worth = z.enum(["full", "method", "none"]);
const marks = z.number().min(0).max(1000);
const both = { method: marks, accuracy: marks };

/** A marking scheme as an instructor writes it: only what differs from the usual one. */
export const schemeSchema: z.ZodType<Partial<Scheme>> = z.strictObject({
  method: marks.optional(),
  accuracy: marks.optional(),
  steps: z.record(z.string(), z.strictObject(both)).optional(),
  follows: worth.optional(),
  recovered: worth.optional(),
  otherConvention: worth.optional(),
  truncated: worth.optional(),
  tooCoarse: worth.optional(),
  slip: worth.optional(),
  implied: z.boolean().optional(),
  penalty: marks.optional(),
}) as z.ZodType<Partial<Scheme>>;

import * as z from "zod";
import { ShapeError } from "../../solver/errors.ts";
import { describeShape } from "../../solver/ndarray.ts";
import { array } from "../arrays.ts";
import type { TensorField } from "../fields.ts";
import type { Network } from "../maps/chain.ts";
import { endFields, endOf } from "../maps/end.ts";
import { maps, missing, padding, pair, withAliases } from "../maps/fields.ts";

const TYPES = ["max", "average", "global-max", "global-average"] as const;

/** `MaxPool2d`, `avg` and `global average pooling` are types too. */
function typeNamed(name: unknown): unknown {
  if (typeof name !== "string" || name.length > 40) return name;
  const plain = name.toLowerCase().replace(/[^a-z]/g, "");
  const [, global = "", kind = ""] = /^(global|adaptive)?(max|avg|average|mean)(pool|pooling)?(d)?$/.exec(plain) ?? [];
  if (kind === "") return name;
  return `${global && "global-"}${kind === "max" ? "max" : "average"}`;
}

export const given = withAliases(
  {
    x: maps.optional().meta({
      symbol: "X",
      description: "The input: an image [H][W], channels [C][H][W], a batch [N][C][H][W], or a list.",
    }),
    type: z
      .preprocess(typeNamed, z.enum(TYPES))
      .optional()
      .meta({ description: "max (left out), average, global-max or global-average." }),
    size: pair.optional().meta({ symbol: "f", description: "Side of the window, or [height, width]." }),
    stride: pair
      .optional()
      .meta({ symbol: "s", description: "Step of the window; left out: convention `pool.stride`." }),
    padding: padding.optional().meta({
      symbol: "p",
      description: "valid (none), same, cells on every side, [rows, columns] or [top, bottom, left, right].",
    }),
    ...endFields,
  },
  {
    X: "x",
    image: "x",
    input: "x",
    mode: "type",
    kind: "type",
    kernel: "size",
    window: "size",
    poolSize: "size",
    kernelSize: "size",
    target: "y",
    Y: "y",
    dY: "upstream",
    dP: "upstream",
    G: "upstream",
  },
);
export type Given = z.infer<typeof given>;

/** The problem as a network of one stage. */
export function networkOf(problem: Given): Network {
  const { type = "max", size, stride, padding: p = "valid" } = problem;
  if (problem.x === undefined) throw missing("given.x", "there is no input x", "Give x: an image, or a list.");
  const isGlobal = type.startsWith("global");
  const stray = isGlobal
    ? (["size", "stride", "padding"] as const).find((field) => problem[field] !== undefined)
    : undefined;
  if (stray)
    throw new ShapeError(`global pooling has one window over everything, so ${stray} has no use`, {
      at: `given.${stray}`,
      suggestion: `Leave ${stray} out, or take type ${type.replace("global-", "")}.`,
    });
  if (!isGlobal && size === undefined)
    throw missing("given.size", "there is no size of the window", "Give size: 2 for windows of 2×2, or a global type.");
  const x = array("x", problem.x as TensorField);
  if (isGlobal && x.cells.length === 0) throw new ShapeError(`x is ${describeShape(x.shape)}`, { at: "given.x" });
  const mode = type.endsWith("max") ? "max" : "average";
  return {
    x,
    stages: [{ kind: "pool", at: "given", mode, size: isGlobal ? undefined : size, stride, padding: p }],
    end: endOf(problem),
    learningRate: undefined,
    steps: 1,
    isNumbered: false,
  };
}

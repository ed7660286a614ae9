import * as z from "zod";
import { ProblemError } from "../../solver/errors.ts";
import { number } from "../fields.ts";
import { maps, missing, withAliases } from "../maps/fields.ts";
import { named } from "../names.ts";

/** Sides that anybody would write down. */
const MOST_CELLS = 200;
const side = z.int().min(1).max(MOST_CELLS);
const place = z.int().min(0).max(MOST_CELLS);
const distance = z.int().min(-MOST_CELLS).max(MOST_CELLS);

const shift = withAliases(
  {
    right: distance.optional(),
    left: distance.optional(),
    down: distance.optional(),
    up: distance.optional(),
    fill: number.optional(),
  },
  { dx: "right", dy: "down" },
);
const resize = z.strictObject({
  height: side.optional(),
  width: side.optional(),
  scale: number.positive().max(MOST_CELLS).optional(),
  method: named(["nearest", "bilinear"]).optional(),
});
const crop = z.strictObject({
  top: place.optional(),
  left: place.optional(),
  height: side,
  width: side,
});
const rotation = z.strictObject({
  angle: number,
  direction: named(["counterclockwise", "clockwise"]).optional(),
});

const operation = {
  flip: named(["horizontal", "vertical", "both"])
    .optional()
    .meta({ description: "horizontal (left and right change places), vertical (top and bottom), or both." }),
  rotate: z
    .union([number, rotation])
    .optional()
    .meta({ description: "90, 180, 270 or -90 degrees (convention `rotation`), or { angle, direction }." }),
  shift: shift.optional().meta({
    description: "{ right, down } in pixels (also dx, dy; or left, up), and the fill for what comes in; left out: 0.",
  }),
  resize: z
    .union([side, z.tuple([side, side]), resize])
    .optional()
    .meta({ description: "The new side, [height, width], or { height, width, scale, method: nearest | bilinear }." }),
  crop: z
    .union([side, z.tuple([side, side]), crop])
    .optional()
    .meta({
      description: "The side or [height, width] kept from the middle, or { top, left, height, width }, counted from 0.",
    }),
};
const KINDS = Object.keys(operation) as (keyof typeof operation)[];
const stated = z.strictObject(operation);
export type Stated = z.infer<typeof stated>;

const MOST_OPERATIONS = 10;

export const given = withAliases(
  {
    x: maps.optional().meta({
      symbol: "X",
      description: "The image: [H][W], or channels [C][H][W], which are all treated alike.",
    }),
    ...operation,
    operations: z
      .array(stated)
      .min(1)
      .max(MOST_OPERATIONS)
      .optional()
      .meta({ description: "Several operations, such as [{ flip: horizontal }, { shift: { right: 1 } }]." }),
    independent: z
      .boolean()
      .optional()
      .meta({ description: "Whether every operation starts from the image itself, and not from the one before." }),
  },
  { X: "x", image: "x", input: "x" },
);
export type Given = z.infer<typeof given>;

/** One operation, and the path of its field. */
export type Operation = { at: string } & (
  | { kind: "flip"; direction: "horizontal" | "vertical" | "both" }
  | { kind: "rotate"; angle: number; direction: "counterclockwise" | "clockwise" | undefined }
  | { kind: "shift"; down: number; right: number; fill: number }
  | { kind: "resize"; height?: number; width?: number; scale?: number; method: "nearest" | "bilinear" | undefined }
  | { kind: "crop"; top: number | undefined; left: number | undefined; height: number; width: number }
);
export type Of<K extends Operation["kind"]> = Extract<Operation, { kind: K }>;

/** The operations in order. */
export function operationsOf(problem: Given): Operation[] {
  const own = KINDS.filter((kind) => problem[kind] !== undefined);
  const example = "Give flip: horizontal, rotate: 90, shift: { right: 1 }, resize: 4 or crop: 2.";
  if (problem.operations === undefined) {
    const [kind, other] = own;
    if (kind === undefined) throw missing("given.operations", "there is no operation", example);
    if (other !== undefined)
      throw new ProblemError("order", `in which order ${kind} and ${other} are meant is not said`, {
        at: `given.${other}`,
        suggestion: `List them: operations: [{ ${kind}: … }, { ${other}: … }].`,
      });
    return [read(problem, kind, "given")];
  }
  if (own.length > 0)
    throw new ProblemError("conflict", `${own[0]} belongs into operations, where there is such a list`, {
      at: `given.${own[0]}`,
    });
  return problem.operations.map((one, k) => {
    const at = `given.operations.${k}`;
    const [kind, other] = KINDS.filter((name) => one[name] !== undefined);
    if (kind === undefined) throw missing(at, `operation ${k + 1} is empty`, example);
    if (other === undefined) return read(one, kind, at);
    throw new ProblemError("order", `operation ${k + 1} is two: ${kind} and ${other}`, {
      at,
      suggestion: "Make each an operation of its own, in order.",
    });
  });
}

function read(one: Stated, kind: keyof Stated, within: string): Operation {
  const at = `${within}.${kind}`;
  switch (kind) {
    case "flip":
      return { kind, at, direction: one.flip as Of<"flip">["direction"] };
    case "rotate": {
      const { angle, direction } =
        typeof one.rotate === "number" ? { angle: one.rotate } : (one.rotate as z.infer<typeof rotation>);
      return { kind, at, angle, direction };
    }
    case "shift":
      return shiftOf(one.shift as z.infer<typeof shift>, at);
    case "resize":
      return { kind, at, method: undefined, ...sidesOf(one.resize) } as Of<"resize">;
    case "crop":
      return { kind, at, top: undefined, left: undefined, ...sidesOf(one.crop) } as Of<"crop">;
  }
}

function shiftOf({ right, left, down, up, fill = 0 }: z.infer<typeof shift>, at: string): Operation {
  if (right !== undefined && left !== undefined) throw opposite(at, "right", "left");
  if (down !== undefined && up !== undefined) throw opposite(at, "down", "up");
  if ([right, left, down, up].every((by) => by === undefined))
    throw missing(at, "the shift says no distance", "Give right, left, down or up in pixels.");
  return { kind: "shift", at, right: right ?? -(left ?? 0) + 0, down: down ?? -(up ?? 0) + 0, fill };
}

const opposite = (at: string, one: string, other: string): ProblemError =>
  new ProblemError("conflict", `${one} and ${other} are opposite: give one of them`, { at: `${at}.${other}` });

const sidesOf = <T extends object>(value: number | readonly [number, number] | T | undefined): object => {
  if (typeof value === "number") return { height: value, width: value };
  return Array.isArray(value) ? { height: value[0], width: value[1] } : (value as T);
};

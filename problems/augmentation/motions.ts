import { ProblemError, ShapeError } from "../../solver/errors.ts";
import { call, name } from "../../solver/expression.ts";
import type { Recorder, Run } from "./run.ts";

/** What moves whole pixels: flips, rotations, shifts, crops. */

export const recordFlip: Recorder<"flip"> = (run, { direction }) => {
  run.start(TITLES[direction]);
  if (direction === "both") {
    turn(run, 180, "Left and right, and top and bottom, change places: together that is half a turn.");
    return;
  }
  const isHorizontal = direction === "horizontal";
  const [h, w] = [run.height, run.width];
  run.leave(`${isHorizontal ? "flipHorizontal" : "flipVertical"}(${run.from})`, {
    title: "Flipped",
    why: isHorizontal
      ? `Left and right change places, every row is read backwards: $y_{ij}=${run.pixel}_{i,\\,${w + 1}-j}$.`
      : `Top and bottom change places, the rows come in reverse order: $y_{ij}=${run.pixel}_{${h + 1}-i,\\,j}$.`,
    remarks: isHorizontal ? [] : upsideDown(run),
  });
  run.nameSources((i, j) => (isHorizontal ? [i, w - 1 - j] : [h - 1 - i, j]));
};

const TITLES = { horizontal: "Horizontal flip", vertical: "Vertical flip", both: "Flip both ways" } as const;

const upsideDown = (run: Run): string[] =>
  run.first("upside down") ? ["Upside down a 6 is a 9: as augmentation, only what keeps the label."] : [];

export const recordRotation: Recorder<"rotate"> = (run, { angle, direction, at }) => {
  if (!Number.isInteger(angle / 90))
    throw new ProblemError("angle", `a rotation by ${angle}° falls between the pixels; quarter turns are worked out`, {
      at,
      suggestion: "Take 90, 180, 270 or -90.",
    });
  const stated = direction ?? run.choice("rotation");
  const turns = ((((stated === "clockwise" ? -angle : angle) / 90) % 4) + 4) % 4;
  run.start(`Rotation by ${angle}°`);
  if (direction === undefined && run.choices.rotation === undefined && turns % 2 === 1)
    run.assume("rotation", stated, "A positive angle turns counterclockwise, as in mathematics and in libraries.");
  turn(run, turns * 90, turns === 2 ? "Half a turn reverses rows and columns both." : "");
};

function turn(run: Run, degrees: number, why: string): void {
  const [h, w, x] = [run.height, run.width, run.pixel];
  if (degrees === 0) {
    run.leave(`linear(${run.from})`, { title: "Turned", why: "A full turn, or none, changes nothing." });
    return;
  }
  const words = {
    90: `Counterclockwise: the last column, read downwards, becomes the first row: $y_{ij}=${x}_{j,\\,${w + 1}-i}$.`,
    180: `${why} $y_{ij}=${x}_{${h + 1}-i,\\,${w + 1}-j}$.`,
    270: `Clockwise by 90°: the first column, read upwards, becomes the first row: $y_{ij}=${x}_{${h + 1}-j,\\,i}$.`,
  }[degrees] as string;
  run.leave(`rot${degrees}(${run.from})`, {
    title: "Turned",
    why: words,
    remarks: [
      ...(degrees === 180 ? upsideDown(run) : []),
      ...(degrees !== 180 && h !== w ? [`Rows become columns: $${h}\\times${w}$ becomes $${w}\\times${h}$.`] : []),
      ...(degrees !== 180 && h === w && run.first("no transpose")
        ? ["Not the transpose, which mirrors the image along its diagonal."]
        : []),
    ],
  });
  run.nameSources((i, j) =>
    degrees === 90 ? [j, w - 1 - i] : degrees === 180 ? [h - 1 - i, w - 1 - j] : [h - 1 - j, i],
  );
}

export const recordShift: Recorder<"shift"> = (run, { down, right, fill }) => {
  const ways = [
    ...(right === 0 ? [] : [`${Math.abs(right)} ${right > 0 ? "to the right" : "to the left"}`]),
    ...(down === 0 ? [] : [`${Math.abs(down)} ${down > 0 ? "down" : "up"}`]),
  ];
  run.start(`Shift ${ways.length > 0 ? ways.join(" and ") : "by nothing"}`);
  const [lostRows, lostColumns] = [Math.min(run.height, Math.abs(down)), Math.min(run.width, Math.abs(right))];
  const lost = run.height * run.width - (run.height - lostRows) * (run.width - lostColumns);
  run.leave(call("shift", [name(run.from)], { by: [down, right], ...(fill !== 0 && { fill }) }), {
    title: "Shifted",
    why: `Every pixel moves ${ways.length > 0 ? ways.join(" and ") : "nowhere"}: $y_{ij}=${run.pixel}_{${back("i", down)},\\,${back("j", right)}}$; what comes in from outside is $${fill}$.`,
    remarks:
      lost > 0 && run.first("lost")
        ? [
            `${lost === 1 ? "One pixel is" : `${lost} pixels are`} pushed over the edge and lost: the size stays as it is.`,
          ]
        : [],
  });
  run.nameSources((i, j) => [i - down, j - right], fill);
};

/** `i-2`: where pixel `i` was before it moved by 2. */
const back = (index: string, by: number): string => (by === 0 ? index : `${index}${by > 0 ? "-" : "+"}${Math.abs(by)}`);

export const recordCrop: Recorder<"crop"> = (run, { top, left, height, width, at }) => {
  run.start(`Crop to ${height}×${width}`);
  const [h, w] = [run.height, run.width];
  const from = [start(run, "top", top, h, height, at), start(run, "left", left, w, width, at)] as const;
  run.leave(call("crop", [name(run.from)], { from: [...from], size: [height, width] }), {
    title: "Cut out",
    why: `Kept are the rows ${from[0] + 1} to ${from[0] + height} and the columns ${from[1] + 1} to ${from[1] + width}, as people count.`,
    remarks: top !== undefined && run.first("counted") ? ["top and left are counted from 0, as programs do."] : [],
  });
  run.nameSources((i, j) => [i + from[0], j + from[1]]);
};

/** Where a crop begins, counted from 0; in the middle where nothing is said. */
function start(
  run: Run,
  which: "top" | "left",
  stated: number | undefined,
  whole: number,
  part: number,
  at: string,
): number {
  const side = which === "top" ? "rows" : "columns";
  if ((stated ?? 0) + part > whole)
    throw new ShapeError(`${part} ${side} from ${stated ?? 0} on do not lie within the ${whole} of the image`, {
      at: `${at}.${which === "top" ? "height" : "width"}`,
      suggestion: `Crop at most ${whole - (stated ?? 0)} ${side} there.`,
    });
  if (stated !== undefined) return stated;
  const id = run.id(which);
  run.tape.let(id, `floor((${whole} - ${part})/2)`, {
    tex: `\\text{${which}}`,
    name: `first of the ${side} kept`,
    title: which === "top" ? "First row" : "First column",
    why: "From the middle: half of what is cut off lies before it, rounded down; counted from 0.",
  });
  return run.tape.step(id).value.cells[0] as number;
}

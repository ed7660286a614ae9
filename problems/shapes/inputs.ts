import type { Assumption } from "../../explainers/solution.ts";
import { ProblemError } from "../../solver/errors.ts";
import type { NdArray } from "../../solver/ndarray.ts";
import type { Tape } from "../../solver/tape.ts";
import { array } from "../arrays.ts";
import { recordCount } from "../counts.ts";
import type { TensorField } from "../fields.ts";
import { conflict, missing } from "../needs.ts";
import type { Given } from "./given.ts";
import type { Layout } from "./layout.ts";

export const unitWords = (l: number) => ({
  tex: `n_{${l}}`,
  name: l === 0 ? "number of inputs" : `units of layer ${l}`,
});

/** Records the number of inputs as `n0`, and returns the units of the layers that follow. */
export function recordInputs(tape: Tape, given: Given, layout: Layout): Rest {
  const { layers = [] } = given;
  const pixels = given.pixels === undefined ? undefined : array("pixels", given.pixels as TensorField);
  const image = imageOf(given, pixels);
  if (image === undefined) return plainInputs(tape, given, layers);
  tape.given("image", image, { tex: "d", name: "size of the image" });
  tape.section("Image to vector");
  recordCount(tape, "n0", image.map((_, d) => `image[${d + 1}]`).join(" * "), "image", {
    ...unitWords(0),
    name: "length of the image vector",
    title: "Features",
    why: image.length === 2 ? "Every pixel becomes one feature." : "Every pixel of every channel becomes one feature.",
    remarks:
      image.length === 3 ? [`Not only the pixels: each has ${Math.min(...image)} numbers, one for each channel.`] : [],
  });
  if (pixels) recordVector(tape, pixels, layout);
  return withoutInputs(layers, tape.step("n0").value.cells[0] as number);
}

type Rest = { units: number[]; assumed: Assumption[] };

function plainInputs(tape: Tape, { input }: Given, layers: readonly number[]): Rest {
  if (typeof input === "number") {
    tape.given("n0", input, unitWords(0));
    return withoutInputs(layers, input);
  }
  const [n0, ...units] = layers;
  if (n0 === undefined)
    throw missing(
      "layers",
      "there is neither a network nor an image",
      "Give layers: [3, 4, 1], the inputs first, or image: [64, 64, 3].",
    );
  if (units.length === 0)
    throw new ProblemError("missing", "a network has its inputs and at least one layer: [3, 1]", {
      at: "given.layers",
      suggestion: "List the units of every layer, the inputs first.",
    });
  tape.given("n0", n0, unitWords(0));
  return { units, assumed: [] };
}

/** Layers that begin with the number of inputs list these too. */
function withoutInputs(layers: readonly number[], n0: number): Rest {
  if (layers[0] !== n0 || layers.length < 2) return { units: [...layers], assumed: [] };
  const because = `The first of the layers is as long as the input, ${n0}.`;
  return { units: layers.slice(1), assumed: [{ convention: "layers", value: "inputs first", because }] };
}

function imageOf(given: Given, pixels: NdArray<number> | undefined): readonly number[] | undefined {
  const stated = [
    ["image", given.image],
    ["input", given.input],
    ["pixels", pixels?.shape],
  ] as const;
  const [first, second] = stated.filter(([, value]) => value !== undefined);
  if (second) throw conflict(second[0], `${first?.[0]} and ${second[0]} both say what the input is: give one of them`);
  return typeof first?.[1] === "number" ? undefined : first?.[1];
}

/** The image as one column or row of numbers. */
function recordVector(tape: Tape, pixels: NdArray<number>, { columns }: Layout): void {
  const n = pixels.cells.length;
  tape.given("pixels", pixels, { tex: "P", name: "image", section: "Given" });
  tape.let("x", `reshape(pixels, {shape: [${columns ? [n, 1] : [1, n]}]})`, {
    name: "feature vector",
    title: "Feature vector",
    why:
      pixels.shape.length === 2
        ? "The rows one after the other, as one reads."
        : "Channel after channel, each row by row.",
    remarks: ["Another order would do as well, as long as it is the same for all images."],
  });
}

import * as z from "zod";
import { matrix } from "../fields.ts";

const count = z.int().positive();
const image = z.array(count).min(2).max(4);

/** Beyond this nobody follows the layers one by one. */
const MOST_LAYERS = 60;

export const given = z.strictObject({
  layers: z.array(count).min(1).max(MOST_LAYERS).optional().meta({
    symbol: "n",
    description:
      "Units of every layer, the inputs first: [3, 4, 1]. Where an image gives the inputs, they may be left out.",
  }),
  image: image
    .optional()
    .meta({ symbol: "d", description: "Size of the image that is the input, in any order: [64, 64, 3]." }),
  input: z
    .union([count, image])
    .optional()
    .meta({ symbol: "n_x", description: "Another name of image; or the number of inputs." }),
  pixels: z
    .union([matrix, z.array(matrix).min(1)])
    .optional()
    .meta({
      symbol: "P",
      description: "Instead of its size, a small image itself: rows of pixels, or one such matrix for each channel.",
    }),
  m: count.optional().meta({ symbol: "m", description: "Number of examples; left out: one." }),
  examples: count.optional().meta({ symbol: "m", description: "Another name of m." }),
  bias: z
    .boolean()
    .optional()
    .meta({ description: "Whether the layers have biases; left out: convention `count.bias`." }),
});
export type Given = z.infer<typeof given>;

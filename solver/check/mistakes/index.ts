import type { Mistake } from "../mistake.ts";
import { activationMistakes } from "./activations.ts";
import { gradientMistakes } from "./gradients.ts";
import { layerMistakes } from "./layers.ts";
import { lossMistakes } from "./losses.ts";
import { updateMistakes } from "./updates.ts";

/** What is done wrong in problems of any kind; topics add what belongs to them. */
export const commonMistakes: readonly Mistake[] = [
  ...layerMistakes,
  ...activationMistakes,
  ...lossMistakes,
  ...gradientMistakes,
  ...updateMistakes,
];

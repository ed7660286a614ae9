import { ProblemError } from "../../solver/errors.ts";
import type { Given } from "./given.ts";
import { conflict, type Part, type Source } from "./source.ts";

/** Which parts of the network go on learning; the others are frozen. */
export function trainedParts(given: Given, { kept }: Source): readonly Part[] {
  const { strategy, unfreeze } = given;
  if (strategy !== undefined && unfreeze !== undefined && !agree(strategy, unfreeze))
    throw conflict("unfreeze", `${strategy} and unfreeze contradict each other`, "Leave one of them out.");
  if (kept.some(({ trainable }) => trainable !== undefined)) {
    if (unfreeze === undefined) return kept.filter(({ trainable = strategy === "fine-tuning" }) => trainable);
    throw conflict("unfreeze", "the layers already say whether they are trainable", "Leave one of them out.");
  }
  if (unfreeze === "all" || (unfreeze === undefined && strategy === "fine-tuning")) return kept;
  if (unfreeze === undefined) return [];
  return typeof unfreeze === "number" ? lastParts(kept, unfreeze) : namedParts(kept, unfreeze);
}

/** Feature extraction unfreezes nothing; fine-tuning may unfreeze as much as it wants. */
const agree = (strategy: NonNullable<Given["strategy"]>, unfreeze: NonNullable<Given["unfreeze"]>): boolean =>
  strategy === "fine-tuning" || unfreeze === 0;

function lastParts(kept: readonly Part[], count: number): readonly Part[] {
  if (count <= kept.length) return kept.slice(kept.length - count);
  throw new ProblemError("range", `${count} layers cannot be unfrozen: ${kept.length} stay of the network`, {
    at: "given.unfreeze",
    suggestion: `Unfreeze at most ${kept.length}, or all.`,
  });
}

function namedParts(kept: readonly Part[], names: readonly string[]): readonly Part[] {
  names.forEach((name, k) => {
    if (kept.some((part) => isMeant(part, name))) return;
    throw new ProblemError("unknown-name", `no layer that stays is called ${name}`, {
      at: `given.unfreeze.${k}`,
      candidates: kept.map((part) => part.name),
    });
  });
  return kept.filter((part) => names.some((name) => isMeant(part, name)));
}

/** `conv5` means conv5_1, conv5_2 and the batch normalization after them; PyTorch calls a ResNet's conv5_x layer4. */
function isMeant({ name }: Part, meant: string): boolean {
  const stage = /^layer([1-4])$/.exec(meant)?.[1];
  const wanted = stage === undefined || name === meant ? meant : `conv${Number(stage) + 1}`;
  const own = name.replace(/^bn(?=\d)/, "conv");
  return name === meant || own === wanted || own.startsWith(`${wanted}_`);
}

import { textTex } from "../cnn-shapes/words.ts";
import type { Outcome, Setting, TableOfSteps } from "../topic.ts";
import type { Part, Source } from "./source.ts";
import { SPLIT } from "./sums.ts";

/** What is asked and how it goes, with the table over all parts. */
export function outcomeOf(
  source: Source,
  trained: readonly Part[],
  head: readonly string[],
  { tape }: Setting,
): Outcome {
  const { title, kept, folded, isKnown, assumed } = source;
  const how =
    trained.length === 0
      ? "feature extraction: only the new head is trained"
      : trained.length === kept.length
        ? "fine-tuning: all of it is trained"
        : `fine-tuning of ${listed(trained.map(({ name }) => name))}`;
  return {
    answers: ["params_head", "frozen", "trainable", "params", "share"],
    ...(tape.has("units_1") && { checks: { params_head: [...head] } }),
    asked: `Frozen and trainable parameters of ${title} with a new head; ${how}.`,
    plan: `Count the new head from what reaches it; sum up what is frozen; the rest learns.${
      isKnown ? ` What the layers of ${title} have is known; the topic architectures works it out.` : ""
    }`,
    assumed: [...assumed],
    tables: [tableOf(source, trained)],
    folded: [...folded],
  };
}

const MOST_NAMED = 4;
const listed = (names: readonly string[]): string =>
  `${names.length > MOST_NAMED ? `${names.length} layers` : names.join(", ")} and the new head`;

function tableOf({ kept }: Source, trained: readonly Part[]): TableOfSteps {
  const state = (part: Part) => ({ tex: textTex(trained.includes(part) ? "trained" : "frozen") });
  return {
    section: SPLIT,
    head: ["part", "parameters", ""].map(textTex),
    rows: [
      ...kept.map((part) => [{ tex: textTex(part.name) }, { id: part.params }, state(part)]),
      [{ tex: textTex("new head") }, { id: "params_head" }, { tex: textTex("trained") }],
    ],
  };
}

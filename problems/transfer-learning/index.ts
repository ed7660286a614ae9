import type { NamedNetwork } from "../architectures/fields.ts";
import { defineTopic, type Outcome, type Setting } from "../topic.ts";
import { examples } from "./examples.ts";
import { type Counted, type Described, type Given, given } from "./given.ts";
import { recordHead } from "./head.ts";
import { recordKnown } from "./known.ts";
import { recordBackbone, recordCounted, recordDescribed } from "./listed.ts";
import { mistakes } from "./mistakes.ts";
import { conflict, missing, type Source } from "./source.ts";
import { trainedParts } from "./split.ts";
import { recordSums } from "./sums.ts";
import { outcomeOf } from "./words.ts";

export default defineTopic<Given>({
  id: "transfer-learning",
  title: "Transfer learning",
  about:
    "Frozen and trainable parameters after the head of a pretrained network was replaced, and more of it unfrozen.",
  given,
  conventions: ["count.bias", "lenet", "alexnet"],
  answers: [
    { id: "features", about: "numbers that reach the new head" },
    { id: "params_head", about: "parameters of the new head; params_head1, params_head2, … of its layers" },
    { id: "frozen", about: "parameters that stay as they were" },
    { id: "trainable", about: "parameters that learn" },
    { id: "params", about: "parameters in all, with the new head" },
    { id: "share", about: "trainable / params" },
    { id: "original", about: "parameters of the pretrained network with its old head" },
    { id: "removed", about: "parameters of the old head" },
  ],
  mistakes,
  solve,
  examples,
});

function solve(problem: Given, setting: Setting): Outcome {
  setting.tape.section("Given");
  const source = sourceOf(problem, setting);
  const trained = trainedParts(problem, source);
  const head = recordHead(problem, source, setting);
  recordSums(source, trained, setting);
  return outcomeOf(source, trained, head, setting);
}

/** What was trained before: a known network, or one that is listed. */
function sourceOf(problem: Given, setting: Setting): Source {
  const { architecture, layers, backbone } = problem;
  const stated = Object.entries({ architecture, layers, backbone }).filter(([, value]) => value !== undefined);
  if (stated.length === 0)
    throw missing(
      "architecture",
      "which network was trained before?",
      "Give architecture: resnet-50, say; or its layers; or backbone, the number of parameters that stay of it.",
    );
  const [, second] = stated;
  if (second)
    throw conflict(
      second[0],
      `${stated.map(([name]) => name).join(" and ")} both say what was trained before`,
      "Give one of them.",
    );
  if (architecture !== undefined) return recordKnown(problem as Given & NamedNetwork, setting);
  if (layers === undefined) return recordBackbone(problem, setting);
  if (layers.every((layer) => "type" in layer)) return recordDescribed(layers as Described[], problem, setting);
  const odd = layers.findIndex((layer) => "type" in layer);
  if (odd < 0) return recordCounted(layers as Counted[], problem, setting);
  throw conflict(
    `layers.${odd}`,
    "this layer is described, others are only counted",
    "Describe all layers, or count all.",
  );
}

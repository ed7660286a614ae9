import type { Assumption } from "../../explainers/solution.ts";
import { outcomeOf } from "../cnn-shapes/outcome.ts";
import type { Network, Stack } from "../cnn-shapes/stack.ts";
import { walk } from "../cnn-shapes/walk.ts";
import type { Choices } from "../conventions.ts";
import type { Outcome } from "../topic.ts";

/** What may be varied in a known network. */
export interface Variation {
  /** Height, width and channels of the image. */
  input?: readonly [number, number, number] | undefined;
  classes?: number | undefined;
  batchNorm?: boolean | undefined;
  choices: Choices;
}

/** A known network, ready to be worked through. */
export interface Architecture {
  /** "VGG-16" */
  title: string;
  /** Where it was published. */
  source: string;
  network: Network;
  hasBatchNorm: boolean;
  /** The conventions that it rests on. */
  assumed: readonly Assumption[];
  warnings: readonly string[];
  /** Records all of it, and names what is frozen or trained as one, from the input to the output. */
  walk(stack: Stack): Part[];
  /** What is to be said after the walk. */
  outcome(stack: Stack, ask: readonly string[]): Outcome;
}

export interface Part {
  name: string;
  /** The step that holds its parameters. */
  params: string;
}

/** A network whose layers follow one another. */
export function sequential(
  network: Omit<Architecture, "walk" | "outcome" | "hasBatchNorm"> & { finish?: (stack: Stack) => void },
): Architecture {
  return {
    ...network,
    hasBatchNorm: network.network.layers.some(({ type }) => type === "batchnorm"),
    walk: (stack) => {
      walk(stack);
      network.finish?.(stack);
      nameLayers(stack);
      return partsOf(stack);
    },
    outcome: outcomeOf,
  };
}

const QUANTITIES = ["shape", "size", "height", "width", "channels", "weights", "params", "macs", "rf"];

/** `params_C3` is `params_3`. */
function nameLayers(stack: Stack): void {
  for (const { k, name } of stack.layers) {
    if (name === undefined || name === k) continue;
    for (const quantity of QUANTITIES) {
      const id = stack.resolve(`${quantity}_${k}`);
      if (stack.tape.has(id)) stack.alias(`${quantity}_${name}`, id);
    }
  }
}

const partsOf = (stack: Stack): Part[] =>
  stack.layers
    .filter(({ k }) => stack.value(`params_${k}`) > 0)
    .map(({ k, name }) => ({ name: name ?? k, params: `params_${k}` }));

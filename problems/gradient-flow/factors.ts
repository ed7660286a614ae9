import type { Tape } from "../../solver/tape.ts";
import { ruleOf } from "../mlp/activations.ts";
import type { TableOfSteps } from "../topic.ts";
import type { Activation, Given } from "./given.ts";
import type { Chain } from "./reading.ts";

/** The slope over the activation `a` or the sum `z`, and the most that it can be. */
const SLOPES: Record<Exclude<Activation, "linear">, { formula: string; most: string; why: string; whyMost: string }> = {
  sigmoid: {
    formula: "a .* (1 - a)",
    most: "0.5 * (1 - 0.5)",
    why: "The slope of the sigmoid is $a(1-a)$, with the activation already computed.",
    whyMost: "The slope $a(1-a)$ is largest at $z=0$, where $a=\\tfrac12$: anywhere else it is smaller.",
  },
  tanh: {
    formula: "1 - a .^ 2",
    most: "1 - 0 ^ 2",
    why: "The slope of tanh is $1-a^2$: it takes the activation, not $z$.",
    whyMost: "The slope $1-a^2$ is largest at $z=0$, where $a=0$: anywhere else it is smaller.",
  },
  relu: {
    formula: "step(z)",
    most: "1",
    why: "ReLU passes the gradient where $z>0$ and stops it elsewhere.",
    whyMost: "An active ReLU has slope 1, an inactive one 0.",
  },
  "leaky-relu": {
    formula: "leakySlope(z, alphaLeaky)",
    most: "maximum(1, alphaLeaky)",
    why: "The slope is 1 where $z>0$ and $\\alpha$ elsewhere.",
    whyMost: "The slope is 1 above 0 and $\\alpha$ below.",
  },
};

const QUARTER = "Never above 0.25: weights up to 4 cannot keep the gradient from shrinking in a sigmoid.";

const FACTORS = "What each layer multiplies by";
export const OTHERS = "The factors of the other layers";
/** Layers whose factors are worked in full. */
const SHOWN = 2;

/** Records slopes and factors; tells the id of each layer's factor. */
export function recordFactors(tape: Tape, given: Given, chain: Chain): (l: number) => string {
  const isOne = chain.isUniform;
  if (given.factor === undefined) {
    for (let l = 1; l <= (isOne ? 1 : (chain.depth as number)); l++) recordFactor(tape, l, chain);
  }
  return isOne ? () => "f" : (l) => `f${l}`;
}

function recordFactor(tape: Tape, l: number, { isUniform, isBound, activations }: Chain): void {
  const kind = activations(l);
  tape.section(l > SHOWN ? OTHERS : FACTORS);
  const [mark, low, of] = isUniform ? ["", "", "every layer"] : [String(l), `_{${l}}`, `layer ${l}`];
  const own = (id: string) => (tape.has(`${id}${l}`) ? `${id}${l}` : id);
  const hasWeight = tape.has(own("w"));
  if (kind !== "linear") {
    const { formula, most, why, whyMost } = SLOPES[kind];
    const rests = (name: "a" | "z") => formula.includes(`${name} `) || formula.includes(`(${name}`);
    if (!isBound && (kind === "sigmoid" || kind === "tanh"))
      tape.let(`a${mark}`, `${ruleOf(kind).fn}(${own("z")})`, {
        tex: `a${low}`,
        name: `activation of ${of}`,
        title: `Activation of ${of}`,
        why: ruleOf(kind).why,
      });
    const filled = rests("a") ? formula.replaceAll(/\ba\b/g, `a${mark}`) : formula.replaceAll(/\bz\b/g, own("z"));
    tape.let(`slope${mark}`, isBound ? most : filled, {
      tex: `s${low}`,
      name: `${isBound ? "largest slope" : "slope of the activation"} of ${of}`,
      title: `${isBound ? "Largest slope" : "Slope"} of ${of}`,
      why: isBound ? whyMost : why,
      remarks: kind === "sigmoid" && !isBound && l === 1 ? [QUARTER] : [],
    });
  }
  const parts = [...(kind === "linear" ? [] : [`slope${mark}`]), ...(hasWeight ? [own("w")] : [])];
  tape.let(`f${mark}`, parts.join(" * ") || "1", {
    tex: `f${low}`,
    name: `factor of ${of}`,
    title: `Factor of ${of}`,
    why:
      parts.length === 2
        ? "On its way back the gradient meets the slope of the activation, then the weight: both multiply it."
        : "The only thing that multiplies the gradient here.",
  });
}

/** Slopes and factors of all layers, where they differ. */
export function tablesOfFactors(tape: Tape, { depth, isUniform }: Chain): TableOfSteps[] {
  if (isUniform || depth === undefined || depth <= SHOWN || !tape.step("f1").formula) return [];
  const layers = Array.from({ length: depth }, (_, k) => k + 1);
  const cell = (id: string) => (tape.has(id) ? { id } : { tex: "" });
  const columns = ["a", "slope"].filter((id) => layers.some((l) => tape.has(`${id}${l}`)));
  const symbols: Record<string, string> = { a: "a_l", slope: "s_l" };
  return [
    {
      section: OTHERS,
      head: ["l", ...columns.map((id) => symbols[id] as string), "f_l"],
      rows: layers.map((l) => [{ tex: String(l) }, ...columns.map((id) => cell(`${id}${l}`)), { id: `f${l}` }]),
    },
  ];
}

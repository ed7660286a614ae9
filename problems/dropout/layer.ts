import { ProblemError, ShapeError } from "../../solver/errors.ts";
import { describeShape, type NdArray, sameShape } from "../../solver/ndarray.ts";
import type { Tape } from "../../solver/tape.ts";
import { array } from "../arrays.ts";
import type { TensorField } from "../fields.ts";
import type { Outcome, Setting, TableOfSteps } from "../topic.ts";
import type { Given } from "./given.ts";
import { DROP_WHY, droppedOf, type Manner, recordKeep } from "./keep.ts";

const [MASK, TRAINING, EXPECTATION, TEST, BACK, COUNTS] = [
  "The mask",
  "In training",
  "On average",
  "At test time",
  "Back through the mask",
  "How many",
];

/** Activations that anybody would work through. */
const MOST_UNITS = 400;

/** Dropout on one layer's activations. */
export function workLayer(given: Given, { tape }: Setting, manner: Manner): Outcome {
  const { a, mask, random, dA } = readLayer(given);
  recordKeep(tape, manner, given.p as number, "p");
  tape.section("Given");
  tape.given("a", a, { tex: "a", name: "activations" });
  if (random) tape.given("u", random, { tex: "u", name: "random numbers" });
  else if (mask) tape.given("mask", mask, { tex: "d", name: "mask" });
  if (dA) tape.given("dA", dA, { tex: "\\frac{\\partial L}{\\partial\\tilde{a}}", name: "gradient that arrives" });
  if (random) {
    tape.section(MASK);
    tape.let("mask", "lessThan(u, keep)", {
      tex: "d",
      name: "mask",
      title: "Mask",
      why: "A random number is below the probability of keeping just so often.",
    });
  }
  const known = tape.has("mask");
  if (known) recordTraining(tape, manner, dA !== undefined);
  recordAverages(tape, manner, a, known);
  return {
    answers: [...(known ? ["ad"] : []), "expected", "atest", ...(dA ? ["da"] : [])],
    aliases: { A: "a", D: "mask", d: "mask", out: "ad", Ad: "ad", ...(dA && { dAd: "dA" }) },
    asked: `${known ? "The activations after dropout" : "Dropout"}: ${known ? "in training with this mask, " : ""}on average, and at test time${dA ? "; and the gradient that goes back" : ""}.`,
    plan: `${known ? `Mask${manner.inverted ? " and scale" : ""}; then t` : "T"}he mean over all masks, which test time has to match${dA ? "; backwards the same mask once more" : ""}.`,
    tables: known && a.cells.length > 1 && a.shape.length === 1 ? [tableOf(a.cells.length, dA !== undefined)] : [],
    assumed: [],
  };
}

function readLayer(given: Given) {
  const [name, other] = (["a", "A"] as const).filter((field) => given[field] !== undefined);
  if (other) throw new ProblemError("conflict", "a and A are the same: give one of them", { at: "given.A" });
  if (name === undefined)
    throw new ProblemError("missing", "there are no activations", {
      at: "given.a",
      missing: ["given.a"],
      suggestion: "Give a: [1, 2, 3, 4] for one layer, or x, W1, W2, … for a network.",
    });
  if (Array.isArray(given.p))
    throw new ProblemError("conflict", "one layer has one probability", { at: "given.p", suggestion: "Give p: 0.5." });
  if (given.mask !== undefined && given.random !== undefined)
    throw new ProblemError("conflict", "the mask follows from the random numbers: give one of them", {
      at: "given.random",
    });
  const a = array(name, given[name] as TensorField);
  if (a.cells.length > MOST_UNITS)
    throw new ProblemError("too-large", `at most ${MOST_UNITS} activations are worked out`, { at: `given.${name}` });
  const beside = (field: "mask" | "random" | "dA") =>
    given[field] === undefined ? undefined : likeA(field, given[field] as TensorField, a);
  const [mask, random, dA] = [beside("mask"), beside("random"), beside("dA")];
  if (mask) checkMask("mask", mask);
  if (random?.cells.some((u) => u < 0 || u > 1))
    throw new ProblemError("probability", "random numbers lie between 0 and 1", { at: "given.random" });
  if (dA && !mask && !random)
    throw new ProblemError("missing", "a gradient goes back through a mask, and there is none", {
      at: "given.mask",
      missing: ["given.mask"],
    });
  return { a, mask, random, dA };
}

function likeA(field: string, value: TensorField, a: NdArray<number>): NdArray<number> {
  const own = array(field, value);
  if (sameShape(own.shape, a.shape)) return own;
  throw new ShapeError(`${field} is ${describeShape(own.shape)}, but the activations are ${describeShape(a.shape)}`, {
    at: `given.${field}`,
    suggestion: "Give one entry for each activation.",
  });
}

export function checkMask(field: string, { cells }: NdArray<number>): void {
  const odd = cells.find((x) => x !== 0 && x !== 1);
  if (odd === undefined) return;
  throw new ProblemError("mask", `a mask is of zeros and ones, but ${odd} is in it`, {
    at: `given.${field}`,
    suggestion: "Write 1 for a unit that is kept and 0 for one that is dropped.",
  });
}

function recordTraining(tape: Tape, manner: Manner, goesBack: boolean): void {
  tape.section(TRAINING);
  tape.let("ad", droppedOf(manner, "a", "mask", "keep"), {
    tex: "\\tilde{a}",
    name: "activations after dropout",
    title: "After dropout",
    why: DROP_WHY(manner),
    remarks: manner.inverted ? ["Divided by the probability of keeping, not of dropping."] : [],
  });
  if (!goesBack) return;
  tape.backward("ad", ["a"], {
    upstream: "dA",
    section: () => BACK,
    words: () => ({
      name: "gradient before dropout",
      title: "Gradient of $a$",
      why: "The derivative of every unit is what it was multiplied by: the same mask and the same factor.",
      remarks: ["A dropped unit receives no gradient: in this step it does not learn."],
    }),
  });
}

function recordAverages(tape: Tape, { inverted }: Manner, a: NdArray<number>, known: boolean): void {
  tape.section(EXPECTATION);
  tape.let("expected", inverted ? "keep * (a / keep) + (1 - keep) * 0" : "keep * a + (1 - keep) * 0", {
    tex: "\\mathbb{E}[\\tilde{a}]",
    name: "mean over all masks",
    title: "Mean over all masks",
    why: `Kept with probability $${tape.step("keep").tex}$, and otherwise 0.`,
    remarks: inverted
      ? ["The division makes the mean what it was without dropout."]
      : ["Without scaling, the mean is smaller than the activation itself."],
  });
  tape.let("variance", inverted ? "a .^ 2 * (1 - keep) / keep" : "a .^ 2 * keep * (1 - keep)", {
    tex: "\\operatorname{Var}[\\tilde{a}]",
    name: "variance over all masks",
    title: "Variance over all masks",
    why: "Mean of the square less square of the mean: the noise that dropout adds.",
  });
  tape.section(TEST);
  tape.let("atest", inverted ? "a" : "keep * a", {
    tex: "a_{\\text{test}}",
    name: "activations at test time",
    title: "At test time",
    why: inverted
      ? "Nothing is dropped and nothing is scaled: training has seen to the mean already."
      : "Nothing is dropped; every unit is multiplied by the probability of keeping, so that the next layer receives the mean that it was trained with.",
  });
  tape.section("Given");
  tape.given("n", a.cells.length, { tex: "n", name: "number of units" });
  tape.section(COUNTS);
  tape.let("expectedKept", "n * keep", {
    tex: "\\mathbb{E}[k]",
    name: "units kept on average",
    title: "Kept on average",
    why: "Each is kept with the same probability.",
  });
  tape.let("networks", "2 ^ n", {
    tex: "N",
    name: "number of thinned networks",
    title: "Thinned networks",
    why: "Every unit is there or not: so many networks share their weights.",
  });
  if (!known) return;
  tape.let("kept", "sum(mask)", {
    tex: "k",
    name: "units kept",
    title: "Kept this time",
    why: "The ones of the mask.",
  });
  tape.let("probability", "keep ^ kept * (1 - keep) ^ (n - kept)", {
    tex: "P(d)",
    name: "probability of this very mask",
    title: "Probability of this mask",
    why: "The units are independent: a factor for each that is kept, and one for each that is dropped.",
  });
}

const tableOf = (n: number, goesBack: boolean): TableOfSteps => ({
  section: goesBack ? BACK : TRAINING,
  head: [
    "i",
    "a",
    "d",
    "\\tilde{a}",
    ...(goesBack ? ["\\frac{\\partial L}{\\partial\\tilde{a}}", "\\frac{\\partial L}{\\partial a}"] : []),
  ],
  rows: Array.from({ length: n }, (_, cell) => [
    { tex: String(cell + 1) },
    ...["a", "mask", "ad", ...(goesBack ? ["dA", "da"] : [])].map((id) => ({ id, cell })),
  ]),
});

import { ProblemError } from "../../solver/errors.ts";
import type { Outcome, TableOfSteps } from "../topic.ts";
import type { Task } from "./task.ts";

const [SCALED, EXPONENTIALS, PROBABILITIES, SLOPES, BACK] = [
  "Logits",
  "Exponentials",
  "Probabilities",
  "Slopes",
  "Back through the softmax",
];

/** Exponents beyond this are too large for a float64. */
const MOST_EXPONENT = 700;
const MOST_CLASSES = 50;

/** The softmax of a list of logits, and how each output changes with each input. */
export function workSoftmax(task: Task): Outcome {
  const { tape, given, dA } = task;
  const n = task.z.cells.length;
  checkLogits(task);
  tape.section("Given");
  tape.given("z", { shape: [n], cells: task.z.cells }, { tex: "z", name: "logits" });
  if (given.temperature !== undefined) tape.given("T", given.temperature, { tex: "T", name: "temperature" });
  if (dA)
    tape.given(
      "dA",
      { shape: [n], cells: dA.cells },
      { tex: "\\frac{\\partial L}{\\partial a}", name: "gradient that arrives" },
    );
  recordExponentials(task, recordLogits(task));
  tape.section(PROBABILITIES);
  tape.let("a", "E / S", {
    tex: "a",
    name: "probabilities",
    title: "Softmax",
    why: "Each exponential as a share of all of them.",
    remarks: ["All are positive and sum to 1; the order is that of the logits."],
  });
  recordSlopes(task);
  return {
    answers: ["a", "jacobian", ...(dA ? ["dZ"] : [])],
    aliases: {
      A: "a",
      yhat: "a",
      J: "jacobian",
      slope: "jacobian",
      derivative: "jacobian",
      "da/dz": "jacobian",
      ...(dA && { dz: "dZ", da: "dA" }),
    },
    asked: `The softmax of ${n} logits, and its Jacobian${dA ? "; and the gradient that it passes back" : ""}.`,
    plan: `${given.temperature === undefined ? "" : "Divide by the temperature; "}${given.temperature === undefined ? "E" : "e"}xponentials, their sum, the shares; then the slope of every output in every input.`,
    tables: [tableOf(n)],
    assumed: [],
  };
}

function checkLogits({ z, given: { field } }: Task): void {
  const { cells, shape } = z;
  const fail = (code: string, message: string, suggestion: string) => {
    throw new ProblemError(code, message, { at: `given.${field}`, suggestion });
  };
  if (cells.length < 2) fail("shape", "a softmax needs at least two logits", "Give a list such as z: [2, 1, 0.1].");
  if (Math.max(...shape) < cells.length)
    fail("shape", "a softmax is taken of one list of logits, not of a matrix", "Give one example at a time.");
  if (cells.length > MOST_CLASSES)
    fail(
      "too-large",
      `a Jacobian of ${cells.length}×${cells.length} is too large to read`,
      `Give at most ${MOST_CLASSES} logits.`,
    );
}

/** The logits that go into the exponentials: divided, and moved down, where that is wanted or needed. Returns their id. */
function recordLogits({ tape, given, z }: Task): string {
  tape.section(SCALED);
  let id = "z";
  if (given.temperature !== undefined) {
    tape.let("u", "z / T", {
      name: "logits over the temperature",
      title: "Temperature",
      why: "A temperature above 1 makes the probabilities more alike, one below 1 sharper.",
    });
    id = "u";
  }
  const overflows = z.cells.some((x) => Math.abs(x) / (given.temperature ?? 1) > MOST_EXPONENT);
  if (!given.subtractMax && !overflows) return id;
  tape.let("zmax", `largest(${id})`, {
    tex: "z_{\\max}",
    name: "largest logit",
    title: "Largest logit",
    why: "It is subtracted from all, so that no exponential overflows.",
  });
  tape.let("zshift", `${id} - zmax`, {
    tex: "\\tilde{z}",
    name: "logits, moved down",
    title: "Moved down",
    why: "Only differences count: a common factor $e^{-z_{\\max}}$ cancels from every share.",
    remarks: ["The largest is 0 now and its exponential 1."],
  });
  return "zshift";
}

function recordExponentials({ tape }: Task, from: string): void {
  tape.section(EXPONENTIALS);
  tape.let("E", `exp(${from})`, {
    tex: "E",
    name: "exponentials",
    title: "Exponentials",
    why: "They turn any number into a positive one and keep the order.",
  });
  tape.let("S", "sum(E)", {
    tex: "S",
    name: "sum of the exponentials",
    title: "Their sum",
    why: "What each of them will be a share of.",
  });
}

function recordSlopes({ tape, given, dA }: Task): void {
  tape.section(SLOPES);
  const scaled = given.temperature === undefined ? "" : " / T";
  tape.let("jacobian", scaled ? `(diag(a) - outer(a, a))${scaled}` : "diag(a) - outer(a, a)", {
    tex: "\\frac{\\partial a}{\\partial z}",
    name: "Jacobian",
    title: "Jacobian",
    why: `Row $k$, column $j$ is $\\frac{\\partial a_k}{\\partial z_j}=a_k(\\delta_{kj}-a_j)$${scaled ? ", over $T$" : ""}: every output depends on every input.`,
    remarks: [
      "On the diagonal $a_k(1-a_k)$, as with a sigmoid; elsewhere $-a_k a_j$: raising one logit lowers all other outputs.",
      "Every row sums to 0, and so does every column: the outputs always sum to 1.",
    ],
  });
  if (!dA) return;
  tape.section(BACK);
  tape.let("dZ", "jacobian * dA", {
    tex: "\\frac{\\partial L}{\\partial z}",
    name: "gradient with respect to z",
    title: "Gradient of $z$",
    why: "Chain rule over all outputs: row $j$ of the Jacobian holds what $z_j$ does to each of them.",
    remarks: ["Strictly the Jacobian transposed, but it is symmetric. The entries of the result sum to 0."],
  });
}

const tableOf = (n: number): TableOfSteps => ({
  section: PROBABILITIES,
  head: ["k", "z_k", "E_k", "a_k"],
  rows: Array.from({ length: n }, (_, cell) => [
    { tex: String(cell + 1) },
    ...["z", "E", "a"].map((id) => ({ id, cell })),
  ]),
});

import { prose } from "../../explainers/prose.ts";
import { defineTopic, type Outcome, type Setting } from "../topic.ts";
import { examples } from "./examples.ts";
import { CHECK, type Given, given, readGiven } from "./given.ts";
import { mistakes } from "./mistakes.ts";
import { codeOf, type Statement } from "./python.ts";
import { Session } from "./session.ts";

export default defineTopic<Given>({
  id: "broadcasting",
  title: "Broadcasting in NumPy",
  about:
    "Shapes and values of NumPy expressions: broadcasting axis by axis, products, sums, and arrays with a single axis.",
  given,
  conventions: [],
  answers: [
    { id: "result", about: "the numbers of the result; those of c after c = a + b are called c" },
    { id: "shape_result", about: "its shape; shape_c after c = a + b. A single number has ndim_result = 0 instead" },
    { id: "fits", about: "which axes go together, 1 or 0 for each, in the last operation where that was in question" },
  ],
  solve,
  mistakes,
  examples,
});

function solve(problem: Given, { tape }: Setting): Outcome {
  const session = new Session(tape);
  const statements = readGiven(problem, session);
  session.run(statements);
  const steps = tape.steps().flatMap(({ id, formula }) => (formula ? [id] : []));
  const answers = answersOf(session).filter((id) => id !== CHECK || problem.operation !== "percentages");
  const lastFits = steps.findLast((id) => id.startsWith("fits_"));
  return {
    answers,
    aliases: { ...(lastFits && { fits: lastFits }), ...resultOf(problem) },
    checks: Object.fromEntries(answers.map((id) => [id, steps])),
    asked: askedOf(session, statements),
    plan: planOf(session),
    tables: session.tables,
  };
}

/** Percentages have a name of their own. */
const resultOf = ({ operation }: Given): Record<string, string> =>
  operation === "percentages" ? { result: "percentage", shape_result: "shape_percentage" } : {};

/** The numbers of each statement, or else its shape; where NumPy stops, why. */
function answersOf({ results, failure, tape }: Session): string[] {
  const found = results.flatMap(({ shape, value }, k) => {
    if (value) return [value];
    if (shape) return tape.step(shape).formula || k === results.length - 1 ? [shape] : [];
    return [];
  });
  const numbers = tape
    .steps()
    .flatMap(({ id }) => (/^ndim_(?!part)/.test(id) && !found.includes(id.slice(5)) ? [id] : []));
  return [...new Set([...found, ...numbers]), ...(failure ? [failure.fits] : [])];
}

function askedOf({ failure, results }: Session, statements: readonly Statement[]): string {
  const hasValues = results.some(({ value }) => value);
  if (statements.length > 1)
    return `${hasValues ? "The results and shapes" : "The shapes"} of ${statements.length} lines of NumPy${failure ? ", up to where it stops" : ""}.`;
  const code = prose(codeOf((statements[0] as Statement).value));
  return failure
    ? `Whether ${code} works, and why not.`
    : `${hasValues ? "The result and the shape" : "The shape"} of ${code}.`;
}

const planOf = ({ failure, tables }: Session): string =>
  tables.length > 0
    ? `Write the shapes under each other, aligned at the right, and compare axis by axis${failure ? "" : "; then the numbers"}.`
    : "Operation by operation: first the shape, then the numbers.";

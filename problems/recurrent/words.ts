import { updatesOf } from "../mlp/ids.ts";
import type { Learn } from "./learn.ts";

/** Quantities that are asked for are named one by one up to this many. */
const FEW = 3;

/** What is wanted, in one sentence. */
export function askedFor(run: Learn, wanted: readonly string[], isAsked: boolean): string {
  const { tape } = run;
  const of = `${lengthOf(run)}${run.cell.id === "rnn" ? "recurrent network" : run.cell.title}`;
  const text =
    isAsked && wanted.length <= FEW
      ? `${listed(wanted.map((id) => `the ${tape.step(id).name}`))} of the ${of}`
      : `${listed(kindsOf(run, wanted))} of the ${of}`;
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

const lengthOf = ({ net }: Learn): string => (net.T > 1 ? `${NUMBERS[net.T] ?? net.T}-step ` : "");
const NUMBERS: Readonly<Record<number, string>> = { 2: "two", 3: "three", 4: "four", 5: "five", 6: "six" };

function kindsOf(run: Learn, wanted: readonly string[]): string[] {
  const some = (pattern: RegExp) => wanted.some((id) => pattern.test(id));
  const times = Math.max(0, ...wanted.map(updatesOf));
  const kinds = [
    some(/^(h|c|z|a|f|i|o|r|ctilde|htilde)\d+$/) &&
      (run.net.T > 1 ? "the states over time" : "the gates and the new state"),
    some(/^(zy|yhat)\d*$/) && (run.isMany ? "the outputs" : "the output"),
    some(/^[LJ]\d*$/) && "the loss",
    some(/^d(?!.*clipped)/) && "its gradients",
    some(/clipped$/) && "the clipped gradients",
    some(/^(params|shape)/) && "the number of parameters",
    times > 0 && `the parameters after ${times === 1 ? "one step" : `${times} steps`} of gradient descent`,
  ].filter((kind) => typeof kind === "string");
  return kinds.length > 0 ? kinds : ["what is asked"];
}

const listed = (parts: readonly string[]): string =>
  parts.length > 1 ? `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}` : (parts[0] ?? "");

/** The way there: only as far as the problem asks. */
export function planFor(run: Learn, needed: readonly string[]): string {
  const some = (pattern: RegExp) => needed.some((id) => pattern.test(id));
  const times = Math.max(
    0,
    ...needed.filter((id) => run.net.parameters.some((one) => id.startsWith(`${one.id}_`))).map(updatesOf),
  );
  const parts = [
    run.net.T > 1
      ? "One time step after the other, each from the state before it"
      : "First the gates, then what they let through",
    some(/^yhat/) && (run.isMany ? "with an output after each" : "then the output"),
    some(/^[LJ]/) && "the loss",
    some(/^d[A-Za-z]/) &&
      (run.net.T > 1
        ? "backwards through time, where every use of a weight adds its share"
        : "backwards, one product at a time"),
    some(/_clipped/) && "clipping",
    times > 0 && `one subtraction per parameter${times > 1 ? `, and all of it ${times} times` : ""}`,
  ].filter((part) => typeof part === "string");
  const text =
    run.cell.id === "rnn" && run.net.T === 1 ? ["The weighted sum, then its activation", ...parts.slice(1)] : parts;
  return `${text.join("; ")}.`;
}

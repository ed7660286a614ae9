import { defineTopic, type Outcome, type Setting, type Topic } from "../topic.ts";
import { needsRate, rateDesign } from "./design.ts";
import { type Given, ratesAlone, schemaOf } from "./given.ts";
import { Run } from "./iterate.ts";
import type { Optimizer } from "./optimizer.ts";
import { asked, assumed, tables } from "./words.ts";

/** An optimizer as a topic: everything follows from its entry. */
export const topicFor = (optimizer: Optimizer): Topic =>
  defineTopic<Given>({
    id: optimizer.id,
    title: optimizer.title,
    about: optimizer.about,
    given: schemaOf(optimizer),
    conventions: optimizer.conventions,
    ...(optimizer.defaults && { defaults: optimizer.defaults }),
    answers: answersOf(optimizer),
    ...(optimizer.mistakes && { mistakes: optimizer.mistakes }),
    ...(needsRate(optimizer) && { design: rateDesign(optimizer) }),
    solve: (given, setting) => solve(optimizer, given, setting),
    examples: optimizer.examples,
  });

function answersOf(optimizer: Optimizer): Topic["answers"] {
  const targets = new Map(
    optimizer.rules.flatMap(({ is, name }) => (name ? [[is.split(" ")[0] as string, name] as const] : [])),
  );
  return [
    { id: "w_#", about: "the parameter after # updates; theta_# or x_# where it has that name" },
    { id: "g_#", about: "the gradient in iteration #" },
    ...[...targets].map(([id, name]) => ({ id: `${id}_#`, about: `the ${name} in iteration #` })),
    ...(ratesAlone(optimizer) ? [{ id: "g2_#", about: "the squared gradient, where only squares are given" }] : []),
    { id: "J_#", about: "the function's value after # updates; J_0 at the start" },
    { id: "v_x_#", about: "with several parameters, their names stand between: g_x_#, and so on" },
  ];
}

function solve(optimizer: Optimizer, given: Given, { tape, conventions, ask }: Setting): Outcome {
  const run = new Run(optimizer, given, conventions, tape);
  const { iterations } = run.start;
  return {
    answers: answers(run),
    aliases: aliases(run),
    checks: checks(run),
    asked: asked(run, ask, answers(run)),
    plan: optimizer.plan,
    tables: tables(run),
    folded: Array.from({ length: iterations - 1 }, (_, k) => `Iteration ${k + 2}`),
    assumed: assumed(run, conventions),
  };
}

/** The parameters in the end; without any, what the last iteration has computed. */
function answers(run: Run): string[] {
  const { parameters, columns, start } = run;
  const moved = columns.includes("w") ? ["w"] : columns.filter((column) => column !== "g" && column !== "g2");
  return parameters.flatMap((parameter) => moved.map((column) => run.id(column, parameter, start.iterations)));
}

/** `w`, `m0` and `delta` for what the problem states; `w_2` for `theta_2`. */
function aliases(run: Run): Record<string, string> {
  const { parameters, optimizer, tape, start } = run;
  const [only] = parameters;
  const known = (entries: [string, string][]) => entries.filter(([, id]) => tape.has(id));
  const starts = parameters.map((parameter): [string, string] => [parameter.id, run.id("w", parameter, 0)]);
  const states = parameters.flatMap((parameter) =>
    optimizer.state.map(({ id }): [string, string] => [
      run.single ? `${id}0` : `${id}0_${parameter.id}`,
      run.id(id, parameter, 0),
    ]),
  );
  const renamed =
    only && parameters.length === 1 && only.id !== "w"
      ? Array.from({ length: start.iterations + 1 }, (_, t): [string, string] => [`w_${t}`, run.id("w", only, t)])
      : [];
  const settings = run.settings.map(({ id, name }): [string, string] => [name, id]);
  return Object.fromEntries(known([...starts, ...states, ...renamed, ...settings]));
}

/** With the result of an iteration goes the table up to there, and J all along. */
function checks(run: Run): Record<string, string[]> {
  const { parameters, columns, tape, start } = run;
  const row = (t: number) =>
    [...parameters.flatMap((parameter) => columns.map((column) => run.id(column, parameter, t))), `J_${t}`].filter(
      (id) => tape.has(id),
    );
  const results = ["w", "alpha"].filter((column) => columns.includes(column));
  const sofar: string[] = row(0);
  const found: Record<string, string[]> = {};
  for (let t = 1; t <= start.iterations; t++) {
    sofar.push(...row(t));
    for (const parameter of parameters) for (const column of results) found[run.id(column, parameter, t)] = [...sofar];
  }
  return found;
}

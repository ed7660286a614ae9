#!/usr/bin/env node
import { Command, CommanderError, Option } from "commander";
import { toJSONSchema } from "zod";
import { topicsFor } from "../problems/catalogue.ts";
import { conventions } from "../problems/conventions.ts";
import { solve } from "../problems/solve.ts";
import type { Problem, Topic } from "../problems/topic.ts";
import { ProblemError } from "../solver/errors.ts";
import type { CheckFormat } from "./check.ts";
import { MissingToolError, UsageError } from "./errors.ts";
import { isRecord, parseProblem, readText, setGiven } from "./input.ts";
import { deliver, explainError } from "./output.ts";
import { FORMATS, type Format, render, type Terminal } from "./render.ts";

const EXIT = { done: 0, usage: 1, problem: 2, wrong: 3, tool: 4, bug: 70 } as const;

interface SolveOptions {
  text?: string;
  topic?: string;
  set: string[];
  ask?: string;
  format: Format;
  digits?: string;
  carry?: "full" | "rounded";
  convention: string[];
  details?: true;
  output?: string;
}

const collect = (value: string, before: string[]): string[] => [...before, value];

const program = new Command("chalkgrad")
  .description("Worked solutions for the numerical problems of a deep-learning course")
  .version("0.1.0")
  .exitOverride()
  .configureOutput({ outputError: () => {} });

program
  .command("solve")
  .description("print the worked solution of a problem")
  .argument("[FILE]", "the problem as YAML or JSON; - for standard input")
  .option("--text <text>", "the problem itself instead of a file")
  .option("--topic <id>", "the topic, where the problem does not name it")
  .option("--set <field=value>", "set a given (may be repeated)", collect, [])
  .option("--ask <ids>", "the answers wanted, as a,b,c")
  .addOption(new Option("--format <format>", "how to print it").choices(FORMATS).default("text"))
  .option("--digits <digits>", "4 for four decimals, 3sf for three significant figures, fractions where exact")
  .addOption(new Option("--carry <how>", "round each named step before carrying it on").choices(["full", "rounded"]))
  .option("--convention <id=value>", "settle a convention (may be repeated)", collect, [])
  .option("--details", "in text: the arithmetic of every cell, derivations, and steps that repeat earlier ones")
  .option("-o, --output <FILE>", "write to a file")
  .action(async (file: string | undefined, options: SolveOptions) => {
    const text = await problemText(file, options);
    const problem = withOptions(text === undefined ? {} : parseProblem(text), options);
    const solved = solve(problem, await topicsFor(problem.topic));
    const result = await render(solved, text ?? "", options.format, terminal(options.details));
    await deliver(result, options.output);
  });

interface CheckOptions {
  format: CheckFormat;
  key?: true;
  scheme?: string;
  output?: string;
}

program
  .command("check")
  .description("mark a working, or every working in a folder: the first wrong line, why, and what follows from it")
  .argument("<PROBLEM>", "the problem as YAML or JSON; - for standard input")
  .argument("<WORKING>", "a text file with one quantity a line, NAME = … = value; or a folder of them")
  .addOption(new Option("--format <format>", "how to print it").choices(["text", "json", "html", "csv"]))
  .option("--key", "print the worked solution as it goes on from the values in the working")
  .option("--scheme <FILE>", "marks, as YAML: method: 1, accuracy: 1, follows: full, slip: method, penalty: 0, …")
  .option("-o, --output <FILE>", "write to a file")
  .action(async (problem: string, working: string, options: CheckOptions) => {
    const marking = await import("./check.ts");
    const scheme = options.scheme === undefined ? undefined : await readText(options.scheme, undefined);
    const checker = await marking.checkerFrom(await readText(problem, undefined), scheme);
    if (await marking.isFolder(working)) {
      if (options.key || options.format === "html" || options.format === "text")
        throw new UsageError("a folder is marked as csv or json");
      const pile = await marking.readPile(working);
      const { table, summary, hasWrong } = marking.checkPile(checker, pile, options.format ?? "csv");
      await deliver(table, options.output);
      process.stderr.write(summary);
      if (hasWrong) process.exitCode = EXIT.wrong;
      return;
    }
    const text = await readText(working, undefined);
    const format = options.format ?? "text";
    const { text: result, hasWrong } = options.key
      ? marking.keyFor(checker, text, format, terminal())
      : await marking.checkOne(checker, text, format, terminal());
    await deliver(result, options.output);
    if (hasWrong && !options.key) process.exitCode = EXIT.wrong;
  });

program
  .command("hint")
  .description("what to mend or to do next in an unfinished working")
  .argument("<PROBLEM>", "the problem as YAML or JSON; - for standard input")
  .argument("<WORKING>", "a text file with the working so far")
  .addOption(
    new Option("--strength <n>", "1 where to look, 2 the rule, 3 the line itself")
      .choices(["1", "2", "3"])
      .default("1"),
  )
  .addOption(new Option("--format <format>", "how to print it").choices(["text", "json"]).default("text"))
  .action(async (problem: string, working: string, options: { strength: string; format: "text" | "json" }) => {
    const marking = await import("./check.ts");
    const checker = await marking.checkerFrom(await readText(problem, undefined), undefined);
    const strength = Number(options.strength) as 1 | 2 | 3;
    await deliver(marking.hintText(checker, await readText(working, undefined), strength, options.format, terminal()));
  });

program
  .command("topics")
  .description("list the topics: their fields, answers, conventions and an example each")
  .addOption(new Option("--format <format>", "how to print it").choices(["text", "json"]).default("text"))
  .action(async ({ format }: { format: string }) => {
    const topics = await topicsFor(undefined);
    await deliver(format === "json" ? `${JSON.stringify(topicDocuments(topics), null, 2)}\n` : topicList(topics));
  });

async function problemText(file: string | undefined, options: SolveOptions): Promise<string | undefined> {
  if (file !== undefined && options.text !== undefined) throw new UsageError("give a FILE or --text, not both");
  if (file === undefined && options.text === undefined) {
    if (options.topic !== undefined && (process.stdin.isTTY || options.set.length > 0)) return undefined;
    if (process.stdin.isTTY) throw new UsageError("which problem? Give a FILE, --text or standard input (-)");
  }
  return readText(file, options.text);
}

/** Options on the command line go before what the problem says. */
function withOptions(problem: Record<string, unknown>, options: SolveOptions): Record<string, unknown> {
  const given = problem.given ?? (options.set.length > 0 ? {} : undefined);
  const changed: Record<string, unknown> = { ...problem, given: isRecord(given) ? { ...given } : given };
  for (const assignment of options.set) if (isRecord(changed.given)) setGiven(changed.given, assignment);
  if (options.topic) changed.topic = options.topic;
  if (options.ask) changed.ask = options.ask.split(",").map((id) => id.trim());
  if (options.digits) changed.digits = options.digits;
  if (options.carry) changed.carry = options.carry;
  if (options.convention.length > 0)
    changed.conventions = { ...(problem.conventions ?? {}), ...settled(options.convention) };
  return changed;
}

function settled(settings: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    settings.map((setting) => {
      const [id, value] = setting.split("=") as [string, string | undefined];
      if (value === undefined) throw new UsageError(`--convention takes ID=VALUE, not ${setting}`);
      return [id, value];
    }),
  );
}

/** What standard output can show. */
const terminal = (details?: true): Terminal => ({
  width: Math.min(Math.max(process.stdout.columns ?? 80, 60), 80),
  color: process.stdout.isTTY === true && !process.env.NO_COLOR,
  details,
});

const topicList = (topics: readonly Topic[]): string =>
  `${topics.map(({ id, about }) => `${id.padEnd(20)} ${about}`).join("\n")}\n`;

/** For programs: everything there is to know about each topic. */
function topicDocuments(topics: readonly Topic[]) {
  return topics.map(({ id, title, about, given, answers, conventions: choices, defaults, examples }) => ({
    id,
    title,
    about,
    schema: toJSONSchema(given, { io: "input", unrepresentable: "any" }),
    answers,
    conventions: choices.map((choice) => ({
      id: choice,
      values: conventions[choice].values,
      default: defaults?.[choice] ?? conventions[choice].values[0],
      about: conventions[choice].about,
    })),
    example: examples[0]?.problem as Problem,
  }));
}

function exitCodeOf(error: unknown): number {
  if (error instanceof ProblemError) return EXIT.problem;
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.usage;
  if (error instanceof MissingToolError) return EXIT.tool;
  return error instanceof UsageError ? EXIT.usage : EXIT.bug;
}

async function main(): Promise<void> {
  try {
    await program.parseAsync();
  } catch (error) {
    process.exitCode = exitCodeOf(error);
    const isHelp = error instanceof CommanderError && error.code === "commander.help";
    if (process.exitCode !== EXIT.done && !isHelp) await explainError(error, process.argv);
  }
}

// Not awaited: a chunk of the bundle that is loaded later may import this one, and would wait for it for ever.
main();

import { writeFile } from "node:fs/promises";
import { CommanderError } from "commander";
import { ProblemError } from "../solver/errors.ts";
import { MissingToolError, UsageError } from "./errors.ts";

/** Prints a result, or writes it to a file. */
export async function deliver(result: string | Uint8Array, file?: string): Promise<void> {
  const whole = typeof result === "string" && !result.endsWith("\n") ? `${result}\n` : result;
  if (file === undefined && typeof whole !== "string" && process.stdout.isTTY) {
    throw new UsageError("a PDF is not for the terminal: name a file with -o FILE");
  }
  if (file === undefined) return print(process.stdout, whole);
  try {
    await writeFile(file, whole);
  } catch (error) {
    throw new UsageError(`${file} cannot be written: ${(error as NodeJS.ErrnoException).code}`);
  }
}

/** Resolves when everything is written, so that no pipe is cut short; a reader that leaves early is no error. */
function print(stream: NodeJS.WriteStream, text: string | Uint8Array): Promise<void> {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
  });
  return new Promise((resolve) => stream.write(text, () => resolve()));
}

/** Says what went wrong: for people on stderr; with `--format json` as the one document on stdout. */
export async function explainError(error: unknown, argv: readonly string[]): Promise<void> {
  const details = detailsOf(error);
  const wantsJson = argv.some((word, k) => word === "--format=json" || (word === "--format" && argv[k + 1] === "json"));
  if (wantsJson) await print(process.stdout, `${JSON.stringify({ error: details }, null, 2)}\n`);
  const lines = [
    `chalkgrad: ${details.message}`,
    details.at && `  at: ${details.at}`,
    details.candidates && `  known here: ${details.candidates.join(", ")}`,
    details.suggestion && `  ${details.suggestion}`,
  ];
  // What is quoted from a problem must not speak to the terminal.
  const text = lines
    .filter(Boolean)
    .join("\n")
    .replace(/[^\P{Cc}\n]/gu, "");
  await print(process.stderr, `${text}\n`);
}

interface Details {
  code: string;
  message: string;
  at?: string;
  missing?: string[];
  candidates?: string[];
  suggestion?: string;
}

function detailsOf(error: unknown): Details {
  if (error instanceof ProblemError) {
    const { code, message, at, missing, candidates, suggestion } = error;
    return {
      code,
      message,
      ...(at && { at }),
      ...(missing.length > 0 && { missing }),
      ...(candidates.length > 0 && { candidates }),
      ...(suggestion && { suggestion }),
    };
  }
  if (error instanceof MissingToolError) return { code: "missing-tool", message: error.message };
  if (error instanceof UsageError || error instanceof CommanderError) {
    return {
      code: "usage",
      message: error.message.replace(/^error: /, ""),
      suggestion: "chalkgrad --help shows how it is used.",
    };
  }
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { code: "bug", message: `this is a bug in chalkgrad, not in your problem: ${stack}` };
}

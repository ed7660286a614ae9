import { readFile } from "node:fs/promises";
import { parse, YAMLParseError } from "yaml";
import { ProblemError } from "../solver/errors.ts";
import { UsageError } from "./errors.ts";

/** Longer problems are refused: nobody works them by hand. */
const MOST_BYTES = 1_000_000;

/** The text of a problem: from a file, from standard input (`-`), or as it was given. */
export async function readText(file: string | undefined, text: string | undefined): Promise<string> {
  const found = text ?? (file === undefined || file === "-" ? await readStdin() : await readProblemFile(file));
  if (found.length > MOST_BYTES)
    throw new ProblemError("too-large", `a problem may have ${MOST_BYTES} characters, this one has ${found.length}`);
  return found;
}

async function readProblemFile(file: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    const reason = code === "ENOENT" ? "there is no such file" : code === "EISDIR" ? "it is a folder" : String(code);
    throw new ProblemError("file", `${file} cannot be read: ${reason}`, { at: file });
  }
}

async function readStdin(): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}

/** A problem from JSON or YAML; of a worked problem from the bank, the problem in it. */
export function parseProblem(text: string): Record<string, unknown> {
  const suggestion = "Write the problem as YAML or JSON: topic: mlp, given: { … }. chalkgrad topics lists the topics.";
  const value = parseYaml(text, suggestion);
  if (isRecord(value)) return isRecord(value.problem) && value.topic === undefined ? value.problem : value;
  throw new ProblemError(
    "unreadable",
    text.trim() === "" ? "the problem is empty" : "this is not a problem in YAML or JSON",
    { suggestion },
  );
}

/** Throws a ProblemError for what is no YAML; `yaml` refuses alias bombs and unknown aliases with a ReferenceError. */
export function parseYaml(text: string, suggestion: string): unknown {
  try {
    return parse(text, { logLevel: "error" });
  } catch (error) {
    if (error instanceof ReferenceError) throw new ProblemError("syntax", error.message, { suggestion });
    if (error instanceof RangeError) throw new ProblemError("too-large", "this is nested too deeply", { suggestion });
    if (!(error instanceof YAMLParseError)) throw error;
    const [place] = error.linePos ?? [];
    const at = place && `line ${place.line}, column ${place.col}`;
    const reason =
      error.code === "MULTIPLE_DOCS" ? "there is more than one document" : (error.message.split("\n")[0] as string);
    throw new ProblemError("syntax", `this is neither YAML nor JSON: ${reason}`, { suggestion, ...(at && { at }) });
  }
}

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Sets `values.a=5` within the givens; the value is read as YAML. */
export function setGiven(given: Record<string, unknown>, assignment: string): void {
  const [, path, value] = /^([^=]+)=(.*)$/s.exec(assignment) ?? [];
  const keys = path?.trim().split(".") ?? [];
  if (value === undefined || keys.some((key) => !/^\w+$/.test(key) || key === "__proto__")) {
    throw new UsageError(`--set takes FIELD=VALUE, not ${assignment}`);
  }
  let place = given;
  for (const key of keys.slice(0, -1)) {
    if (typeof place[key] !== "object" || place[key] === null) place[key] = {};
    place = place[key] as Record<string, unknown>;
  }
  place[keys.at(-1) as string] = parseYaml(value, `The value in --set ${assignment} is read as YAML.`);
}

import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { parse } from "yaml";
import type { SolutionDocument } from "../explainers/json.ts";
import { topics } from "../problems/topics.ts";
import { defaultFormat, numberText } from "../solver/numbers.ts";

const cli = fileURLToPath(new URL("../dist/server/cli.js", import.meta.url));
const exam = fileURLToPath(new URL("../problems/bank/exam-network.yaml", import.meta.url));
const asked = ["yhat", "J", "dW1", "dW2", "dW3", "W1_1", "W2_1", "W3_1"];
/** A small problem, to be completed on the command line. */
const graph = ["--topic", "computation-graph", "--set", "formulas=J = a*b", "--set", "values.a=3"];

interface Ran {
  code: number;
  stdout: string;
  stderr: string;
}

/** So many processes at once; the others wait their turn. */
const MOST_AT_ONCE = 3;
const turns = Array.from({ length: MOST_AT_ONCE }, () => Promise.resolve());
let calls = 0;

/** The command line as a user calls it. Without input, standard input is an empty pipe. */
function chalkgrad(args: string[], input = "", env: Record<string, string> = {}): Promise<Ran> {
  const turn = calls++ % MOST_AT_ONCE;
  const ran = (turns[turn] as Promise<void>).then(() => start(args, input, env));
  turns[turn] = ran.then(() => {});
  return ran;
}

function start(args: string[], input: string, env: Record<string, string>): Promise<Ran> {
  return new Promise((resolve) => {
    const options = { maxBuffer: 1e9, timeout: 20_000, env: { ...process.env, ...env } };
    const child = execFile(process.execPath, [cli, ...args], options, (error, stdout, stderr) => {
      resolve({ code: error ? Number(error.code ?? -1) : 0, stdout, stderr });
    });
    child.stdin?.on("error", () => {}); // a command that fails at once does not wait for its input
    child.stdin?.end(input);
  });
}

async function solved(args: string[], input = ""): Promise<SolutionDocument> {
  const { code, stdout, stderr } = await chalkgrad(["solve", "--format", "json", ...args], input);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  return JSON.parse(stdout);
}

const textOf = ({ answers }: SolutionDocument) => Object.fromEntries(answers.map(({ id, text }) => [id, text]));

vi.setConfig({ testTimeout: 60_000 }); // a test may wait for the processes of others

let folder = "";

beforeAll(async () => {
  if (!existsSync(cli)) throw new Error(`${cli} is missing: run "npm run build" before the tests of the command line`);
  folder = await mkdtemp(join(tmpdir(), "chalkgrad-cli-"));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

describe.concurrent("solve: formats", () => {
  test.each([
    ["text", /^A? ?[^\n]*\n═+\n/],
    ["markdown", /^# /],
    ["latex", /\\documentclass[\s\S]*\\end\{document\}\n$/],
    ["html", /^<!doctype html>[\s\S]*<\/html>\n$/],
  ])("%s goes to stdout, nothing to stderr", async (format, expected) => {
    const { code, stdout, stderr } = await chalkgrad(["solve", exam, "--format", format], "", { FORCE_COLOR: "3" });
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(expected);
    expect(stdout).toContain("0.7656");
    expect(stdout, "no colours where no terminal listens").not.toContain("\u001b");
  });

  test("text is the default, and NO_COLOR changes nothing in a pipe", async () => {
    const [plain, named] = await Promise.all([
      chalkgrad(["solve", exam], "", { NO_COLOR: "1" }),
      chalkgrad(["solve", exam, "--format", "text"]),
    ]);
    expect(plain).toEqual(named);
  });

  test("json is the document of the contract", async () => {
    const text = await readFile(exam, "utf8");
    const document = await solved([exam]);
    expect(Object.keys(document)).toEqual(
      expect.arrayContaining(["topic", "reading", "problem", "answers", "steps", "certificate", "warnings"]),
    );
    expect(document.topic).toBe("mlp");
    expect(document.reading.text).toBe(text);
    expect(document.reading).toMatchObject({ understood: [], unused: [] });
    expect(document.problem).toMatchObject({ ...parse(text).problem, ask: asked });
    expect(document.answers.map(({ id }) => id)).toEqual(asked);
    for (const answer of document.answers) {
      expect(answer).toMatchObject({ name: expect.any(String), tex: expect.any(String), text: expect.any(String) });
      expect(Object.keys(answer)).toEqual(expect.arrayContaining(["value", "exact", "shape"]));
    }
    expect(document.answers.at(-1)?.value).toEqual([
      [expect.closeTo(4.000143402408202, 12)],
      [expect.closeTo(1.0022007958621617, 12)],
    ]);
    expect(document.answers.at(-1)?.shape).toEqual([2, 1]);
    const [first] = document.steps;
    expect(first).toMatchObject({ id: "Z1", value: [[35, 10, 1]], shape: [1, 3], inputs: ["x", "W1"], remarks: [] });
    for (const step of document.steps) {
      expect(Object.keys(step)).toEqual(expect.arrayContaining(["section", "title", "why"]));
      expect(Object.keys(step.tex)).toEqual(["symbol", "formula", "substituted", "value"]);
    }
    expect(document.certificate.finiteDifferences).toBeLessThan(1e-6);
    expect(document.warnings).toEqual([]);
  });

  test("-o writes the same to a file and nothing to stdout", async () => {
    const file = join(folder, "solution.md");
    const [written, printed] = await Promise.all([
      chalkgrad(["solve", exam, "--format", "markdown", "-o", file]),
      chalkgrad(["solve", exam, "--format", "markdown"]),
    ]);
    expect(written).toEqual({ code: 0, stdout: "", stderr: "" });
    expect(await readFile(file, "utf8")).toBe(printed.stdout);
    const nowhere = await chalkgrad(["solve", exam, "-o", join(folder, "no/such/folder/x")]);
    expect(nowhere).toMatchObject({ code: 1, stdout: "", stderr: expect.stringContaining("cannot be written") });
  });
});

describe.concurrent("solve: where a problem comes from", () => {
  const yaml = "topic: computation-graph\ngiven: { formulas: J = a*b, values: { a: 3, b: 5 } }\n";
  const json = JSON.stringify(parse(yaml));

  test("a file, -, a pipe and --text, as YAML or JSON, with a mark of byte order or without", async () => {
    const file = join(folder, "problem.json");
    await writeFile(file, json);
    const ways: [string[], string?][] = [
      [[file]],
      [["-"], yaml],
      [[], json],
      [["--text", yaml]],
      [["--text", json]],
      [["-"], `\ufeff${yaml}`],
      [["-"], yaml.replaceAll("\n", "\r\n")],
    ];
    const documents = await Promise.all(ways.map(([args, input]) => solved(args, input)));
    for (const document of documents) expect(textOf(document)).toMatchObject({ J: "15", da: "5", db: "3" });
  });

  test("--topic and --set alone, without reading standard input", async () => {
    const document = await solved([...graph, "--set", "values.b=[1, 2]", "--set", "formulas=J = sum(a*b)"]);
    expect(textOf(document)).toEqual({ J: "9", da: "3", db: "[3, 3]" });
    expect(document.reading.text).toBe("");
  });

  test("options go before what the problem says", async () => {
    const document = await solved(["--set", "values.b=7", "--ask", "db, J", "--digits", "1"], yaml);
    expect(document.problem).toMatchObject({ given: { values: { a: 3, b: 7 } }, ask: ["db", "J"], digits: "1" });
    expect(document.answers.map(({ id, text }) => [id, text])).toEqual([
      ["db", "3"],
      ["J", "21"],
    ]);
  });
});

describe.concurrent("solve: numbers and conventions", () => {
  test("--ask and --digits", async () => {
    const [four, three, two] = await Promise.all([
      solved([exam, "--ask", "yhat,J"]),
      solved([exam, "--ask", "yhat,J", "--digits", "3sf"]),
      solved([exam, "--ask", "yhat,J", "--digits", "2"]),
    ]);
    expect(textOf(four)).toEqual({ yhat: "0.7656", J: "0.2671" });
    expect(textOf(three)).toEqual({ yhat: "0.766", J: "0.267" });
    expect(textOf(two)).toEqual({ yhat: "0.77", J: "0.27" });
    expect(two.answers[0]?.value, "only what is shown is rounded").toEqual([[expect.closeTo(0.7655795617598058, 12)]]);
  });

  test("--carry rounded carries on what is displayed", async () => {
    const thirds = ["--topic", "computation-graph", "--set", "values.a=1", "--digits", "2"];
    const chain = [...thirds, "--set", "formulas=u = a/3; v = 3*u; J = v^2", "--ask", "u,v,J"];
    const [exact, rounded, network] = await Promise.all([
      solved(chain),
      solved([...chain, "--carry", "rounded"]),
      solved([exam, "--carry", "rounded", "--digits", "3"]),
    ]);
    expect(textOf(exact)).toEqual({ u: "0.33", v: "1", J: "1" });
    expect(textOf(rounded)).toEqual({ u: "0.33", v: "0.99", J: "0.98" });
    expect(rounded.answers.map(({ value }) => value)).toEqual([0.33, 0.99, 0.98]);
    for (const { id, value } of network.steps) {
      for (const x of [value].flat(2) as number[])
        expect(Number(numberText(x, { ...defaultFormat, digits: 3 })), `${id} is rounded`).toBe(x);
    }
  });

  test("--convention settles what the shapes leave open", async () => {
    const square = [
      "--topic",
      "mlp",
      "--set",
      "x=[1, 2]",
      "--set",
      "W1=[[1, 2], [3, 4]]",
      "--set",
      "activation=linear",
    ];
    const documents = await Promise.all(
      ["Wx", "xW"].map((value) => solved([...square, "--convention", `orientation=${value}`, "--ask", "Z1"])),
    );
    expect(documents.map(textOf)).toEqual([{ Z1: "[5; 11]" }, { Z1: "[7 10]" }]);
    expect(documents[1]?.problem).toMatchObject({ conventions: { orientation: "xW" } });
  });
});

describe.concurrent("wrong usage: 1", () => {
  test.each([
    ["no command", []],
    ["an unknown command", ["slove"]],
    ["an unknown option", ["solve", "--colour"]],
    ["an unknown format", ["solve", exam, "--format", "docx"]],
    ["a file and --text", ["solve", exam, "--text", "x"]],
    ["two files", ["solve", exam, exam]],
    ["an option without its value", ["solve", exam, "--digits"]],
    ["--carry as it is not", ["solve", exam, "--carry", "sometimes"]],
    ["--convention without a value", ["solve", exam, "--convention", "orientation"]],
    ["--set without a value", ["solve", exam, "--set", "x"]],
    ["--set into a prototype", ["solve", exam, "--set", "__proto__.polluted=1"]],
  ])("%s", async (_, args) => {
    const { code, stdout, stderr } = await chalkgrad(args);
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toMatch(/chalkgrad --help|^Usage: /);
    expect(stderr).not.toMatch(STACK);
  });

  test("with --format json the error is the document", async () => {
    const { code, stdout } = await chalkgrad(["solve", "--bogus", "--format", "json"]);
    expect(code).toBe(1);
    expect(JSON.parse(stdout).error).toMatchObject({ code: "usage", message: expect.stringContaining("--bogus") });
  });
});

const STACK = /^\s+at .*(\(|file:|node:|\.js:)/m;
const mlp = (given: string, rest = "") => `topic: mlp\ngiven: { activation: sigmoid, ${given} }\n${rest}`;
const nodes = (formulas: string, values: string) =>
  `topic: computation-graph\ngiven: { formulas: "${formulas}", values: { ${values} } }\n`;
/** Nine nines of nines: a billion entries in a few lines. */
const bomb = [..."abcdefghi"]
  .map((name, k) => `${name}: &${name} [${Array(9).fill(k > 0 ? `*${"abcdefghi"[k - 1]}` : "x")}]`)
  .join("\n");

interface Failure {
  code: string;
  says: RegExp;
  input?: string;
  args?: string[];
  at?: string;
  missing?: string[];
  candidates?: string[];
}

const failures: Record<string, Failure> = {
  "a missing file": { args: ["no-such-file.yaml"], code: "file", says: /no such file/, at: "no-such-file.yaml" },
  "a folder": { args: ["problems"], code: "file", says: /folder/ },
  "an empty file": { input: "", code: "unreadable", says: /empty/ },
  "a file of blanks and comments": { input: "\n \n# nothing\n", code: "unreadable", says: /not a problem/ },
  prose: { input: "Find the loss of a network with two inputs.", code: "unreadable", says: /YAML or JSON/ },
  "a list": { input: "- 1\n- 2", code: "unreadable", says: /not a problem/ },
  "a scalar with a tag": { input: '!!js/function "x"', code: "unreadable", says: /not a problem/ },
  "broken YAML": {
    input: "topic: mlp\ngiven: { x: [1, 2",
    code: "syntax",
    says: /neither YAML nor JSON/,
    at: "line 2",
  },
  "a key twice": { input: "topic: mlp\ntopic: mlp", code: "syntax", says: /unique/, at: "line 2" },
  "two documents": { input: "topic: mlp\n---\ntopic: mlp", code: "syntax", says: /more than one document/ },
  "an alias bomb": { input: bomb, code: "syntax", says: /alias/ },
  "an alias of nothing": { input: "topic: *mlp", code: "syntax", says: /alias/ },
  "an alias of itself": { input: "topic: mlp\ngiven: &g { x: *g }", code: "schema", says: /expected number/ },
  "brackets without end": { input: "[".repeat(100_000), code: "syntax", says: /neither YAML nor JSON|deep/ },
  "two megabytes": { input: "a".repeat(2_000_000), code: "too-large", says: /1000000 characters/ },
  "a broken --set": { args: [...graph, "--set", "values.b=[1"], code: "syntax", says: /neither YAML nor JSON/ },
  "--set into a number": { args: ["--set", "x=1"], input: "topic: mlp\ngiven: 5", code: "schema", says: /record/ },
  "no topic": { input: "given: { x: 1 }", code: "missing", says: /topic is missing/, missing: ["topic"] },
  "an unknown topic": { input: "topic: mlq\ngiven: {}", code: "topic", says: /no topic mlq/, candidates: ["mlp"] },
  "no givens": { input: "topic: mlp", code: "missing", says: /given is missing/, missing: ["given"] },
  "a missing field": { input: mlp("x: [1]"), code: "missing", says: /W1 is missing/, missing: ["given.W1"] },
  "a missing layer": { input: mlp("x: 1, W1: 1, W3: 1"), code: "missing", says: /layer 2/, missing: ["W2"] },
  "a missing value": { input: nodes("J = a*b", "a: 1"), code: "missing", says: /b has no value/ },
  "wrong shapes": {
    input: mlp("x: [1, 2], W1: [[1, 2, 3]]"),
    code: "shape",
    says: /W1 is 1×3.*2 features/,
    at: "given.W1",
  },
  "an unknown field": { input: mlp("x: 1, W1: 1, rate: 1"), code: "unknown-field", says: /rate/, candidates: ["x"] },
  "an unknown member": { input: mlp("x: 1, W1: 1", "asks: [J]"), code: "schema", says: /asks/ },
  "not a number": { input: mlp("x: [1, .nan], W1: [[1, 2]]"), code: "schema", says: /NaN/, at: "given.x.1" },
  infinity: { input: mlp("x: [1, -.inf], W1: [[1, 2]]"), code: "schema", says: /Infinity/, at: "given.x.1" },
  "a number too large": { input: mlp("x: 1e999, W1: 1"), code: "schema", says: /Infinity/, at: "given.x" },
  "a word for a number": { input: mlp("x: two, W1: 1"), code: "schema", says: /number.*string/, at: "given.x" },
  "an empty matrix": { input: mlp("x: 1, W1: []"), code: "schema", says: />=1 items/, at: "given.W1" },
  "a ragged matrix": {
    input: mlp("x: [1, 2], W1: [[1, 2], [3]]"),
    code: "shape",
    says: /different lengths/,
    at: "given.W1",
  },
  "an unknown activation": {
    input: "topic: mlp\ngiven: {x: 1, W1: 1, activation: mish}",
    code: "schema",
    says: /sigmoid/,
  },
  "an unknown convention": { args: [exam, "--convention", "weather=fine"], code: "convention", says: /weather/ },
  "an unknown value of one": {
    args: [exam, "--convention", "orientation=up"],
    code: "convention",
    says: /up/,
    candidates: ["Wx"],
  },
  "an unknown answer": { args: [exam, "--ask", "J,Z9"], code: "ask", says: /Z9/, at: "ask", candidates: ["Z1"] },
  "digits without sense": { args: [exam, "--digits", "99"], code: "digits", says: /99/, at: "digits" },
  "an absurd network": {
    input: `topic: mlp\ngiven: {x: 1, W1: 1, W99: 1, activation: linear, steps: 1000000000}`,
    code: "schema",
    says: /50/,
    at: "given.steps",
  },
  "absurd sizes": {
    input: nodes("J = sum(outer(a, a))", `a: [${Array(1500).fill(1)}]`),
    code: "too-large",
    says: /too many/,
  },
  "a formula that is a program": { input: nodes("J = import(a)", "a: 1"), code: "formula", says: /import/ },
  "escape sequences": { input: nodes("J = a \\e[31m red \\a", "a: 1"), code: "formula", says: /cannot be read/ },
};

describe.concurrent("a problem that cannot be solved: 2", () => {
  test.each(Object.entries(failures))("%s", async (_, { code, says, input = "", args = ["-"], ...more }) => {
    const ran = await chalkgrad(["solve", ...args, "--format", "json"], input);
    expect({ status: ran.code, stderr: ran.stderr }).toEqual({ status: 2, stderr: expect.stringMatching(says) });
    expect(ran.stderr).toMatch(/^chalkgrad: /);
    expect(ran.stderr).not.toMatch(STACK);
    expect(ran.stderr, "what is quoted does not speak to the terminal").not.toMatch(/[^\P{Cc}\n]/u);
    const { error, ...rest } = JSON.parse(ran.stdout);
    expect(rest).toEqual({});
    expect(error).toMatchObject({ code, message: expect.stringMatching(says) });
    if (more.at) expect(error.at).toContain(more.at);
    if (more.missing) expect(error.missing).toEqual(more.missing);
    if (more.candidates) expect(error.candidates).toEqual(expect.arrayContaining(more.candidates));
  });

  test("in text, stdout stays empty and stderr says what would mend it", async () => {
    const [unknown, missing] = await Promise.all([
      chalkgrad(["solve", "-"], "topic: mlq\ngiven: {}"),
      chalkgrad(["solve", "-"], mlp("x: [1]")),
    ]);
    expect(unknown).toMatchObject({ code: 2, stdout: "", stderr: expect.stringMatching(/known here: .*mlp/) });
    expect(missing).toMatchObject({ code: 2, stdout: "", stderr: expect.stringContaining("topics --format json") });
  });
});

interface TopicDocument {
  id: string;
  conventions: { values: string[]; default: string }[];
  example: unknown;
}

describe("topics", () => {
  test("as a list, a topic to a line", async () => {
    const { code, stdout, stderr } = await chalkgrad(["topics"]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout.trim().split("\n").length).toBe(topics.length);
    for (const { id, about } of topics) expect(stdout).toMatch(new RegExp(`^${id} +${about.slice(0, 10)}`, "m"));
  });

  test("as JSON, with an example each that solves as it stands", async () => {
    const { code, stdout, stderr } = await chalkgrad(["topics", "--format", "json"]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    const documents = JSON.parse(stdout) as TopicDocument[];
    expect(documents.map(({ id }) => id)).toEqual(topics.map(({ id }) => id));
    for (const document of documents) {
      expect(document).toMatchObject({
        title: expect.stringMatching(/./),
        about: expect.stringMatching(/./),
        schema: { type: "object", properties: expect.any(Object) },
        answers: expect.arrayContaining([{ id: expect.any(String), about: expect.any(String) }]),
        example: { topic: document.id, given: expect.any(Object) },
      });
      for (const choice of document.conventions)
        expect(choice).toEqual({
          ...choice,
          id: expect.any(String),
          default: expect.toBeOneOf(choice.values),
          about: expect.any(String),
        });
    }
    await Promise.all(
      documents.map(async ({ id, example }) => {
        const { answers, topic } = await solved(["-"], JSON.stringify(example));
        expect(topic).toBe(id);
        expect(answers.length, `${id} answers`).toBeGreaterThan(0);
      }),
    );
  });

  test("help is a success", async () => {
    const [help, solveHelp, version] = await Promise.all([
      chalkgrad(["--help"]),
      chalkgrad(["solve", "--help"]),
      chalkgrad(["--version"]),
    ]);
    expect(help).toMatchObject({ code: 0, stderr: "", stdout: expect.stringContaining("solve") });
    expect(solveHelp).toMatchObject({ code: 0, stderr: "", stdout: expect.stringContaining("--carry") });
    expect(version).toMatchObject({ code: 0, stderr: "", stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) });
  });
});

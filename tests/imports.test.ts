import { existsSync, readdirSync, readFileSync } from "node:fs";
import { builtinModules } from "node:module";
import { posix } from "node:path";
import { describe, expect, it } from "vitest";
import { conventions } from "../problems/conventions.ts";
import { topics } from "../problems/topics.ts";
import { functions } from "../solver/functions/index.ts";

/** Who may import whom: imports go one way. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  solver: ["solver"],
  explainers: ["solver", "explainers"],
  problems: ["solver", "explainers", "problems"],
  server: ["solver", "explainers", "problems", "server"],
  web: ["solver", "explainers", "problems", "web"],
};
const PURE = ["solver", "explainers", "problems"];
/** The parts of problems/ that know of topics but of no topic. */
const ENGINES = ["solve.ts", "topic.ts", "conventions.ts", "fields.ts", "index.ts"].map((file) => `problems/${file}`);
/** Sample data for the renderers, which names the topic it was taken from. */
const SAMPLES = ["explainers/specimen.ts"];

interface Import {
  specifier: string;
  onlyTypes: boolean;
}

const root = new URL("../", import.meta.url);
const read = (file: string): string => readFileSync(new URL(file, root), "utf8").replace(/^\s*(\*|\/\/|\/\*).*$/gm, "");

function sourcesIn(folder: string): string[] {
  if (!existsSync(new URL(folder, root))) return [];
  const all = readdirSync(new URL(folder, root), { recursive: true, encoding: "utf8" });
  return all
    .map((file) => `${folder}/${file.replaceAll("\\", "/")}`)
    .filter((file) => /(?<!\.d)\.tsx?$/.test(file) && !file.includes(".test.") && !file.includes("node_modules"));
}

/** What stands after `from`, in a bare `import "…"` and in `import("…")`. */
function importsOf(source: string): Import[] {
  const statements =
    /\b(?:import|export)\s+(type\s)?[^;"'()]*?\bfrom\s*["']([^"']+)["']|\bimport\s*\(?\s*["']([^"']+)["']/g;
  return [...source.matchAll(statements)].map(([, type, from, bare]) => ({
    specifier: (from ?? bare) as string,
    onlyTypes: type !== undefined,
  }));
}

/** The path from the root of what a file imports; undefined for packages. */
const targetOf = (file: string, { specifier }: Import): string | undefined =>
  specifier.startsWith(".") ? posix.normalize(posix.join(posix.dirname(file), specifier)) : undefined;

const sources = Object.keys(MAY_IMPORT).flatMap((folder) =>
  sourcesIn(folder).map((file) => ({ folder, file, imports: importsOf(read(file)) })),
);

describe("the scanner", () => {
  it("sees every form of import", () => {
    const source = [
      'import "a";',
      'import b from "b";',
      'import type { C } from "c";',
      'import {\n  d,\n  type E,\n} from "d";',
      'export { f } from "f";',
      'export type { G } from "g";',
      'export * from "h";',
      'const i = await import("i");',
    ].join("\n");
    expect(importsOf(source).map(({ specifier }) => specifier)).toEqual([..."abcdfghi"]);
    expect(importsOf(source).flatMap(({ specifier, onlyTypes }) => (onlyTypes ? [specifier] : []))).toEqual(["c", "g"]);
  });

  it("finds the source", () => {
    expect(sources.length).toBeGreaterThan(40);
    expect(sources.flatMap(({ imports }) => imports).length).toBeGreaterThan(100);
  });
});

describe("imports go one way", () => {
  it.each(Object.entries(MAY_IMPORT))("%s imports only from %j", (folder, allowed) => {
    const astray = sources
      .filter((source) => source.folder === folder)
      .flatMap(({ file, imports }) =>
        imports.flatMap((statement) => {
          const target = targetOf(file, statement);
          const home = target?.split("/")[0] as string;
          const isTypes = folder === "web" && home === "server" && statement.onlyTypes;
          return target === undefined || allowed.includes(home) || isTypes ? [] : [`${file} imports ${target}`];
        }),
      );
    expect(astray).toEqual([]);
  });

  it.each(PURE)("%s runs in the browser: nothing of Node is imported", (folder) => {
    const builtin = new Set(builtinModules);
    const found = sources
      .filter((source) => source.folder === folder)
      .flatMap(({ file, imports }) =>
        imports
          .filter(({ specifier }) => specifier.startsWith("node:") || builtin.has(specifier.split("/")[0] as string))
          .map(({ specifier }) => `${file} imports ${specifier}`),
      );
    expect(found).toEqual([]);
  });
});

describe("no engine knows a topic", () => {
  const isEngine = (file: string) => /^(solver|explainers)\//.test(file) || ENGINES.includes(file);
  const engines = sources.filter(({ file }) => isEngine(file) && !SAMPLES.includes(file));
  const catalogue = "problems/catalogue.ts";
  /** Files and folders of topics, as the catalogue imports them. */
  const modules = importsOf(read(catalogue))
    .map((statement) => targetOf(catalogue, statement) as string)
    .filter((target) => !ENGINES.includes(target))
    .map((target) => target.replace(/\/index\.ts$/, "/"));

  it("knows where the topics are", () => {
    expect(engines.map(({ file }) => file)).toEqual(expect.arrayContaining(ENGINES));
    expect(modules.length).toBeGreaterThan(1);
  });

  it("imports none", () => {
    const found = engines.flatMap(({ file, imports }) =>
      imports
        .map((statement) => targetOf(file, statement))
        .filter((target) => target !== undefined && modules.some((module) => target.startsWith(module)))
        .map((target) => `${file} imports ${target}`),
    );
    expect(found).toEqual([]);
  });

  it("names none", () => {
    // A function and a convention's value may be called as a topic is: `convolution`.
    const otherwise = new Set([
      ...functions.keys(),
      ...Object.entries<{ values: readonly string[] }>(conventions).flatMap(([id, { values }]) => [id, ...values]),
    ]);
    const ids = topics.map(({ id }) => id).filter((id) => !otherwise.has(id));
    const found = engines.flatMap(({ file }) => {
      const source = read(file);
      return ids.filter((id) => new RegExp(`(["'\`])${id}\\1`).test(source)).map((id) => `${file} names ${id}`);
    });
    expect(found).toEqual([]);
  });
});

import katex from "katex";
import { describe, expect, it } from "vitest";
import { toJSONSchema } from "zod";
import { renderHtml } from "../explainers/html.ts";
import { solutionDocument } from "../explainers/json.ts";
import { renderLatex } from "../explainers/latex.ts";
import { renderMarkdown } from "../explainers/markdown.ts";
import { parseProse } from "../explainers/prose.ts";
import type { Solution } from "../explainers/solution.ts";
import { cells } from "../explainers/text/cells.ts";
import { renderText } from "../explainers/text/index.ts";
import { solve, topics } from "../problems/index.ts";
import { evaluateExpr } from "../solver/expression.ts";
import { type NumberFormat, numberText, parseFormat } from "../solver/numbers.ts";
import { float } from "../solver/readings/float.ts";
import { evaluate, type Trace } from "../solver/trace.ts";
import { expectClose } from "./close.ts";

/** What every topic runs through for free; a new one needs no test to be tested. */
describe.each(topics)("topic $id", (topic) => {
  it("has a JSON schema with its fields described", () => {
    const schema = toJSONSchema(topic.given, { io: "input", unrepresentable: "any" }) as {
      properties?: Record<string, { description?: string }>;
    };
    const undescribed = Object.entries(schema.properties ?? {}).filter(([, field]) => !field.description);
    expect(undescribed.map(([name]) => name)).toEqual([]);
  });

  it("has an example and tells its answers", () => {
    expect(topic.examples.length).toBeGreaterThan(0);
    expect(topic.answers.length).toBeGreaterThan(0);
  });

  describe.each(topic.examples.map((example, k) => ({ k, ...example })))(
    "example $k",
    ({ problem, expect: expected }) => {
      const solved = solve(problem);
      const { solution, trace } = solved;

      it("gives what it should", () => {
        for (const [id, value] of Object.entries(expected)) {
          const [answer] = solve({ ...problem, ask: [id] }).solution.answers;
          expectClose(answer?.value, value, 1e-9);
        }
      });

      it("answers what was asked, in order", () => {
        expect(solution.answers.map(({ id }) => id)).toEqual(solved.problem.ask);
        if (problem.ask) expect(solved.problem.ask).toEqual(problem.ask);
      });

      it("solves again as the document that it prints", () => {
        const document = JSON.parse(JSON.stringify(solutionDocument(solution, solved.problem, "")));
        expect(solve(document.problem).solution).toEqual(solution);
      });

      it("has a trace that survives JSON and reads back to the same values", () => {
        const copy = JSON.parse(JSON.stringify(trace)) as Trace;
        expect(copy).toEqual(trace);
        const values = evaluate(copy, float);
        for (const { id, value } of trace.steps) expect(values.get(id), id).toEqual(value);
      });

      it("typesets every formula and every prose", () => {
        for (const tex of everyTex(solution))
          expect(() => katex.renderToString(tex, { throwOnError: true, strict: "error" }), tex).not.toThrow();
      });

      it("gives each step a reason or a title, and each symbol a meaning", () => {
        const known = new Set(trace.steps.map(({ id }) => id));
        for (const step of solution.sections.flatMap(({ steps }) => steps)) {
          expect(step.title + step.why, step.id).not.toBe("");
          for (const input of step.inputs) expect(known.has(input), `${step.id} rests on ${input}`).toBe(true);
        }
      });

      it("has gradients that finite differences confirm", () => {
        expect(solution.certificate.finiteDifferences ?? 0).toBeLessThan(1e-6);
        expect(solution.warnings).toEqual([]);
      });

      it("prints in every format, within 80 columns", () => {
        const text = renderText(solution, { width: 80 });
        for (const line of text.split("\n")) expect(cells(line), line).toBeLessThanOrEqual(80);
        expect(renderMarkdown(solution)).toContain("$");
        expect(renderLatex(solution)).toContain("\\begin{document}");
        const html = renderHtml(solution, { css: "" });
        expect(html).toContain("</html>");
        expect(html).not.toContain("katex-error");
      });

      it.each(["4", "2", "3sf"])("carried to %s digits, shows in every line what comes of what it shows", (digits) => {
        const rounded = solve({ ...problem, digits, carry: "rounded" });
        const format = parseFormat(digits) as NumberFormat;
        const values = new Map(rounded.trace.steps.map(({ id, value }) => [id, value]));
        for (const { id, formula, value, moreDigits } of rounded.trace.steps) {
          if (!formula || moreDigits) continue;
          const again = evaluateExpr(formula, (name) => values.get(name), float);
          expect(
            again.cells.map((x) => Number(numberText(x, format))),
            id,
          ).toEqual(value.cells);
          for (const x of value.cells) expect(Number(numberText(x, format)), `${id} shows what it carries`).toBe(x);
        }
      });
    },
  );
});

/** All the mathematics of a solution, in formulas and within prose. */
function everyTex(solution: Solution): string[] {
  const steps = solution.sections.flatMap((section) => section.steps);
  const prose = [
    solution.asked,
    solution.plan,
    ...steps.flatMap((step) => [step.title, step.why, ...step.remarks, ...step.derivation.map(({ why }) => why)]),
  ];
  const inProse = prose.flatMap((text) => parseProse(text)).flatMap((piece) => ("tex" in piece ? [piece.tex] : []));
  const tables = solution.sections.flatMap(({ table }) => (table ? [table.head, ...table.rows].flat() : []));
  return [
    ...inProse,
    ...tables,
    ...solution.given.flatMap(({ symbol, value }) => [symbol, value]),
    ...solution.answers.flatMap(({ tex, shown }) => [tex, shown]),
    ...steps.flatMap((step) => [
      ...Object.values(step.tex),
      ...step.cells.flatMap(({ symbol, arithmetic, value }) => [symbol, arithmetic, value]),
      ...step.derivation.map(({ tex }) => tex),
    ]),
  ];
}

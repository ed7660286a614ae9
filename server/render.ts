import { solutionDocument } from "../explainers/json.ts";
import { renderMarkdown } from "../explainers/markdown.ts";
import { renderText } from "../explainers/text/index.ts";
import type { Solved } from "../problems/index.ts";

export const FORMATS = ["text", "json", "markdown", "latex", "html", "pdf", "pytorch", "jupyter"] as const;
export type Format = (typeof FORMATS)[number];

/** What only the terminal needs to know. */
export interface Terminal {
  width: number;
  color: boolean;
  details: boolean | undefined;
}

/** A solved problem as text, or as the bytes of a PDF. What a format needs beyond the usual is loaded when it is asked for. */
export async function render(
  { solution, problem, trace }: Solved,
  text: string,
  format: Format,
  terminal: Terminal,
): Promise<string | Uint8Array> {
  switch (format) {
    case "text":
      return renderText(solution, { ...terminal, details: terminal.details === true });
    case "json":
      return JSON.stringify(solutionDocument(solution, problem, text), null, 2);
    case "markdown":
      return renderMarkdown(solution);
    case "latex":
      return (await import("../explainers/latex.ts")).renderLatex(solution);
    case "html": {
      const [{ renderHtml }, { katexCss }] = await Promise.all([
        import("../explainers/html.ts"),
        import("./katex-assets.ts"),
      ]);
      return renderHtml(solution, { css: await katexCss() });
    }
    case "pdf":
      return (await import("./pdf.ts")).renderPdf(solution);
    case "pytorch":
      return (await import("../explainers/pytorch/script.ts")).renderPytorch(trace, solution.title);
    case "jupyter":
      return (await import("../explainers/pytorch/notebook.ts")).renderNotebook(solution, trace);
  }
}

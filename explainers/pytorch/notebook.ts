import type { Trace } from "../../solver/trace.ts";
import { renderMarkdown } from "../markdown.ts";
import type { Solution } from "../solution.ts";
import { pytorchBlocks } from "./script.ts";

/** The worked solution as a Jupyter notebook (nbformat 4.5), with the code that checks it. */
export function renderNotebook(solution: Solution, trace: Trace): string {
  const worked = markdownCell("worked", renderMarkdown(solution));
  const code = pytorchBlocks(trace, solution.title).flatMap(({ title, code: source }, k) => [
    markdownCell(`title-${k}`, `## ${title}`),
    {
      cell_type: "code",
      id: `code-${k}`,
      execution_count: null,
      metadata: {},
      outputs: [],
      source: lines(source),
    },
  ]);
  const metadata = {
    kernelspec: { display_name: "Python 3", language: "python", name: "python3" },
    language_info: { name: "python" },
  };
  return `${JSON.stringify({ cells: [worked, ...code], metadata, nbformat: 4, nbformat_minor: 5 }, null, 1)}\n`;
}

const markdownCell = (id: string, source: string) => ({
  cell_type: "markdown",
  id,
  metadata: {},
  source: lines(source),
});

/** Lines with their ends, as notebooks keep them. */
const lines = (text: string): string[] => text.replace(/\n$/, "").split(/(?<=\n)/);

export { Explainer } from "./explain.ts";
export { renderHtml } from "./html.ts";
export { type SolutionDocument, solutionDocument } from "./json.ts";
export { renderLatex } from "./latex.ts";
export { renderMarkdown } from "./markdown.ts";
export type * from "./solution.ts";
export { renderText } from "./text/index.ts";

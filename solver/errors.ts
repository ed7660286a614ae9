/** What is wrong with a problem, where, and what would mend it. Anything else that is thrown is a bug of ours. */
export class ProblemError extends Error {
  readonly code: string;
  /** Path of the offending field (`given.W2`), or the offending piece of text. */
  readonly at: string | undefined;
  readonly missing: string[];
  readonly candidates: string[];
  readonly suggestion: string | undefined;

  constructor(code: string, message: string, more: ErrorDetails = {}) {
    super(message);
    this.name = "ProblemError";
    this.code = code;
    this.at = more.at;
    this.missing = more.missing ?? [];
    this.candidates = more.candidates ?? [];
    this.suggestion = more.suggestion;
  }
}

export interface ErrorDetails {
  at?: string;
  missing?: string[];
  candidates?: string[];
  suggestion?: string;
}

/** Two shapes that do not fit; the message names both operands. */
export class ShapeError extends ProblemError {
  constructor(message: string, more: ErrorDetails = {}) {
    super("shape", message, more);
    this.name = "ShapeError";
  }
}

/** A formula that cannot be read, or that asks for what the language does not have. */
export class FormulaError extends ProblemError {
  constructor(message: string, more: ErrorDetails = {}) {
    super("formula", message, more);
    this.name = "FormulaError";
  }
}

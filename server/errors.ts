/** The command was called in a way that makes no sense: exit status 1. */
export class UsageError extends Error {}

/** A program that the task needs is not on this machine: exit status 4. */
export class MissingToolError extends Error {}

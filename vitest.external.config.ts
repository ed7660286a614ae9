import { defineConfig } from "vitest/config";

/** Tests that need more than Node: pdflatex, Chromium, PyTorch. Each has its own npm script. */
export default defineConfig({
  test: { include: ["tests/external/**/*.test.ts"], testTimeout: 120_000, hookTimeout: 120_000 },
});

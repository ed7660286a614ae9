import { defineConfig } from "vitest/config";

export default defineConfig({
  test: { include: ["{solver,explainers,problems,server,tests}/**/*.test.ts"], exclude: ["tests/external/**"] },
});

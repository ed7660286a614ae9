import { defineConfig } from "vite";

/** Bundles the command line into one quick-starting file; the rest of dist/ is what tsc emits. */
export default defineConfig({
  build: {
    ssr: "server/cli.ts",
    outDir: "dist/server",
    emptyOutDir: false,
    target: "node20",
    rollupOptions: { output: { entryFileNames: "cli.js", chunkFileNames: "cli-[name].js" } },
  },
  ssr: { noExternal: true },
});

// How the console is built: two entries under /console/, and in development a proxy to a hub on this machine.
import { readFileSync } from "node:fs";
import react from "@vitejs/plugin-react";
import type { ProxyOptions } from "vite";
import { defineConfig } from "vitest/config";

const hub = process.env.AIDHUB_URL ?? "http://127.0.0.1:8000";
// Only in development: a file with a client's token, which stands in the place of an officer's session.
const token = process.env.AIDHUB_TOKEN_FILE;
const forwarded: ProxyOptions = {
  target: hub,
  changeOrigin: true,
  headers: { origin: hub },
  configure: (proxy) =>
    proxy.on("proxyReq", (request) => {
      if (token) request.setHeader("authorization", `Bearer ${readFileSync(token, "utf8").trim()}`);
    }),
};

export default defineConfig({
  base: "/console/",
  plugins: [react()],
  build: {
    // The browsers of 统信 and 麒麟 are of the class of Chromium 87.
    target: "es2020",
    manifest: true,
    chunkSizeWarningLimit: 3000,
    rolldownOptions: {
      input: { index: "index.html", explorer: "explorer.html" },
      // GraphiQL says "use no memo" to a compiler that is not in use here.
      onwarn: (warning, tell) => warning.code !== "MODULE_LEVEL_DIRECTIVE" && tell(warning),
    },
  },
  worker: { format: "es" },
  server: {
    proxy: Object.fromEntries(
      ["/graphql", "/export", "/files", "/links", "/session", "/schema.graphql", "/signin", "/print"].map(
        (path) => [path, forwarded],
      ),
    ),
  },
  test: { environment: "jsdom", include: ["src/**/*.test.{ts,tsx}"] },
});

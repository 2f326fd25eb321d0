/** Tests may take long on a slow PC: nothing here is a test of speed. */
import { defineConfig } from "vitest/config";

export default defineConfig({ test: { maxWorkers: "100%", testTimeout: 60_000, hookTimeout: 60_000 } });

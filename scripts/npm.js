/** Runs npm as whoever runs this script does, on Windows too. */
import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";

export const ROOT = fileURLToPath(new URL("..", import.meta.url));

export function npm(args, stdio = "inherit") {
  const { npm_execpath: running } = process.env;
  if (running) return execFileSync(process.execPath, [running, ...args], { cwd: ROOT, stdio });
  return execFileSync("npm", args, { cwd: ROOT, stdio, shell: process.platform === "win32" });
}

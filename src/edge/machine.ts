/** Which PC this is, who sits at it, and which of its programs still run: how a dead run's traces are told from a living one's. */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import os from "node:os";

/**
 * Eight characters that are the same in every program on this PC, and not on another. The name alone would not do: PCs that
 * were set up from one image often have the same.
 */
export function machineId(): string {
  return (known ??= createHash("sha256")
    .update([os.hostname(), ...new Set(cards())].join("\n"))
    .digest("hex")
    .slice(0, 8));
}
let known: string | undefined;

/** The addresses of the network cards that are built in; nothing is sent anywhere. */
function cards(): readonly string[] {
  return Object.values(os.networkInterfaces())
    .flatMap((each) => each ?? [])
    .filter(({ internal }) => !internal)
    .map(({ mac }) => mac)
    .toSorted();
}

/** The name with which somebody is signed in; “Somebody” when there is none. */
export function userName(): string {
  try {
    return os.userInfo().username || "Somebody";
  } catch {
    return "Somebody";
  }
}

/** Whether a program of this PC runs. Numbers are given out again: `startOf` tells whether it is the same one. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Somebody else's program may not be spoken to, but it is there.
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

/** When a program of this PC started, in the system's own count; null where the system does not say at once (Windows, macOS). */
export function startOf(pid: number): string | null {
  try {
    // `4711 (node) S 1 …`: the name may hold anything, and the start is the 20th of what follows it.
    const stat = readFileSync(`/proc/${String(pid)}/stat`, "utf8");
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? null;
  } catch {
    return null;
  }
}

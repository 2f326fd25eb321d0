/** Names of files that are being written, and how those of runs that died are taken away. */
import { existsSync, readdirSync, renameSync, rmSync, statSync } from "node:fs";
import path from "node:path";
import { isRunning, machineId } from "./machine.ts";
import { ifPossible } from "./trouble.ts";

/** After so long no run is still writing, whatever PC it is on. */
const A_DAY_MS = 24 * 3_600_000;

/** `weekly.html.attend-1a2b3c4d-4711.tmp`: what it becomes, the PC, and the run. `-old` is what stood there before. */
const OURS = /^(?<final>.+)\.attend-(?<machine>[0-9a-f]{8})-(?<pid>\d+)(?<old>-old)?\.tmp(?:\.png)?$/s;

/** What a file or folder is called until it is whole: beside its place, so that it can be renamed. */
export function temporaryOf(final: string): string {
  return `${final}.attend-${machineId()}-${String(process.pid)}.tmp`;
}

/** What an old folder is called while the new one takes its place. */
export function asideOf(final: string): string {
  return `${final}.attend-${machineId()}-${String(process.pid)}-old.tmp`;
}

/**
 * Takes away what runs that died left in a folder, and gives an old folder its name back when no new one came. Nothing else
 * is touched, and what cannot be taken away now is left to the next run. Not while this run has files under way there.
 */
export function tidy(folder: string): void {
  ifPossible(() => {
    for (const name of readdirSync(folder)) {
      const { final, machine, pid, old } = OURS.exec(name)?.groups ?? {};
      if (final === undefined) continue;
      const full = path.join(folder, name);
      ifPossible(() => {
        if (machine === machineId() && isDead(Number(pid))) putBack(full, path.join(folder, final), old !== undefined);
        else if (Date.now() - statSync(full).mtimeMs > A_DAY_MS) rmSync(full, { recursive: true, force: true });
      });
    }
  });
}

function isDead(pid: number): boolean {
  return pid === process.pid || !isRunning(pid);
}

function putBack(full: string, final: string, isOld: boolean): void {
  if (isOld && !existsSync(final)) renameSync(full, final);
  else rmSync(full, { recursive: true, force: true });
}

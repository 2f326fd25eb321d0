/** The schedulers of the systems: what each is told, and how jobs get in and out. */
import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { CannotGoOn } from "../problem/problem.ts";
import type { Moment } from "../register/moment.ts";
import { cronBlock, withBlock } from "../reports/schedule/cron.ts";
import { jobName, SCHEDULED, type Job, type JobFile, type System } from "../reports/schedule/job.ts";
import { launchAgent } from "../reports/schedule/launchd.ts";
import { systemdFiles } from "../reports/schedule/systemd.ts";
import { nextSlot } from "../reports/schedule/times.ts";
import { taskXml } from "../reports/schedule/windows.ts";
import type { Machine } from "./this-pc.ts";
import type { NewFile } from "./disk.ts";

/** Where copies of what a scheduler reads are put, for whoever looks after the PC. */
export const SCHEDULE_PLACE = "output/schedule";

/** The schedulers that a PC can have, the usual one first. */
export function systemsOf({ platform, hasSystemd }: Machine): readonly System[] {
  if (platform === "win32") return ["windows"];
  if (platform === "darwin") return ["launchd", "cron"];
  return hasSystemd ? ["systemd", "cron"] : ["cron", "systemd"];
}

/** What a scheduler reads of the jobs. Task Scheduler reads UTF-16 with its mark in front. */
export function scheduleFiles(
  system: System,
  id: string,
  jobs: readonly Job[],
  machine: Machine,
  now: Moment,
): NewFile[] {
  const text = (file: JobFile): NewFile => ({ path: `${SCHEDULE_PLACE}/${file.name}`, text: file.text });
  switch (system) {
    case "windows":
      return jobs.map((job) => ({
        path: `${SCHEDULE_PLACE}/${job.name}.xml`,
        bytes: Buffer.from(`\uFEFF${taskXml(job, nextSlot(job.times, now), userOf(machine))}`, "utf16le"),
      }));
    case "cron":
      return [text({ name: `attend-${id}.crontab`, text: cronBlock(id, jobs) })];
    case "systemd":
      return jobs.flatMap(systemdFiles).map(text);
    case "launchd":
      return jobs.map((job) => text({ name: `${job.name}.plist`, text: launchAgent(job) }));
  }
}

/** `OFFICE\marsh`; null when Windows does not say. */
function userOf({ env }: Machine): string | null {
  const [domain, name] = [env["USERDOMAIN"], env["USERNAME"]];
  return domain === undefined || name === undefined ? null : `${domain}\\${name}`;
}

/** A school's place among the jobs of a PC. */
export interface Among {
  readonly machine: Machine;
  /** The school folder. */
  readonly folder: string;
  readonly id: string;
}

/** Hands the jobs over, in place of those that the school had there. Throws in a sentence when they are not taken. */
export function install(among: Among, system: System, jobs: readonly Job[], files: readonly NewFile[]): void {
  const { machine, folder, id } = among;
  const tell = (command: string, ...args: string[]): void => {
    mustRun(machine, system, command, args);
  };
  if (system === "cron") {
    changeCrontab(machine, id, cronBlock(id, jobs));
    return;
  }
  const gone = SCHEDULED.map((command) => jobName(id, command)).filter(
    (name) => !jobs.some((job) => job.name === name),
  );
  takeOut(among, system, gone);
  if (system === "windows") {
    for (const { name } of jobs) {
      const xml = path.join(folder, ...SCHEDULE_PLACE.split("/"), `${name}.xml`);
      tell("schtasks", "/Create", "/F", "/TN", name, "/XML", xml);
    }
    return;
  }
  const place = placeOf(machine, system);
  put(place, files);
  if (system === "systemd") {
    tell("systemctl", "--user", "daemon-reload");
    for (const { name } of jobs) tell("systemctl", "--user", "enable", "--now", `${name}.timer`);
    return;
  }
  for (const { name } of jobs) {
    machine.run("launchctl", ["bootout", `gui/${String(machine.uid)}/${name}`]);
    tell("launchctl", "bootstrap", `gui/${String(machine.uid)}`, path.join(place, `${name}.plist`));
  }
}

/** Takes all of a school's jobs out, and says whether there were any. */
export function remove(among: Among, system: System): boolean {
  if (system === "cron") return changeCrontab(among.machine, among.id, "");
  return takeOut(
    among,
    system,
    SCHEDULED.map((command) => jobName(among.id, command)),
  );
}

function takeOut({ machine }: Among, system: Exclude<System, "cron">, names: readonly string[]): boolean {
  if (system === "windows") {
    const there = names.filter((name) => machine.run("schtasks", ["/Query", "/TN", name]).code === 0);
    for (const name of there) mustRun(machine, system, "schtasks", ["/Delete", "/F", "/TN", name]);
    return there.length > 0;
  }
  const place = placeOf(machine, system);
  const endings = system === "systemd" ? [".timer", ".service"] : [".plist"];
  const there = names.filter((name) => endings.some((ending) => existsSync(path.join(place, name + ending))));
  for (const name of there) {
    if (system === "systemd") machine.run("systemctl", ["--user", "disable", "--now", `${name}.timer`]);
    else machine.run("launchctl", ["bootout", `gui/${String(machine.uid)}/${name}`]);
    for (const ending of endings) rmSync(path.join(place, name + ending), { force: true });
  }
  if (system === "systemd" && there.length > 0) machine.run("systemctl", ["--user", "daemon-reload"]);
  return there.length > 0;
}

function placeOf({ home, env }: Machine, system: "systemd" | "launchd"): string {
  if (system === "launchd") return path.join(home, "Library", "LaunchAgents");
  const config = env["XDG_CONFIG_HOME"];
  return path.join(config !== undefined && config !== "" ? config : path.join(home, ".config"), "systemd", "user");
}

function put(place: string, files: readonly NewFile[]): void {
  try {
    mkdirSync(place, { recursive: true });
    for (const file of files) {
      writeFileSync(path.join(place, path.posix.basename(file.path)), "text" in file ? file.text : file.bytes);
    }
  } catch {
    throw new CannotGoOn(`Nothing was scheduled: this account may not write in ${place}.`);
  }
}

/**
 * Puts the block into the account's crontab, and says whether that changed anything. The crontab is taken as bytes: what
 * others wrote there stays. A crontab that cannot be read is never written, because that would empty it.
 */
function changeCrontab(machine: Machine, id: string, block: string): boolean {
  const { code, out, err } = machine.run("crontab", ["-l"]);
  const isNone = code !== null && code !== 0 && /no crontab|no such file/i.test(err);
  if (code !== 0 && !isNone) {
    if (block === "" && code === null) return false;
    throw new CannotGoOn(
      `The crontab could not be read (${code === null ? "there is no cron on this PC" : err}), so nothing was changed.`,
    );
  }
  const before = isNone ? "" : out.toString("latin1");
  const after = withBlock(before, id, Buffer.from(block, "utf8").toString("latin1"));
  if (after === before) return false;
  mustRun(machine, "cron", "crontab", ["-"], Buffer.from(after, "latin1"));
  return true;
}

function mustRun(machine: Machine, system: System, command: string, args: readonly string[], input?: Uint8Array): void {
  const { code, err } = machine.run(command, args, input);
  if (code === 0) return;
  const why = code === null ? `there is no ${command} on this PC` : err || `${command} gave ${String(code)}`;
  throw new CannotGoOn(
    `The schedule was not changed as asked (${why}). Ask whoever looks after the PC, with the files in ${SCHEDULE_PLACE}${system === "windows" ? ": Task Scheduler, Import Task" : ""}.`,
  );
}

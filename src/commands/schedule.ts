/** `attend schedule`: the weekly tables and the daily check by themselves, by the scheduler of this PC. */
import { createHash } from "node:crypto";
import path from "node:path";
import { findSchool } from "../edge/folder.ts";
import { realMachine, type Machine } from "../edge/this-pc.ts";
import { changeLastRuns, LAST_RUN, lastRunsOf, RUN_LOG, whyNotKept } from "../edge/run-log.ts";
import { install, remove, SCHEDULE_PLACE, scheduleFiles, systemsOf, type Among } from "../edge/schedulers.ts";
import type { NewFile } from "../edge/disk.ts";
import { CannotGoOn } from "../problem/problem.ts";
import { shortOf } from "../register/day.ts";
import { clockOf, type Moment } from "../register/moment.ts";
import { cronBlock } from "../reports/schedule/cron.ts";
import { jobsFor, SCHEDULED, SYSTEMS, type AskedTimes, type Job, type System } from "../reports/schedule/job.ts";
import { NEVER_RUN, type LastRuns } from "../reports/schedule/last-run.ts";
import { timesWords } from "../reports/schedule/times.ts";
import { windowsArgument } from "../reports/schedule/windows.ts";
import { finish, write, type Context, type ExitCode } from "./context.ts";

export interface ScheduleOptions extends AskedTimes {
  readonly system?: string;
  readonly install?: boolean;
  readonly remove?: boolean;
}

export function schedule(
  context: Context,
  options: ScheduleOptions,
  _args: readonly string[],
  machine: Machine = realMachine(),
): ExitCode {
  const folder = path.resolve(findSchool(context.io, context.options.school));
  const among = { machine, folder, id: idOf(folder, machine) };
  const system = systemNamed(options.system) ?? systemsOf(machine)[0] ?? "cron";
  if (options.remove === true) {
    if (options.install === true) throw new CannotGoOn("Say either --install or --remove, not both.");
    return takeAway(context, among, options.system === undefined ? systemsOf(machine) : [system]);
  }
  const isInstalled = options.install === true;
  if (isInstalled && !systemsOf(machine).includes(system)) {
    throw new CannotGoOn(
      `This PC has no ${system}, so nothing was set up. Without --install, its files are made for another PC.`,
    );
  }
  const jobs = jobsFor({ folder, id: among.id, program: machine.program }, options);
  const now = context.io.now();
  const files = scheduleFiles(system, among.id, jobs, machine, now);
  write(context, folder, files);
  if (isInstalled) {
    install(among, system, jobs, files);
    for (const other of systemsOf(machine)) if (other !== system) remove(among, other);
    keepPlan(folder, (runs) => withPlan(runs, jobs, now));
  }
  const value = {
    system,
    installed: isInstalled,
    jobs: jobs.map(({ command, name, times, argv }) => ({ command, name, when: timesWords(times), argv })),
    wrote: files.map((file) => file.path),
  };
  return finish(context, [], value, () =>
    isInstalled ? installedWords(system, jobs) : planWords(among, system, jobs, files),
  );
}

function systemNamed(name: string | undefined): System | undefined {
  const found = SYSTEMS.find((each) => each === name);
  if (name !== undefined && found === undefined) {
    throw new CannotGoOn(`--system takes one of ${SYSTEMS.join(", ")}, not “${name}”.`);
  }
  return found;
}

/** Tells the schools of one PC apart, and is the same every time: the folder's name, and six digits of its path. */
function idOf(folder: string, { platform }: Machine): string {
  const name = path.basename(folder).normalize("NFKD").toLowerCase();
  const plain = name
    .replace(/\p{M}/gu, "")
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, 24);
  const whole = platform === "win32" ? folder.toLowerCase() : folder;
  const digits = createHash("sha256").update(whole).digest("hex").slice(0, 6);
  return `${plain.replace(/^-|-$/g, "") || "school"}-${digits}`;
}

/** The scheduler has been told by now: what cannot be written is said with what it means. */
function keepPlan(folder: string, change: (runs: LastRuns) => LastRuns): void {
  try {
    changeLastRuns(folder, change);
  } catch (error) {
    throw new CannotGoOn(
      `The PC's schedule is changed, but ${LAST_RUN} could not be written, so you may be told of runs that are overdue when they are not. ${whyNotKept(error)} Then run this again.`,
    );
  }
}

function withPlan(runs: LastRuns, jobs: readonly Job[], now: Moment): LastRuns {
  const planned = jobs.map(({ command, times }) => [
    command,
    { ...(runs[command] ?? NEVER_RUN), planned: times, since: now },
  ]);
  return { ...withoutPlan(runs, SCHEDULED), ...(Object.fromEntries(planned) as LastRuns) };
}

function withoutPlan(runs: LastRuns, commands: readonly string[]): LastRuns {
  return Object.fromEntries(Object.entries(runs).filter(([command]) => !commands.includes(command)));
}

function takeAway(context: Context, among: Among, systems: readonly System[]): ExitCode {
  const removed = systems.filter((system) => remove(among, system));
  if (Object.keys(lastRunsOf(among.folder)).length > 0) {
    keepPlan(among.folder, (runs) => withoutPlan(runs, SCHEDULED));
  }
  return finish(context, [], { removed }, () =>
    removed.length > 0
      ? "Nothing runs by itself for this school on this PC any more.\n"
      : "Nothing ran by itself for this school on this PC, so nothing was changed.\n",
  );
}

const jobWords = ({ command, times }: Job): string => `\`attend ${command}\`: ${timesWords(times)}`;

const WHEN_OFF: Readonly<Record<System, string>> = {
  windows: "It runs while you are logged on. If the PC is off or asleep at that time, it runs when you are back.",
  systemd: "It runs while you are logged on. If the PC is off at that time, it runs when you are back.",
  launchd: "It runs while you are logged on. If the Mac sleeps at that time, it runs when it wakes up.",
  cron: "If the PC is off at that time, it does not run; the next command that you use says so.",
};

function installedWords(system: System, jobs: readonly Job[]): string {
  return [
    "By itself on this PC from now on:",
    ...jobs.map((job) => `  ${jobWords(job)}`),
    "",
    WHEN_OFF[system],
    `Each run is a line in ${RUN_LOG}. To end it: \`attend schedule --remove\`.`,
    "",
  ].join("\n");
}

function planWords({ folder, id }: Among, system: System, jobs: readonly Job[], files: readonly NewFile[]): string {
  const runs = lastRunsOf(folder);
  const last = SCHEDULED.flatMap((command) => {
    const { started, exit } = runs[command] ?? NEVER_RUN;
    if (started === null) return [];
    const when = `${shortOf(started.day)}, ${clockOf(Math.floor(started.seconds / 60))}`;
    const how = exit === null ? "not finished" : exit === 2 ? "not done" : "done";
    return [`  \`attend ${command}\`: last run ${when}, ${how}`];
  });
  return [
    `For ${folder}, to run by itself:`,
    ...jobs.map((job) => `  ${jobWords(job)}`),
    ...(last.length > 0 ? ["", "So far:", ...last] : []),
    "",
    "To set that up on this PC, run `attend schedule --install` with the same options. Or do it by hand:",
    ...byHand(system, id, jobs).map((line) => `  ${line}`),
    "",
    ...(system === "cron" ? [] : [`The files are in ${SCHEDULE_PLACE}: ${files.map(nameOf).join(", ")}.`]),
    WHEN_OFF[system],
    "",
  ].join("\n");
}

const nameOf = ({ path: place }: NewFile): string => path.posix.basename(place);

function byHand(system: System, id: string, jobs: readonly Job[]): readonly string[] {
  switch (system) {
    case "windows":
      return [
        ...jobs.map(({ name, folder }) => {
          const xml = path.join(folder, ...SCHEDULE_PLACE.split("/"), `${name}.xml`);
          return `schtasks /Create /F /TN ${name} /XML ${windowsArgument(xml)}`;
        }),
      ];
    case "cron":
      return ["run `crontab -e` and add these lines:", ...cronBlock(id, jobs).trimEnd().split("\n")];
    case "systemd":
      return [
        "mkdir -p ~/.config/systemd/user",
        ...jobs.map(({ name }) => `cp ${SCHEDULE_PLACE}/${name}.* ~/.config/systemd/user/`),
        "systemctl --user daemon-reload",
        ...jobs.map(({ name }) => `systemctl --user enable --now ${name}.timer`),
      ];
    case "launchd":
      return jobs.flatMap(({ name }) => [
        `cp ${SCHEDULE_PLACE}/${name}.plist ~/Library/LaunchAgents/`,
        `launchctl bootstrap gui/$(id -u) ~/Library/LaunchAgents/${name}.plist`,
      ]);
  }
}

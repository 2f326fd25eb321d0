/** What is to run by itself: a command, when, and the words of its command line. */
import { CannotGoOn } from "../../problem/problem.ts";
import { readTimes, timesWords, type Times } from "./times.ts";

export const SCHEDULED = ["weekly", "daily"] as const;
export type Scheduled = (typeof SCHEDULED)[number];

export const SYSTEMS = ["windows", "cron", "systemd", "launchd"] as const;
export type System = (typeof SYSTEMS)[number];

export interface Job {
  readonly command: Scheduled;
  /** What the PC's scheduler calls it: letters, digits and hyphens only. */
  readonly name: string;
  readonly times: Times;
  /** Program and arguments, as they are, for no shell. */
  readonly argv: readonly string[];
  /** The school folder. */
  readonly folder: string;
}

/** A file that a scheduler wants to read. */
export interface JobFile {
  readonly name: string;
  readonly text: string;
}

/** What tells apart the schools of one PC. */
export interface Place {
  /** The school folder, absolute. */
  readonly folder: string;
  /** Part of every name: from the folder's name and its path, so that it stays when the school is renamed. */
  readonly id: string;
  /** This program: node and the script, absolute. */
  readonly program: readonly string[];
}

/** The times asked for; `false` for what is not to run. */
export interface AskedTimes {
  readonly weekly: string | false;
  readonly daily: string | false;
}

const USUAL = { weekly: undefined, daily: { from: 0, to: 4 } } as const;

export function jobName(id: string, command: Scheduled): string {
  return `attend-${command}-${id}`;
}

/**
 * The jobs of a school. Each carries its own times on its command line, so that the runs themselves keep them in
 * `output/last-run.json`. Throws in a sentence for times that are none, for no job at all, and for a folder that no
 * scheduler could be told.
 */
export function jobsFor({ folder, id, program }: Place, asked: AskedTimes): readonly Job[] {
  const strange = [folder, ...program].find((each) => /\p{Cc}/u.test(each));
  if (strange !== undefined) {
    throw new CannotGoOn(
      `The name ${JSON.stringify(strange)} cannot be put into a schedule. Rename that folder first.`,
    );
  }
  const jobs = SCHEDULED.flatMap((command): Job[] => {
    const text = asked[command];
    if (text === false) return [];
    const times = readTimes(text, USUAL[command]);
    if (times === null) {
      const example = command === "weekly" ? "“Mon 07:30”" : "09:15, or “Mon-Thu 09:15”";
      throw new CannotGoOn(`--${command} needs a time such as ${example}, not “${text}”.`);
    }
    const options = ["--unattended", "--planned", timesWords(times), "--school", folder];
    return [{ command, name: jobName(id, command), times, argv: [...program, command, ...options], folder }];
  });
  if (jobs.length === 0) {
    throw new CannotGoOn("Nothing is left to run. To end the schedule, use `attend schedule --remove`.");
  }
  return jobs;
}

/** The characters that mean something in XML, written so that they mean themselves. */
export function xmlText(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}

/** Lines of a crontab, and a crontab with them or without them, every other byte as it was. */
import { CannotGoOn } from "../../problem/problem.ts";
import type { Job } from "./job.ts";

/**
 * A line such as `30 7 * * 1 '/usr/bin/node' '/opt/attend/bin/attend.js' 'weekly' …`. cron makes a new line of `%`
 * and takes away a backslash before it, and only then is the line a shell's: quotes are closed and opened again
 * behind each backslash, so that none of a name stands before a `%`. Source: crontab(5).
 */
export function cronLine({ times, argv }: Job): string {
  const day = (weekday: number): string => String((weekday + 1) % 7);
  const days = times.from === times.to ? day(times.from) : `${day(times.from)}-${times.to === 6 ? "7" : day(times.to)}`;
  const command = argv.map(shellWord).join(" ").replaceAll("%", "\\%");
  return `${String(times.minutes % 60)} ${String(Math.floor(times.minutes / 60))} * * ${days} ${command}`;
}

function shellWord(text: string): string {
  return `'${text.replaceAll("'", "'\"'\"'").replaceAll("\\", "\\''")}'`;
}

const begin = (id: string): string => `# attend begin ${id}`;
const end = (id: string): string => `# attend end ${id}`;

/** The lines of a school between their marks. */
export function cronBlock(id: string, jobs: readonly Job[]): string {
  return [begin(id), ...jobs.map(cronLine), end(id), ""].join("\n");
}

/**
 * A crontab with the block of a school in place of the one it had, else at its end. An empty `block` takes it out.
 * Throws in a sentence when the marks are not a pair.
 */
export function withBlock(crontab: string, id: string, block: string): string {
  const lines = crontab.split(/(?<=\n)/);
  const at = (mark: string): number[] => lines.flatMap((line, i) => (line.trimEnd() === mark ? [i] : []));
  const [from, second] = at(begin(id));
  const [to, another] = at(end(id));
  if (from === undefined && to === undefined) {
    return crontab === "" || crontab.endsWith("\n") || block === "" ? crontab + block : `${crontab}\n${block}`;
  }
  if (from === undefined || to === undefined || from > to || second !== undefined || another !== undefined) {
    throw new CannotGoOn(
      `The lines “${begin(id)}” and “${end(id)}” in the crontab are not a pair. Run \`crontab -e\`, take out both and what stands between them, and run this again.`,
    );
  }
  return [...lines.slice(0, from), block, ...lines.slice(to + 1)].join("");
}

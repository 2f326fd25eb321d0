/** A timer of systemd and the service that it starts, for the user's own manager. */
import { WEEKDAYS } from "../../register/day.ts";
import { clockOf } from "../../register/moment.ts";
import type { Job, JobFile } from "./job.ts";

/** `Persistent` makes up for a time at which the PC was off. Source: systemd.timer(5), systemd.service(5). */
export function systemdFiles(job: Job): readonly JobFile[] {
  const { from, to, minutes } = job.times;
  const short = (day: typeof from): string => WEEKDAYS[day].slice(0, 3);
  const days = from === to ? short(from) : `${short(from)}..${short(to)}`;
  const about = `Description=${job.name}`;
  const service = ["[Unit]", about, "", "[Service]", "Type=oneshot", `ExecStart=${execLine(job.argv)}`];
  // 1 is a run that was done and has something for a person: no failure.
  const limits = ["SuccessExitStatus=1", "TimeoutStartSec=15min", ""];
  const timer = ["[Unit]", about, "", "[Timer]", `OnCalendar=${days} *-*-* ${clockOf(minutes)}:00`, "Persistent=true"];
  return [
    { name: `${job.name}.service`, text: [...service, ...limits].join("\n") },
    { name: `${job.name}.timer`, text: [...timer, "", "[Install]", "WantedBy=timers.target", ""].join("\n") },
  ];
}

/** Words in quotes, with `%` (specifiers) and `$` (variables) doubled. Source: systemd.service(5), “Command lines”. */
function execLine(argv: readonly string[]): string {
  return argv.map((each, i) => `"${unitText(i === 0 ? each : each.replaceAll("$", "$$$$"))}"`).join(" ");
}

function unitText(text: string): string {
  return text.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("%", "%%");
}

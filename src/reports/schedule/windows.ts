/** A task of the Windows Task Scheduler, as XML for `schtasks /Create /XML`. */
import { CannotGoOn } from "../../problem/problem.ts";
import { isoOf, WEEKDAYS } from "../../register/day.ts";
import { clockOf } from "../../register/moment.ts";
import { xmlText, type Job } from "./job.ts";
import { weekdaysOf, type Slot } from "./times.ts";

/** After so long a run is ended; it takes seconds. */
const LONGEST = "PT15M";

/**
 * The task of a job, from its first time on. It runs as `user` (such as `OFFICE\marsh`; null for whoever creates it)
 * while that person is logged on, so that no password is kept; a time missed because the PC was off or asleep is made up
 * for. Times without an offset are those of the wall clock, in summer and in winter.
 * Source: Task Scheduler Schema, https://learn.microsoft.com/windows/win32/taskschd/task-scheduler-schema
 */
export function taskXml(job: Job, first: Slot, user: string | null): string {
  const [command = "", ...args] = job.argv;
  if (job.argv.some((each) => /%[^%]+%|\$\(/.test(each))) {
    throw new CannotGoOn(
      `Task Scheduler would take %…% or $(…) in ${job.folder} for something else. Rename that folder first.`,
    );
  }
  const days = weekdaysOf(job.times).map((day) => `          <${WEEKDAYS[day]} />`);
  return [
    '<?xml version="1.0" encoding="UTF-16"?>',
    '<Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">',
    "  <RegistrationInfo>",
    `    <Description>${xmlText(`attend ${job.command} for ${job.folder}`)}</Description>`,
    "  </RegistrationInfo>",
    "  <Triggers>",
    "    <CalendarTrigger>",
    `      <StartBoundary>${isoOf(first.day)}T${clockOf(first.minutes)}:00</StartBoundary>`,
    "      <Enabled>true</Enabled>",
    "      <ScheduleByWeek>",
    "        <DaysOfWeek>",
    ...days,
    "        </DaysOfWeek>",
    "        <WeeksInterval>1</WeeksInterval>",
    "      </ScheduleByWeek>",
    "    </CalendarTrigger>",
    "  </Triggers>",
    "  <Principals>",
    '    <Principal id="Author">',
    ...(user === null ? [] : [`      <UserId>${xmlText(user)}</UserId>`]),
    "      <LogonType>InteractiveToken</LogonType>",
    "      <RunLevel>LeastPrivilege</RunLevel>",
    "    </Principal>",
    "  </Principals>",
    "  <Settings>",
    "    <MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>",
    "    <DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>",
    "    <StopIfGoingOnBatteries>false</StopIfGoingOnBatteries>",
    "    <AllowHardTerminate>true</AllowHardTerminate>",
    "    <StartWhenAvailable>true</StartWhenAvailable>",
    "    <RunOnlyIfNetworkAvailable>false</RunOnlyIfNetworkAvailable>",
    "    <AllowStartOnDemand>true</AllowStartOnDemand>",
    "    <Enabled>true</Enabled>",
    "    <RunOnlyIfIdle>false</RunOnlyIfIdle>",
    "    <WakeToRun>false</WakeToRun>",
    `    <ExecutionTimeLimit>${LONGEST}</ExecutionTimeLimit>`,
    "  </Settings>",
    '  <Actions Context="Author">',
    "    <Exec>",
    `      <Command>${xmlText(command)}</Command>`,
    `      <Arguments>${xmlText(args.map(windowsArgument).join(" "))}</Arguments>`,
    `      <WorkingDirectory>${xmlText(job.folder)}</WorkingDirectory>`,
    "    </Exec>",
    "  </Actions>",
    "</Task>",
    "",
  ].join("\r\n");
}

/**
 * An argument as Windows programs take their command line apart: backslashes are doubled before a quote only.
 * Source: https://learn.microsoft.com/cpp/c-language/parsing-c-command-line-arguments
 */
export function windowsArgument(text: string): string {
  if (/^[\w.:\\/-]+$/.test(text)) return text;
  return `"${text.replace(/(\\*)"/g, '$1$1\\"').replace(/\\+$/, "$&$&")}"`;
}

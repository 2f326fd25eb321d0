/** A launch agent of macOS, as a property list. */
import { xmlText, type Job } from "./job.ts";
import { weekdaysOf } from "./times.ts";

/** A time at which the Mac slept is made up for when it wakes. Source: launchd.plist(5). */
export function launchAgent({ name, argv, times, folder }: Job): string {
  const string = (text: string): string => `<string>${xmlText(text)}</string>`;
  const at = weekdaysOf(times).map(
    (day) =>
      `    <dict><key>Weekday</key><integer>${String((day + 1) % 7)}</integer>` +
      `<key>Hour</key><integer>${String(Math.floor(times.minutes / 60))}</integer>` +
      `<key>Minute</key><integer>${String(times.minutes % 60)}</integer></dict>`,
  );
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">',
    '<plist version="1.0">',
    "<dict>",
    `  <key>Label</key>${string(name)}`,
    "  <key>ProgramArguments</key>",
    "  <array>",
    ...argv.map((each) => `    ${string(each)}`),
    "  </array>",
    `  <key>WorkingDirectory</key>${string(folder)}`,
    "  <key>StartCalendarInterval</key>",
    "  <array>",
    ...at,
    "  </array>",
    "</dict>",
    "</plist>",
    "",
  ].join("\n");
}

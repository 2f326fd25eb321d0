/** The command line: what each command is called, and one place where every failure becomes a sentence. */
import type { Command } from "commander";
import type { ExitCode } from "./commands/context.ts";
import type { Run } from "./commands/run.ts";
import { realIo, type Io } from "./edge/io.ts";
import { CannotGoOn } from "./problem/problem.ts";

const VERSION = "0.1.0";

/** Runs one command and gives its exit code: 0 done, 1 done but something needs a person, 2 not done. */
export async function main(argv: readonly string[], io: Io = realIo()): Promise<number> {
  let code = 0;
  // A thread that reads for another has nothing else to do.
  if (argv[0] === "reader" && (await import("./edge/readers.ts")).helpRead()) return 0;
  const commander = await import("commander");
  const program = build(commander, io, (done) => {
    code = done;
  });
  try {
    await program.parseAsync([...argv], { from: "user" });
    return code;
  } catch (thrown) {
    if (thrown instanceof commander.CommanderError) return thrown.exitCode === 0 ? 0 : 2;
    const [{ CLEAR_LINE }, { renderProblems }, { sentenceFor }] = await Promise.all([
      import("./commands/context.ts"),
      import("./edge/terminal.ts"),
      import("./edge/trouble.ts"),
    ]);
    const error = thrown instanceof CannotGoOn ? thrown : sentenceFor(thrown);
    if (error === null) throw thrown;
    io.err(`${io.watched ? CLEAR_LINE : ""}${error.message}\n`);
    const said = renderProblems(error.problems, io.colour);
    if (said !== "") io.err(`\n${said}`);
    return 2;
  }
}

/** commander's own faults as sentences: "Unknown command 'wekly'." */
function sentence(text: string): string {
  const fault = /^error: (.)(.*)$/m.exec(text);
  return fault
    ? text.replace(fault[0], `${(fault[1] ?? "").toUpperCase()}${(fault[2] ?? "").replace(/\.$/, "")}.`)
    : text;
}

function build({ Command, Option }: typeof import("commander"), io: Io, done: (code: ExitCode) => void): Command {
  const program = new Command("attend")
    .description(
      "School attendance from MIS exports: figures, tiers, letters and weekly tables, on the school's own PC.",
    )
    .version(VERSION)
    .option("--school <dir>", "the school folder (default: here or above)")
    .option("--date <yyyy-mm-dd>", "take this day as today; marks after it are ignored")
    .option("--json", "the result as one JSON document")
    .option("--quiet", "print nothing but problems")
    .option("--no-color", "no colours")
    .option("--unattended", "nobody is there: say nothing, and write output/attend.log")
    .addOption(new Option("--planned <times>", "the times of the schedule that runs this").hideHelp())
    .exitOverride()
    .configureOutput({
      writeOut: io.out,
      writeErr: (text) => {
        io.err(sentence(text));
      },
    })
    .showHelpAfterError("Run `attend --help` to see what there is.");
  const run = (load: () => Promise<Run>) =>
    async function (this: Command): Promise<void> {
      const { runCommand } = await import("./commands/run.ts");
      const asked = { command: this.name(), options: this.opts(), args: this.args, version: VERSION };
      done(await runCommand(io, this.optsWithGlobals(), asked, await load()));
    };
  program
    .command("init")
    .argument("[dir]", "the folder to make", ".")
    .description("make a school folder with a commented attend.yaml; never overwrites")
    .action(run(async () => (await import("./commands/init.ts")).init));
  program
    .command("demo")
    .argument("[dir]", "the folder to make", "demo-school")
    .option("--pupils <n>", "how many pupils", "120")
    .option("--seed <n>", "another number makes another school", "4")
    .description("make a school folder of an invented school, with exports and a log")
    .action(run(async () => (await import("./commands/demo.ts")).demo));
  program
    .command("check")
    .option("--explain <file>", "how one file was understood, column by column")
    .option("--log", "only what is odd in the log: letters out of order, reviews overdue, pupils forgotten …")
    .option("--write-mapping", "write that understanding into attend.yaml (of one file with --explain, else of all)")
    .description("read everything, say how each file was understood and what is wrong; write nothing")
    .action(run(async () => (await import("./commands/check.ts")).check));
  program
    .command("weekly")
    .option("--week <yyyy-mm-dd>", "any day of the week wanted (default: the last school week that is over)")
    .option("--xlsx", "all the tables as one Excel workbook too")
    .description("write the weekly monitoring pack")
    .action(run(async () => (await import("./commands/weekly.ts")).weekly));
  program
    .command("daily")
    .description("the first-hour check: registers not taken, whom to ring first, lates, reasons that are due")
    .action(run(async () => (await import("./commands/daily.ts")).daily));
  program
    .command("letters")
    .option(
      "--term",
      "the half-termly letters: for each pupil the one their tier calls for, else praise, else a summary",
    )
    .option("--kind <kind>", "one kind of letter, or a form; `attend templates list` names them")
    .option("--half-term <name>", "such as “Autumn 1” (default: one that ended within three weeks, else this one)")
    .option("--pupil <who>", "one pupil only: name, part of it with the class, or UPN")
    .option("--class <class>", "one class only")
    .option("--order <file>", "slips for a parents' evening: a CSV file of appointments (pupil, class, time)")
    .option("--release <pupil...>", "write a held letter after all; needs --note")
    .option("--note <words>", "why it is released, for the log")
    .option("--by <name>", "who sends the letters, for the log (default: who signs them)")
    .option("--dry-run", "show the plan and write nothing")
    .option("--issue", "the letters go: record each in the log as sent")
    .option("--pdf", "make PDFs too, with the browser of this PC")
    .description("write letters to families; drafts until they are issued")
    .action(run(async () => (await import("./commands/letters.ts")).letters));
  program
    .command("log")
    .argument("[kind]", "call, message, visit, talk, meeting, panel, plan, review, need, note, …")
    .argument("[pupil]", "name, part of it with the class, or UPN")
    .option("--outcome <word>", "such as reached, no-answer, planned, held, missed, granted, declined, accepted")
    .option("--by <name>", "who did it")
    .option("--note <words>", "in a few words")
    .option("--day <date>", "when it was done (default: today)")
    .option("--row <row>", "the row of the policy that this does, such as A1")
    .option("--from <date or file>", "first day of a leave or need; without a kind, a CSV file of many deeds")
    .option("--to <date>", "last day of a leave or need")
    .option("--granted-from <date>", "first day granted, when a part of the leave was")
    .option("--granted-to <date>", "last day granted")
    .option("--reason <words>", "of a leave")
    .option("--on <date>", "day of a meeting or panel")
    .option("--time <time>", "of a meeting or panel")
    .option("--place <words>", "of a meeting or panel")
    .option("--with <names>", "who is there")
    .option("--plan <words>", "what was agreed")
    .option("--targets <words>", "what is aimed for")
    .option("--review <date>", "when it is looked at again")
    .option("--need <need>", "mental-health, ehcp, part-time-timetable, hold-phone-first, …")
    .option("--sessions <sessions>", "of a part-time timetable: when the child is in school, such as “Mon AM, Tue”")
    .option("--hours <words>", "of a part-time timetable: hours a week")
    .option("--consent <word>", "of a part-time timetable: given or refused")
    .option("--agency <name>", "to whom a referral is made")
    .option("--letter <kind>", "which letter went out by hand")
    .option("--reported-to <name>", "to whom a safeguarding concern was reported")
    .option("--reference <ref>", "its reference in the safeguarding system; the number of a penalty notice")
    .option("--parent <name>", "to which parent a penalty notice went")
    .option("--return <list>", "which return went to the local authority, such as ten-days")
    .option("--corrects <id>", "the line that a correction takes back")
    .option("--undo [id]", "take back the last line, or the one with this id")
    .option("--list [pupil]", "what is written down, of one pupil or of all")
    .option("--csv", "the list as CSV for Excel")
    .description("write down what was done: a call, a meeting, a decision …")
    .action(run(async () => (await import("./commands/log.ts")).log));
  program
    .command("due")
    .option("--for <owner>", "what one person or role has to do, such as “Pastoral Lead”")
    .option("--csv", "as CSV for Excel")
    .description("what the policy asks for and the log does not show yet, with owner and date")
    .action(run(async () => (await import("./commands/due.ts")).due));
  program
    .command("anonymise")
    .argument("[out]", "the new folder to make")
    .description("a copy of the school with invented names and the same figures, for asking for help")
    .action(run(async () => (await import("./commands/anonymise.ts")).anonymise));
  program
    .command("purge")
    .option("--older-than <time>", "such as 2y (2 years), 18m (18 months) or 90d (90 days)")
    .option("--yes", "remove it, without being asked")
    .description("list what is older than a time in the log and in output/, and remove it")
    .action(run(async () => (await import("./commands/purge.ts")).purge));
  program
    .command("governors")
    .option("--term [name]", "such as Autumn (default: the term that ended within three weeks, else this one)")
    .description("the termly report for governors, in which no child can be recognised")
    .action(run(async () => (await import("./commands/governors.ts")).governors));
  program
    .command("trust")
    .argument("[dir]", "the folder that holds the folders of the schools", ".")
    .option("--workers <n>", "schools read at the same time (default: by the processor and the size of the exports)")
    .description("all schools of a trust side by side, in alphabetical order; no child is named")
    .action(run(async () => (await import("./commands/trust.ts")).trust));
  program
    .command("newsletter")
    .option("--term [name]", "such as Autumn (default: the term that ended within three weeks, else this one)")
    .description("a paragraph and a picture on attendance for the newsletter, without a name or a small number")
    .action(run(async () => (await import("./commands/newsletter.ts")).newsletter));
  program
    .command("prize")
    .option(
      "--term [name]",
      "the prizes of a term, such as Autumn (default: one that ended within three weeks, else this one)",
    )
    .option("--year", "the prizes of the school year")
    .description("the class attendance prize of a term or the year, with certificates")
    .action(run(async () => (await import("./commands/prize.ts")).prize));
  program
    .command("returns")
    .argument("[list]", "ten-days, sickness, starters, leavers, targeting (default: all that attend.yaml names)")
    .option("--sent", "it was sent: record every line that is due, or the nil return, in the log")
    .option("--pupil <who>", "with --sent: one pupil's only")
    .option("--by <name>", "who sent it")
    .option("--note <words>", "in a few words")
    .description("lists and returns for the local authority: ten days without leave, sickness, new pupils, leavers …")
    .action(run(async () => (await import("./commands/returns.ts")).returns));
  program
    .command("pupil")
    .argument("[pupil]", "name, part of it with the class, or UPN")
    .description("one pupil's whole story: figures, register, tiers, deeds, letters, siblings, what is due")
    .action(run(async () => (await import("./commands/pupil.ts")).pupil));
  program
    .command("why")
    .argument("[pupil]", "name, part of it with the class, or UPN")
    .option("--letter <n>", "prove the nth letter of this school year from the figures in the log")
    .description("the proof of a pupil's figures and tier: marks, counts, rules, tier, what follows")
    .action(run(async () => (await import("./commands/why.ts")).why));
  program
    .command("refer")
    .argument(
      "[kind]",
      "penalty-notice, attendance-return, sickness-return, cme, supervision-order, starting-point, panel",
    )
    .argument("[pupil]", "name, part of it with the class, or UPN")
    .description("an evidence pack about one pupil, with what is missing in plain sight")
    .action(run(async () => (await import("./commands/refer.ts")).refer));
  program
    .command("templates")
    .argument("<what>", "list, show, eject, check, fields or proof")
    .argument("[kind]", "which letter")
    .description("the words of letters: list or read them, take one over, check them, or see the fields they may use")
    .action(run(async () => (await import("./commands/templates.ts")).templates));
  program
    .command("figures")
    .addOption(new Option("--by <what>", "pupil, class, year, week, half-term, group or school").default("pupil"))
    .option("--from <yyyy-mm-dd>", "first day (default: the start of the academic year)")
    .option("--to <yyyy-mm-dd>", "last day (default: today)")
    .option("--csv", "as CSV for Excel")
    .description("the numbers")
    .action(run(async () => (await import("./commands/figures.ts")).figures));
  program
    .command("tiers")
    .option("--csv", "as CSV for Excel")
    .description("every pupil's tier and the triggers that fired")
    .action(run(async () => (await import("./commands/tiers.ts")).tiers));
  program
    .command("trends")
    .option("--xlsx", "the table as an Excel workbook too")
    .description(
      "the tracking document: the school, years, classes and cohorts by week and term, this year beside last",
    )
    .action(run(async () => (await import("./commands/trends.ts")).trends));
  program
    .command("schedule")
    .option("--weekly <time>", "when `attend weekly` runs", "Mon 07:30")
    .option("--no-weekly", "leave it out")
    .option("--daily <time>", "when `attend daily` runs, from Monday to Friday", "09:15")
    .option("--no-daily", "leave it out")
    .option("--install", "set it up on this PC")
    .option("--remove", "take it away again")
    .option("--system <name>", "windows, cron, systemd or launchd (default: what this PC has)")
    .description("what lets the weekly tables and the daily check run by themselves, and setting it up")
    .action(run(async () => (await import("./commands/schedule.ts")).schedule));
  return program;
}

/** `attend refer`: an evidence pack about one pupil, in one folder and one printable file. */
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { readPageTemplates } from "../edge/templates.ts";
import { chalkFor } from "../edge/terminal.ts";
import type { NewFile } from "../edge/disk.ts";
import { textOf } from "../letters/html-text.ts";
import { CannotGoOn } from "../problem/problem.ts";
import { isoOf } from "../register/day.ts";
import { nameWithClass } from "../register/who.ts";
import { renderCsv } from "../reports/csv.ts";
import { evidencePack, type EvidencePack } from "../reports/refer/pack.ts";
import { referPage } from "../reports/refer/page.ts";
import { REFERRAL_KINDS, type ReferralKind } from "../reports/refer/referrals.ts";
import { referSheets } from "../reports/refer/sheets.ts";
import { counted } from "../reports/weekly/words.ts";
import { finish, loadRegister, writeWhole, type Context, type ExitCode } from "./context.ts";
import { pupilNamed } from "./person.ts";

export function refer(context: Context, _: unknown, [named, who]: readonly string[]): ExitCode {
  const kind = kindNamed(named ?? "");
  if (who === undefined) throw new CannotGoOn("Say who: the name, part of it with the class, or the UPN.");
  const { folder, school } = loadRegister(context);
  const row = pupilNamed(school.register, who);
  const letters = new Map<string, string>();
  const pack = evidencePack(school, row, kind, (file) => {
    const html = readLetter(folder, file);
    if (html === null) return null;
    letters.set(file, html);
    const body = /<main>([\s\S]*)<\/main>/.exec(html)?.[1] ?? html;
    // The lines of an address stand in spans.
    return textOf(body.replaceAll("</span>", "</span><br>")).split("\n");
  });
  // A file name holds no child's name; the number is the pupil's place in the register.
  const place = `output/refer/${isoOf(school.asAt)} ${kind} ${String(row + 1).padStart(4, "0")}`;
  const files: readonly NewFile[] = [
    { path: "pack.html", text: referPage(pack, readPageTemplates()) },
    ...referSheets(pack).map(({ name, sheet }) => ({ path: name, text: renderCsv(sheet) })),
    ...[...letters.values()].map((text, i) => ({ path: `letter-${String(i + 1)}.html`, text })),
  ];
  const wrote = writeWhole(context, folder, place, files);
  const value = { ...pack, wrote: files.map((file) => `${wrote}/${file.path}`) };
  const code = finish(context, school.problems, value, () =>
    renderScreen(pack, wrote, letters.size, context.io.colour),
  );
  return pack.missing.length > 0 ? 1 : code;
}

function kindNamed(text: string): ReferralKind {
  const found = REFERRAL_KINDS.find((kind) => kind === text.trim().toLowerCase());
  if (found) return found;
  throw new CannotGoOn(
    `${text === "" ? "Say what for" : `There is no pack “${text}”`}. There are: ${REFERRAL_KINDS.join(", ")}.`,
  );
}

/** A letter that went out; null when it is not in `output/letters` any more. A line of the log leads nowhere else. */
function readLetter(folder: string, file: string): string | null {
  if (!/^output\/letters\/[^/\\]+\/[\w-]+\.html$/.test(file) || file.includes("..")) return null;
  const full = path.join(folder, ...file.split("/"));
  return existsSync(full) ? readFileSync(full, "utf8") : null;
}

function renderScreen(pack: EvidencePack, place: string, letters: number, colour: boolean): string {
  const chalk = chalkFor(colour);
  const list = (items: readonly string[]): string => items.map((each) => `  ${each}\n`).join("");
  return [
    `${chalk.bold(`${pack.title}: ${nameWithClass(pack)}`)}\n${list(pack.facts)}`,
    pack.missing.length === 0
      ? "Everything that is asked for is in the pack.\n"
      : `${chalk.bold("INCOMPLETE, not to be sent yet. Missing:")}\n${list(pack.missing)}`,
    pack.byHand.length === 0 ? "" : `To be added by hand:\n${list(pack.byHand)}`,
    `Written to ${place}: pack.html to print${letters === 0 ? "" : `, with ${counted(letters, "copy", "copies")} of letters as they were sent`}.\n`,
    "Read it through before it is sent. When it has gone, write it down with attend log referral.\n",
  ]
    .filter((part) => part !== "")
    .join("\n");
}

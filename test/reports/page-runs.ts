/** Every command that writes pages, as data, and the pages with the JSON of the same run. */
import fs from "node:fs";
import path from "node:path";
import { FORMS, KINDS } from "../../src/letters/kinds.ts";
import { LETTERS } from "../../src/read/names.ts";
import { REFERRAL_KINDS } from "../../src/reports/refer/referrals.ts";
import { attend } from "../run.ts";

/** A new page joins here. `{specialist}` is the first pupil of that tier. */
export const REPORTS: readonly string[] = [
  "weekly",
  "due",
  "daily --date 2026-11-20",
  "trends",
  "returns",
  "governors",
  "newsletter",
  "trust",
  "prize --term Autumn",
  "prize --year",
  "pupil {specialist}",
  "pupil {intensive}",
  "pupil {emerging}",
  "pupil {low}",
  ...REFERRAL_KINDS.map((kind) => `refer ${kind} {specialist}`),
];

/** Letters that every family gets: one class of them is enough to look at. */
const FOR_ALL: readonly string[] = ["whole-school", "half-term-summary", "year-summary"];

export const PAPERS: readonly string[] = [
  "letters --term",
  ...LETTERS.map((kind) => {
    const whose = FOR_ALL.includes(kind) ? " --class 5/6" : KINDS[kind].asked === true ? " --pupil {specialist}" : "";
    return `letters --kind ${kind}${whose}`;
  }),
  ...FORMS.map((form) => `letters --kind ${form} --pupil {specialist}`),
  "templates proof",
];

export interface Page {
  /** Relative to the school folder, as the JSON names it. */
  readonly file: string;
  readonly html: string;
}

export interface Written {
  readonly command: string;
  readonly json: Readonly<Record<string, unknown>>;
  /** Every file of the run. */
  readonly wrote: readonly string[];
  readonly pages: readonly Page[];
}

/** Runs commands in a school folder, one after the other. */
export async function writtenBy(folder: string, commands: readonly string[]): Promise<readonly Written[]> {
  if (commands.includes("trust")) makeTrust(folder);
  const tiers = await jsonOf(folder, ["tiers"]);
  const pupils = tiers["pupils"] as readonly { readonly key: string; readonly tier: string }[];
  const found: Written[] = [];
  for (const command of commands) {
    const args = command
      .split(" ")
      .map((arg) => arg.replace(/^\{(\w+)\}$/, (_, tier) => pupils.find((each) => each.tier === tier)?.key ?? ""));
    const json = await jsonOf(folder, args);
    const wrote = json["wrote"] as readonly string[];
    const pages = wrote
      .filter((file) => file.endsWith(".html"))
      .map((file) => ({ file, html: fs.readFileSync(path.join(folder, file), "utf8") }));
    found.push({ command, json, wrote, pages });
  }
  return found;
}

/** Makes the folder that of a trust too: in it are the same school twice, and one that cannot be read. */
function makeTrust(folder: string): void {
  for (const name of ["school-1", "school-2", "school-3"]) {
    fs.cpSync(path.join(folder, "attend.yaml"), path.join(folder, name, "attend.yaml"));
    if (name !== "school-3")
      fs.cpSync(path.join(folder, "exports"), path.join(folder, name, "exports"), { recursive: true });
  }
}

async function jsonOf(folder: string, args: readonly string[]): Promise<Readonly<Record<string, unknown>>> {
  const { code, out, err } = await attend([...args, "--json"], { cwd: folder });
  if (code === 2) throw new Error(`attend ${args.join(" ")}: ${err}`);
  return JSON.parse(out) as Readonly<Record<string, unknown>>;
}

/** What the celebration assembly needs, as files: the certificate of the class cup, and one slide. */
import { listed } from "../../letters/whom.ts";
import type { Config } from "../../read/config.ts";
import { dayFromIso } from "../../register/day.ts";
import { renderPage, type PageFile, type PageTemplates } from "../html.ts";
import type { WeeklyPack } from "../weekly/pack.ts";
import { celebrationOf, type CelebratedClass, type Celebration } from "./celebration.ts";
import { certificatePage, type Certificate } from "./certificate.ts";
import { classInWords, spanInWords } from "./words.ts";

/** The value for JSON, and `cup-certificate.html` (only when a class won) and `assembly.html`. */
export function celebrationFiles(
  pack: WeeklyPack,
  config: Config,
  templates: PageTemplates,
): { readonly celebration: Celebration; readonly files: readonly PageFile[] } {
  const celebration = celebrationOf(pack, config);
  const slide = { path: "assembly.html", text: renderPage(templates, "assembly", slideView(celebration)) };
  if (celebration.winners.length === 0) return { celebration, files: [slide] };
  const text = certificatePage(celebration.winners.map(certificateOf(celebration)), config, templates, "Class cup");
  return { celebration, files: [{ path: "cup-certificate.html", text }, slide] };
}

function certificateOf({ winners, ...week }: Celebration): (winner: CelebratedClass) => Certificate {
  const shared = winners.length > 1 ? ", shared" : "";
  return ({ name, point }) => ({
    award: `Class cup${shared}`,
    to: classInWords(name),
    reason: `for the best attendance of all classes in the week of ${weekInWords(week)}`,
    figure: point.shown === null ? "" : `${point.shown}% of all sessions`,
  });
}

/** Classes in one column of the slide, and winners that are named in its heading; the bars have them all. */
const ROWS = 14;
const NAMED = 6;
/** Type of a bar, in hundredths of the slide's width: as large as the rows have room for. */
const LARGEST = 3.6;
const ROOM = 22;

function slideView(celebration: Celebration): Readonly<Record<string, unknown>> {
  const { school, winners, classes, alsoHere, together } = celebration;
  const names = winners.map(({ name }) => classInWords(name));
  const who = names.length > NAMED ? `${String(names.length)} classes` : listed(names);
  const columns = Math.max(1, Math.ceil(classes.length / ROWS));
  const rows = Math.max(1, Math.ceil(classes.length / columns));
  return {
    title: `Class cup, week of ${weekInWords(celebration)}: ${school}`,
    school,
    week: weekInWords(celebration),
    isWon: winners.length > 0,
    headline: names.length > 1 ? "The class cup is shared by" : "The class cup goes to",
    winners: who,
    isLong: who.length > 24,
    columns,
    rows,
    type: Math.min(LARGEST / Math.sqrt(columns), ROOM / rows),
    classes: classes.map(({ name, wins, point }) => ({
      name,
      wins,
      width: point.at ?? 0,
      percent: point.shown === null ? "" : `${point.shown}%`,
    })),
    alsoHere: alsoHere.length === 0 ? "" : `And well done, ${listed(alsoHere.map(classInWords))}!`,
    together: together === null ? "" : `Together we were here for ${together}% of the week.`,
  };
}

function weekInWords({ from, to }: Pick<Celebration, "from" | "to">): string {
  return spanInWords(dayFromIso(from) ?? 0, dayFromIso(to) ?? 0);
}

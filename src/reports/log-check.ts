/** What is odd in the log, each as a sentence: letters out of order or too soon, reviews overdue, pupils forgotten. */
import { restatedLetters } from "./sent.ts";
import { issuedTo, type Issued } from "../letters/history.ts";
import { KINDS, SERIES } from "../letters/kinds.ts";
import { isPersistent } from "../measures/counts.ts";
import { dueOn } from "../policy/due.ts";
import { tiersOn } from "../policy/tiers.ts";
import type { Situation } from "../policy/situation.ts";
import { textOf, type Deed } from "../read/log.ts";
import { say as sayProblem } from "../problem/words.ts";
import { dayFromIso, ukOf } from "../register/day.ts";
import { isNursery } from "../register/pupil.ts";
import { nameWithClass, whoIs } from "../register/who.ts";

export const LOG_CHECKS = [
  "letter-out-of-order",
  "letter-too-soon",
  "letter-after-sign-off",
  "letter-twice",
  "letter-restated",
  "review-overdue",
  "persistent-without-deed",
  "need-ended",
  "deed-of-nobody",
  "deed-in-future",
] as const;

export interface LogFinding {
  readonly check: (typeof LOG_CHECKS)[number];
  /** The pupil's key; null when it is nobody's. */
  readonly pupil: string | null;
  readonly say: string;
}

/** School days without a deed after which a persistent absentee seems forgotten. */
const FORGOTTEN_DAYS = 15;
/** Days after its end for which a need is still worth a look. */
const ENDED_DAYS = 28;

/** Nothing when all is well. `later`: deeds of days to come. */
export function checkLog(situation: Situation, later: readonly Deed[]): readonly LogFinding[] {
  const { register, log, deeds } = situation;
  const known = new Set(deeds.flat());
  const nobody = log.filter((deed) => deed.pupil !== null && !known.has(deed));
  return [
    ...register.pupils.flatMap((_, row) => ofPupil(situation, row)),
    ...reviews(situation),
    ...forgotten(situation),
    ...nobody.map(({ kind, day, pupil }): LogFinding => ({
      check: "deed-of-nobody",
      pupil,
      say: `The ${kind} of ${ukOf(day)} is for ${pupil ?? ""}, who is in no export. Check the UPN.`,
    })),
    ...later.map(({ kind, day, pupil }): LogFinding => ({
      check: "deed-in-future",
      pupil,
      say: `The ${kind} of ${ukOf(day)} is of a day to come, so it does not count yet. Take it back with attend log --undo if it is wrong.`,
    })),
  ];
}

function ofPupil(situation: Situation, row: number): readonly LogFinding[] {
  const pupil = situation.register.pupils[row];
  const letters = issuedTo(situation, row);
  const who = nameWithClass(whoIs(situation.register, row));
  const finding = (check: LogFinding["check"], say: string): LogFinding => ({ check, pupil: pupil?.key ?? null, say });
  const { days } = situation.config.letters["not-again-within"];
  const signOffs = (situation.deeds[row] ?? []).filter(({ kind }) => kind === "sign-off");
  return [
    ...letters.flatMap((letter, i): LogFinding[] => {
      const before = letters.slice(0, i);
      const same = before.findLast((each) => each.letter === letter.letter);
      const said = `${letter.letter} to the family of ${who} on ${ukOf(letter.day)}`;
      const found: LogFinding[] = [];
      if (isOutOfOrder(letter, before))
        found.push(finding("letter-out-of-order", `${said} went before the one that comes first.`));
      if (same?.day === letter.day && same.occasion === letter.occasion) {
        found.push(
          finding("letter-twice", `${said} is recorded twice. Take one back with attend log --undo and its id.`),
        );
      } else if (same && KINDS[letter.letter].concern === true && letter.day - same.day < days) {
        found.push(finding("letter-too-soon", `${said} went ${String(letter.day - same.day)} days after the last.`));
      }
      const off = signOffs.find(({ day }) => day < letter.day);
      if (off && KINDS[letter.letter].concern === true) {
        found.push(finding("letter-after-sign-off", `${said} went after the sign-off of ${ukOf(off.day)}.`));
      }
      return found;
    }),
    ...restatedLetters(situation, row).map((problem) => finding("letter-restated", sayProblem(problem))),
    ...endedNeeds(situation, row).map((need) =>
      finding("need-ended", `${need} of ${who} has ended. Log it again if it goes on.`),
    ),
  ];
}

/** The letter before it in its series had not been sent. Specialist pupils may skip the first. */
function isOutOfOrder({ letter, deed }: Issued, before: readonly Issued[]): boolean {
  if (textOf(deed.fields["tier"]) === "specialist") return false;
  const series = Object.values(SERIES).filter((each: readonly string[]) => each.includes(letter));
  return (
    series.length > 0 &&
    series.every((each: readonly string[]) => {
      const at = each.indexOf(letter);
      return at > 0 && !before.some((earlier) => earlier.letter === each[at - 1]);
    })
  );
}

/** Needs whose end has passed not long ago. */
function endedNeeds({ deeds, asAt }: Situation, row: number): readonly string[] {
  return (deeds[row] ?? []).flatMap((deed) => {
    const to = dayFromIso(textOf(deed.fields["to"]) ?? "");
    const ended = deed.kind === "need" && to !== null && to < asAt && asAt - to <= ENDED_DAYS;
    return ended ? [`The need ${textOf(deed.fields["need"]) ?? ""}, up to ${ukOf(to)},`] : [];
  });
}

function reviews(situation: Situation): readonly LogFinding[] {
  return dueOn(situation)
    .filter(({ row, overdue }) => overdue && (row === "P4" || row === "S6"))
    .map(({ pupil, name, class: named, due, what }) => ({
      check: "review-overdue",
      pupil,
      say: `${what}: ${name ?? ""} (${named ?? "no class"}), overdue since ${ukOf(dayFromIso(due) ?? 0)}.`,
    }));
}

function forgotten(situation: Situation): readonly LogFinding[] {
  const { register, deeds, asAt } = situation;
  const since = register.schoolDays.filter((day) => day <= asAt).at(-FORGOTTEN_DAYS);
  // A school that has written nothing down yet has forgotten nobody.
  if (since === undefined || !situation.log.some(({ day }) => day < since)) return [];
  return tiersOn(situation, asAt)
    .filter(
      ({ row, year, tooEarly }) =>
        isPersistent(year) && !tooEarly && !isNursery(register.pupils[row] ?? { year: null }),
    )
    .filter(({ row }) => !(deeds[row] ?? []).some(({ day }) => day >= since))
    .map(({ row }) => {
      const who = whoIs(register, row);
      return {
        check: "persistent-without-deed",
        pupil: who.key,
        say: `${nameWithClass(who)} is a persistent absentee, and nothing is written down for ${String(FORGOTTEN_DAYS)} school days.`,
      };
    });
}

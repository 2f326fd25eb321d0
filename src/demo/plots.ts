/** How each story is planted: which marks, dates and lines of the log put a child in its situation. */
import { ukOf } from "../register/day.ts";
import { daysAgo, lastOpenFortnight, openWeekAhead, spread, type Past } from "./past.ts";
import { after, between, deed, missedOf, soFar, spreadSessions, wholeDays, wholeTens } from "./story.ts";
import { DEPUTY, HEAD, PASTORAL, type NotYet, type Planted, type PlantedMark, type Story } from "./story.ts";
import { inventYear, termNamed } from "./terms.ts";

const ILLNESS_ONLY = "illness only, spread over the year";

export function exactly(percent: number, look: string): Story["plant"] {
  return after(10, (past) => {
    const { days, entry } = wholeTens(past);
    const missed = (2 * days.length * (100 - percent)) / 100;
    return {
      ...(entry !== undefined && { entry }),
      marks: spreadSessions(days, missed, "I"),
      planted: `${missedOf(missed, 2 * days.length)} exactly, ${ILLNESS_ONLY}`,
      look,
    };
  });
}

export function late(who: "mason" | "amara", lates: number, closed: number, look: string): Story["plant"] {
  return (past) => {
    const { halfTermDays, halfTerm } = past;
    if (!halfTerm || halfTermDays.length < 8) {
      return { notYet: `too early in the half-term: it needs 8 school days, and ${soFar(halfTermDays.length)}` };
    }
    const mornings = spread(halfTermDays, Math.min(lates + closed, halfTermDays.length));
    const marks = mornings.slice(0, lates).map((day, i): PlantedMark => {
      return { day, session: 0, mark: "L", minutes: 4 + ((i * 3) % 11) };
    });
    const last = mornings[lates];
    const once = last ?? halfTermDays.at(-1);
    if (closed > 0 && once !== undefined) {
      marks.push({ day: once, session: last === undefined ? 1 : 0, mark: "U", minutes: 35 });
    }
    const talk = deed(who, daysAgo(past, 2), "talk", PASTORAL, { note: "Mum says the alarm clock is fixed." });
    return {
      marks,
      deeds: closed > 0 ? [talk] : [],
      planted: `${String(lates)} L and ${String(closed)} U in ${halfTerm.name}`,
      look,
    };
  };
}

export function need(who: "niamh", which: string, note: string, look: string): Story["plant"] {
  return (past) => {
    const from = past.days.at(-Math.min(15, past.days.length)) ?? past.today;
    return {
      deeds: [deed(who, from, "need", PASTORAL, { need: which, from, note })],
      planted: `full attendance; the need \`${which}\` in the log on ${ukOf(from)}`,
      look,
    };
  };
}

export function oneBetter(past: Past): Planted {
  const { days, entry } = wholeTens(past);
  const missed = days.length / 5 - 1;
  return {
    ...(entry !== undefined && { entry }),
    marks: spreadSessions(days, missed, "I"),
    planted: `one session better than Oscar: ${missedOf(missed, 2 * days.length)}`,
    look: "not persistent: Emerging (90–95%)",
  };
}

/** School days since anybody saw him; the newest five may still be `N`. */
const GONE = 8;

/** Away without a word, then written down as missing education. */
export function vanished(past: Past): Planted {
  const days = past.days.slice(-GONE);
  const settled = days.slice(0, -5);
  const from = days[3] ?? past.today;
  const [first, second] = [days[0] ?? from, days[1] ?? from];
  return {
    marks: [...wholeDays(settled, "O"), ...wholeDays(days.slice(-5), "N")],
    deeds: [
      deed("danyal", first, "call", PASTORAL, { outcome: "no-answer" }),
      deed("danyal", second, "call", PASTORAL, { outcome: "no-answer", note: "The number is out of use." }),
      deed("danyal", from, "need", PASTORAL, {
        need: "missing-education",
        from: first,
        note: "Family said to have moved; no new school named.",
      }),
    ],
    planted: `no reason since ${ukOf(first)}, ${String(days.length)} school days; the need \`missing-education\` in the log on ${ukOf(from)}`,
    look: "Specialist, and the protocol for a child missing education",
  };
}

/** One `N` in a morning, so many school days ago. */
function unexplained(past: Past, ago: number): Pick<Planted, "marks" | "planted"> {
  const day = daysAgo(past, ago);
  return {
    marks: [{ day, session: 0, mark: "N" }],
    planted: `one N in the morning of ${ukOf(day)}, ${String(ago)} school days ago`,
  };
}

export function longUnexplained(past: Past): Planted {
  const words = { outcome: "no-answer", note: "Left a message." };
  return {
    ...unexplained(past, 8),
    deeds: [deed("poppy", daysAgo(past, 7), "call", HEAD, words)],
    look: "past the five school days for finding the reason: it should be O by now",
  };
}

export function stillUnexplained(past: Past): Planted {
  return { ...unexplained(past, 2), look: "the reason is still to be found, and still in time" };
}

function lastThreeDays(past: Past): { readonly marks: readonly PlantedMark[]; readonly planted: string } {
  const days = past.days.slice(-3);
  return { marks: wholeDays(days, "N"), planted: `N all day on the last three school days, ${between(days)}` };
}

export function noContact(past: Past): Planted {
  return {
    ...lastThreeDays(past),
    look: "no contact in three days: Intensive, and first on the list of whom to ring",
  };
}

export function reached(past: Past): Planted {
  const words = { outcome: "reached", note: "Gran answered. Freya has a temperature." };
  const call = deed("freya", daysAgo(past, 2), "call", PASTORAL, words);
  const same = lastThreeDays(past);
  return {
    ...same,
    deeds: [call],
    planted: `${same.planted}; a call in the log reached the family on ${ukOf(call.day)}`,
    look: "no-contact does not fire; the Ns still want a code",
  };
}

export function oneAppointment(past: Past): Planted {
  return {
    marks: [{ day: daysAgo(past, 10), session: 0, mark: "M", comment: "Hospital clinic" }],
    planted: `SEN Status E; one M, ${missedOf(1, 2 * past.days.length)}`,
    look: "Intensive by need alone; no letter about attendance",
  };
}

export function supported(): Planted {
  return {
    planted: "SEN Status K; full attendance",
    look: "Intensive by need alone; no letter about attendance. Not the same as the other Ava",
  };
}

export function morningsOnly(past: Past): Planted {
  const missed = Math.round(0.15 * past.days.length);
  return {
    marks: wholeDays(spread(past.days, missed), "I").filter((each) => each.session === 0),
    planted: `mornings only; ${missedOf(missed, past.days.length)}`,
    look: "monitored, but in no headline; no letter, and his afternoons are not missing marks",
  };
}

export function fortnightAway(past: Past): Planted | NotYet {
  const days = lastOpenFortnight(past);
  if (!days) return { notYet: "too early in the year: no two whole weeks of school are over for a week yet" };
  return {
    marks: wholeDays(days, "G"),
    planted: `G for two weeks, ${between(days)}; ${missedOf(20, 2 * past.days.length)}`,
    look: "a holiday in term time (Low need) and the penalty threshold met; the percentage may put him in a higher tier",
  };
}

export function mostlyAway(past: Past): Planted {
  const days = past.days.filter((_, i) => i % 5 >= 2);
  const marks = days.flatMap((day) => wholeDays([day], past.days.indexOf(day) % 5 === 2 ? "I" : "O"));
  return {
    marks,
    deeds: [deed("kyle", daysAgo(past, 5), "meeting", HEAD, { note: "Met mum. Agreed to look at mornings first." })],
    planted: `${missedOf(marks.length, 2 * past.days.length)}, some I and mostly O`,
    look: "severely absent, below 80%: Specialist; penalty threshold met",
  };
}

export function shortAfternoons(past: Past): Planted {
  const marks = past.halfTermDays.map((day): PlantedMark => ({ day, session: 1, mark: "C2" }));
  const begun = past.halfTermDays[0];
  return {
    marks,
    deeds: begun === undefined ? [] : [deed("reuben", begun, "note", DEPUTY, { note: "Mornings only, agreed." })],
    planted: `C2 in every afternoon of ${past.halfTerm?.name ?? "this half-term"}; Part Time is Y`,
    look: "part-time timetable: Specialist, and its six-weekly review",
  };
}

export function illTogether(past: Past): Planted {
  const missed = Math.round(0.14 * past.days.length);
  return {
    marks: spreadSessions(past.days, missed, "I"),
    deeds: [deed("grace", daysAgo(past, 4), "call", PASTORAL, { outcome: "reached", note: "All three had it again." })],
    planted: `three children of one family: ${missedOf(missed, 2 * past.days.length)}, ill on the same days`,
    look: "Emerging, and the siblings shown together",
  };
}

export function newlyCome(past: Past): Planted {
  const days = past.days.slice(-10);
  const [first = past.today, , , , ...rest] = days;
  const marks: readonly PlantedMark[] = [
    { day: first, session: 0, mark: "Y2", comment: "Roads closed by flood" },
    ...wholeDays(rest.slice(0, 2), "I"),
  ];
  return {
    entry: first,
    marks,
    deeds: [deed("elif", first, "note", DEPUTY, { note: "First day. Shown round by her class." })],
    planted: `joined on ${ukOf(first)}; ${missedOf(4, 19)} (the first morning is Y2, not possible)`,
    look: "too early to judge: 19 possible sessions, and the percentage triggers wait for 20",
  };
}

export function weekAhead(past: Past): Planted | NotYet {
  const days = openWeekAhead(past);
  const [from, to] = [days?.[0], days?.at(-1)];
  if (!days || from === undefined || to === undefined) return { notYet: "too late in the year: no whole week is left" };
  const asked = past.days.at(-Math.min(4, past.days.length)) ?? past.today;
  return {
    deeds: [deed("avaM", asked, "leave-request", HEAD, { from, to, reason: "A cousin's wedding abroad" })],
    planted: `full attendance; leave asked for in the log, ${between(days)}`,
    look: "Low need by the request alone; a letter with the decision due, and a warning before the holiday is taken",
  };
}

export function gone(past: Past): Planted | NotYet {
  const { to } = termNamed(past.year.halfTerms, "Autumn 1");
  if (past.today <= to) return { notYet: `too early in the year: he leaves on ${ukOf(to)}, the last day of Autumn 1` };
  return {
    leaving: to,
    planted: `left on ${ukOf(to)}, the last day of Autumn 1`,
    look: "in the year's figures up to that day, in no tier, and no letter",
  };
}

export function yetToCome(past: Past): Planted {
  const lastDay = past.year.halfTerms.at(-1)?.to ?? past.today;
  const entry = past.toCome[10] ?? inventYear(lastDay + 60).open[0] ?? lastDay + 60;
  return { entry, planted: `starts on ${ukOf(entry)}`, look: "no possible sessions, no tier, no letter" };
}

/** The penalty threshold counted again the slow and obvious way, over many small registers. */
import { describe, expect, it } from "vitest";
import { pick, randomOf, whole, type Random } from "../../src/demo/random.ts";
import { thresholdMet, windowOn } from "../../src/measures/penalty.ts";
import { compulsoryFrom } from "../../src/register/age.ts";
import { academicYearOf, isoOf } from "../../src/register/day.ts";
import { on } from "../laws/schools.ts";
import { registerOf, SEVEN, type Born, type SchoolDay } from "./penalty-register.ts";

/** What the framework says, counted the long way: dates as text, every day asked anew. */
interface Slow {
  readonly met: string | null;
  readonly today: readonly string[];
}

/** Works a text out once. */
function once(work: (iso: string) => string): (iso: string) => string {
  const known = new Map<string, string>();
  return (iso) => {
    const found = known.get(iso) ?? work(iso);
    known.set(iso, found);
    return found;
  };
}

const monday = once((iso) => {
  const date = new Date(`${iso}T12:00:00Z`);
  date.setUTCDate(date.getUTCDate() - ((date.getUTCDay() + 6) % 7));
  return date.toISOString().slice(0, 10);
});

/** The last day of December, March or August on or after the fifth birthday, found by walking. */
const ofAge = once((dob) => {
  const date = new Date(`${dob}T12:00:00Z`);
  date.setUTCFullYear(date.getUTCFullYear() + 5);
  while (!/-(?:12-31|03-31|08-31)T/.test(date.toISOString())) date.setUTCDate(date.getUTCDate() + 1);
  return date.toISOString().slice(0, 10);
});

interface Case {
  readonly days: readonly (SchoolDay & { readonly iso: string })[];
  readonly born: Born;
  readonly today: string;
  /** Mondays of the weeks to come that the calendar plans. */
  readonly planned: readonly string[];
}

function slowly({ days, born, today, planned }: Case): Slow {
  const openWeeks: string[] = [];
  const counted: { iso: string; week: string; half: string; code: string }[] = [];
  const age = born.dob === null ? (born.year !== null && Number(born.year) >= 1 ? "0000" : "9999") : ofAge(born.dob);
  for (const { iso, own, other } of days) {
    const week = monday(iso);
    if ([...own, ...other].some((mark) => mark !== "." && mark !== "#") && !openWeeks.includes(week))
      openWeeks.push(week);
    own.forEach((code, i) => {
      if ("GNOU".includes(code) && iso >= age) counted.push({ iso, week, half: i === 0 ? "AM" : "PM", code });
    });
  }
  const year = today >= `${today.slice(0, 4)}-09-01` ? today.slice(0, 4) : String(Number(today.slice(0, 4)) - 1);
  let met: string | null = null;
  for (const { iso } of counted) {
    if (met !== null || iso < `${year}-09-01`) continue;
    const ten = openWeeks.filter((week) => week <= monday(iso)).slice(-10);
    if (counted.filter((each) => each.iso <= iso && ten.includes(each.week)).length >= 10) met = iso;
  }
  const ten = openWeeks.slice(-10);
  const all = [...openWeeks, ...planned.filter((week) => !openWeeks.includes(week))];
  const todays = counted
    .filter((each) => ten.includes(each.week))
    .map(({ iso, week, half, code }) => `${iso} ${half} ${code} ${all[all.indexOf(week) + 10] ?? "–"}`);
  return { met, today: todays };
}

const BIRTHDAYS: readonly Born[] = [
  SEVEN,
  { dob: "2021-08-31", year: "R" },
  { dob: "2021-09-01", year: "R" },
  { dob: "2021-12-31", year: "R" },
  { dob: "2022-01-01", year: "R" },
  { dob: null, year: "R" },
  { dob: null, year: "2" },
];
const CODES = ["G", "N", "O", "U"] as const;
const MILD = ["L", "I", "C", "D", "B", ".", "M", "X"] as const;
const FIRST_MONDAY = on("2026-05-04");

/** A small register: up to 22 weeks, some of them holidays, closed, with an INSET day, or of one day. */
function aCase(random: Random): Case {
  const start = FIRST_MONDAY + 7 * whole(random, 0, 26);
  const weeks = whole(random, 3, 22);
  const often = pick(random, [0.03, 0.06, 0.1, 0.15, 0.3]);
  const days: Case["days"][number][] = [];
  const mark = (present: string): string => {
    const roll = random();
    return roll < often ? pick(random, CODES) : roll < often + 0.05 ? pick(random, MILD) : present;
  };
  for (let week = 0; week < weeks; week++) {
    const kind = random();
    if (kind < 0.14) continue;
    const only = kind < 0.18 ? whole(random, 0, 4) : null;
    const closed = kind > 0.93;
    const inset = kind > 0.86 && !closed ? whole(random, 0, 4) : null;
    // A week runs to its Sunday, and now and then there is school on a weekend day.
    const weekend = random() < 0.03 ? whole(random, 5, 6) : null;
    for (const i of [0, 1, 2, 3, 4, ...(weekend === null ? [] : [weekend])]) {
      if (only !== null && only !== i) continue;
      const day = start + 7 * week + i;
      const iso = isoOf(day);
      if (closed || inset === i) days.push({ day, iso, own: ["#", "#"], other: ["#", "#"] });
      else days.push({ day, iso, own: [mark("/"), mark("\\")], other: ["/", "."] });
    }
  }
  const last = days.at(-1)?.iso ?? isoOf(start);
  const gaps = Array.from({ length: whole(random, 0, 14) }, () => (random() < 0.2 ? 2 : 1));
  let at = on(monday(last));
  const planned = gaps.map((gap) => isoOf((at += 7 * gap)));
  return { days, born: pick(random, BIRTHDAYS), today: last, planned };
}

function byTheTool({ days, born, today, planned }: Case): Slow {
  const asAt = on(today);
  const register = registerOf(days, born, asAt);
  const found = thresholdMet(register, 0, academicYearOf(asAt), asAt);
  const halfTerms = planned.map((key) => ({ key, from: on(key), to: on(key) + 4, inferred: false }));
  const { sessions } = windowOn(register, 0, asAt, { halfTerms, closed: new Set() });
  return {
    met: found && isoOf(found.day),
    today: sessions.map(
      ({ day, half, code, dropsOut }) => `${isoOf(day)} ${half} ${code} ${dropsOut === null ? "–" : isoOf(dropsOut)}`,
    ),
  };
}

describe("a slow recount", () => {
  it("knows compulsory school age as the tool does", () => {
    for (let dob = on("2015-12-30"); dob <= on("2022-01-02"); dob++)
      expect(isoOf(compulsoryFrom(dob))).toBe(ofAge(isoOf(dob)));
  });

  const runs = Number(process.env["ATTEND_FUZZ"] ?? 100_000);
  it(`agrees over ${String(runs)} registers`, { timeout: 600_000 }, () => {
    const seen = { met: 0, near: 0, edge: 0, notSaid: 0 };
    for (let i = 0; i < runs; i++) {
      const one = aCase(randomOf(10, i));
      const tool = byTheTool(one);
      const slow = slowly(one);
      if (tool.met !== slow.met || tool.today.join() !== slow.today.join()) {
        expect({ i, one, ...tool }).toEqual({ i, one, ...slow });
      }
      if (slow.met !== null) seen.met++;
      if (slow.today.length >= 6 && slow.today.length <= 9) seen.near++;
      if (slow.today.length === 9 || slow.today.length === 10) seen.edge++;
      if (slow.today.some((each) => each.endsWith("–"))) seen.notSaid++;
    }
    // The registers are worth the counting: every outcome is common.
    for (const often of Object.values(seen)) expect(often).toBeGreaterThan(runs / 50);
    expect(seen.met).toBeLessThan(runs / 1.5);
  });
});

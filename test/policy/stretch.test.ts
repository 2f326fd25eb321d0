/** What the policy works out once for everybody against the same asked day by day: stretches, missing marks, school days ahead. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { BANDS, TIERS } from "../../src/read/names.ts";
import { readConfig } from "../../src/read/config.ts";
import { schoolDaysAfter } from "../../src/policy/periods.ts";
import { deedsByRow, type Situation } from "../../src/policy/situation.ts";
import { OF_ATTENDANCE, stretchFinder, type Through } from "../../src/policy/stretch.ts";
import { severity, tierOn, tiersOn } from "../../src/policy/tiers.ts";
import { missingRegisters, unresolved } from "../../src/policy/to-fix.ts";
import { halfTermsWith, plannedDays, yearStart } from "../../src/register/calendar.ts";
import { academicYearOf, isWeekend, mondayOf, type Day } from "../../src/register/day.ts";
import { kindOf, MISSING } from "../../src/register/kinds.ts";
import { isNursery, onRollBetween } from "../../src/register/pupil.ts";
import type { Register } from "../../src/register/register.ts";
import { CONFIG, on, PATIENCE } from "../laws/schools.ts";
import { aRegister } from "../measures/recount.ts";

/** So few sessions are enough that the bands of attendance move within a small register. */
const { config } = readConfig(`${CONFIG}  closed: [2026-11-27]\npolicy:\n  minimum-sessions: { value: 8 }\n`);

function situationOf(register: Register, asAt: Day): Situation {
  if (!config) throw new Error("the settings of this test are not sound");
  const halfTerms = halfTermsWith(config.calendar, register.schoolDays);
  const { rows } = deedsByRow(register, []);
  return { register, config, halfTerms, contacts: [], log: [], deeds: rows, asAt };
}

const aSituation = fc
  .tuple(aRegister(), fc.integer({ min: -3, max: 90 }))
  .map(([register, later]) => situationOf(register, (register.schoolDays[0] ?? on("2026-09-03")) + later));
const LAW = { numRuns: 150 };

/** Week by week backwards, each day asked anew. */
function slowSince(situation: Situation, isIn: (day: Day) => boolean): Day {
  const { register, asAt } = situation;
  const days = register.schoolDays.filter((day) => day >= academicYearOf(asAt) && day <= asAt);
  let first = asAt;
  for (const monday of [...new Set(days.map(mondayOf))].toReversed()) {
    const week = days.filter((day) => mondayOf(day) === monday);
    if (!isIn(week.at(-1) ?? 0)) break;
    first = week.find(isIn) ?? first;
  }
  return first;
}

describe("the same as asked day by day", () => {
  it("since when a pupil is in a tier", { timeout: PATIENCE }, () => {
    expect(OF_ATTENDANCE).toEqual([...BANDS, "persistent-absence", "lates"]);
    let longest = 0;
    fc.assert(
      fc.property(aSituation, (situation) => {
        const since = stretchFinder(situation);
        for (const [row, pupil] of situation.register.pupils.entries()) {
          const placedOn = new Map(situation.register.schoolDays.map((day) => [day, tierOn(situation, row, day)]));
          for (const through of ["anything", "attendance"] satisfies Through[]) {
            for (const tier of TIERS.filter((each) => each !== "all")) {
              const slow = slowSince(situation, (day) => {
                const fired = placedOn.get(day)?.triggers ?? [];
                const counted = fired.filter(
                  ({ trigger }) => through === "anything" || OF_ATTENDANCE.includes(trigger),
                );
                return onRollBetween(pupil, day, day) && counted.some((each) => severity(each.tier) >= severity(tier));
              });
              expect(since(row, tier, through)).toBe(slow);
              longest = Math.max(longest, situation.asAt - slow);
            }
          }
        }
      }),
      LAW,
    );
    expect(longest).toBeGreaterThan(21);
  });

  it("everybody’s tier", { timeout: PATIENCE }, () => {
    fc.assert(
      fc.property(aSituation, (situation) => {
        const { register, asAt } = situation;
        const rows = [...register.pupils.entries()].filter(([, pupil]) => onRollBetween(pupil, asAt, asAt));
        expect(tiersOn(situation, asAt)).toEqual(rows.map(([row]) => tierOn(situation, row, asAt)));
      }),
      LAW,
    );
  });

  it("registers not complete, and N", { timeout: PATIENCE }, () => {
    fc.assert(
      fc.property(aSituation, (situation) => {
        const { register, asAt } = situation;
        const width = register.sessions.length;
        const start = yearStart(situation.config.calendar, asAt);
        const columns = [...register.sessions.entries()].filter(([, { day }]) => day >= start && day <= asAt);
        const slow = columns.flatMap(([column, { day, half, open }]) => {
          const here = [...register.pupils.entries()].filter(
            ([, pupil]) => open && onRollBetween(pupil, day, day) && !isNursery(pupil),
          );
          return [...new Set(here.map(([, pupil]) => pupil.class))].flatMap((named) => {
            const members = here.filter(([, pupil]) => pupil.class === named).map(([row]) => row);
            const rows = members.filter((row) => register.marks[row * width + column] === MISSING);
            return rows.length === 0
              ? []
              : [{ class: named, day, half, missing: rows.length, of: members.length, rows }];
          });
        });
        expect(missingRegisters(situation, asAt)).toEqual(slow);
        const cells = columns.flatMap(([column]) =>
          [...register.pupils.keys()]
            .map((row) => row * width + column)
            .filter((cell) => register.marks[cell] === kindOf("N")),
        );
        const open = unresolved(situation, asAt);
        expect(open.map(({ cell }) => cell)).toEqual(cells);
        const last = register.schoolDays.at(-1) ?? start;
        const planned = plannedDays(situation.config.calendar, last, asAt);
        for (const { day, age } of open) {
          const known = register.schoolDays.filter((each) => each > day && each <= asAt);
          const ahead = planned.filter((each) => each <= last + 60);
          if (asAt <= on("2026-12-18")) expect(age).toBe(known.length + ahead.length);
        }
      }),
      LAW,
    );
  });

  it("so many school days after a day", { timeout: PATIENCE }, () => {
    fc.assert(
      fc.property(
        aSituation,
        fc.integer({ min: -20, max: 120 }),
        fc.integer({ min: 0, max: 90 }),
        (situation, at, n) => {
          const { register, config: settings, asAt } = situation;
          const last = register.schoolDays.at(-1) ?? -Infinity;
          let day = asAt - 60 + at;
          const planned = new Set(plannedDays(settings.calendar, Math.max(day, last), day + 120));
          const end = Math.max(last, ...planned);
          const isNext = (each: Day): boolean =>
            each > end ? !isWeekend(each) : each > last ? planned.has(each) : register.schoolDays.includes(each);
          const from = day;
          for (let i = 0; i < n; i++)
            do day++;
            while (!isNext(day));
          expect(schoolDaysAfter(situation, from, n)).toBe(day);
        },
      ),
      LAW,
    );
  });
});

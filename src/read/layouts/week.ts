/** Week: a row per pupil with columns `MonAM` … `FriPM`; the week stands in a column, a title row or the file's name. */
import { isWeekend, mondayOf, type Day } from "../../register/day.ts";
import { DATE_IN_TEXT, readDate, type DateOrder } from "../dates.ts";
import { dateReader, markAdder, namesPupils, type Layout, type Reading } from "../layout.ts";
import type { Heading } from "../headings.ts";

export const week: Layout = {
  name: "week",
  isRegister: true,
  claims: (headings) => namesPupils(headings) && headings.filter((heading) => heading.weekSession !== null).length >= 2,
  open: (reading) => {
    const field = (["weekStart", "date"] as const).find((each) => reading.columns.has(each));
    const ofRow = field === undefined ? null : dateReader(reading, field);
    const fixed = ofRow ? null : weekOfFile(reading);
    if (!ofRow && fixed === null) {
      reading.report({ code: "file-no-week" });
      return null;
    }
    const add = markAdder(reading);
    const slots = slotsOf(reading.headings);
    return (cells, line) => {
      const day = ofRow ? ofRow(cells, line) : fixed;
      if (day === null) return false;
      // A week that begins on a Sunday is that of the Monday after.
      const monday = mondayOf(isWeekend(day) ? day + 2 : day);
      return add(
        cells,
        line,
        slots.map(({ weekday, half, column }) => ({ day: monday + weekday, half, column })),
      );
    };
  },
};

function slotsOf(headings: readonly Heading[]): readonly { weekday: number; half: 0 | 1; column: number }[] {
  return headings.flatMap(({ weekSession }, column) => (weekSession ? [{ ...weekSession, column }] : []));
}

const SAYS_WEEK = /week|\bw\/?[bce]\b|commencing|beginning/i;

/**
 * The date in a title row that speaks of a week, else the only date in the titles, else the one in the file's name. When
 * titles give several dates and none speaks of a week ("Printed 21/11/2026"), nobody can tell.
 */
function weekOfFile({ titles, path, order }: Reading): Day | null {
  const name = path.slice(path.lastIndexOf("/") + 1).replaceAll("_", " ");
  const said = titles.filter((title) => SAYS_WEEK.test(title));
  for (const texts of [said.length > 0 ? said : titles.filter((title) => !PRINTED.test(title)), [name]]) {
    const days = new Set(texts.flatMap((text) => dateIn(text, order) ?? []));
    const [day] = days;
    if (day !== undefined) return days.size === 1 ? day : null;
  }
  return null;
}

const PRINTED = /print|run on|created|produced|generated|report date/i;

function dateIn(text: string, order: DateOrder): Day | null {
  const match = DATE_IN_TEXT.exec(text);
  const read = match ? readDate(match[0], order) : null;
  return read === null || read === "month-first" ? null : read.day;
}
